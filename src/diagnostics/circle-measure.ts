/** Measures on the circle R/Z, in the forms a user has them, as graphs of their distribution functions. */
import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';
import { unitMasses } from './masses.ts';
import { fourierCoefficients, type Spectrum, samplesOf, wavenumbers } from './spectrum.ts';
import { checkPoints, type PointMeasure } from './torus-measure.ts';

/** Mass that lies evenly between edges, as labels of a flow map have it. */
export interface CellMeasure {
  /** n + 1 positions on the line, ascending; the last is the first a turn further. Two that are equal hold an atom. */
  edges: ArrayLike<number>;
  /** n masses ≥ 0 between them. */
  masses: ArrayLike<number>;
}

/** The trigonometric interpolant of a density. */
export interface InterpolantMeasure {
  /** The density at j/n. */
  interpolant: ArrayLike<number>;
  /** Cells over which it is averaged; default: at least 2¹⁵. */
  cells?: number;
}

/**
 * A probability measure on R/Z:
 * - `'uniform'`;
 * - an array: a density, constant on the n cells of width 1/n around the points j/n, with these values;
 * - `points`: masses at these positions (any real numbers, taken modulo 1); equal unless `weights` are given;
 * - `edges` and `masses`: masses[i] lies evenly between edges[i] ≤ edges[i + 1], an atom where the two are equal;
 *   edges are lifted to the line, and the last is the first a turn further, as the labels of a flow map are;
 * - `interpolant`: the trigonometric interpolant of samples at j/n, as the averages over `cells` cells (default: at
 *   least 2¹⁵) that it has exactly. Distances are then within O(cells⁻²) of those of the interpolant itself.
 *
 * Masses add up to 1 (within 10⁻⁶, and are then scaled to exactly 1). Where rounding has left a density
 * below 0, by at most 10⁻¹² of its largest value, it counts as 0.
 */
export type CircleMeasure = 'uniform' | ArrayLike<number> | PointMeasure | CellMeasure | InterpolantMeasure;

/**
 * The graph of a distribution function with its jumps filled in: a line through the points (position_i, level_i),
 * both ascending, from a position and level 0 to the same position a turn further and level 1. Atoms are steep,
 * gaps are flat; read the other way around it is the graph of the quantile function.
 */
export interface Staircase {
  position: Float64Array;
  level: Float64Array;
}

/** @throws DiagnosticsError naming what of `measure` cannot be taken, in words that begin with `argument` */
export function staircase(argument: string, measure: CircleMeasure): Staircase {
  if (measure === 'uniform') return { position: Float64Array.of(0, 1), level: Float64Array.of(0, 1) };
  if (typeof measure !== 'object' || measure === null) return refuseMeasure(argument, measure);
  if ('points' in measure) return ofPoints(argument, measure);
  if ('edges' in measure) return ofCells(argument, measure);
  if ('interpolant' in measure) return ofInterpolant(argument, measure);
  if (typeof measure.length !== 'number') return refuseMeasure(argument, measure);
  return ofDensity(argument, measure);
}

function refuseMeasure(argument: string, measure: unknown): never {
  throw new DiagnosticsError(
    argument,
    measure,
    "'uniform', an array of samples, or an object with points, with edges and masses, or with an interpolant",
  );
}

function ofPoints(argument: string, measure: PointMeasure): Staircase {
  const { points, weights } = checkPoints(argument, measure, 1);
  const count = weights.length;
  // The fraction of a tiny negative number rounds to 1.
  const folded = points.map((x) => (x - Math.floor(x)) % 1);
  const order = Uint32Array.from(folded, (_, i) => i).sort((i, j) => folded[i] - folded[j]);
  const position = new Float64Array(2 * count + 1);
  const steps = new Float64Array(2 * count);
  order.forEach((i, rank) => {
    position[2 * rank] = position[2 * rank + 1] = folded[i];
    steps[2 * rank] = weights[i];
  });
  position[2 * count] = position[0] + 1;
  return { position, level: levels(steps) };
}

function ofCells(argument: string, given: { edges: ArrayLike<number>; masses: ArrayLike<number> }) {
  const position = Float64Array.from(given.edges);
  const last = position.length - 1;
  if (!(last >= 1)) throw new DiagnosticsError(`${argument}.edges.length`, last + 1, 'at least two edges');
  requireAllFinite(`${argument}.edges`, position);
  requireSameLength(`${argument}.masses`, given.masses, last);
  for (let i = 0; i < last; i++) {
    if (position[i + 1] >= position[i]) continue;
    throw new DiagnosticsError(`${argument}.edges[${i + 1}]`, position[i + 1], 'edges that do not descend');
  }
  // A turn, to the rounding of lifted positions.
  if (Math.abs(position[last] - position[0] - 1) > 1e-12 * Math.max(1, Math.abs(position[0]))) {
    const allowed = `the first edge and a turn, ${position[0] + 1}`;
    throw new DiagnosticsError(`${argument}.edges[${last}]`, position[last], allowed);
  }
  const turns = Math.floor(position[0]);
  for (let i = 0; i < last; i++) position[i] -= turns;
  position[last] = position[0] + 1;
  return { position, level: levels(unitMasses(`${argument}.masses`, given.masses)) };
}

function ofDensity(argument: string, density: ArrayLike<number>) {
  const n = density.length;
  if (!(n > 0)) throw new DiagnosticsError(`${argument}.length`, n, 'at least one sample');
  const position = Float64Array.from({ length: n + 1 }, (_, j) => (j - 0.5) / n);
  return { position, level: levels(unitMasses(argument, density, n)) };
}

function ofInterpolant(argument: string, given: { interpolant: ArrayLike<number>; cells?: number }) {
  const n = given.interpolant.length;
  if (!(n > 0)) throw new DiagnosticsError(`${argument}.interpolant.length`, n, 'at least one sample');
  requireAllFinite(`${argument}.interpolant`, given.interpolant);
  const { cells = n * Math.max(1, Math.ceil(2 ** 15 / n)) } = given;
  if (!Number.isInteger(cells) || cells < n) {
    throw new DiagnosticsError(`${argument}.cells`, cells, `an integer ≥ ${n}, the number of samples`);
  }
  return ofDensity(`${argument}.interpolant`, cellAverages(fourierCoefficients(given.interpolant), cells));
}

/** Averages over the cells of width 1/m around j/m of a trigonometric polynomial: f̂_k sin(πk/m)/(πk/m). */
function cellAverages({ grid, coefficients }: Spectrum, m: number): Float64Array {
  const [n] = grid;
  const fine = new Float64Array(2 * m);
  const add = (k: number, re: number, im: number) => {
    const angle = (Math.PI * k) / m;
    const factor = k === 0 ? 1 : Math.sin(angle) / angle;
    const at = 2 * ((k + m) % m);
    fine[at] += factor * re;
    fine[at + 1] += factor * im;
  };
  for (const [i, k] of wavenumbers(n).entries()) {
    const [re, im] = [coefficients[2 * i], coefficients[2 * i + 1]];
    if (2 * k === n) {
      // The Nyquist mode is a cosine.
      add(k, re / 2, 0);
      add(-k, re / 2, 0);
    } else add(k, re, im);
  }
  return samplesOf({ grid: [m], coefficients: fine });
}

/** 0, m_0, m_0 + m_1, …, 1: sums compensated (Neumaier), so that each is right to about one rounding. */
function levels(masses: Float64Array): Float64Array {
  const sums = new Float64Array(masses.length + 1);
  let sum = 0;
  let lost = 0;
  masses.forEach((mass, i) => {
    const next = sum + mass;
    lost += sum >= mass ? sum - next + mass : mass - next + sum;
    sum = next;
    sums[i + 1] = Math.min(1, Math.max(sums[i], sum + lost));
  });
  // Empty cells at the end stay at the level of the last one that is not.
  for (let i = masses.length; i > 0; i--) {
    sums[i] = 1;
    if (masses[i - 1] > 0) break;
  }
  return sums;
}
