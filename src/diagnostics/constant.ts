import { logGamma } from '../problem/special/gamma.ts';
import type { Target } from './energy.ts';
import { DiagnosticsError, requireFinite } from './errors.ts';
import { fourierCoefficients, refine, type Spectrum, samplesOf, wavenumbers } from './spectrum.ts';

/** Surface of the unit sphere of R^d. */
const SPHERE = [2, 2 * Math.PI, 4 * Math.PI];

/**
 * The constant C of E(t) ~ C t^{−p}, p = (r+s)/(s−1), for ν = 1 and |ĥ_k|² ≈ c|k|^{−2r−d}:
 * C = c(2π)^{2r} |S^{d−1}| Γ(p) 2^{−p} / (4(s−1)). Linearised theory, docs/theory.md.
 * @param regularity r, with r + s > 0
 * @throws DiagnosticsError unless s > 1 and r + s > 0
 */
export function uniformConstant(c: number, regularity: number, s: number, dimension = 1): number {
  requireFinite('c', c, 0);
  requireFinite('regularity', regularity);
  if (!(s > 1)) throw new DiagnosticsError('s', s, 'a number > 1: elsewhere the decay is not algebraic');
  if (![1, 2, 3].includes(dimension)) throw new DiagnosticsError('dimension', dimension, '1, 2 or 3');
  const p = (regularity + s) / (s - 1);
  if (!(p > 0)) throw new DiagnosticsError('regularity', regularity, `a number > −s = ${-s}`);
  const gamma = Math.exp(logGamma(p) - p * Math.LN2);
  return (c * (2 * Math.PI) ** (2 * regularity) * SPHERE[dimension - 1] * gamma) / (4 * (s - 1));
}

/**
 * The factor I by which the constant of `uniformConstant` changes in d = 1 for a target ν and a density whose
 * smooth part is not constant: I = ∫ μ̄₀(x)^{−(2r+1)} ν(X(x))^{2r+1−p} dx, X the limit map. Wave packets are
 * transported and decay at the local rate ν|2πξ|^{2−2s}. Derivation: docs/theory.md.
 * @param initial smooth part μ̄₀ of the initial density, positive samples
 * @param options `shift`: the constant in G(X(x)) = F₀(x) + shift, 0 when both densities are even; `singularAt`: index of
 * the sample at which an isolated singularity sits, then I is the integrand there
 */
export function transportFactor(
  initial: ArrayLike<number>,
  target: Target,
  {
    regularity,
    s,
    shift = 0,
    singularAt,
  }: { regularity: number; s: number; shift?: number; singularAt?: number },
): number {
  const p = (regularity + s) / (s - 1);
  const { density } = limitMap(initial, target, shift);
  const integrand = (j: number) =>
    initial[j] ** -(2 * regularity + 1) * density[j] ** (2 * regularity + 1 - p);
  if (singularAt !== undefined) return integrand(singularAt);
  let sum = 0;
  for (let j = 0; j < initial.length; j++) sum += integrand(j);
  return sum / initial.length;
}

/**
 * The monotone map X of the circle with G(X(x)) = F₀(x) + shift, F₀ and G the distribution functions of μ₀
 * and ν: it carries μ₀ to ν. Positions are lifted, X(x+1) = X(x) + 1.
 *
 * G is a Hermite cubic on a grid eight times as fine, so the error falls as the fourth power of the spacing.
 * @throws DiagnosticsError for a density that is not positive
 */
export function limitMap(
  initial: ArrayLike<number>,
  target: Target,
  shift = 0,
): { position: Float64Array; density: Float64Array } {
  requireFinite('shift', shift);
  requirePositive('initial', initial);
  const nu = target === 'uniform' ? Float64Array.of(1, 1) : Float64Array.from(target);
  requirePositive('target', nu);
  const spectrum = fourierCoefficients(nu);
  const fine = refine(spectrum, [8 * nu.length]);
  const [values, cumulative] = [samplesOf(fine), distribution(fine)];
  const found = distribution(fourierCoefficients(initial)).map((f) => invert(values, cumulative, f + shift));
  return { position: found, density: found.map((x) => cubic(values, cumulative, x).slope) };
}

/** ∫₀^{x_j} f dx at the grid points: f̂_0 x + Σ_{k≠0} f̂_k (e^{2πikx} − 1)/(2πik). */
function distribution(spectrum: Spectrum): Float64Array {
  const n = spectrum.grid[0];
  const k = wavenumbers(n);
  const coefficients = new Float64Array(2 * n);
  for (let i = 1; i < n; i++) {
    if (2 * k[i] === n) continue;
    coefficients[2 * i] = spectrum.coefficients[2 * i + 1] / (2 * Math.PI * k[i]);
    coefficients[2 * i + 1] = -spectrum.coefficients[2 * i] / (2 * Math.PI * k[i]);
  }
  const periodic = samplesOf({ grid: spectrum.grid, coefficients });
  return periodic.map((value, j) => value - periodic[0] + (spectrum.coefficients[0] * j) / n);
}

/** The x with G(x) = y, by bisection for the cell and in it: G increases. */
function invert(values: Float64Array, cumulative: Float64Array, y: number): number {
  const turns = Math.floor(y);
  let [low, high] = [0, 1];
  // 53 halvings exhaust the mantissa.
  for (let i = 0; i < 53; i++) {
    const middle = (low + high) / 2;
    if (cubic(values, cumulative, middle).value <= y - turns) low = middle;
    else high = middle;
  }
  return turns + low;
}

/** G and G' at x from the Hermite cubic of its cell. */
function cubic(values: Float64Array, cumulative: Float64Array, x: number): { value: number; slope: number } {
  const n = values.length;
  const turns = Math.floor(x);
  const cell = Math.min(Math.floor((x - turns) * n), n - 1);
  const u = (x - turns) * n - cell;
  const [a, b] = [cumulative[cell], cell + 1 < n ? cumulative[cell + 1] : 1];
  const [da, db] = [values[cell] / n, values[(cell + 1) % n] / n];
  const [c2, c3] = [3 * (b - a) - 2 * da - db, 2 * (a - b) + da + db];
  return { value: turns + a + u * (da + u * (c2 + u * c3)), slope: n * (da + u * (2 * c2 + 3 * u * c3)) };
}

function requirePositive(argument: string, density: ArrayLike<number>): void {
  for (let j = 0; j < density.length; j++) {
    if (!(density[j] > 0)) throw new DiagnosticsError(`${argument}[${j}]`, density[j], 'a positive number');
  }
}
