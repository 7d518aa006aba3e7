import { smoothPoints } from '../problem/heat-kernel.ts';
import { DiagnosticsError, requireFinite } from './errors.ts';
import type { Grid } from './spectrum.ts';
import { checkPoints, type PointMeasure } from './torus-measure.ts';

/**
 * The density of points on T^d smoothed by the periodic heat kernel of standard deviation `bandwidth`, at the points of
 * a grid, row-major: a kernel density estimate, of mass 1 and exact in every mode of the grid.
 *
 * Smoothing takes ½ bandwidth² Δ of a density; points leave the noise that their spacing says. A bandwidth of two
 * spacings shows none of points that are evenly spread.
 * @throws DiagnosticsError naming the argument that cannot be taken
 * @throws ProblemError for more than 10⁹ products of points and modes
 */
export function kernelDensity(mu: PointMeasure, bandwidth: number, grid: Grid): Float64Array {
  const axes = typeof grid === 'number' ? [grid] : grid;
  if (!(axes.length >= 1 && axes.length <= 3 && axes.every((n) => Number.isInteger(n) && n >= 1))) {
    throw new DiagnosticsError('grid', grid, '1 to 3 positive integers');
  }
  requireFinite('bandwidth', bandwidth);
  if (bandwidth <= 0) throw new DiagnosticsError('bandwidth', bandwidth, 'a number > 0');
  const d = axes.length;
  const { points, weights } = checkPoints('mu', mu, d);
  const positions = Array.from(weights, (_, i) =>
    Array.from(points.subarray(d * i, d * i + d), (x) => x - Math.floor(x)),
  );
  return smoothPoints(positions, weights, bandwidth, axes);
}
