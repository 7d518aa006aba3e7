/** From pixels to numbers on a grid. */
import type { Pixels } from '../types.ts';

/**
 * How much mass each pixel carries, in [0, 1], upright in the plane: columns along x, rows along y from the bottom
 * one on, row-major like a grid of width × height. It is the pixel's luma 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601,
 * on the values as they are stored), or 1 less that, times its opacity.
 */
export function brightness({ width, height, data }: Pixels, invert: boolean): Float64Array {
  const full = data instanceof Uint16Array ? 65535 : 255;
  const field = new Float64Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      const luma = (0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]) / full;
      field[column * height + (height - 1 - row)] = (data[at + 3] / full) * (invert ? 1 - luma : luma);
    }
  }
  return field;
}

/**
 * Averages of a periodic field over the cells of another grid, axis by axis; the mean stays. Cells stand around the
 * points of both grids, cell j of n over [(j − ½)/n, (j + ½)/n], so that the same grid gives the same numbers.
 */
export function resample(field: Float64Array, from: readonly number[], to: readonly number[]): Float64Array {
  let samples = field;
  let inner = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    samples = averageAlong(samples, from[axis], to[axis], inner);
    inner *= to[axis];
  }
  return samples;
}

/** The axis of n entries that stand `inner` apart becomes one of m entries. */
function averageAlong(field: Float64Array, n: number, m: number, inner: number): Float64Array {
  if (n === m) return field;
  const averaged = new Float64Array((field.length / n) * m);
  for (let j = 0; j < m; j++) {
    // In cells of the old axis, whose cell p is [p, p + 1] once half a cell is added.
    const [start, end] = [((j - 0.5) * n) / m + 0.5, ((j + 0.5) * n) / m + 0.5];
    for (let p = Math.floor(start); p < end; p++) {
      const share = ((Math.min(end, p + 1) - Math.max(start, p)) * m) / n;
      const source = ((p + n) % n) * inner;
      for (let block = 0; block * n * inner < field.length; block++) {
        const [read, write] = [block * n * inner + source, (block * m + j) * inner];
        for (let i = 0; i < inner; i++) averaged[write + i] += share * field[read + i];
      }
    }
  }
  return averaged;
}
