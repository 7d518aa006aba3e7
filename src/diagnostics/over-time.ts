/** How far two flows are apart, save time by save time: particles from the density that they stand for, say. */
import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';
import { sobolevDistance } from './kernel/point-energy.ts';
import type { PointMeasure, TorusOptions } from './torus-measure.ts';
import { wassersteinDistance } from './wasserstein.ts';

/** N points at each save time. */
export interface SnapshotPoints {
  /** Shape [times, N, d], row-major, taken modulo 1. */
  positions: ArrayLike<number>;
  /** N numbers that sum to 1. */
  weights: ArrayLike<number>;
}

/** What is read of a solution: rows for each save time, of points where it has them, else of the density. */
export interface Snapshots {
  /** Save times, ascending. */
  time: ArrayLike<number>;
  /** Shape [times, …grid]. */
  density: ArrayLike<number>;
  /** Pass null to have the density taken instead. */
  points?: SnapshotPoints | null;
}

/**
 * W_p between two flows on the circle at each of their common save times. Densities count as constant on the cells
 * around their grid points: of a smooth one that is 2(πk/n)²/3 of the square of mode k.
 * @throws DiagnosticsError for times that differ, and as `wassersteinDistance` does
 */
export function wassersteinOverTime(a: Snapshots, b: Snapshots, p = 2): Float64Array {
  return overTime(a, b, (mu, nu) => wassersteinDistance(mu, nu, p));
}

/**
 * ‖μ − ν‖_{Ḣ^q} between two flows at each of their common save times, for q < −d/2 where one has points. Densities are
 * their trigonometric interpolants.
 * @param options `grid` of the densities; `dimension` where there are none
 * @throws DiagnosticsError for times that differ, and as `sobolevDistance` does
 */
export function sobolevOverTime(
  a: Snapshots,
  b: Snapshots,
  q: number,
  options: TorusOptions = {},
): Float64Array {
  return overTime(a, b, (mu, nu) => sobolevDistance(mu, nu, q, options));
}

type Row = PointMeasure | ArrayLike<number>;

function overTime(a: Snapshots, b: Snapshots, distance: (mu: Row, nu: Row) => number): Float64Array {
  requireAllFinite('a.time', a.time);
  requireSameLength('b.time', b.time, a.time.length);
  return Float64Array.from(a.time, (t, i) => {
    if (b.time[i] !== t) throw new DiagnosticsError(`b.time[${i}]`, b.time[i], `that of a, ${t}`);
    return distance(row('a', a, i), row('b', b, i));
  });
}

function row(argument: string, { time, density, points }: Snapshots, i: number): Row {
  const part = (name: string, values: ArrayLike<number>) => {
    const length = values.length / time.length;
    if (length >= 1 && Number.isInteger(length))
      return Array.prototype.slice.call(values, length * i, length * (i + 1));
    throw new DiagnosticsError(
      `${argument}.${name}.length`,
      values.length,
      `a multiple of ${time.length} save times`,
    );
  };
  if (points) return { points: part('points.positions', points.positions), weights: points.weights };
  return part('density', density);
}
