/** Densities drawn by hand. Positions are in [0, 1) on each axis, and beyond it around the torus. */

import { mean } from '../../problem/grid.ts';

export type End = 'initial' | 'target';

export type Place = readonly [number, number];

/** What mass is put down with. */
export interface Brush {
  /** Standard deviation, as a share of the torus. */
  width: number;
  /** Height that it adds where it stands; below 0 it takes away. */
  height: number;
}

/** A density that is being drawn, on the circle or in the plane. */
export class Sketch {
  /** On the grid, row-major; nonnegative, of any mass. */
  readonly values: Float64Array;
  /** The greatest value before anything was drawn; at least 1. */
  readonly highest: number;
  /** Grid points on the circle whose height a pencil gave: no hand means its tremor. */
  private readonly pencilled = new Set<number>();

  constructor(
    readonly end: End,
    values: Float64Array,
    readonly grid: readonly number[],
  ) {
    this.values = values.slice();
    this.highest = values.reduce((most, value) => Math.max(most, value), 1);
  }

  /** Heights between two places (position, height) on the circle. */
  pencil([fromX, fromY]: Place, [toX, toY]: Place): void {
    const n = this.values.length;
    const [a, b] = [Math.round(fromX * n), Math.round(toX * n)];
    const step = Math.sign(b - a) || 1;
    for (let j = a; j !== b + step; j += step) {
      const share = a === b ? 1 : (j - a) / (b - a);
      this.pencilled.add(around(j, n));
      this.values[around(j, n)] = Math.max(0, fromY + share * (toY - fromY));
    }
  }

  /** A brush drawn from one place in the plane to another, put down each half of its width, at the end in any case. */
  stroke([fromX, fromY]: Place, [toX, toY]: Place, brush: Brush): void {
    const dabs = Math.max(1, Math.ceil((2 * Math.hypot(toX - fromX, toY - fromY)) / brush.width - 1e-9));
    for (let i = 1; i <= dabs; i++) {
      const share = i / dabs;
      this.dab([fromX + share * (toX - fromX), fromY + share * (toY - fromY)], brush);
    }
  }

  /** A brush put down once: a Gaussian; of a place in the circle the first number counts. */
  dab(place: readonly number[], { width, height }: Brush): void {
    const { values, grid } = this;
    const [across, up] = [0, 1].map((axis) => bump(place[axis], grid[axis] ?? 1, width));
    const rows = grid[1] ?? 1;
    for (const [i, a] of across) {
      for (const [j, b] of up) {
        const at = i * rows + j;
        values[at] = Math.max(0, values[at] + height * a * b);
      }
    }
  }

  /** Mass in one place alone, in a Gaussian. */
  blob(place: readonly number[], width: number): void {
    this.wipe(0);
    this.dab(place, { width, height: 1 });
  }

  /** The same height everywhere. */
  wipe(height: number): void {
    this.values.fill(height);
    this.pencilled.clear();
  }

  /** The density that was meant, of mass 1; what a pencil drew is smoothed over a hundredth of the circle. */
  finished(): Float64Array {
    const width = Math.max(1, Math.round(this.values.length / 200));
    let values = this.values;
    if (this.pencilled.size > 0) {
      for (let pass = 0; pass < 3; pass++) values = smoothed(values, this.pencilled, width);
    }
    return ofMassOne(values);
  }
}

/** Scaled to mass 1; the uniform density where there is none. */
export function ofMassOne(values: Float64Array): Float64Array {
  const mass = mean(values);
  return mass > 0 ? values.map((value) => value / mass) : values.map(() => 1);
}

/** The value at the grid point next to a place. */
export function valueAt(values: Float64Array, grid: readonly number[], place: readonly number[]): number {
  return values[grid.reduce((flat, n, axis) => flat * n + around(Math.round(place[axis] * n), n), 0)];
}

/** The grid points of an axis near `at`, around the torus as often as it takes, with the height of a Gaussian there. */
function bump(at: number, n: number, width: number): [index: number, height: number][] {
  // The plane's second axis, on the circle.
  if (n === 1) return [[0, 1]];
  const reach = Math.ceil(5 * width * n);
  const centre = Math.round(at * n);
  return Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const j = centre - reach + i;
    return [around(j, n), Math.exp(-(((j / n - at) / width) ** 2) / 2)];
  });
}

/** Means over `width` neighbours on each side, at some points of the circle. */
function smoothed(values: Float64Array, points: Iterable<number>, width: number): Float64Array {
  const n = values.length;
  const out = values.slice();
  for (const j of points) {
    let sum = 0;
    for (let i = j - width; i <= j + width; i++) sum += values[around(i, n)];
    out[j] = sum / (2 * width + 1);
  }
  return out;
}

const around = (j: number, n: number): number => ((j % n) + n) % n;
