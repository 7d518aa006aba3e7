/** Energies, velocities and distances of measures made of points, by sums over all pairs. */
import { DiagnosticsError, requireFinite } from '../errors.ts';
import { sobolevNorm } from '../sobolev.ts';
import { type Spectrum, squaredWavenumbers } from '../spectrum.ts';
import {
  type Checked,
  checkMeasure,
  checkPoints,
  dimensionOf,
  type PointMeasure,
  type TorusMeasure,
  type TorusOptions,
} from '../torus-measure.ts';
import { convolve, convolveGradient } from './convolve.ts';
import { type Kernel, kernel } from './kernel.ts';

/**
 * The energy E_s = ½‖μ − ν‖²_{Ḣ^{−s}} of point masses: with μ = Σ w_i δ_{x_i} and the kernel K_s,
 *
 *     E_s = ½ Σ_{i,j} w_i w_j K_s(x_i − x_j) − Σ_i w_i (K_s*ν)(x_i) + ½ ∬ K_s dν dν
 *
 * Pairs i = j are part of the sum: they are the constant ½ K_s(0) Σ w_i², which makes E_s a squared distance, finite
 * for 2s > d alone. Against another set of points 2E_s is the squared maximum mean discrepancy of the kernel.
 *
 * Takes O(N²) kernel values, and N times the modes of a density. The sums cancel: the error is about
 * 1e−15 K_s(0), however small E_s is.
 * @param nu points, a density on a grid, or 'uniform'
 * @throws DiagnosticsError naming the argument that cannot be taken
 */
export function pointEnergy(
  mu: TorusMeasure,
  nu: TorusMeasure,
  s: number,
  options: TorusOptions = {},
): number {
  requireFinite('s', s);
  const [a, b] = [checkMeasure('mu', mu, options), checkMeasure('nu', nu, options)];
  if (a.kind !== 'points' && b.kind !== 'points') return differenceOfFields(a, b, -s) ** 2 / 2;
  const dimension = dimensionOf(options);
  if (!(2 * s > dimension)) {
    throw new DiagnosticsError(
      's',
      s,
      `a number > d/2 = ${dimension / 2}: otherwise points have no finite energy`,
    );
  }
  const k = kernel(s, dimension);
  return inner(k, a, a) / 2 - inner(k, a, b) + inner(k, b, b) / 2;
}

/**
 * The norm ‖μ − ν‖_{Ḣ^q} of the difference of two measures: for q < −d/2 where one of them has points, for any q
 * between densities. Arguments and errors as of `pointEnergy`; where it is below 1e−8 √K(0), it is rounding.
 */
export function sobolevDistance(
  mu: TorusMeasure,
  nu: TorusMeasure,
  q: number,
  options: TorusOptions = {},
): number {
  return Math.sqrt(2 * Math.max(0, pointEnergy(mu, nu, -q, options)));
}

/**
 * The velocities v(x_i) = −Σ_j w_j ∇K_s(x_i − x_j) + ∇(K_s*ν)(x_i) of the points of μ, row-major like them. A point
 * does not move itself, nor others at its place. For s ≥ (d+1)/2 velocities are bounded. Arguments as of `pointEnergy`.
 */
export function pointVelocity(
  mu: PointMeasure,
  nu: TorusMeasure,
  s: number,
  options: TorusOptions = {},
): Float64Array {
  const dimension = dimensionOf(options);
  const { points, weights } = checkPoints('mu', mu, dimension);
  const target = checkMeasure('nu', nu, options);
  const k = kernel(s, dimension);
  const velocity = pairGradients(k, points, points, weights).map((slope) => -slope);
  if (target.kind === 'points') {
    const pull = pairGradients(k, points, target.points, target.weights);
    pull.forEach((slope, i) => {
      velocity[i] += slope;
    });
  } else if (target.kind === 'field') {
    convolveGradient(s, target.spectrum, points).forEach((slope, i) => {
      velocity[i] += slope;
    });
  }
  return velocity;
}

/** ∬ K_s(x − y) dμ dν. The mean of K_s is 0, and so is all that meets the uniform density. */
function inner(k: Kernel, mu: Checked, nu: Checked): number {
  if (mu.kind === 'uniform' || nu.kind === 'uniform') return 0;
  if (mu.kind === 'field') {
    if (nu.kind === 'field') return sobolevNorm(mu.spectrum, -k.s) ** 2;
    return inner(k, nu, mu);
  }
  if (nu.kind === 'points') return pairSum(k, mu, nu, mu.points === nu.points);
  return convolve(k.s, nu.spectrum, mu.points).reduce((sum, value, i) => sum + mu.weights[i] * value, 0);
}

type Points = Extract<Checked, { kind: 'points' }>;

/** Σ_{i,j} w_i w'_j K(x_i − y_j), each pair once where the two sets are one. */
function pairSum(k: Kernel, mu: Points, nu: Points, same: boolean): number {
  const d = k.dimension;
  const gap = new Float64Array(d);
  let sum = 0;
  for (let i = 0; i < mu.weights.length; i++) {
    let row = 0;
    for (let j = same ? i : 0; j < nu.weights.length; j++) {
      for (let a = 0; a < d; a++) gap[a] = mu.points[d * i + a] - nu.points[d * j + a];
      row += (same && j > i ? 2 : 1) * nu.weights[j] * k.value(gap);
    }
    sum += mu.weights[i] * row;
  }
  return sum;
}

/** Σ_j w_j ∇K(x_i − y_j) at every x_i, row-major. */
function pairGradients(k: Kernel, x: Float64Array, y: Float64Array, weights: Float64Array): Float64Array {
  const d = k.dimension;
  const gap = new Float64Array(d);
  const sums = new Float64Array(x.length);
  for (let i = 0; i < x.length; i += d) {
    for (let j = 0; j < weights.length; j++) {
      for (let a = 0; a < d; a++) gap[a] = x[i + a] - y[d * j + a];
      const slope = k.gradient(gap);
      for (let a = 0; a < d; a++) sums[i + a] += weights[j] * slope[a];
    }
  }
  return sums;
}

/** ‖μ − ν‖_{Ḣ^q} of two densities, from the difference of their coefficients: any q, and no cancellation. */
function differenceOfFields(mu: Checked, nu: Checked, q: number): number {
  const [a, b] = [mu, nu].map((measure) => (measure.kind === 'field' ? measure.spectrum : null));
  if (!a || !b) return a || b ? sobolevNorm((a ?? b) as Spectrum, q) : 0;
  const squares = squaredWavenumbers(a.grid);
  if (squares.length * 2 !== b.coefficients.length || a.grid.some((n, axis) => n !== b.grid[axis])) {
    throw new DiagnosticsError("nu's grid", [...b.grid], `that of mu, ${a.grid.join(' × ')}`);
  }
  return sobolevNorm({ grid: a.grid, coefficients: a.coefficients.map((c, i) => c - b.coefficients[i]) }, q);
}
