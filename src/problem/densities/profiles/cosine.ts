import * as v from 'valibot';
import { refuse } from '../../error.ts';
import { field, number, object } from '../../fields.ts';
import { axisPoints } from '../../grid.ts';
import type { CosineProfile } from '../../types.ts';
import type { DensityKind } from '../kind.ts';

/** 1 + amplitude · cos(2π k·x + phase); a single wavenumber k runs along the first axis. */
export const cosine: DensityKind<CosineProfile> = {
  schema: object({
    profile: v.literal('cosine'),
    amplitude: v.optional(number('a number from -1 to 1', (a) => Math.abs(a) <= 1)),
    wavenumber: v.optional(
      field<number | readonly number[]>(
        'a non-zero integer, or an array with one integer for each axis, not all 0',
        isWaveVector,
      ),
    ),
    phase: v.optional(number('a finite number, in radians')),
  }),
  sample({ amplitude = 0.5, wavenumber = 1, phase = 0 }, { grid }) {
    const k =
      typeof wavenumber === 'number' ? grid.map((_, axis) => (axis === 0 ? wavenumber : 0)) : wavenumber;
    if (k.length !== grid.length || k.some((component, axis) => 2 * Math.abs(component) >= grid[axis])) {
      refuse('wavenumber', wavenumber, `must lie below half the grid [${grid}] on every axis`);
    }
    return plane(k, grid).map((turns) => 1 + amplitude * Math.cos(2 * Math.PI * turns + phase));
  },
  regularity: () => Number.POSITIVE_INFINITY,
};

/** k·x on the grid. */
function plane(k: readonly number[], grid: readonly number[]): Float64Array {
  return grid.reduce((sums, n, axis) => {
    const next = new Float64Array(sums.length * n);
    const steps = axisPoints(n).map((x) => k[axis] * x);
    for (let i = 0; i < sums.length; i++) for (let j = 0; j < n; j++) next[i * n + j] = sums[i] + steps[j];
    return next;
  }, Float64Array.of(0));
}

function isWaveVector(value: unknown): boolean {
  const k = Array.isArray(value) ? Array.from(value) : [value];
  return k.every(Number.isSafeInteger) && k.some((component) => component !== 0);
}
