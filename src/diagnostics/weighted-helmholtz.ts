import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';
import { innerProduct, potentialOf, spectraOf, type VectorField } from './helmholtz.ts';
import { derivative, fourierCoefficients, type Grid, samplesOf } from './spectrum.ts';

/** w = ∇p + r with div(μ r) = 0, the two orthogonal in L²(μ). */
export interface WeightedSplit {
  /** ∇p, one array for each axis: of all fields that move μ as w does, the one of least ∫ μ|·|². */
  gradient: Float64Array[];
  /** r = w − ∇p, one array for each axis. */
  remainder: Float64Array[];
  /** p, of mean 0. */
  potential: Float64Array;
  /** ∫ μ|∇p|² / ∫ μ|w|²: 1 for the velocity of a Wasserstein gradient flow. 1 for w = 0. */
  fraction: number;
  /** Steps of conjugate gradients that it took. */
  iterations: number;
  /** ‖Δ^{−1} div(μ r)‖ in Ḣ¹ over that of μ w: how far the equation is solved. */
  residual: number;
}

/** When the conjugate gradients of `weightedHelmholtz` end. */
export interface WeightedOptions {
  /** The residual at which iterations end, default 1e−10. */
  tolerance?: number;
  /** Most iterations, default 500: they follow √(max μ/min μ), and end short of the tolerance near vacuum. */
  iterations?: number;
}

/**
 * The Helmholtz decomposition of a vector field with respect to a density μ: −div(μ∇p) = −div(μw), on the grid, with
 * the derivatives of `helmholtz` and products point by point; conjugate gradients with Δ^{−1} before them.
 * @param field samples of the d components of w
 * @param density μ ≥ 0 on the same grid
 * @param grid points per axis; default: one axis
 * @throws DiagnosticsError naming the argument that is not finite, negative, or does not fit
 */
export function weightedHelmholtz(
  field: VectorField,
  density: ArrayLike<number>,
  grid?: Grid,
  { tolerance = 1e-10, iterations = 500 }: WeightedOptions = {},
): WeightedSplit {
  const axes = spectraOf(field, grid)[0].grid;
  requireDensity(density, field[0].length);
  const weighted = (f: VectorField) =>
    f.map((part) => Float64Array.from(part, (value, j) => density[j] * value));
  /** Δ^{−1} div f, as a field. */
  const solve = (f: VectorField) => samplesOf(potentialOf(spectraOf(f, axes)));
  const gradientOf = (p: Float64Array) => {
    const spectrum = fourierCoefficients(p, axes);
    return axes.map((_, axis) => samplesOf(derivative(spectrum, axis)));
  };

  // The preconditioned residual z = Δ^{−1} div(μ(w − ∇p)), and its gradient, whose products ∫ ∇z·∇z are those of
  // the residual with z.
  const potential = new Float64Array(density.length);
  let z = solve(weighted(field));
  let slope = gradientOf(z);
  let direction = z;
  let directionSlope = slope;
  const first = innerProduct(slope, slope);
  let square = first;
  let count = 0;
  while (square > tolerance * tolerance * first && count < iterations) {
    const flux = weighted(directionSlope);
    const length = square / innerProduct(directionSlope, flux);
    for (let j = 0; j < potential.length; j++) potential[j] += length * direction[j];
    const change = solve(flux);
    z = z.map((value, j) => value - length * change[j]);
    slope = gradientOf(z);
    const next = innerProduct(slope, slope);
    const ratio = next / square;
    direction = z.map((value, j) => value + ratio * direction[j]);
    directionSlope = slope.map((part, axis) =>
      part.map((value, j) => value + ratio * directionSlope[axis][j]),
    );
    square = next;
    count += 1;
  }

  const gradient = gradientOf(potential);
  const remainder = gradient.map((part, axis) => part.map((value, j) => field[axis][j] - value));
  const whole = innerProduct(field, field, density);
  return {
    ...{ gradient, remainder, potential },
    fraction: whole === 0 ? 1 : innerProduct(gradient, gradient, density) / whole,
    iterations: count,
    residual: first === 0 ? 0 : Math.sqrt(square / first),
  };
}

function requireDensity(density: ArrayLike<number>, length: number): void {
  requireAllFinite('density', density);
  requireSameLength('density', density, length);
  for (let j = 0; j < density.length; j++) {
    if (density[j] < 0) throw new DiagnosticsError(`density[${j}]`, density[j], 'a number ≥ 0');
  }
}
