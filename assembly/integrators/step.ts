// One step of a scheme given as a tableau (see tableau.ts): the stages, the solution, the error estimate.
import { nonlinearPart } from '../flow/continuity';
import { applyFilter, prepareFilter } from '../flow/filter';
import { Flow } from '../flow/flow';
import { addTerm, beginCombination, flush } from './combine';
import { Tableau, coefficientBytes, factorTable, fillCoefficients, weightTable } from './tableau';

/** The coefficients of step size h: those of a recent step, or formed in the place of the least recent. */
export function coefficientsFor(flow: Flow, h: f64): usize {
  let oldest: usize = 0;
  flow.clock += 1;
  for (let i: usize = 0; i < <usize>flow.sets; i++) {
    if (load<f64>(flow.setSteps + (i << 3)) == h) {
      store<f64>(flow.setUses + (i << 3), flow.clock);
      return flow.setTables + i * flow.setBytes;
    }
    if (load<f64>(flow.setUses + (i << 3)) < load<f64>(flow.setUses + (oldest << 3))) oldest = i;
  }
  const tables = flow.setTables + oldest * flow.setBytes;
  fillCoefficients(flow.scheme, h, flow.linear, flow.modes.count, tables, flow.phiScratch);
  store<f64>(flow.setSteps + (oldest << 3), h);
  store<f64>(flow.setUses + (oldest << 3), flow.clock);
  return tables;
}

/**
 * Computes y⁺ (flow.candidate), N(y⁺) (flow.candidateRate) and, for a scheme that has one, the error estimate
 * (flow.work) of a step of size h. Returns the minimum of the density of y⁺.
 */
export function attemptStep(flow: Flow, h: f64): f64 {
  const t = flow.scheme;
  const tables = coefficientsFor(flow, h);
  let row = t.firstRow;
  prepareFilter(flow, h);
  for (let i = 1; i < t.stages; i++) {
    const next = evaluateRow(flow, tables, row, flow.work);
    // A stage at the end of the step is compared with the solution there, which is filtered.
    if (nodeOf(t, row) == 1) applyFilter(flow, flow.work);
    row = next;
    nonlinearPart(flow.equation, flow.work, stageRate(flow, i));
  }
  row = evaluateRow(flow, tables, row, flow.candidate);
  applyFilter(flow, flow.candidate);
  const minimum = nonlinearPart(flow.equation, flow.candidate, flow.candidateRate);
  if (t.errorOrder > 0) {
    evaluateRow(flow, tables, row, flow.work);
    // What is filtered out of the solution is no error of it either.
    applyFilter(flow, flow.work);
  }
  flow.progress.evaluations += <f64>t.stages;
  return minimum;
}

/** N(Y_j): the current rate for j = 0, N(y⁺) for j = stages. */
function stageRate(flow: Flow, j: i32): usize {
  if (j == 0) return flow.rate;
  if (j == flow.scheme.stages) return flow.candidateRate;
  return flow.stages + ((<usize>((j - 1) * flow.modes.count)) << 4);
}

// @ts-ignore: decorator
@inline
function word(at: usize): i32 {
  return <i32>load<f64>(at);
}

/** c of the stage that a row computes. */
// @ts-ignore: decorator
@inline
function nodeOf(t: Tableau, row: usize): f64 {
  return load<f64>(t.nodes + (<usize>word(row) << 3));
}

/** out = φ_0 y + Σ weight ∘ N(Y_j) as the row at `row` says; returns the address of the next row. */
function evaluateRow(flow: Flow, tables: usize, row: usize, out: usize): usize {
  const t = flow.scheme;
  const count = flow.modes.count;
  const argument = word(row);
  const end = row + 16 + (<usize>word(row + 8) << 4);
  beginCombination(flow.sum, out, count, t.exponential);
  if (argument >= 0) addTerm(flow.sum, flow.h, factorTable(t, tables, argument, count));
  for (let at = row + 16; at < end; at += 16) {
    addTerm(flow.sum, stageRate(flow, word(at)), weightTable(t, tables, word(at + 8), count));
  }
  flush(flow.sum);
  return end;
}

/** How many step sizes are kept: 8, or as many as fit in 64 MiB, but at least 2. */
export function coefficientSets(t: Tableau, modes: i32): i32 {
  return <i32>max<usize>(2, min<usize>(8, (64 << 20) / coefficientBytes(t, modes)));
}
