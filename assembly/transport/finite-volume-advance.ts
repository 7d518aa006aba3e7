// Stepping cell averages by the strong-stability-preserving Runge–Kutta method of order 3 (Shu and Osher 1988):
//
//   u₁ = u + dt f(u),                u₂ = ¾u + ¼(u₁ + dt f(u₁)) = u + ¼dt (f(u) + f(u₁)),
//   u₃ = ⅓u + ⅔(u₂ + dt f(u₂)) = u + ⅙dt (f(u) + f(u₁) + 4f(u₂)).
//
// Each of these is a convex combination of steps of Euler, so that what one such step keeps, nonnegative cells and a
// falling energy, the whole step keeps, as long as dt is within the bound of each stage (`longestStep`). Within
// those bounds dt is chosen by the error: 2u₂ − u = ½u + ½(u₁ + dt f(u₁)) is the method of order 2, and the energy of
// u₃ − (2u₂ − u) against that of h, for which all spectra are at hand, is the relative error of the step.
import { recordHistory } from '../flow/history';
import { energyOf } from '../flow/observe';
import {
  BUDGET, ENERGY_INCREASE, ENERGY_SLACK, MAX_STEPS, NON_FINITE, REACHED, SMALLEST_STEP, STEP_UNDERFLOW, towards,
} from '../integrators/advance';
import { parallel } from '../threads/team';
import { FiniteVolume, measureVolume } from './finite-volume';
import { adopt, evaluate, longestStep } from './finite-volume-rate';

/** Cells that a thread takes at a time. */
const BLOCK: i32 = 1024;

/** Share of the proven bound that a step takes: the stages after the first have bounds of their own. */
const SAFETY: f64 = 0.9;

/** Steps until `to` is hit exactly, `budget` attempts were made, or the run cannot go on. */
export function advanceFiniteVolume(fv: FiniteVolume, to: f64, budget: i32): i32 {
  const p = fv.progress;
  while (p.time < to) {
    if (p.steps + p.rejected >= fv.maxSteps) return MAX_STEPS;
    if (budget-- <= 0) return BUDGET;
    const stop = step(fv, to);
    if (stop != 0) return stop;
  }
  return REACHED;
}

function step(fv: FiniteVolume, to: f64): i32 {
  const p = fv.progress;
  let wanted = min(p.step, SAFETY * fv.longest);
  if (fv.fixedStep > 0) wanted = min(wanted, fv.fixedStep);
  const dt = towards(p.time, to, wanted);
  const within = attempt(fv, dt);
  const error = within ? errorOf(fv) : 0;
  const verdict = within ? judge(fv, error) : STEP_UNDERFLOW;
  if (verdict == 0) {
    propose(fv, dt, error);
    accept(fv, dt == to - p.time ? to : p.time + dt);
    return 0;
  }
  p.rejected += 1;
  p.rejection = <f64>verdict;
  p.step = dt * (error > 1 ? max(0.2, 0.9 * Math.cbrt(1 / error)) : 0.5);
  return p.step < SMALLEST_STEP * max(p.time, fv.lowestTime) ? verdict : 0;
}

/** Computes u₃ and all that belongs to it; false when dt is beyond the bound of a stage. */
function attempt(fv: FiniteVolume, dt: f64): bool {
  memory.fill(fv.sumOfRates, 0, <usize>fv.cells << 3);
  stage(fv, fv.cellRate, 1, dt, fv.spectrumOfStage);
  if (dt > longestStep(fv)) return false;
  stage(fv, fv.stageRate, 1, 0.25 * dt, fv.spectrumOfSecond);
  if (dt > longestStep(fv)) return false;
  stage(fv, fv.stageRate, 4, dt / 6, fv.spectrumOfStage);
  return true;
}

/**
 * Adds weight·rate to the sum of the rates, and evaluates u + factor·sum. As sums of rates the stages conserve mass
 * to the rounding of what moves; that they are convex combinations too keeps them from cancelling.
 */
function stage(fv: FiniteVolume, rate: usize, weight: f64, factor: f64, spectrum: usize): void {
  fv.addedRate = rate;
  fv.addedWeight = weight;
  fv.stageFactor = factor;
  parallel(formStage, changetype<usize>(fv), (fv.cells + BLOCK - 1) / BLOCK);
  evaluate(fv, fv.stage, spectrum);
  fv.progress.evaluations += 1;
}

function formStage(context: usize, begin: i32, end: i32, _thread: i32): void {
  const fv = changetype<FiniteVolume>(context);
  const weight = fv.addedWeight;
  const factor = fv.stageFactor;
  const last = <usize>min(fv.cells, end * BLOCK) << 3;
  for (let j = <usize>(begin * BLOCK) << 3; j < last; j += 8) {
    const sum = load<f64>(fv.sumOfRates + j) + weight * load<f64>(fv.addedRate + j);
    store<f64>(fv.sumOfRates + j, sum);
    store<f64>(fv.stage + j, load<f64>(fv.averages + j) + factor * sum);
  }
}

/** Error of the step in the norm of the energy, against what the tolerance allows: relative·‖h‖ and rounding. */
function errorOf(fv: FiniteVolume): f64 {
  for (let i: usize = 0, end = <usize>fv.modes.count << 4; i < end; i += 16) {
    const second = v128.load(fv.spectrumOfSecond + i);
    const rest = f64x2.sub(v128.load(fv.h + i), f64x2.add(second, second));
    v128.store(fv.spectrum + i, f64x2.add(v128.load(fv.spectrumOfStage + i), rest));
  }
  const allowed = fv.relative * fv.relative * fv.progress.energy + fv.rounding * fv.rounding * fv.unitEnergy;
  return Math.sqrt(energyOf(fv, fv.spectrum) / allowed);
}

/** 0, or why the attempted step cannot stand: an error above 1 counts as STEP_UNDERFLOW to come. */
function judge(fv: FiniteVolume, error: f64): i32 {
  const energy = energyOf(fv, fv.spectrumOfStage);
  if (!isFinite(energy) || !isFinite(error)) return NON_FINITE;
  if (error > 1) return STEP_UNDERFLOW;
  // Averages near 1 carry rounding, which moves the root of the energy by as much, however small it is.
  const slack = f64.EPSILON * Math.sqrt(fv.unitEnergy);
  const most = Math.sqrt(fv.progress.energy) * (1 + ENERGY_SLACK) + slack;
  return Math.sqrt(energy) > most ? ENERGY_INCREASE : 0;
}

/** 0.9 error^{−1/3}, at most 2 and, right after a rejection, 1; a step that was shortened says little of the next. */
function propose(fv: FiniteVolume, dt: f64, error: f64): void {
  const p = fv.progress;
  const factor = min(p.rejection != 0 ? 1.0 : 2.0, max(0.2, 0.9 * Math.cbrt(1 / max(error, 1e-8))));
  p.step = dt < p.step ? max(p.step, dt * factor) : dt * factor;
  p.rejection = 0;
}

/** Makes u₃ the state. `power` holds its power spectrum, left there by `judge`. */
function accept(fv: FiniteVolume, time: f64): void {
  memory.copy(fv.averages, fv.stage, <usize>fv.cells << 3);
  adopt(fv);
  fv.progress.time = time;
  fv.progress.steps += 1;
  measureVolume(fv);
  recordHistory(fv);
}
