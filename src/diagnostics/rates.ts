import { cutoffs } from '../problem/resolution.ts';
import type { Dealias } from '../problem/types.ts';
import type { Target } from './energy.ts';
import { requireAllFinite, requireFinite } from './errors.ts';
import type { Law } from './fit.ts';
import { hopeless } from './notes.ts';
import { excessRate, type Floor, floorOf, type PointRun } from './point-rates.ts';
import { isUniform, type Prediction, predictRate } from './predict.ts';
import { predictedConstant } from './predicted-constant.ts';
import { type Rate, rateIn } from './rate.ts';
import { type MeasuredSetting, settingOf } from './setting.ts';
import { type Grid, gridOf } from './spectrum.ts';
import { findWindow, trustedRange } from './window.ts';

export type { Law } from './fit.ts';
export type { Rate } from './rate.ts';

/** The numbers of a run that rates are read off. */
export interface RateHistory {
  /** Ascending. */
  time: ArrayLike<number>;
  /** E_s at these times. */
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
  /** Order of the energy. */
  s: number;
  /** Points per axis; default: one axis. */
  grid?: Grid;
  /** μ₀ on the grid, row-major. */
  initial: ArrayLike<number>;
  /** ν: 'uniform', or samples on the grid. */
  target: Target;
  /** Sobolev regularity r of μ₀ − ν (Infinity: analytic). Default: estimated from the spectrum. */
  regularity?: number | null;
  /** How the solver dealiased, which sets its cut-off K: (n−1)/3 with '2/3', otherwise the last below n/2. */
  dealias?: Dealias;
  /** Not empty where μ₀ is a sum of point masses, of which the theory of densities says nothing. */
  atoms?: ArrayLike<unknown>;
  /** What is known of the points, where points moved. */
  particles?: PointRun | null;
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
  const floor = floorOf(problem.particles, problem.target, problem.s, grid.length);
  const constantFor = pointMasses ? () => null : predictedConstant(setting, problem, grid);
  const rest = floor && problem.s > 1 && isUniform(setting) ? floor : null;
  return ({ history }) => {
    const constant = constantFor(problem.drift ?? lastOf(history.drift));
    const norms = Object.entries(history.norms ?? {}).map(([q, values]) =>
      rateOf(history, values, Number(q), setting, { cutoff }),
    );
    const energy = rateOf(history, history.energy, 'energy', setting, { cutoff, constant, floor });
    return [energy, ...norms, ...(rest ? [excessRate(history, rest, problem.s)] : [])];
  };
}

const lastOf = (values?: ArrayLike<number>): number => values?.[values.length - 1] ?? Number.NaN;

/** Of the grid; N points show no more than half as many modes. */
function cutoffOf({ dealias = '3/2', particles }: RateProblem, grid: readonly number[]): number {
  if (particles) return Math.max(1, Math.floor(particles.start.weights.length ** (1 / grid.length) / 2));
  return Math.min(...cutoffs(grid, dealias));
}

/** Of the energy what is above the floor of points is fitted. */
function rateOf(
  history: RateHistory,
  recorded: ArrayLike<number>,
  quantity: 'energy' | number,
  setting: MeasuredSetting,
  {
    cutoff,
    constant = null,
    floor = null,
  }: { cutoff: number; constant?: number | null; floor?: Floor | null },
): Rate {
  const { s } = setting;
  const kind: Law = s > 1 ? 'algebraic' : 'exponential';
  const theory = predictRate(setting, quantity);
  const power = s === 1 && !isUniform(setting);
  const values = floor ? Array.from(recorded, (e) => e - floor.value) : recorded;
  const found = windowOf(history, values, quantity, kind, { s, cutoff, power, floor: floor?.value });
  const expected = {
    quantity: quantity === 'energy' ? 'energy' : `norm:${quantity}`,
    kind,
    predictedError: errorOf(setting, theory, quantity),
    predictedConstant: constant,
    floor: floor?.value ?? null,
    theory,
  };
  return rateIn(found, history.time, values, expected, {
    power,
    source: theory.kind === 'exponential' ? '' : ` (${setting.regularityNote}.)`,
    hopeless: hopeless(theory, quantity, s, cutoff),
  });
}

function windowOf(
  { time, energy, tail }: RateHistory,
  values: ArrayLike<number>,
  quantity: 'energy' | number,
  kind: Law,
  { s, cutoff, power, floor }: { s: number; cutoff: number; power: boolean; floor?: number },
) {
  if (!(energy[0] > 0)) return { reason: 'No window: the energy is 0 from the start.' };
  const squared = quantity === 'energy' ? values : Array.from(values, (norm) => norm * norm);
  const trusted = trustedRange(time, energy, tail, { s, cutoff, squared, floor });
  return findWindow(time, values, kind, trusted, { power });
}

function errorOf({ s, regularityError }: MeasuredSetting, theory: Prediction, quantity: 'energy' | number) {
  if (theory.exponent === null) return null;
  if (theory.kind !== 'algebraic') return 0;
  return regularityError / ((quantity === 'energy' ? 1 : 2) * (s - 1));
}
