/**
 * Grids on the torus T^d = R^d/Z^d: n_1 × … × n_d points x_j = j/n, row-major, last axis fastest, and
 * the integer wavenumbers that belong to them.
 */

/** How few points an axis may have: fewer carry no mode besides the mean and the Nyquist mode. */
export const MIN_AXIS = 4;

/** Number of points of a grid. */
export function sizeOf(grid: readonly number[]): number {
  return grid.reduce((product, n) => product * n, 1);
}

/** Whether n has no prime factor but 2, 3, 5 and 7, the lengths that the transforms take. */
export function isSmooth(n: number): boolean {
  if (!Number.isSafeInteger(n) || n < 1) return false;
  let rest = n;
  for (const prime of [2, 3, 5, 7]) while (rest % prime === 0) rest /= prime;
  return rest === 1;
}

/** The least m ≥ n that has no prime factor but 2, 3, 5 and 7. */
export function nextSmooth(n: number): number {
  let m = Math.max(1, Math.ceil(n));
  while (!isSmooth(m)) m++;
  return m;
}

/** The points j/n of one axis. */
export function axisPoints(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => j / n);
}

/** Wavenumber of entry j of a transform of length n: 0, 1, …, then the negative ones; j = n/2 gives −n/2. */
export function wavenumber(j: number, n: number): number {
  return 2 * j < n ? j : j - n;
}

/** The multi-index of a flat, row-major index. */
export function multiIndex(flat: number, grid: readonly number[]): number[] {
  const index = new Array<number>(grid.length);
  let rest = flat;
  for (let axis = grid.length - 1; axis >= 0; axis--) {
    index[axis] = rest % grid[axis];
    rest = Math.floor(rest / grid[axis]);
  }
  return index;
}

/** The coordinates in [0, 1)^d of the point with this flat index. */
export function pointAt(flat: number, grid: readonly number[]): number[] {
  return multiIndex(flat, grid).map((j, axis) => j / grid[axis]);
}

/**
 * Visits the points of a grid in the order of their flat index, with what stands in `axes` for their place on each
 * axis. The array is the same each time: grids may have many millions of points.
 * @param from, to the flat indices to begin at and to end before; default: all
 */
export function visitGrid(
  axes: readonly ArrayLike<number>[],
  visit: (at: number[], flat: number) => void,
  from = 0,
  to = sizeOf(axes.map(({ length }) => length)),
): void {
  const grid = axes.map(({ length }) => length);
  const index = multiIndex(from, grid);
  const at = axes.map((axis, i) => axis[index[i]]);
  for (let flat = from; flat < to; flat++) {
    visit(at, flat);
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      if (++index[axis] === axes[axis].length) index[axis] = 0;
      at[axis] = axes[axis][index[axis]];
      if (index[axis] > 0) break;
    }
  }
}

/** Samples f on the grid: f is called with the d coordinates of each point. */
export function sampleOn(grid: readonly number[], f: (...x: number[]) => number): Float64Array {
  const samples = new Float64Array(sizeOf(grid));
  visitGrid(grid.map(axisPoints), (x, i) => {
    samples[i] = f(...x);
  });
  return samples;
}

/** The wavenumbers of one axis, in the order of a transform. */
export function axisWavenumbers(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => wavenumber(j, n));
}

/** The product f_1(x_1) ⋯ f_d(x_d) on the grid, of factors sampled on their axes. */
export function outerProduct(factors: readonly Float64Array[]): Float64Array {
  return factors.reduce((product, factor) => {
    const next = new Float64Array(product.length * factor.length);
    for (let i = 0; i < product.length; i++)
      for (let j = 0; j < factor.length; j++) next[i * factor.length + j] = product[i] * factor[j];
    return next;
  }, Float64Array.of(1));
}

/** The least and the largest of the samples. */
export function extremes(samples: Float64Array): [least: number, largest: number] {
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] < least) least = samples[i];
    if (samples[i] > largest) largest = samples[i];
  }
  return [least, largest];
}

/** The mean of the samples, which is the integral over the torus; compensated summation (Neumaier 1974). */
export function mean(samples: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < samples.length; i++) {
    const next = sum + samples[i];
    lost += Math.abs(sum) >= Math.abs(samples[i]) ? sum - next + samples[i] : samples[i] - next + sum;
    sum = next;
  }
  return (sum + lost) / samples.length;
}
