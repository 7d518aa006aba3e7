// The grid and the kernel of nonuniform transforms: of the widths that reach the tolerance, the cheapest one.
import { fastLength } from '../fft/fast-length';

/** Narrowest and widest kernel. */
const LEAST_WIDTH: i32 = 4;
const MOST_WIDTH: i32 = 16;
/** Coarsest and finest grid, in points per mode. */
const LEAST_UPSAMPLING: f64 = 1.2;
const MOST_UPSAMPLING: f64 = 2;

@unmanaged
export class Choice {
  width: i32;
  /** The kernel is made for this many grid points per mode; there may be more. */
  upsampling: f64;
  /** Grid points by axis. */
  n0: i32;
  n1: i32;
  n2: i32;
  /** Estimated nanoseconds of a transform. */
  cost: f64;
}

/**
 * Cells of a tile along an axis, as a power of two. Both buffers of a tile are to fit in a cache of the second level;
 * beyond that tiles are few, so that the places where their next points go stay in the cache while points are sorted.
 */
export function tileShift(dimension: i32, axis: i32): i32 {
  if (dimension == 1) return 12;
  if (dimension == 2) return axis == 2 ? 7 : 5;
  return axis == 2 ? 4 : 3;
}

/** The cheapest choice for `points` points. */
export function choose(
  choice: Choice, dimension: i32, k0: i32, k1: i32, k2: i32, points: i32, tolerance: f64,
): void {
  choice.cost = Infinity;
  for (let width = LEAST_WIDTH; width <= MOST_WIDTH; width += 2) {
    let upsampling = upsamplingFor(dimension, width, tolerance);
    if (upsampling > MOST_UPSAMPLING) {
      if (width < MOST_WIDTH) continue;
      upsampling = MOST_UPSAMPLING;
    }
    const n0 = dimension > 2 ? lengthFor(k0, upsampling, width) : 1;
    const n1 = dimension > 1 ? lengthFor(k1, upsampling, width) : 1;
    const n2 = lengthFor(k2, upsampling, width);
    const cost = costOf(dimension, <f64>width, <f64>n0 * <f64>n1 * <f64>n2, <f64>points);
    if (cost >= choice.cost) continue;
    choice.width = width;
    choice.upsampling = upsampling;
    choice.n0 = n0;
    choice.n1 = n1;
    choice.n2 = n2;
    choice.cost = cost;
  }
}

/**
 * Upsampling σ with which a kernel of width w aliases by less than the tolerance. Its error on random data is about
 * 1.5 √d e^{−πw√(1 − 1/σ)}, root mean square over the modes, and some data are not average.
 */
function upsamplingFor(dimension: i32, width: i32, tolerance: f64): f64 {
  const q = Math.log((4 * Math.sqrt(<f64>dimension)) / tolerance) / (Math.PI * <f64>width);
  return q >= 1 ? Infinity : max(LEAST_UPSAMPLING, 1 / (1 - q * q));
}

function lengthFor(cutoff: i32, upsampling: f64, width: i32): i32 {
  return fastLength(<i32>Math.ceil(max(upsampling * <f64>(2 * cutoff + 1), <f64>width)));
}

/**
 * Nanoseconds, as measured on a machine of 2023: of a point the taps are evaluated in each axis, four at a time with
 * their mirror images, and added in all; the grid is transformed, and the buffers of its tiles, which overlap by the
 * width, are filled and added.
 */
function costOf(dimension: i32, width: f64, grid: f64, points: f64): f64 {
  const d = <f64>dimension;
  const point = 5 + d * (2 + 0.33 * Math.ceil(0.25 * width) * width) + 0.28 * Math.pow(width, d);
  let overlap = 1.0;
  for (let axis = 3 - dimension; axis < 3; axis++) overlap *= 1 + width / <f64>(1 << tileShift(dimension, axis));
  return points * point + grid * (0.25 * Math.log2(grid) + 0.7 * overlap);
}
