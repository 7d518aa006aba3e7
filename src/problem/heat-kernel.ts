/** Points smoothed by the periodic heat kernel. */
import { refuse } from './error.ts';
import { type Complex, fieldOf, halfOf, spectrumOf } from './fourier.ts';
import { nextSmooth, sizeOf, visitGrid, wavenumber } from './grid.ts';

/** Most grid points that are written to for all points together, some seconds of work. */
const MAX_WORK = 1e9;
/** A Gaussian this many standard deviations away from its middle is below 1e−16 of it. */
const REACH = 8.6;
/** On a grid of this many points to a standard deviation, modes that look like one another differ by 1e−16. */
const RESOLVED = 2.75;
/** The same for the modes in the lower half of a grid alone, which is what remains of the others. */
const HALF_RESOLVED = 1.94;
/** From this bandwidth on the kernel is 1 to 1e−18. */
const FLAT = 1.5;

/**
 * Weighted points of T^d, smoothed by the periodic heat kernel of standard deviation b, the bandwidth, on the grid, without the modes
 * from the Nyquist modes on.
 *
 * Gaussians are added up on a grid that resolves them, no finer than that; its spectrum is that of the sum. Where the
 * grid asked for is too coarse for b they are wider than b, on twice its points, and the spectrum makes up for it:
 * a nonuniform Fourier transform with a Gaussian for its kernel (Dutt & Rokhlin 1993). Relative to the largest value
 * the error is about 1e−15, 1e−13 where the spectrum is made up for.
 *
 * @throws ProblemError naming `points` where the work would be too much
 */
export function smoothPoints(
  positions: number[][],
  weights: ArrayLike<number>,
  bandwidth: number,
  grid: readonly number[],
): Float64Array {
  const b = Math.min(bandwidth, FLAT);
  const resolved = grid.every((n) => b * n >= RESOLVED);
  const coarse = grid.map((n) => (resolved ? Math.min(n, Math.max(4, nextSmooth(RESOLVED / b))) : 2 * n));
  const widths = coarse.map((m) => (resolved ? b : HALF_RESOLVED / m));
  const touched = coarse.reduce((count, m, axis) => count * Math.min(m, 2 * REACH * widths[axis] * m + 1), 1);
  if (positions.length * touched > MAX_WORK)
    refuse('points', positions, 'has too many points for so small a bandwidth');
  const sum = sumGaussians(positions, weights, widths, coarse);
  if (resolved && coarse.every((m, axis) => m === grid[axis])) return sum;
  return fieldOf(carry(spectrumOf(sum, coarse), coarse, widths, b, grid), grid);
}

/** Σ_j w_j g(x − x_j) on the grid, g the product over the axes of periodic Gaussians of mass 1. */
function sumGaussians(
  positions: number[][],
  weights: ArrayLike<number>,
  widths: readonly number[],
  grid: readonly number[],
): Float64Array {
  const sum = new Float64Array(sizeOf(grid));
  const lines = grid.map((n, axis) => new Gaussian(n, widths[axis]));
  const add = (axis: number, height: number, base: number) => {
    const { n, values, start, count } = lines[axis];
    if (axis === lines.length - 1) return lines[axis].addTo(sum, base, height);
    for (let i = 0, at = start; i < count; i++) {
      add(axis + 1, height * values[i], (base + at) * lines[axis + 1].n);
      if (++at === n) at = 0;
    }
  };
  positions.forEach((position, j) => {
    for (let axis = 0; axis < lines.length; axis++) lines[axis].moveTo(position[axis]);
    add(0, weights[j], 0);
  });
  return sum;
}

/** The periodic Gaussian about a point on an axis of n points, where it is not negligible. */
class Gaussian {
  readonly values: Float64Array;
  /** The first index, and how many there are, through 0. */
  start = 0;
  count = 0;

  constructor(
    readonly n: number,
    private readonly width: number,
  ) {
    this.values = new Float64Array(Math.min(n, Math.ceil(2 * REACH * width * n) + 1));
  }

  moveTo(x: number): void {
    const { n, width, values } = this;
    const first = Math.ceil((x - REACH * width) * n);
    const last = Math.floor((x + REACH * width) * n);
    this.start = first - n * Math.floor(first / n);
    this.count = Math.min(n, last - first + 1);
    const scale = 1 / (Math.sqrt(2 * Math.PI) * width);
    values.fill(0);
    for (let j = first, i = 0; j <= last; j++) {
      const z = (j / n - x) / width;
      values[i] += scale * Math.exp((-z * z) / 2);
      // Beyond a whole turn it overlaps itself.
      if (++i === n) i = 0;
    }
  }

  /** Adds it, times `height`, to the row of n numbers from `base` on. */
  addTo(sum: Float64Array, base: number, height: number): void {
    const { n, values, start, count } = this;
    const through = Math.min(count, n - start);
    for (let i = 0; i < through; i++) sum[base + start + i] += height * values[i];
    for (let i = through; i < count; i++) sum[base + start + i - n] += height * values[i];
  }
}

/** The modes that both grids have, from Gaussians of the given widths to the heat kernel's. */
function carry(
  spectrum: Complex,
  coarse: readonly number[],
  widths: readonly number[],
  b: number,
  grid: readonly number[],
): Complex {
  const [from, to] = [halfOf(coarse), halfOf(grid)];
  const carried = { re: new Float64Array(sizeOf(to)), im: new Float64Array(sizeOf(to)) };
  const axes = from.map((length, axis) => modesAlong(length, coarse[axis], widths[axis], b, grid[axis]));
  visitGrid(
    axes.map(({ at }) => at),
    (at, flat) => {
      if (at.some((place) => place < 0)) return;
      let [target, factor, rest] = [0, 1, flat];
      for (let axis = 0; axis < to.length; axis++) target = target * to[axis] + at[axis];
      for (let axis = to.length - 1; axis >= 0; axis--) {
        factor *= axes[axis].factor[rest % from[axis]];
        rest = Math.floor(rest / from[axis]);
      }
      carried.re[target] = factor * spectrum.re[flat];
      carried.im[target] = factor * spectrum.im[flat];
    },
  );
  return carried;
}

/** For each mode of one axis: where it stands on the other grid, −1 for nowhere, and what it is multiplied by. */
function modesAlong(length: number, m: number, width: number, b: number, n: number) {
  const k = Array.from({ length }, (_, j) => wavenumber(j, m));
  return {
    at: k.map((wave) => (2 * Math.abs(wave) < Math.min(m, n) ? (wave + n) % n : -1)),
    factor: k.map((wave) => Math.exp(-2 * (Math.PI * wave) ** 2 * (b * b - width * width))),
  };
}
