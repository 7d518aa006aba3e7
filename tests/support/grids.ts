/** Rearranging samples on grids, row-major with the last axis fastest. */

/** Entry `flat` of a grid as one index for each axis. */
export function indexOf(flat: number, grid: readonly number[]): number[] {
  const index = grid.map(() => 0);
  let rest = flat;
  for (let axis = grid.length - 1; axis >= 0; axis--) {
    index[axis] = rest % grid[axis];
    rest = Math.floor(rest / grid[axis]);
  }
  return index;
}

/** The inverse of `indexOf`. */
export function flatOf(index: readonly number[], grid: readonly number[]): number {
  return index.reduce((flat, j, axis) => flat * grid[axis] + j, 0);
}

export const sizeOf = (grid: readonly number[]): number => grid.reduce((product, n) => product * n, 1);

/** Samples on `grid` whose value at each index is that of `f`. */
export function fill(grid: readonly number[], f: (index: number[]) => number): Float64Array {
  return Float64Array.from({ length: sizeOf(grid) }, (_, i) => f(indexOf(i, grid)));
}

/** x ↦ f(x') with x'_{order[a]} = x_a: axis a of the result is axis order[a] of f. */
export function permuted(samples: Float64Array, grid: readonly number[], order: readonly number[]) {
  const image = order.map((axis) => grid[axis]);
  const turned = fill(image, (index) => {
    const source = grid.map((_, axis) => index[order.indexOf(axis)]);
    return samples[flatOf(source, grid)];
  });
  return { grid: image, samples: turned };
}

/** f(−x_a) along the axes that are named. */
export function reflected(samples: Float64Array, grid: readonly number[], axes: readonly number[]) {
  return fill(
    grid,
    (index) =>
      samples[
        flatOf(
          index.map((j, axis) => (axes.includes(axis) ? (grid[axis] - j) % grid[axis] : j)),
          grid,
        )
      ],
  );
}
