import { DiagnosticsError, requireFinite } from './errors.ts';
import type { Law } from './fit.ts';
import { shown } from './words.ts';

/** What the theory needs to know of a flow. */
export interface Setting {
  /** Order of the energy. */
  s: number;
  /** d: 1, 2 or 3. */
  dimension: number;
  /** Sobolev regularity r of μ₀ − ν; Infinity where it is analytic, null where it is not known. */
  regularity: number | null;
  /** Whether μ₀ is a sum of point masses; default false. */
  pointMasses?: boolean;
  /** ± of the regularity where it was estimated; default 0. */
  regularityError?: number;
  /** inf ν. */
  targetMinimum: number;
  /** sup ν; that of the uniform target is inf ν. */
  targetMaximum: number;
  /** Whether ν has a single minimum, with ν'' > 0 there (d = 1). */
  quadraticMinimum: boolean;
  /** The smallest |k| ≠ 0 that the flow can hold: 1 unless μ₀ and ν share a finer period. */
  slowest: number;
}

/** What the theory says of one quantity. */
export interface Prediction {
  /** The law of decay; null where there is no prediction. */
  kind: Law | 'stretched-exponential' | null;
  /** p of t^{−p} or λ of e^{−λt}; null where the theory gives no number. */
  exponent: number | null;
  /** b of the prefactor t^{−b} of an exponential, where it is known. */
  power: number | null;
  /** Where the number comes from, or why there is none. */
  note: string;
}

/**
 * The rate at which the energy, or ‖μ−ν‖_{Ḣ^q}, decays once μ is close to ν, by the linearised theory derived in
 * docs/theory.md. (That the flow converges exponentially for s = 1, and locally at polynomial rates set by s
 * and the regularity for s > 1, is in the abstract of arXiv 2603.01977; the exponents and prefactors here are
 * of the derivation, and are not its theorems.)
 *
 * - s > 1, regularity r: E ~ t^{−(r+s)/(s−1)}, ‖·‖_{Ḣ^q} ~ t^{−(r−q)/(2(s−1))} for q < r. For analytic data
 *   (r = Infinity) a stretched exponential, which is neither law.
 * - s = 1: E ~ e^{−2 inf ν t}, norms at half the rate. In d = 1, where ν has one non-degenerate minimum, times
 *   t^{−3/2}: there the error concentrates on a width t^{−1/2}, so norms come with t^{−(1/4−q/2)}.
 * - s < 1, ν = 1: E ~ e^{−2|2πk|^{2−2s}t} of the slowest mode k.
 * @param quantity 'energy' or the order q of a norm
 */
export function predictRate(setting: Setting, quantity: 'energy' | number): Prediction {
  const { s } = setting;
  requireFinite('s', s, 0);
  if (quantity !== 'energy') requireFinite('quantity', quantity);
  if (setting.regularity !== null && !(setting.regularity > -Infinity)) {
    throw new DiagnosticsError('regularity', setting.regularity, 'a number, Infinity or null');
  }
  if (s > 1) return algebraic(setting, quantity);
  return s === 1 ? critical(setting, quantity) : smoothing(setting, quantity);
}

/** Whether ν is 1, to rounding. */
export const isUniform = ({ targetMinimum, targetMaximum }: Setting): boolean =>
  targetMaximum - targetMinimum <= 1e-12;

function algebraic(
  { s, regularity: r, regularityError = 0, pointMasses = false }: Setting,
  quantity: 'energy' | number,
): Prediction {
  if (pointMasses) {
    const note =
      'Point masses stay what they are for s > 1: the linearised theory, which is of densities, says nothing.';
    return nothing('algebraic', note);
  }
  if (r === null) {
    return nothing(
      'algebraic',
      'The regularity of μ₀ − ν is not known, and so the theory gives no exponent.',
    );
  }
  if (r === Infinity) {
    const stretch = `t^${shown(1 / (2 * s - 1))}`;
    const note = `μ₀ − ν is analytic: the theory expects a stretched exponential in ${stretch}, neither a power of t nor an exponential.`;
    return { kind: 'stretched-exponential', exponent: null, power: null, note };
  }
  const q = quantity === 'energy' ? -s : quantity;
  if (q >= r - regularityError) {
    return nothing(
      'algebraic',
      `μ₀ − ν of regularity r = ${shown(r)} is not in Ḣ^${shown(q)}: no decay is predicted.`,
    );
  }
  const exponent = quantity === 'energy' ? (r + s) / (s - 1) : (r - q) / (2 * (s - 1));
  const formula = quantity === 'energy' ? '(r+s)/(s−1)' : '(r−q)/(2(s−1))';
  const note = `The linearised theory gives t^−${shown(exponent)}: ${formula} with s = ${shown(s)}, r = ${shown(r)}.`;
  return { kind: 'algebraic', exponent, power: null, note };
}

function critical(setting: Setting, quantity: 'energy' | number): Prediction {
  const { targetMinimum, targetMaximum, dimension, quadraticMinimum } = setting;
  // Sampled densities that vanish do so up to rounding.
  if (!(targetMinimum > 1e-10 * targetMaximum)) {
    return nothing('exponential', 'The target vanishes somewhere: the theory gives no exponential rate.');
  }
  const exponent = (quantity === 'energy' ? 2 : 1) * targetMinimum;
  const rate = quantity === 'energy' ? '2 inf ν' : 'inf ν';
  if (isUniform(setting)) {
    const note = `The theory gives e^(−${shown(exponent)} t): ${rate}.`;
    return { kind: 'exponential', exponent, power: 0, note };
  }
  // The scaling of the packet holds for these orders; far below them its low wavenumbers count instead.
  const known =
    dimension === 1 && quadraticMinimum && (quantity === 'energy' || (quantity >= -2 && quantity <= 1));
  const power = known ? (quantity === 'energy' ? 1.5 : 0.25 - quantity / 2) : null;
  const prefactor = power === null ? 'up to an algebraic factor' : `times t^${shown(-power)}`;
  const note = `The linearised theory gives e^(−${shown(exponent)} t), ${rate}, ${prefactor}.`;
  return { kind: 'exponential', exponent, power, note };
}

function smoothing(setting: Setting, quantity: 'energy' | number): Prediction {
  const { s, slowest, targetMinimum } = setting;
  const gap = (2 * Math.PI * slowest) ** (2 - 2 * s);
  if (!isUniform(setting)) {
    const bound = shown((quantity === 'energy' ? 2 : 1) * targetMinimum * gap);
    return nothing(
      'exponential',
      `For s < 1 and a non-uniform target the theory gives no rate, only the bound that it is at least ${bound} in the end.`,
    );
  }
  const exponent = (quantity === 'energy' ? 2 : 1) * gap;
  const note = `The linearised theory gives e^(−${shown(exponent)} t), the rate of the slowest mode, |k| = ${shown(slowest)}.`;
  return { kind: 'exponential', exponent, power: 0, note };
}

function nothing(kind: Law, note: string): Prediction {
  return { kind, exponent: null, power: null, note };
}
