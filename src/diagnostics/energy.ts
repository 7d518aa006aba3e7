import { DiagnosticsError, requireAllFinite, requireFinite } from './errors.ts';
import { sobolevNorm } from './sobolev.ts';
import {
  derivative,
  fourierCoefficients,
  type Grid,
  gridOf,
  refine,
  type Spectrum,
  samplesOf,
  squaredWavenumbers,
} from './spectrum.ts';

/** A target density: samples on the grid of the density, or the uniform density 1. */
export type Target = ArrayLike<number> | 'uniform';

/** μ − ν on the grid. Throws unless the two have equally many samples. */
export function difference(density: ArrayLike<number>, target: Target): Float64Array {
  requireAllFinite('density', density);
  const found = new Float64Array(density.length);
  if (target === 'uniform') {
    for (let j = 0; j < found.length; j++) found[j] = density[j] - 1;
    return found;
  }
  requireAllFinite('target', target);
  if (target.length !== density.length) {
    throw new DiagnosticsError('target.length', target.length, `${density.length}, as the density has`);
  }
  for (let j = 0; j < found.length; j++) found[j] = density[j] - target[j];
  return found;
}

/**
 * The energy E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}} = ½ Σ_{k≠0} |2πk|^{−2s} |μ̂_k − ν̂_k|².
 * @param density μ on the grid, row-major
 * @param target ν on the same grid, or 'uniform'
 * @param s order of the Sobolev norm
 * @param grid points per axis; default: one axis
 * @throws DiagnosticsError naming the argument that is not finite or does not fit
 */
export function energy(density: ArrayLike<number>, target: Target, s: number, grid?: Grid): number {
  requireFinite('s', s);
  return 0.5 * sobolevNorm(difference(density, target), -s, grid) ** 2;
}

/** The potential φ = (−Δ)^{−s}(μ−ν) on the grid: φ̂_k = |2πk|^{−2s}(μ̂_k − ν̂_k), φ̂_0 = 0. Arguments as `energy`. */
export function potential(density: ArrayLike<number>, target: Target, s: number, grid?: Grid): Float64Array {
  return samplesOf(potentialSpectrum(density, target, s, grid));
}

/** The velocity v = −∇φ on the grid, one array for each axis. Nyquist modes have no derivative. Arguments as `energy`. */
export function velocity(density: ArrayLike<number>, target: Target, s: number, grid?: Grid): Float64Array[] {
  const phi = potentialSpectrum(density, target, s, grid);
  return phi.grid.map((_, axis) => samplesOf(derivative(phi, axis)).map((slope) => -slope));
}

/**
 * The dissipation D = ∫ μ|∇φ|² dx = −dE/dt. The integral is exact for the trigonometric interpolants of μ
 * and φ: the product is formed on a grid twice as fine, where it is not aliased. Arguments as `energy`.
 */
export function dissipation(density: ArrayLike<number>, target: Target, s: number, grid?: Grid): number {
  const phi = potentialSpectrum(density, target, s, grid);
  const finer = phi.grid.map((n) => 2 * n);
  const mu = samplesOf(refine(fourierCoefficients(density, phi.grid), finer));
  let sum = 0;
  for (let axis = 0; axis < finer.length; axis++) {
    const slope = samplesOf(refine(derivative(phi, axis), finer));
    for (let j = 0; j < mu.length; j++) sum += mu[j] * slope[j] * slope[j];
  }
  return sum / mu.length;
}

function potentialSpectrum(density: ArrayLike<number>, target: Target, s: number, grid?: Grid): Spectrum {
  requireFinite('s', s);
  const axes = gridOf(density.length, grid);
  const { coefficients } = fourierCoefficients(difference(density, target), axes);
  const squares = squaredWavenumbers(axes);
  for (let i = 0; i < squares.length; i++) {
    const symbol = squares[i] === 0 ? 0 : (4 * Math.PI ** 2 * squares[i]) ** -s;
    coefficients[2 * i] *= symbol;
    coefficients[2 * i + 1] *= symbol;
  }
  return { grid: axes, coefficients };
}
