import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';
import {
  derivative,
  fourierCoefficients,
  type Grid,
  gridOf,
  type Spectrum,
  samplesOf,
  wavenumbersAlong,
} from './spectrum.ts';

/** A vector field on a grid: samples of each component, row-major, one array for each axis. */
export type VectorField = readonly ArrayLike<number>[];

/** ∫|·|² of the parts of a field; they sum to ∫|w|². */
export interface HelmholtzSquares {
  /** Of its mean. */
  mean: number;
  /** Of its gradient part. */
  gradient: number;
  /** Of its part without divergence. */
  solenoidal: number;
}

/** w = mean + ∇p + r with div r = 0, the three orthogonal in L². */
export interface HelmholtzSplit {
  /** The mean of each component. */
  mean: number[];
  /** ∇p, one array for each axis. */
  gradient: Float64Array[];
  /** r, one array for each axis. */
  solenoidal: Float64Array[];
  /** p, of mean 0. */
  potential: Float64Array;
  /** How much of the field each part is. */
  squares: HelmholtzSquares;
}

/**
 * The Helmholtz decomposition of a vector field on the torus, exact for its trigonometric interpolant: mode by mode
 *
 *     p̂_k = −i ξ·ŵ_k/|ξ|²,   ∇p^_k = ξ (ξ·ŵ_k)/|ξ|²,   ξ_i = 2πk_i, and 0 where k_i is the Nyquist mode of axis i,
 *
 * whose derivative vanishes on the grid; so ∇ and div are those of `velocity`, and a velocity is its own gradient
 * part. Modes other than 0 for which ξ = 0 have no divergence, and belong to r.
 * @param field samples of the d components
 * @param grid points per axis; default: one axis
 * @throws DiagnosticsError for a sample that is not finite, or components that do not fit the grid
 */
export function helmholtz(field: VectorField, grid?: Grid): HelmholtzSplit {
  const spectra = spectraOf(field, grid);
  const axes = spectra[0].grid;
  const mean = spectra.map(({ coefficients }) => coefficients[0]);
  const p = potentialOf(spectra);
  const gradient = axes.map((_, axis) => samplesOf(derivative(p, axis)));
  const solenoidal = gradient.map((part, axis) => part.map((g, j) => field[axis][j] - mean[axis] - g));
  const squares = {
    mean: mean.reduce((sum, m) => sum + m * m, 0),
    gradient: meanSquare(gradient),
    solenoidal: meanSquare(solenoidal),
  };
  return { mean, gradient, solenoidal, potential: samplesOf(p), squares };
}

/** The spectra of the components, which are as many as the grid has axes. */
export function spectraOf(field: VectorField, grid?: Grid): Spectrum[] {
  if (field.length === 0) throw new DiagnosticsError('field.length', 0, 'a component for each axis');
  const axes = gridOf(field[0].length, grid);
  if (field.length !== axes.length) {
    throw new DiagnosticsError('field.length', field.length, `${axes.length}, a component for each axis`);
  }
  return field.map((component, axis) => {
    requireAllFinite(`field[${axis}]`, component);
    requireSameLength(`field[${axis}]`, component, field[0].length);
    return fourierCoefficients(component, axes);
  });
}

/** p with Δp = div w: p̂ = −i ξ·ŵ/|ξ|², and 0 where ξ = 0. */
export function potentialOf(spectra: readonly Spectrum[]): Spectrum {
  const { grid } = spectra[0];
  const coefficients = new Float64Array(spectra[0].coefficients.length);
  const squares = new Float64Array(coefficients.length / 2);
  spectra.forEach((component, axis) => {
    const k = wavenumbersAlong(grid, axis);
    for (let i = 0; i < k.length; i++) {
      const xi = 2 * k[i] === grid[axis] ? 0 : 2 * Math.PI * k[i];
      squares[i] += xi * xi;
      coefficients[2 * i] += xi * component.coefficients[2 * i + 1];
      coefficients[2 * i + 1] -= xi * component.coefficients[2 * i];
    }
  });
  for (let i = 0; i < squares.length; i++) {
    if (squares[i] === 0) continue;
    coefficients[2 * i] /= squares[i];
    coefficients[2 * i + 1] /= squares[i];
  }
  return { grid, coefficients };
}

/** ∫ Σ_i f_i g_i, or with a weight ∫ μ Σ_i f_i g_i. */
export function innerProduct(f: VectorField, g: VectorField, weight?: ArrayLike<number>): number {
  let sum = 0;
  for (let axis = 0; axis < f.length; axis++) {
    for (let j = 0; j < f[axis].length; j++) sum += f[axis][j] * g[axis][j] * (weight ? weight[j] : 1);
  }
  return sum / f[0].length;
}

const meanSquare = (field: VectorField): number => innerProduct(field, field);
