import * as v from 'valibot';
import { refuse } from '../error.ts';
import { field, list, number, object } from '../fields.ts';
import { fromSpectrum } from '../fourier.ts';
import { multiIndex, sizeOf, wavenumber } from '../grid.ts';
import type { Points } from '../types.ts';
import type { DensityKind } from './kind.ts';

/** Most products of points and modes, about ten seconds of work. */
const MAX_WORK = 1e9;

/**
 * Data on the circle, or on T^d, smoothed by the periodic heat kernel of standard deviation `bandwidth`, in
 * the units of `period`. Exactly, in Fourier space, with b = bandwidth/period:
 *
 *     μ̂_k = Σ_j w_j e^{−2πi k·x_j} e^{−½ |2πk|² b²},   w_j = 1/N unless weights are given
 */
export const points: DensityKind<Points> = {
  schema: object({
    points: field<Points['points']>('a list of positions', (value) => Array.isArray(value)),
    period: v.optional(number('a number > 0', (x) => x > 0)),
    bandwidth: number('a number > 0', (x) => x > 0),
    weights: v.optional(list),
  }),
  sample(data, { grid }) {
    const b = data.bandwidth / (data.period ?? 1);
    if (!Number.isFinite(b)) refuse('bandwidth', data.bandwidth, 'must be a moderate multiple of the period');
    const positions = positionsOf(data, grid.length);
    return smoothPoints(positions, weightsOf(data), b, grid);
  },
  regularity: () => Number.POSITIVE_INFINITY,
  advice(data, { grid }) {
    // e^{−½ (2π b n/2)²} < 1e−13: what the grid cuts off is then below what counts as negative.
    const least = (2.5 * (data.period ?? 1)) / Math.min(...grid);
    return `the bandwidth is too small for this grid: at least ${Number(least.toPrecision(3))} is safe`;
  },
};

/** The positions in units of the period, in [0, 1), each an array of d coordinates. */
function positionsOf({ points, period = 1 }: Points, d: number): number[][] {
  if (points.length === 0) refuse('points', points, 'must not be empty');
  // `from` rather than `map`, which would pass over holes.
  return Array.from(points, (point, i) => {
    const position = Array.from(Array.isArray(point) ? point : [point], (x) => fraction(x, period));
    if (position.length === d && position.every(Number.isFinite)) return position;
    return refuse(
      `points[${i}]`,
      point ?? null,
      `must be ${d === 1 ? 'a finite number' : `an array of ${d} finite numbers`}`,
    );
  });
}

function weightsOf({ points, weights }: Points): ArrayLike<number> {
  if (weights === undefined) return new Float64Array(points.length).fill(1 / points.length);
  if (weights.length !== points.length) {
    refuse('weights', weights, `must have one number for each of the ${points.length} points`);
  }
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity))
      refuse(`weights[${i}]`, weights[i], 'must be a number ≥ 0');
  }
  return weights;
}

function fraction(x: unknown, period: number): number {
  const turns = typeof x === 'number' ? x / period : Number.NaN;
  return turns - Math.floor(turns);
}

/**
 * Weighted points of T^d, smoothed by the periodic heat kernel of standard deviation b, on the grid.
 * @throws ProblemError naming `points` where the work would be too much
 */
export function smoothPoints(
  positions: number[][],
  weights: ArrayLike<number>,
  b: number,
  grid: readonly number[],
): Float64Array {
  // Beyond 1.5/b the factor of the heat kernel is below 1e−19; the Nyquist mode is left out.
  const cutoff = grid.map((n) => Math.min(Math.floor((n - 1) / 2), Math.ceil(1.5 / b)));
  const work = positions.length * sizeOf(cutoff.map((k) => 2 * k + 1));
  if (work > MAX_WORK) refuse('points', positions, `has too many points for so small a bandwidth`);
  const sums = sumExponentials(positions, weights, cutoff);
  const re = new Float64Array(sizeOf(grid));
  const im = new Float64Array(sizeOf(grid));
  for (let i = 0; i < re.length; i++) {
    const k = multiIndex(i, grid).map((j, axis) => wavenumber(j, grid[axis]));
    if (k.some((component, axis) => Math.abs(component) > cutoff[axis])) continue;
    const at = k.reduce(
      (flat, component, axis) => flat * (2 * cutoff[axis] + 1) + component + cutoff[axis],
      0,
    );
    const weight = Math.exp(-2 * (Math.PI * b * Math.hypot(...k)) ** 2);
    re[i] = sums.re[at] * weight;
    im[i] = sums.im[at] * weight;
  }
  return fromSpectrum(re, im, grid);
}

/** Σ_j w_j e^{−2πi k·x_j} for the modes |k_i| ≤ cutoff_i, row-major from −cutoff on every axis. */
function sumExponentials(positions: number[][], weights: ArrayLike<number>, cutoff: readonly number[]) {
  const size = sizeOf(cutoff.map((k) => 2 * k + 1));
  const sums = { re: new Float64Array(size), im: new Float64Array(size) };
  positions.forEach((position, j) => {
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
    add(0, weights[j], 0, 0);
  });
  return sums;
}

/** e^{−2πikx} for k = −cutoff … cutoff, each a product of two out of about 2√cutoff sines and cosines. */
function exponentials(x: number, cutoff: number) {
  const count = 2 * cutoff + 1;
  const block = Math.ceil(Math.sqrt(count));
  const fine = turn(block, (i) => i * x);
  const coarse = turn(block, (i) => (i * block - cutoff) * x);
  const wave = { re: new Float64Array(count), im: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const a = Math.floor(i / block);
    const b = i - a * block;
    wave.re[i] = coarse.re[a] * fine.re[b] - coarse.im[a] * fine.im[b];
    wave.im[i] = coarse.re[a] * fine.im[b] + coarse.im[a] * fine.re[b];
  }
  return wave;
}

/** e^{−2πi·turns(i)} for i < count. Whole turns are taken off first. */
function turn(count: number, turns: (i: number) => number) {
  const angle = (i: number) => 2 * Math.PI * (turns(i) % 1);
  return {
    re: Float64Array.from({ length: count }, (_, i) => Math.cos(angle(i))),
    im: Float64Array.from({ length: count }, (_, i) => -Math.sin(angle(i))),
  };
}
