import { ofMassOne } from './sketch.ts';

/** A density on one grid of the torus as one of mass 1 on another of the same dimension: linear between grid points. */
export function resampled(
  values: Float64Array,
  from: readonly number[],
  to: readonly number[],
): Float64Array {
  let [field, grid] = [values, [...from]];
  to.forEach((points, axis) => {
    field = along(field, grid, axis, points);
    grid = grid.map((n, i) => (i === axis ? points : n));
  });
  return ofMassOne(field);
}

function along(field: Float64Array, grid: readonly number[], axis: number, points: number): Float64Array {
  const n = grid[axis];
  const stride = grid.slice(axis + 1).reduce((product, size) => product * size, 1);
  const out = new Float64Array((field.length / n) * points);
  for (let i = 0; i < out.length; i++) {
    const place = ((Math.floor(i / stride) % points) * n) / points;
    const first = Math.floor(i / (stride * points)) * n * stride + (i % stride);
    const [j, share] = [Math.floor(place), place % 1];
    out[i] = (1 - share) * field[first + j * stride] + share * field[first + ((j + 1) % n) * stride];
  }
  return out;
}
