// The one loop that every scheme runs in: step control, rejection, exact hits of the times asked for, and the
// watch over energy and finiteness.
import { followDrift } from '../flow/drift';
import { Flow } from '../flow/flow';
import { recordHistory } from '../flow/history';
import { adoptCandidate, energyOf } from '../flow/observe';
import { TAU } from '../spectral/modes';
import { errorNorm } from './error-norm';
import { attemptStep } from './step';

/** Why `advance` came back; src/engine/solver.ts gives the names. */
export const REACHED: i32 = 1;
export const BUDGET: i32 = 2;
export const MAX_STEPS: i32 = 3;
export const NON_FINITE: i32 = 4;
export const ENERGY_INCREASE: i32 = 5;
export const STEP_UNDERFLOW: i32 = 6;

/** Relative growth of the energy in one step that counts as rounding. */
export const ENERGY_SLACK: f64 = 1e-10;
/** Energies below this are about to underflow: their growth means nothing. */
const ENERGY_TINY: f64 = 1e-290;
/** A step this much smaller than the time reached, or at first than the lowest mode's own time, moves no clock. */
export const SMALLEST_STEP: f64 = 1e-16;

/** Steps until `to` is hit exactly, `budget` attempts were made or one was cancelled, or the run cannot go on. */
export function advance(flow: Flow, to: f64, budget: i32): i32 {
  const p = flow.progress;
  while (p.time < to) {
    if (p.steps + p.rejected >= flow.maxSteps) return MAX_STEPS;
    if (budget-- <= 0) return BUDGET;
    const stop = flow.scheme.errorOrder > 0 ? adaptiveStep(flow, to) : fixedStep(flow, to);
    if (stop != 0) return stop;
  }
  return REACHED;
}

/** The step size that is taken when `wanted` is: one that hits `to` when it is near, half of what is left before. */
export function towards(time: f64, to: f64, wanted: f64): f64 {
  const left = to - time;
  if (left <= wanted * (1 + 1e-9)) return left;
  return left < 2 * wanted ? 0.5 * left : wanted;
}

function fixedStep(flow: Flow, to: f64): i32 {
  const p = flow.progress;
  const left = to - p.time;
  // Sums of steps carry rounding: a time within 1e−9 of a step is hit by a whole one, so that the
  // coefficients of an exponential scheme are not formed anew.
  const hits = left <= flow.fixedStep * (1 + 1e-9);
  const h = !hits || left >= flow.fixedStep * (1 - 1e-9) ? flow.fixedStep : left;
  const minimum = attemptStep(flow, h);
  if (flow.cancelled) return BUDGET;
  const verdict = judge(flow, 0);
  if (verdict != 0) return verdict;
  accept(flow, hits ? to : p.time + h, minimum);
  return 0;
}

function adaptiveStep(flow: Flow, to: f64): i32 {
  const p = flow.progress;
  const h = towards(p.time, to, p.step);
  const minimum = attemptStep(flow, h);
  if (flow.cancelled) return BUDGET;
  const error = errorNorm(flow);
  const verdict = judge(flow, error);
  if (verdict == 0) {
    proposeAfterSuccess(flow, h, error);
    accept(flow, h == to - p.time ? to : p.time + h, minimum);
    return 0;
  }
  p.rejected += 1;
  p.rejection = <f64>verdict;
  p.step = quantised(flow, h * (verdict == STEP_UNDERFLOW ? max(0.2, 0.9 * Math.pow(error, -1.0 / <f64>(flow.scheme.errorOrder + 1))) : 0.2));
  return p.step < SMALLEST_STEP * max(p.time, Math.pow(TAU, 2 * flow.equation.s - 2)) ? verdict : 0;
}

/** 0, or why the attempted step cannot stand: an error above 1 counts as STEP_UNDERFLOW to come. */
function judge(flow: Flow, error: f64): i32 {
  const energy = energyOf(flow, flow.candidate);
  if (!isFinite(energy) || !isFinite(error)) return NON_FINITE;
  if (error > 1) return STEP_UNDERFLOW;
  const before = flow.progress.energy;
  return before > ENERGY_TINY && energy > before * (1 + ENERGY_SLACK) ? ENERGY_INCREASE : 0;
}

/**
 * Step control with k the order of the error estimate plus 1. Explicit schemes, which may come to the edge of
 * their stability: proportional–integral (Hairer and Wanner II, IV.2), the factor 0.9 error^{−0.7/k}
 * before^{0.4/k}. Exponential schemes: 0.9 error^{−1/k}, for the damping of the other together with sizes that
 * are rounded would hold the step at half of what the tolerance allows. At most 4, and at most 1 right after a
 * rejection. A step that was shortened to hit a time says little of the next one.
 */
export function proposeAfterSuccess(flow: Flow, h: f64, error: f64): void {
  const p = flow.progress;
  const k = <f64>(flow.scheme.errorOrder + 1);
  const current = max(error, 1e-8);
  let factor = 0.9 * Math.pow(current, -1.0 / k);
  if (!flow.scheme.exponential) factor *= Math.pow(current, 0.3 / k) * Math.pow(p.errorBefore, 0.4 / k);
  factor = min(p.rejection != 0 ? 1.0 : 4.0, max(0.2, factor));
  const shortened = h < p.step;
  const proposal = quantised(flow, h * factor);
  p.step = shortened ? max(p.step, proposal) : proposal;
  p.errorBefore = current;
  p.rejection = 0;
}

/**
 * Exponential schemes step by the nearest 2^{j/4}: the coefficients of a size are formed once and met again.
 * Rounding up by at most 2^{1/8} stays within the safety factor 0.9.
 */
function quantised(flow: Flow, h: f64): f64 {
  if (!flow.scheme.exponential) return h;
  return Math.pow(2, 0.25 * Math.round(4 * Math.log2(h)));
}

/** Makes the candidate the state. flow.power holds its power spectrum, left there by `judge`. */
function accept(flow: Flow, time: f64, minimum: f64): void {
  flow.progress.time = time;
  flow.progress.steps += 1;
  adoptCandidate(flow, minimum);
  followDrift(flow);
  recordHistory(flow);
}
