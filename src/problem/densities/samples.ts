import { refuse } from '../error.ts';
import { list, object } from '../fields.ts';
import { pointAt, sizeOf } from '../grid.ts';
import { refuseAt } from './at-point.ts';
import type { DensityKind } from './kind.ts';

/** An array or a typed array of samples on the grid, row-major. */
export const array: DensityKind<ArrayLike<number>> = {
  schema: list,
  sample: (data, { grid }) => copySamples(data, grid, ''),
  regularity: () => null,
};

/** `{ "samples": [...] }`: the same in an object. */
export const samples: DensityKind<{ samples: ArrayLike<number> }> = {
  schema: object({ samples: list }),
  sample: (data, { grid }) => copySamples(data.samples, grid, 'samples'),
  regularity: () => null,
};

function copySamples(data: ArrayLike<number>, grid: readonly number[], path: string): Float64Array {
  const size = sizeOf(grid);
  if (data.length !== size) {
    const shape = grid.length > 1 ? ` (${grid.join(' × ')}, row-major, in one flat array)` : '';
    refuse(
      path,
      data,
      `must have one number for each of the ${size} grid points${shape}, not ${data.length}`,
    );
  }
  for (let i = 0; i < size; i++)
    if (typeof data[i] !== 'number' || !Number.isFinite(data[i])) {
      refuse(`${path}[${i}]`, data[i] ?? null, 'must be a finite number');
    }
  return Float64Array.from(data);
}

/** Refuses values that are no finite numbers, with the point that the first of them belongs to. */
export function allFinite(values: Float64Array, grid: readonly number[]): Float64Array {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) refuseAt(pointAt(i, grid), values[i]);
  }
  return values;
}
