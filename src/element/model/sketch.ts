/** Densities drawn by hand. Positions are in [0, 1) on each axis; a height is a value of the density. */

export type End = 'initial' | 'target';

export interface Sketch {
  readonly end: End;
  /** On the grid, row-major; nonnegative, of any mass. */
  readonly values: Float64Array;
  /** The pointer went from one place to another: on the circle (x, height), in the plane (x, y). */
  stroke(from: readonly [number, number], to: readonly [number, number]): void;
  /** The density that was meant: of mass 1. */
  finished(): Float64Array;
}

export const sketchOf = (end: End, values: Float64Array, grid: readonly number[]): Sketch =>
  grid.length === 1
    ? new LineSketch(end, values.slice())
    : new PlaneSketch(end, values.slice(), [grid[0], grid[1]]);

class LineSketch implements Sketch {
  constructor(
    readonly end: End,
    readonly values: Float64Array,
  ) {}

  stroke([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]): void {
    const n = this.values.length;
    const [a, b] = [Math.round(fromX * n), Math.round(toX * n)];
    const step = Math.sign(b - a) || 1;
    for (let j = a; j !== b + step; j += step) {
      const share = a === b ? 1 : (j - a) / (b - a);
      this.values[((j % n) + n) % n] = Math.max(0, fromY + share * (toY - fromY));
    }
  }

  /** Smoothed over a hundredth of the circle: no hand means its tremor. */
  finished(): Float64Array {
    const width = Math.max(1, Math.round(this.values.length / 200));
    let values: Float64Array = this.values;
    for (let pass = 0; pass < 3; pass++) values = averaged(values, width);
    return ofMassOne(values);
  }
}

/** Standard deviation of the brush, as a share of the torus, and the mass that a stroke of its width leaves. */
const BRUSH = 0.04;
const PRESSURE = 0.6;

class PlaneSketch implements Sketch {
  constructor(
    readonly end: End,
    readonly values: Float64Array,
    private readonly grid: readonly [number, number],
  ) {}

  stroke([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]): void {
    const dabs = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / (BRUSH / 2)));
    for (let i = 1; i <= dabs; i++) {
      const share = i / dabs;
      this.dab(fromX + share * (toX - fromX), fromY + share * (toY - fromY));
    }
  }

  finished(): Float64Array {
    return ofMassOne(this.values);
  }

  private dab(x: number, y: number): void {
    const [nx, ny] = this.grid;
    const [across, up] = [bump(x, nx), bump(y, ny)];
    for (const [i, a] of across) {
      for (const [j, b] of up) this.values[i * ny + j] += PRESSURE * a * b;
    }
  }
}

/** The grid points of an axis near `at`, around the torus, with the height of the brush there. */
function bump(at: number, n: number): [index: number, height: number][] {
  const reach = Math.ceil(3 * BRUSH * n);
  const centre = Math.round(at * n);
  return Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const j = centre - reach + i;
    return [((j % n) + n) % n, Math.exp(-(((j / n - at) / BRUSH) ** 2) / 2)];
  });
}

/** Means over `width` neighbours on each side, on the circle. */
function averaged(values: Float64Array, width: number): Float64Array {
  const n = values.length;
  return values.map((_, j) => {
    let sum = 0;
    for (let i = j - width; i <= j + width; i++) sum += values[((i % n) + n) % n];
    return sum / (2 * width + 1);
  });
}

/** Scaled to mean 1; the uniform density where there is no mass. */
function ofMassOne(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean > 0 ? values.map((value) => value / mean) : values.map(() => 1);
}
