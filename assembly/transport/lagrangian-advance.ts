// The loop of the flow map: explicit Runge–Kutta schemes on the positions of the edges, with step control,
// rejection, exact hits of the times asked for, and the watch over order, energy and finiteness.
import {
  BUDGET, ENERGY_INCREASE, ENERGY_SLACK, MAX_STEPS, NON_FINITE, REACHED, SMALLEST_STEP, STEP_UNDERFLOW,
  proposeAfterSuccess, towards,
} from '../integrators/advance';
import { addTerm, beginCombination, flush } from '../integrators/combine';
import { factorTable, fillCoefficients, weightTable } from '../integrators/tableau';
import { recordHistory } from '../flow/history';
import { FlowMap, evaluateMap } from './lagrangian';
import { energyOfMap, measureMap } from './lagrangian-observe';

/** Errors of position below this are rounding, however small h has become. */
const ROUNDING: f64 = 1e-14;

/** Steps until `to` is hit exactly, `budget` attempts were made, or the run cannot go on. */
export function mapAdvance(map: FlowMap, to: f64, budget: i32): i32 {
  const p = map.progress;
  while (p.time < to) {
    if (p.steps + p.rejected >= map.maxSteps) return MAX_STEPS;
    if (budget-- <= 0) return BUDGET;
    const stop = mapStep(map, to);
    if (stop != 0) return stop;
  }
  return REACHED;
}

function mapStep(map: FlowMap, to: f64): i32 {
  const p = map.progress;
  const adaptive = map.scheme.errorOrder > 0;
  const left = to - p.time;
  // Sums of steps carry rounding: a time within 1e−9 of a fixed step is hit by a whole one.
  const h = adaptive ? towards(p.time, to, p.step) : left <= map.fixedStep * (1 + 1e-9) ? left : map.fixedStep;
  const overlap = attempt(map, h);
  const energy = energyOfMap(map, map.candidate);
  const error = adaptive ? positionError(map) : 0;
  const verdict = judgeMap(map, error, overlap, energy);
  if (verdict == 0) {
    if (adaptive) proposeAfterSuccess(map, h, error);
    acceptMap(map, h == left ? to : p.time + h, energy);
    return 0;
  }
  if (!adaptive) return verdict;
  p.rejected += 1;
  p.rejection = <f64>verdict;
  const order = <f64>(map.scheme.errorOrder + 1);
  p.step = h * (verdict == STEP_UNDERFLOW && overlap <= ROUNDING ? max(0.2, 0.9 * Math.pow(error, -1.0 / order)) : 0.2);
  return p.step < SMALLEST_STEP * max(p.time, map.firstStep) ? verdict : 0;
}

/** 0, or why the step cannot stand: an error above 1 and edges that cross count as STEP_UNDERFLOW to come. */
function judgeMap(map: FlowMap, error: f64, overlap: f64, energy: f64): i32 {
  if (!isFinite(energy) || !isFinite(error)) return NON_FINITE;
  if (error > 1 || overlap > ROUNDING) return STEP_UNDERFLOW;
  // Rounding of positions is all that is left of an h this small.
  if (map.distance < 10 * ROUNDING) return 0;
  return energy > map.progress.energy * (1 + ENERGY_SLACK) ? ENERGY_INCREASE : 0;
}

/**
 * Computes X⁺ (map.candidate), v(X⁺) (map.candidateRate) and, for a scheme that has one, the error estimate
 * (map.work) of a step of size h. Returns by how much edges have crossed.
 */
function attempt(map: FlowMap, h: f64): f64 {
  const t = map.scheme;
  fillCoefficients(t, h, 0, 1, map.setTables, map.phiScratch);
  let row = t.firstRow;
  for (let i = 1; i < t.stages; i++) {
    row = evaluateRow(map, row, map.work);
    close(map, map.work);
    evaluateMap(map, map.work, stageVelocity(map, i));
  }
  row = evaluateRow(map, row, map.candidate);
  const overlap = restoreOrder(map, map.candidate);
  evaluateMap(map, map.candidate, map.candidateRate);
  if (t.errorOrder > 0) evaluateRow(map, row, map.work);
  map.progress.evaluations += <f64>t.stages;
  return overlap;
}

/** v(Y_j): the current velocity for j = 0, v(X⁺) for j = stages. */
function stageVelocity(map: FlowMap, j: i32): usize {
  if (j == 0) return map.velocity;
  if (j == map.scheme.stages) return map.candidateRate;
  return map.stages + <usize>(j - 1) * map.vector;
}

// @ts-ignore: decorator
@inline
function word(at: usize): i32 {
  return <i32>load<f64>(at);
}

/** out = X + Σ weight · v(Y_j) as the row at `row` says (tableau.ts); returns the address of the next row. */
function evaluateRow(map: FlowMap, row: usize, out: usize): usize {
  const t = map.scheme;
  const argument = word(row);
  const end = row + 16 + (<usize>word(row + 8) << 4);
  // Combinations take pairs of numbers.
  beginCombination(map.sum, out, <i32>(map.vector >> 4), false);
  if (argument >= 0) addTerm(map.sum, map.edges, factorTable(t, map.setTables, argument, 1));
  for (let at = row + 16; at < end; at += 16) {
    addTerm(map.sum, stageVelocity(map, word(at)), weightTable(t, map.setTables, word(at + 8), 1));
  }
  flush(map.sum);
  return end;
}

/** The last edge is the first one, a turn further, to the last bit. */
// @ts-ignore: decorator
@inline
function close(map: FlowMap, edges: usize): void {
  store<f64>(edges + (<usize>map.count << 3), load<f64>(edges) + 1);
}

/** Lets edges that rounding has moved past each other coincide; returns the largest such distance. */
function restoreOrder(map: FlowMap, edges: usize): f64 {
  let overlap = 0.0;
  const last = load<f64>(edges) + 1;
  for (let i: usize = 8, end = <usize>map.count << 3; i < end; i += 8) {
    const x = load<f64>(edges + i);
    const ordered = min(last, max(x, load<f64>(edges + i - 8)));
    overlap = max(overlap, abs(ordered - x));
    store<f64>(edges + i, ordered);
  }
  close(map, edges);
  return overlap;
}

/**
 * Root mean square of the errors of position, in units of what is allowed: the relative tolerance times the
 * distance mass still has to go, but not less than rounding.
 */
function positionError(map: FlowMap): f64 {
  let sum = 0.0;
  for (let i: usize = 0, end = <usize>map.count << 3; i < end; i += 8) {
    const e = load<f64>(map.work + i);
    sum += e * e;
  }
  const allowed = max(ROUNDING, map.relative * max(map.absolute, map.distance));
  return Math.sqrt(sum / <f64>map.count) / allowed;
}

/** Makes the candidate, which was the last to be evaluated, the state. */
function acceptMap(map: FlowMap, time: f64, energy: f64): void {
  memory.copy(map.edges, map.candidate, map.vector);
  memory.copy(map.velocity, map.candidateRate, map.vector);
  map.progress.time = time;
  map.progress.steps += 1;
  measureMap(map, energy);
  recordHistory(map);
}
