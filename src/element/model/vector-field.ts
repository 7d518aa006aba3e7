export type Vector = readonly [number, number];

/** A vector field on the torus of two dimensions, from its components on a grid, linear between grid points. */
export class VectorField {
  constructor(
    private readonly u: Float64Array,
    private readonly v: Float64Array,
    private readonly grid: readonly number[],
  ) {}

  /** Its value at a place, which may lie beyond [0, 1)². */
  at(x: number, y: number): Vector {
    const [nx, ny] = this.grid;
    const [a, b] = [(x - Math.floor(x)) * nx, (y - Math.floor(y)) * ny];
    const [i, j] = [Math.floor(a), Math.floor(b)];
    const [p, q] = [a - i, b - j];
    // x − ⌊x⌋ of a tiny negative x is 1.
    const [left, right] = [(i % nx) * ny, ((i + 1) % nx) * ny];
    const [below, above] = [j % ny, (j + 1) % ny];
    const [w00, w01, w10, w11] = [(1 - p) * (1 - q), (1 - p) * q, p * (1 - q), p * q];
    const { u, v } = this;
    return [
      w00 * u[left + below] + w01 * u[left + above] + w10 * u[right + below] + w11 * u[right + above],
      w00 * v[left + below] + w01 * v[left + above] + w10 * v[right + below] + w11 * v[right + above],
    ];
  }

  /** Where a point comes that goes along the field for a time; the midpoint rule. */
  carry([x, y]: Vector, time: number): Vector {
    const [u, v] = this.at(x, y);
    const [um, vm] = this.at(x + (u * time) / 2, y + (v * time) / 2);
    return [x + um * time, y + vm * time];
  }

  /** The field at the middles of `count` × `count` squares. */
  sampled(count: number): { at: Vector; value: Vector }[] {
    return Array.from({ length: count * count }, (_, i) => {
      const at: Vector = [(Math.floor(i / count) + 0.5) / count, ((i % count) + 0.5) / count];
      return { at, value: this.at(...at) };
    });
  }

  /** The greatest length among `count` × `count` samples: blind to a peak on few grid points. */
  longest(count: number): number {
    return this.sampled(count).reduce((most, { value }) => Math.max(most, Math.hypot(...value)), 0);
  }
}
