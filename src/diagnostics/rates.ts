import { cutoffs } from '../problem/resolution.ts';
import type { Dealias } from '../problem/types.ts';
import { transportFactor, uniformConstant } from './constant.ts';
import { difference, type Target } from './energy.ts';
import { requireAllFinite, requireFinite } from './errors.ts';
import { compareLaws, fitLaw, type Law } from './fit.ts';
import { hopeless, inWords } from './notes.ts';
import { type Prediction, predictRate } from './predict.ts';
import { spectralConstant } from './regularity.ts';
import { type MeasuredSetting, settingOf } from './setting.ts';
import { type Grid, gridOf } from './spectrum.ts';
import { findWindow, trustedRange } from './window.ts';

export type { Law } from './fit.ts';

/**
 * The rate of one decaying quantity: fitted over a window of its history, beside what the theory predicts.
 * Plain data: it is written to result.json as it stands.
 */
export interface Rate {
  /** 'energy', or 'norm:q' for ‖μ−ν‖_{Ḣ^q}. */
  quantity: string;
  /** The law that was fitted: C t^{−exponent}, or C t^{−power} e^{−exponent·t}. */
  kind: Law;
  /** Null where no window exists; `note` says why. */
  exponent: number | null;
  /** 95 % confidence interval of the exponent; it covers the systematic drift of the slope as well. */
  interval: [number, number] | null;
  /** Times between which the law was fitted. */
  window: [number, number] | null;
  /** C of the law that was fitted. */
  constant: number | null;
  /** Fitted algebraic prefactor t^{−power} of an exponential; null where none was fitted. */
  power: number | null;
  /** Which law fits better in the window. */
  verdict: Law | 'undecided' | null;
  /** The exponent that the linearised theory predicts; null where it says nothing. */
  predicted: number | null;
  /** ± of the prediction, from a regularity that had to be estimated; 0 where it was stated. */
  predictedError: number | null;
  predictedKind: Law | 'stretched-exponential' | null;
  predictedConstant: number | null;
  predictedPower: number | null;
  /** Geometric mean over the window of what was measured ÷ the predicted law with its constant. */
  constantRatio: number | null;
  /** What was measured and what was expected, in plain words. */
  note: string;
}

/** The numbers of a run that rates are read off. */
export interface RateHistory {
  /** Ascending. */
  time: ArrayLike<number>;
  energy: ArrayLike<number>;
  /** Share of the energy in the top third of the modes. */
  tail?: ArrayLike<number>;
  /** Mean displacement of mass so far (d = 1); NaN where it was not followed. */
  drift?: ArrayLike<number>;
  /** ‖μ−ν‖_{Ḣ^q}, keyed by String(q). */
  norms?: Record<string, ArrayLike<number>>;
}

/** What is known of the flow behind a history. */
export interface RateProblem {
  s: number;
  /** Points per axis; default: one axis. */
  grid?: Grid;
  /** μ₀ on the grid, row-major. */
  initial: ArrayLike<number>;
  target: Target;
  /** Sobolev regularity r of μ₀ − ν (Infinity: analytic). Default: estimated from the spectrum. */
  regularity?: number | null;
  /** How the solver dealiased, which sets its cut-off K: (n−1)/3 with '2/3', otherwise the last below n/2. */
  dealias?: Dealias;
  /** μ₀ where it is point masses, and points that stand for it, as problems of the solver have them. */
  atoms?: ArrayLike<unknown>;
  particles?: { given: boolean; start: { weights: ArrayLike<number> } } | null;
  /** K itself, where something else produced the history. */
  cutoff?: number;
  /**
   * For a non-uniform target in d = 1: how far mass moves on average in the end (`limitMap`), without which no constant
   * is predicted. Default: the last of the history's.
   */
  drift?: number;
}

/**
 * The rates of a run's energy and of each of its norms: fitted over the window that the rule of window.ts finds,
 * and beside them what the linearised theory (docs/theory.md) predicts from s and the regularity.
 *
 * For s > 1 the algebraic law is fitted, for s ≤ 1 the exponential one, with a power of t beside it for s = 1
 * and a non-uniform target; the verdict tells whether the other law would have fitted better. The predicted
 * constant supposes that the roughness of μ₀ is spread evenly.
 * @throws DiagnosticsError for a problem that cannot be; a history too short for a rate gives a note instead
 */
export function estimateRates(run: { history: RateHistory }, problem: RateProblem): Rate[] {
  return rateEstimator(problem)(run);
}

/**
 * `estimateRates` for many histories of one flow: what depends on the flow alone, its spectra above all, is
 * worked out once, here.
 * @throws DiagnosticsError as `estimateRates` does
 */
export function rateEstimator(problem: RateProblem): (run: { history: RateHistory }) => Rate[] {
  requireFinite('s', problem.s, 0);
  requireAllFinite('initial', problem.initial);
  const grid = gridOf(problem.initial.length, problem.grid);
  const pointMasses = (problem.atoms?.length ?? 0) > 0 || problem.particles?.given === true;
  const setting = {
    ...settingOf(problem.s, grid, problem.initial, problem.target, problem.regularity ?? null),
    pointMasses,
  };
  const cutoff = problem.cutoff ?? cutoffOf(problem, grid);
  const constantFor = pointMasses ? () => null : predictedConstant(setting, problem, grid);
  return ({ history }) => {
    const constant = constantFor(problem.drift ?? lastOf(history.drift));
    const norms = Object.entries(history.norms ?? {}).map(([q, values]) =>
      rateOf(history, values, Number(q), setting, cutoff, null),
    );
    return [rateOf(history, history.energy, 'energy', setting, cutoff, constant), ...norms];
  };
}

/** Of the grid; N points show no more than half as many modes. */
function cutoffOf({ dealias = '3/2', particles }: RateProblem, grid: readonly number[]): number {
  if (particles) return Math.max(1, Math.floor(particles.start.weights.length ** (1 / grid.length) / 2));
  return Math.min(...cutoffs(grid, dealias));
}

function rateOf(
  history: RateHistory,
  values: ArrayLike<number>,
  quantity: 'energy' | number,
  setting: MeasuredSetting,
  cutoff: number,
  constant: number | null,
): Rate {
  const kind: Law = setting.s > 1 ? 'algebraic' : 'exponential';
  const theory = predictRate(setting, quantity);
  const rate: Rate = {
    quantity: quantity === 'energy' ? 'energy' : `norm:${quantity}`,
    ...{ kind, exponent: null, interval: null, window: null, constant: null, power: null, verdict: null },
    predicted: theory.exponent,
    predictedError: errorOf(setting, theory, quantity),
    predictedKind: theory.kind,
    predictedConstant: constant,
    predictedPower: theory.power,
    constantRatio: null,
    note: '',
  };
  const power = setting.s === 1 && setting.targetMaximum - setting.targetMinimum > 1e-12;
  const found = windowOf(history, values, quantity, kind, { s: setting.s, cutoff, power });
  if ('reason' in found) {
    return {
      ...rate,
      note: `${found.reason}${hopeless(theory, quantity, setting.s, cutoff)} ${theory.note}`,
    };
  }
  const part = (v: ArrayLike<number>) => Float64Array.from(v).subarray(found.first, found.last + 1);
  const source = theory.kind === 'exponential' ? '' : ` (${setting.regularityNote}.)`;
  const measured = measure(part(history.time), part(values), kind, power, rate);
  return { ...rate, ...measured, note: `${inWords(measured)} ${theory.note}${source}` };
}

function windowOf(
  history: RateHistory,
  values: ArrayLike<number>,
  quantity: 'energy' | number,
  kind: Law,
  { s, cutoff, power }: { s: number; cutoff: number; power: boolean },
) {
  const { time, energy, tail } = history;
  if (!(energy[0] > 0)) return { reason: 'No window: the energy is 0 from the start.' };
  const squared = quantity === 'energy' ? energy : Array.from(values, (norm) => norm * norm);
  const trusted = trustedRange(time, energy, tail, { s, cutoff, squared });
  return findWindow(time, values, kind, trusted, { power });
}

function measure(time: Float64Array, values: Float64Array, kind: Law, power: boolean, rate: Rate) {
  const { law: _, residual: __, ...fit } = fitLaw(time, values, kind, { power });
  const { predicted, predictedConstant } = rate;
  const ratio = (i: number) => Math.log(values[i] / predictedConstant!) + predicted! * Math.log(time[i]);
  const mean = time.reduce((sum, _, i) => sum + ratio(i), 0) / time.length;
  return {
    ...fit,
    window: [time[0], time[time.length - 1]] as [number, number],
    verdict: compareLaws(time, values),
    constantRatio: predictedConstant === null || predicted === null ? null : Math.exp(mean),
  };
}

const lastOf = (values?: ArrayLike<number>): number => values?.[values.length - 1] ?? Number.NaN;

/** The constant of the energy's law, as a function of how far mass moves on average; NaN where that is not known. */
function predictedConstant(
  setting: MeasuredSetting,
  problem: RateProblem,
  grid: readonly number[],
): (drift: number) => number | null {
  const none = () => null;
  const { s, regularity, dimension, targetMinimum, targetMaximum } = setting;
  const uniform = targetMaximum - targetMinimum <= 1e-12;
  if (s <= 1 || regularity === null || !Number.isFinite(regularity) || regularity + s <= 0) return none;
  const c = spectralConstant(difference(problem.initial, problem.target), regularity, grid);
  if (c === null || (!uniform && dimension > 1)) return none;
  const linear = uniformConstant(c, regularity, s, dimension);
  if (dimension > 1) return () => linear;
  // The formula divides by the density: it has no meaning where there is vacuum.
  if (Array.from(problem.initial).some((mu) => mu <= 0) || targetMinimum <= 0) return none;
  const target = uniform ? 'uniform' : problem.target;
  const factor = (drift: number) => transportFactor(problem.initial, target, { regularity, s, drift });
  if (uniform) {
    const constant = linear * factor(0);
    return () => constant;
  }
  // A live run asks again and again, and drifts ever less: to a millionth of the circle the map is the same.
  let last: { drift: number; constant: number } | undefined;
  return (drift) => {
    if (!Number.isFinite(drift)) return null;
    if (!last || Math.abs(drift - last.drift) > 1e-6) last = { drift, constant: linear * factor(drift) };
    return last.constant;
  };
}

function errorOf({ s, regularityError }: MeasuredSetting, theory: Prediction, quantity: 'energy' | number) {
  if (theory.exponent === null) return null;
  if (theory.kind !== 'algebraic') return 0;
  return regularityError / ((quantity === 'energy' ? 1 : 2) * (s - 1));
}
