import * as v from 'valibot';
import { refuse } from '../error.ts';
import { field, list, number, object } from '../fields.ts';
import { smoothPoints } from '../heat-kernel.ts';
import type { PointsDensity } from '../types.ts';
import type { DensityKind } from './kind.ts';

/**
 * Data on the circle, or on T^d, smoothed by the periodic heat kernel of standard deviation `bandwidth`, in
 * the units of `period`. Exactly, in Fourier space, with b = bandwidth/period:
 *
 *     μ̂_k = Σ_j w_j e^{−2πi k·x_j} e^{−½ |2πk|² b²},   w_j = 1/N unless weights are given
 */
export const points: DensityKind<PointsDensity> = {
  schema: object({
    points: field<PointsDensity['points']>('a list of positions', (value) => Array.isArray(value)),
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
function positionsOf({ points, period = 1 }: PointsDensity, d: number): number[][] {
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

function weightsOf({ points, weights }: PointsDensity): ArrayLike<number> {
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
