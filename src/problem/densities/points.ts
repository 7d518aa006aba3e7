import * as v from 'valibot';
import { refuse } from '../error.ts';
import { field, number, object } from '../fields.ts';
import { fromSpectrum } from '../fourier.ts';
import { multiIndex, sizeOf, wavenumber } from '../grid.ts';
import type { DensityKind } from './kind.ts';

interface Points {
  points: ReadonlyArray<number | readonly number[]>;
  period?: number;
  bandwidth: number;
}

/** Most products of points and modes, about ten seconds of work. */
const MAX_WORK = 1e9;

/**
 * Data on the circle, or on T^d, smoothed by the periodic heat kernel of standard deviation `bandwidth`, in
 * the units of `period`. Exactly, in Fourier space, with b = bandwidth/period:
 *
 *     μ̂_k = (1/N) Σ_j e^{−2πi k·x_j} e^{−½ |2πk|² b²}
 */
export const points: DensityKind<Points> = {
  schema: object({
    points: field<Points['points']>('a list of positions', (value) => Array.isArray(value)),
    period: v.optional(number('a number > 0', (x) => x > 0)),
    bandwidth: number('a number > 0', (x) => x > 0),
  }),
  sample(data, { grid }) {
    const b = data.bandwidth / (data.period ?? 1);
    const positions = positionsOf(data, grid.length);
    // Beyond 1.5/b the factor of the heat kernel is below 1e−19; the Nyquist mode is left out.
    const cutoff = grid.map((n) => Math.min(Math.floor((n - 1) / 2), Math.ceil(1.5 / b)));
    const work = positions.length * sizeOf(cutoff.map((k) => 2 * k + 1));
    if (work > MAX_WORK) refuse('points', data.points, `has too many points for so small a bandwidth`);
    return smooth(positions, b, cutoff, grid);
  },
  regularity: () => Number.POSITIVE_INFINITY,
  advice(data, { grid }) {
    // e^{−½ (2π b n/2)²} < 1e−13: what the grid cuts off is then below what counts as negative.
    const least = (2.5 * (data.period ?? 1)) / Math.min(...grid);
    return `the bandwidth is too small for this grid: at least ${Number(least.toPrecision(3))} is safe`;
  },
};

/** The positions in units of the period, each an array of d coordinates. */
function positionsOf({ points, period = 1 }: Points, d: number): number[][] {
  if (points.length === 0) refuse('points', points, 'must not be empty');
  return points.map((point, i) => {
    const position = typeof point === 'number' ? [point] : point;
    const good = Array.isArray(position) && position.length === d && position.every(Number.isFinite);
    const allowed = d === 1 ? 'a finite number' : `an array of ${d} finite numbers`;
    if (!good) refuse(`points[${i}]`, point ?? null, `must be ${allowed}`);
    return position.map((x: number) => x / period);
  });
}

function smooth(positions: number[][], b: number, cutoff: number[], grid: readonly number[]): Float64Array {
  const sums = sumExponentials(positions, cutoff);
  const re = new Float64Array(sizeOf(grid));
  const im = new Float64Array(sizeOf(grid));
  for (let i = 0; i < re.length; i++) {
    const k = multiIndex(i, grid).map((j, axis) => wavenumber(j, grid[axis]));
    if (k.some((component, axis) => Math.abs(component) > cutoff[axis])) continue;
    const at = k.reduce(
      (flat, component, axis) => flat * (2 * cutoff[axis] + 1) + component + cutoff[axis],
      0,
    );
    const weight = Math.exp(-2 * (Math.PI * b * Math.hypot(...k)) ** 2) / positions.length;
    re[i] = sums.re[at] * weight;
    im[i] = sums.im[at] * weight;
  }
  return fromSpectrum(re, im, grid);
}

/** Σ_j e^{−2πi k·x_j} for the modes |k_i| ≤ cutoff_i, row-major from −cutoff on every axis. */
function sumExponentials(positions: number[][], cutoff: readonly number[]) {
  const size = sizeOf(cutoff.map((k) => 2 * k + 1));
  const sums = { re: new Float64Array(size), im: new Float64Array(size) };
  for (const position of positions) {
    const waves = position.map((x, axis) => exponentials(x, cutoff[axis]));
    const add = (axis: number, re: number, im: number, at: number) => {
      const wave = waves[axis];
      const base = at * wave.re.length;
      for (let k = 0; k < wave.re.length; k++) {
        const nextRe = re * wave.re[k] - im * wave.im[k];
        const nextIm = re * wave.im[k] + im * wave.re[k];
        if (axis < waves.length - 1) add(axis + 1, nextRe, nextIm, base + k);
        else {
          sums.re[base + k] += nextRe;
          sums.im[base + k] += nextIm;
        }
      }
    };
    add(0, 1, 0, 0);
  }
  return sums;
}

/** e^{−2πikx} for k = −cutoff … cutoff. The turns kx are reduced first: their whole part is lost anyway. */
function exponentials(x: number, cutoff: number) {
  const turns = Array.from({ length: 2 * cutoff + 1 }, (_, i) => ((i - cutoff) * (x - Math.floor(x))) % 1);
  return {
    re: Float64Array.from(turns, (turn) => Math.cos(2 * Math.PI * turn)),
    im: Float64Array.from(turns, (turn) => -Math.sin(2 * Math.PI * turn)),
  };
}
