/**
 * d = 1, s = 1, ν = 1, μ₀ constant between jumps, with vacuum and atoms. Its cumulative function is a polygon with
 * corners (x_i, F_i), upright at an atom. With P = F − x of mean zero each corner moves like
 *
 *     X_i(t) = x_i + (1 − e^{−t}) P_i
 *
 * and the function stays a polygon, of F_t − x = e^{−t} P_i at X_i (docs/theory.md): an atom becomes a patch, a gap
 * closes like e^{−t}, E = E₀ e^{−2t} and D = 2E.
 */
import type { Atom, Patch } from '../problem/types.ts';
import type { Extremes } from './extremes.ts';
import type { ExactFlow, Snapshot } from './flow.ts';

/** Corners of a cumulative function, from (0, 0) to (1, 1). */
export interface Polygon {
  x: Float64Array;
  mass: Float64Array;
}

/** The polygon of patches, ascending and disjoint, or of atoms, ascending; what they leave out is vacuum. */
export function polygonOf(parts: readonly (Patch | Atom)[]): Polygon {
  const corners: [x: number, mass: number][] = [[0, 0]];
  let mass = 0;
  for (const part of parts) {
    const [from, to] = 'from' in part ? [part.from, part.to] : [part.position, part.position];
    corners.push([from, mass]);
    mass += 'from' in part ? part.density * (to - from) : part.mass;
    corners.push([to, mass]);
  }
  corners.push([1, mass]);
  return {
    x: Float64Array.from(corners, ([x]) => x),
    mass: Float64Array.from(corners, ([, m]) => m / mass),
  };
}

/** Samples read as averages over the cells around their points. */
export function histogram(samples: Float64Array): Patch[] {
  const n = samples.length;
  const cell = (j: number) => ({ from: Math.max(0, (j - 0.5) / n), to: Math.min(1, (j + 0.5) / n) });
  return Array.from({ length: n + 1 }, (_, j) => ({ ...cell(j), density: samples[j % n] }));
}

export class Pieces implements ExactFlow {
  readonly evaluations = 0;
  private time = 0;
  /** P at the corners. */
  private readonly excess: Float64Array;
  private readonly energy: number;

  constructor(
    private readonly polygon: Polygon,
    private readonly n: number,
  ) {
    const { x, mass } = polygon;
    const raw = mass.map((value, i) => value - x[i]);
    const average = overSides(x, raw, (a, b) => (a + b) / 2);
    this.excess = raw.map((value) => value - average);
    this.energy = 0.5 * overSides(x, this.excess, (a, b) => (a * a + a * b + b * b) / 3);
  }

  moveTowards(t: number): number {
    this.time = t;
    return t;
  }

  snapshot(): Snapshot {
    const rest = Math.exp(-this.time);
    const corners = this.polygon.x.map((x, i) => x - Math.expm1(-this.time) * this.excess[i]);
    const excess = this.excess.map((value) => rest * value);
    const energy = this.energy * rest * rest;
    return {
      density: this.averages(corners),
      difference: modesOf(corners, excess, Math.ceil(this.n / 2)),
      energy,
      dissipation: 2 * energy,
      ...this.extremes(),
      drift: 0,
    };
  }

  /** Of the density on each side, which is logistic in time; vacuum stays vacuum until it is gone. */
  private extremes(): Extremes {
    const { x, mass } = this.polygon;
    const [rest, moved] = [Math.exp(-this.time), -Math.expm1(-this.time)];
    let [minimum, maximum] = [Number.POSITIVE_INFINITY, 0];
    for (let i = 0; i + 1 < x.length; i++) {
      const [width, rise] = [x[i + 1] - x[i], mass[i + 1] - mass[i]];
      if (width === 0 && rise === 0) continue;
      const density = rise / (rest * width + moved * rise);
      minimum = Math.min(minimum, density);
      maximum = Math.max(maximum, density);
    }
    return { minimum, maximum };
  }

  exportState(): Float64Array {
    return new Float64Array(0);
  }

  importState(time: number): void {
    this.time = time;
  }

  /** The rise of F_t over each cell, times n. An atom on a face counts to the cell on its right. */
  private averages(corners: Float64Array): Float64Array {
    const { n } = this;
    const { mass } = this.polygon;
    const last = corners.length - 1;
    // From the first face at or right of the first corner, once round.
    const begin = Math.ceil(corners[0] * n + 0.5);
    const faces = new Float64Array(n + 1);
    for (let j = 0, i = 0, turn = 0; j < n; j++) {
      const y = (begin + j - 0.5) / n;
      while (i < last && corners[i + 1] + turn < y) i++;
      if (i === last) [i, turn] = [0, 1];
      const width = corners[i + 1] - corners[i];
      const part = width > 0 ? Math.min(1, (y - corners[i] - turn) / width) : 0;
      faces[j] = turn + mass[i] + part * (mass[i + 1] - mass[i]);
    }
    faces[n] = faces[0] + 1;
    const density = new Float64Array(n);
    for (let j = 0; j < n; j++)
      density[(((begin + j) % n) + n) % n] = Math.max(0, n * (faces[j + 1] - faces[j]));
    return density;
  }
}

/** ∫ over the circle of a function that `side` integrates over sides of unit length from their end values. */
function overSides(x: Float64Array, values: Float64Array, side: (a: number, b: number) => number): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += (x[i + 1] - x[i]) * side(values[i], values[i + 1]);
  return sum;
}

/**
 * ĥ_k, k < count, of the derivative h of the polygon: a side from (a, p) to (b, q) gives
 * (q − p) e^{−πik(a+b)} sin(πk(b−a))/(πk(b−a)), also where it is upright. Both factors turn on by products.
 */
function modesOf(corners: Float64Array, heights: Float64Array, count: number): Float64Array {
  const modes = new Float64Array(2 * count);
  for (let i = 0; i + 1 < corners.length; i++) {
    const rise = heights[i + 1] - heights[i];
    if (rise === 0) continue;
    const [half, middle] = [Math.PI * (corners[i + 1] - corners[i]), Math.PI * (corners[i + 1] + corners[i])];
    const [c, s, ch, sh] = [Math.cos(middle), -Math.sin(middle), Math.cos(half), Math.sin(half)];
    let [re, im, cosine, sine] = [rise, 0, 1, 0];
    for (let k = 1; k < count; k++) {
      [re, im] = [re * c - im * s, re * s + im * c];
      [cosine, sine] = [cosine * ch - sine * sh, cosine * sh + sine * ch];
      const width = k * half;
      const sinc = width > 0 ? sine / width : 1;
      modes[2 * k] += re * sinc;
      modes[2 * k + 1] += im * sinc;
    }
  }
  return modes;
}
