import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';

/*
 * Integrals over the torus are means over the grid: the trapezoidal rule, spectrally accurate for smooth
 * periodic integrands and in any dimension. None of these needs to know the grid's shape.
 */

/** ∫ f dx. */
export function mass(field: ArrayLike<number>): number {
  requireSamples('field', field);
  return mean(field, (f) => f);
}

/** The L^p norm (∫ |f|^p dx)^{1/p}, p ≥ 1; p = Infinity is max |f|. */
export function lpNorm(field: ArrayLike<number>, p: number): number {
  requireSamples('field', field);
  if (!(p >= 1)) throw new DiagnosticsError('p', p, 'a number ≥ 1, or Infinity');
  let largest = 0;
  for (let j = 0; j < field.length; j++) largest = Math.max(largest, Math.abs(field[j]));
  if (p === Infinity || largest === 0) return largest;
  // Scaled by the maximum, so that no power overflows.
  return largest * mean(field, (f) => Math.abs(f / largest) ** p) ** (1 / p);
}

/** The least and the greatest of some numbers. */
export interface Extrema {
  /** The least. */
  minimum: number;
  /** The greatest. */
  maximum: number;
}

/** The least and the greatest sample. */
export function extrema(field: ArrayLike<number>): Extrema {
  requireSamples('field', field);
  let [minimum, maximum] = [Infinity, -Infinity];
  for (let j = 0; j < field.length; j++) {
    if (field[j] < minimum) minimum = field[j];
    if (field[j] > maximum) maximum = field[j];
  }
  return { minimum, maximum };
}

/**
 * The entropy ∫ μ log μ dx, with 0 log 0 = 0: 0 for the uniform density, positive for any other of mass 1.
 * @throws DiagnosticsError for a negative sample: it has no entropy
 */
export function entropy(density: ArrayLike<number>): number {
  requireNonnegative('density', density);
  return mean(density, (mu) => (mu === 0 ? 0 : mu * Math.log(mu)));
}

/**
 * The relative entropy ∫ μ log(μ/ν) dx: Infinity where ν vanishes and μ does not.
 * @throws DiagnosticsError for a negative sample, or unless both have equally many
 */
export function relativeEntropy(density: ArrayLike<number>, target: ArrayLike<number>): number {
  requireNonnegative('density', density);
  requireNonnegative('target', target);
  requireSameLength('target', target, density.length);
  return mean(density, (mu, j) => (mu === 0 ? 0 : mu * Math.log(mu / target[j])));
}

/** Mean of value(f_j, j), with a compensated sum (Kahan). */
function mean(field: ArrayLike<number>, value: (sample: number, index: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let j = 0; j < field.length; j++) {
    const term = value(field[j], j) - lost;
    const next = sum + term;
    lost = Number.isFinite(next) ? next - sum - term : 0;
    sum = next;
  }
  return sum / field.length;
}

function requireSamples(argument: string, field: ArrayLike<number>): void {
  if (field.length === 0) throw new DiagnosticsError(`${argument}.length`, 0, 'at least one sample');
  requireAllFinite(argument, field);
}

function requireNonnegative(argument: string, density: ArrayLike<number>): void {
  requireSamples(argument, density);
  for (let j = 0; j < density.length; j++) {
    if (density[j] < 0) throw new DiagnosticsError(`${argument}[${j}]`, density[j], 'a number ≥ 0');
  }
}
