import { difference, type Target } from './energy.ts';
import type { Setting } from './predict.ts';
import { estimateRegularity } from './regularity.ts';
import {
  fourierCoefficients,
  type Spectrum,
  samplesOf,
  squaredWavenumbers,
  wavenumbers,
} from './spectrum.ts';
import { withError } from './words.ts';

/** What the theory needs of a flow, read off its densities. */
export interface MeasuredSetting extends Setting {
  /** 0 where the regularity was stated or is not in doubt. */
  regularityError: number;
  /** How the regularity is known, in words. */
  regularityNote: string;
}

/**
 * Reads off μ₀ and ν what `predictRate` needs. A stated regularity of μ₀ − ν is taken, otherwise it is estimated
 * from the spectrum. A target that is rougher than μ₀ − ν counts instead: transport by any smooth map leaves
 * the difference as rough as the target (derivation, docs/theory.md).
 */
export function settingOf(
  s: number,
  grid: readonly number[],
  initial: ArrayLike<number>,
  target: Target,
  stated: number | null,
): MeasuredSetting {
  const spectrum = fourierCoefficients(difference(initial, target), grid);
  const nu = target === 'uniform' ? Float64Array.of(1) : Float64Array.from(target);
  return {
    s,
    dimension: grid.length,
    targetMinimum: nu.reduce((least, value) => Math.min(least, value)),
    targetMaximum: nu.reduce((greatest, value) => Math.max(greatest, value)),
    quadraticMinimum: grid.length === 1 && nu.length > 2 && hasQuadraticMinimum(nu),
    slowest: slowestMode(spectrum),
    ...roughest(spectrum, nu, grid, stated),
  };
}

function roughest(spectrum: Spectrum, nu: Float64Array, grid: readonly number[], stated: number | null) {
  const known = stated === null ? described(spectrum, 'μ₀ − ν') : statedRegularity(stated);
  const target = nu.length > 1 ? estimateRegularity(nu, grid) : null;
  const rougher =
    target?.kind === 'algebraic' && (known.regularity ?? Infinity) > target.regularity! + 2 * target.error!;
  return rougher ? described(fourierCoefficients(nu, grid), 'ν, which is the rougher') : known;
}

function statedRegularity(regularity: number) {
  return { regularity, regularityError: 0, regularityNote: 'r of μ₀ − ν as stated' };
}

function described(spectrum: Spectrum, what: string) {
  const { kind, regularity, error } = estimateRegularity(spectrum);
  const note = {
    algebraic: `r = ${withError(regularity ?? 0, error ?? 0)} of ${what}, estimated from the spectrum`,
    exponential: `the spectrum of ${what} decays exponentially`,
    'band-limited': `${what} has finitely many modes`,
    undecided: `the grid is too coarse to tell the regularity of ${what}`,
  }[kind];
  return { regularity, regularityError: error ?? 0, regularityNote: note };
}

/** Whether samples on the circle have one minimum only, with a positive second derivative. */
function hasQuadraticMinimum(nu: Float64Array): boolean {
  const n = nu.length;
  const least = nu.indexOf(nu.reduce((a, b) => Math.min(a, b)));
  const range = nu.reduce((a, b) => Math.max(a, b)) - nu[least];
  // As deep as the least one to rounding, and lower than its neighbours: a second minimum.
  const rivals = nu.filter(
    (value, j) =>
      Math.abs(((j - least + n + n / 2) % n) - n / 2) > 1 &&
      value - nu[least] < 1e-6 * range &&
      value <= nu[(j + 1) % n] &&
      value <= nu[(j + n - 1) % n],
  );
  const { coefficients } = fourierCoefficients(nu);
  const k = wavenumbers(n);
  const curved = coefficients.map((value, i) => -((2 * Math.PI * k[i >> 1]) ** 2) * value);
  return rivals.length === 0 && samplesOf({ grid: [n], coefficients: curved })[least] > 0.1 * range;
}

/**
 * The smallest |k| ≠ 0 that the flow towards ν = 1 can hold: in one dimension the greatest common divisor of
 * the modes present, because products of modes make their sums and differences; otherwise the smallest |k|
 * present. A mode is present above 10⁻¹² of the largest.
 */
function slowestMode({ grid, coefficients }: Spectrum): number {
  const squares = squaredWavenumbers(grid);
  const power = (i: number) => coefficients[2 * i] ** 2 + coefficients[2 * i + 1] ** 2;
  let largest = 0;
  for (let i = 1; i < squares.length; i++) largest = Math.max(largest, power(i));
  let slowest = 0;
  for (let i = 1; i < squares.length; i++) {
    if (power(i) <= 1e-24 * largest) continue;
    const wave = Math.sqrt(squares[i]);
    if (slowest === 0) slowest = wave;
    else slowest = grid.length === 1 ? commonDivisor(slowest, wave) : Math.min(slowest, wave);
  }
  return slowest || 1;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
