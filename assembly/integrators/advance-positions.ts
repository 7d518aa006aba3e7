// The loop of everything that moves: explicit Runge–Kutta schemes on positions, with step control, rejection,
// exact hits of the times asked for, and the watch over order, energy and finiteness.
import {
  BUDGET, ENERGY_INCREASE, ENERGY_SLACK, MAX_STEPS, NON_FINITE, REACHED, SMALLEST_STEP, STEP_UNDERFLOW,
  proposeAfterSuccess, towards,
} from './advance';
import { addTerm, beginCombination, formCombination } from './combine';
import { factorTable, fillCoefficients, weightTable } from './tableau';
import { recordHistory } from '../flow/history';
import { Moving } from '../flow/moving';

/** Steps until `to` is hit exactly, `budget` attempts were made, or the run cannot go on. */
export function advancePositions(flow: Moving, to: f64, budget: i32): i32 {
  const p = flow.progress;
  while (p.time < to) {
    if (p.steps + p.rejected >= flow.maxSteps) return MAX_STEPS;
    if (budget-- <= 0) return BUDGET;
    const stop = stepPositions(flow, to);
    if (stop != 0) return stop;
  }
  return REACHED;
}

function stepPositions(flow: Moving, to: f64): i32 {
  const p = flow.progress;
  const adaptive = flow.scheme.errorOrder > 0;
  const left = to - p.time;
  // Sums of steps carry rounding: a time within 1e−9 of a fixed step is hit by a whole one.
  const h = adaptive ? towards(p.time, to, p.step) : left <= flow.fixedStep * (1 + 1e-9) ? left : flow.fixedStep;
  const mended = attempt(flow, h);
  const energy = flow.energyOf(flow, flow.candidate);
  const error = adaptive ? positionError(flow) : 0;
  const verdict = judge(flow, error, mended, energy);
  if (verdict == 0) {
    if (adaptive) proposeAfterSuccess(flow, h, error);
    accept(flow, h == left ? to : p.time + h, energy);
    return 0;
  }
  if (!adaptive) return verdict;
  p.rejected += 1;
  p.rejection = <f64>verdict;
  const order = <f64>(flow.scheme.errorOrder + 1);
  p.step = h * (verdict == STEP_UNDERFLOW && mended <= flow.rounding ? max(0.2, 0.9 * Math.pow(error, -1.0 / order)) : 0.2);
  return p.step < SMALLEST_STEP * max(p.time, flow.firstStep) ? verdict : 0;
}

/** 0, or why the step cannot stand: an error above 1 and more to mend than rounding count as STEP_UNDERFLOW to come. */
function judge(flow: Moving, error: f64, mended: f64, energy: f64): i32 {
  if (!isFinite(energy) || !isFinite(error)) return NON_FINITE;
  if (error > 1 || mended > flow.rounding) return STEP_UNDERFLOW;
  // Positions are known to rounding: ‖h‖_{Ḣ^{−s}} is so, and its square to twice that times itself.
  const before = flow.progress.energy;
  return energy > before * (1 + ENERGY_SLACK) + 2 * flow.rounding * (Math.sqrt(2 * before) + flow.rounding) ? ENERGY_INCREASE : 0;
}

/**
 * Computes x⁺ (flow.candidate), v(x⁺) (flow.candidateRate) and, for a scheme that has one, the error estimate
 * (flow.work) of a step of size h. Returns what had to be mended.
 */
function attempt(flow: Moving, h: f64): f64 {
  const t = flow.scheme;
  fillCoefficients(t, h, 0, 0, 1, 1, flow.setTables, flow.phiScratch);
  let row = t.firstRow;
  for (let i = 1; i < t.stages; i++) {
    row = evaluateRow(flow, row, flow.work);
    flow.evaluate(flow, flow.work, stageVelocity(flow, i));
  }
  row = evaluateRow(flow, row, flow.candidate);
  const mended = flow.mend(flow, flow.candidate);
  flow.evaluate(flow, flow.candidate, flow.candidateRate);
  if (t.errorOrder > 0) evaluateRow(flow, row, flow.work);
  flow.progress.evaluations += <f64>t.stages;
  return mended;
}

/** v(Y_j): the current velocity for j = 0, v(x⁺) for j = stages. */
function stageVelocity(flow: Moving, j: i32): usize {
  if (j == 0) return flow.velocity;
  if (j == flow.scheme.stages) return flow.candidateRate;
  return flow.stages + <usize>(j - 1) * flow.vector;
}

// @ts-ignore: decorator
@inline
function word(at: usize): i32 {
  return <i32>load<f64>(at);
}

/** out = x + Σ weight · v(Y_j) as the row at `row` says (tableau.ts); returns the address of the next row. */
function evaluateRow(flow: Moving, row: usize, out: usize): usize {
  const t = flow.scheme;
  const argument = word(row);
  const end = row + 16 + (<usize>word(row + 8) << 4);
  // Combinations take pairs of numbers.
  beginCombination(flow.sum, out, <i32>(flow.vector >> 4), false);
  if (argument >= 0) addTerm(flow.sum, flow.positions, factorTable(t, flow.setTables, argument, 1));
  for (let at = row + 16; at < end; at += 16) {
    addTerm(flow.sum, stageVelocity(flow, word(at)), weightTable(t, flow.setTables, word(at + 8), 1));
  }
  formCombination(flow.sum);
  return end;
}

/**
 * Root mean square of the errors of position, in units of what is allowed: the relative tolerance times the
 * distance mass still has to go, but not less than rounding.
 */
function positionError(flow: Moving): f64 {
  let sum = 0.0;
  for (let i: usize = 0, end = <usize>flow.unknowns << 3; i < end; i += 8) {
    const e = load<f64>(flow.work + i);
    sum += e * e;
  }
  const allowed = max(flow.rounding, flow.relative * max(flow.absolute, flow.distance));
  return Math.sqrt(sum / <f64>flow.unknowns) / allowed;
}

/** Makes the candidate, which was the last to be evaluated, the state. */
function accept(flow: Moving, time: f64, energy: f64): void {
  memory.copy(flow.positions, flow.candidate, flow.vector);
  memory.copy(flow.velocity, flow.candidateRate, flow.vector);
  flow.progress.time = time;
  flow.progress.steps += 1;
  flow.measure(flow, energy);
  recordHistory(flow);
}
