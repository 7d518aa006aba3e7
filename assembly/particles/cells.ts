// Integer s on the circle, exactly, in O(N s²) and without a sort: h is linear between the edges
// X_0 ≤ X_1 ≤ … ≤ X_N = X_0 + 1, with masses δ_i, Σ δ_i = 0, and rises κ_i (its slope times the squared width).
// Then (−Δ)^s φ = h is solved by integrating it 2s − 1 times. With ψ_1, ψ_2, … the antiderivatives of h that
// are free of their mean,
//
//   φ' = (−1)^s ψ_{2s−1},   ‖h‖_{Ḣ^{−j}} = ‖ψ_j‖_{L²},
//
// and each ψ_j is a polynomial on every cell, known from ψ_1 … ψ_j at its left edge. Nothing is ever larger
// than what it is the integral of, so no digits cancel, as they do in moments about a far origin; and no
// formula divides by a width, so a cell of width 0 is an atom.
import { Kahan, add, start } from './kahan';

/** The unknowns of a circle of cells. */
@unmanaged
export class Cells {
  count: i32;
  /** f64[count]: δ and κ. */
  masses: usize;
  rises: usize;
  /** f64[levels][count + 1]: ψ_1 … at the edges, a level every `stride` bytes. */
  levels: i32;
  psi: usize;
  stride: usize;
  sum: Kahan;
}

// @ts-ignore: decorator
@inline
function widthOf(edges: usize, i: usize): f64 {
  return load<f64>(edges + i, 8) - load<f64>(edges + i);
}

/**
 * κ of densities that are known by their masses: the harmonic mean of the two one-sided slopes, 0 at extrema
 * and beside atoms (van Leer, J. Comput. Phys. 23 (1977)). At a jump it is 0 too, if the density is constant
 * on one side of it: a gap keeps its edge.
 */
export function findRises(edges: usize, masses: usize, count: i32, rises: usize): void {
  const last = <usize>(count - 1) << 3;
  let width = widthOf(edges, last);
  let density = width > 0 ? load<f64>(masses + last) / width : NaN;
  let nextWidth = widthOf(edges, 0);
  let nextDensity = nextWidth > 0 ? load<f64>(masses) / nextWidth : NaN;
  let right = (2 * (nextDensity - density)) / (nextWidth + width);
  for (let i: usize = 0; i <= last; i += 8) {
    const left = right;
    width = nextWidth;
    density = nextDensity;
    const next = i < last ? i + 8 : 0;
    nextWidth = widthOf(edges, next);
    nextDensity = nextWidth > 0 ? load<f64>(masses + next) / nextWidth : NaN;
    right = (2 * (nextDensity - density)) / (nextWidth + width);
    const product = left * right;
    store<f64>(rises + i, product > 0 ? (2 * product * width * width) / (left + right) : 0);
  }
}

/**
 * ∫ over a cell of ψ_j, from ψ_1 … ψ_j at its left edge:
 * Σ_{l=1}^{j} ψ_{j+1−l} Δ^l/l! + δ Δ^j/(j+1)! − κ j Δ^j/(2 (j+2)!).
 */
// @ts-ignore: decorator
@inline
function integral(c: Cells, j: i32, i: usize, width: f64): f64 {
  const ownMass = load<f64>(c.masses + i) / <f64>(j + 1);
  const ownRise = (load<f64>(c.rises + i) * <f64>j) / <f64>(2 * (j + 1) * (j + 2));
  let psi = c.psi + i;
  let sum = load<f64>(psi) + (ownMass - ownRise);
  for (let m = 2; m <= j; m++) {
    psi += c.stride;
    sum = load<f64>(psi) + (sum * width) / <f64>(j - m + 2);
  }
  return sum * width;
}

/** Takes the mean from ψ_j. */
function removeMean(c: Cells, edges: usize, j: i32): void {
  const end = <usize>c.count << 3;
  start(c.sum, 0);
  for (let i: usize = 0; i < end; i += 8) add(c.sum, integral(c, j, i, widthOf(edges, i)));
  const mean = c.sum.sum;
  const level = c.psi + <usize>(j - 1) * c.stride;
  for (let i: usize = 0; i <= end; i += 8) store<f64>(level + i, load<f64>(level + i) - mean);
}

/**
 * Fills ψ_1 … ψ_levels at the edges. The caller has put an antiderivative of h in the place of ψ_1: it knows
 * that one to more digits than a sum of the masses would have.
 */
export function integrate(c: Cells, edges: usize): void {
  const end = <usize>c.count << 3;
  removeMean(c, edges, 1);
  for (let j = 2; j <= c.levels; j++) {
    const level = c.psi + <usize>(j - 1) * c.stride;
    start(c.sum, 0);
    for (let i: usize = 0; i < end; i += 8) {
      store<f64>(level + i, c.sum.sum);
      add(c.sum, integral(c, j - 1, i, widthOf(edges, i)));
    }
    store<f64>(level + end, load<f64>(level));
    removeMean(c, edges, j);
  }
}

/** ‖h‖²_{Ḣ^{−j}} = ∫ ψ_j², by four Gauss points a cell: exact for j ≤ 2, and to O(Δ^8) beyond. */
export function squaredNorm(c: Cells, edges: usize, j: i32): f64 {
  let sum = 0.0;
  for (let i: usize = 0, end = <usize>c.count << 3; i < end; i += 8) {
    const width = widthOf(edges, i);
    const outer = square(within(c, j, i, width, 0.5 - OUTER)) + square(within(c, j, i, width, 0.5 + OUTER));
    const inner = square(within(c, j, i, width, 0.5 - INNER)) + square(within(c, j, i, width, 0.5 + INNER));
    sum += width * (OUTER_WEIGHT * outer + (0.5 - OUTER_WEIGHT) * inner);
  }
  return sum;
}

// Gauss–Legendre nodes of order 4 on [0, 1], as distances from the middle, and the weight of the outer two.
const OUTER: f64 = 0.4305681557970263;
const INNER: f64 = 0.16999052179242813;
const OUTER_WEIGHT: f64 = 0.17392742256872692;

// @ts-ignore: decorator
@inline
function square(x: f64): f64 {
  return x * x;
}

/**
 * ψ_j at the fraction t of a cell: Σ_{l<j} ψ_{j−l} (tΔ)^l/l! + (tΔ)^{j−1} t [δ/j! + κ (t/(j+1)! − 1/(2 j!))].
 */
// @ts-ignore: decorator
@inline
function within(c: Cells, j: i32, i: usize, width: f64, t: f64): f64 {
  const tau = t * width;
  const rise = load<f64>(c.rises + i) * (t / <f64>(j + 1) - 0.5);
  let sum = ((load<f64>(c.masses + i) + rise) * t) / <f64>j;
  for (let m = 1; m <= j; m++) {
    // Horner's rule from ψ_1 up: the sum so far is of order j − m + 1 in τ.
    if (m > 1) sum = (sum * tau) / <f64>(j - m + 1);
    sum += load<f64>(c.psi + <usize>(m - 1) * c.stride + i);
  }
  return sum;
}
