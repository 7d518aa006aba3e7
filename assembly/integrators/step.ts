// One step of a scheme given as a tableau (see tableau.ts): the stages, the solution, the error estimate.
import { nonlinearPart } from '../flow/continuity';
import { filterPart, prepareFilter } from '../flow/filter';
import { Flow } from '../flow/flow';
import { beginAttempt, endAttempt, parallel } from '../threads/team';
import { addTerm, beginCombination, formPart } from './combine';
import { Tableau, coefficientBytes, factorTable, fillCoefficients, weightTable } from './tableau';

/** Modes that a thread takes at a time. */
const BLOCK: i32 = 512;

// @ts-ignore: decorator
@inline
function blocksOf(flow: Flow): i32 {
  return (flow.modes.count + BLOCK - 1) / BLOCK;
}

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
  store<f64>(flow.setSteps + (oldest << 3), h);
  flow.filling = oldest;
  const blocks = (flow.radii.count + BLOCK - 1) / BLOCK;
  if (flow.scheme.exponential) parallel(fillBlocks, changetype<usize>(flow), blocks);
  else fillBlocks(changetype<usize>(flow), 0, 1, 0);
  store<f64>(flow.setUses + (oldest << 3), flow.clock);
  return tables;
}

/** Fills the coefficients of the step size of set flow.filling; those of an explicit scheme are one block. */
function fillBlocks(context: usize, begin: i32, end: i32, thread: i32): void {
  const flow = changetype<Flow>(context);
  const t = flow.scheme;
  const h = load<f64>(flow.setSteps + (flow.filling << 3));
  const tables = flow.setTables + flow.filling * flow.setBytes;
  const scratch = flow.phiScratch + (<usize>(thread * t.arguments) << 5);
  const count = t.exponential ? flow.radii.count : 1;
  fillCoefficients(t, h, flow.linear, begin * BLOCK, min(count, end * BLOCK), count, tables, scratch);
}

/**
 * Computes y⁺ (flow.candidate) and N(y⁺) (flow.candidateRate) of a step of size h, and prepares the error estimate of
 * a scheme that has one: flow.sum is ready to form it in flow.work. Returns the minimum of the density of y⁺. Where
 * flow.cancelled is set afterwards nothing of this is right, and nothing of the state has changed.
 */
export function attemptStep(flow: Flow, h: f64): f64 {
  const t = flow.scheme;
  const tables = coefficientsFor(flow, h);
  let row = t.firstRow;
  beginAttempt();
  prepareFilter(flow, h);
  for (let i = 1; i < t.stages; i++) {
    const next = gatherRow(flow, tables, row, flow.work);
    // A stage at the end of the step is compared with the solution there, which is filtered.
    formRow(flow, nodeOf(t, row) == 1);
    row = next;
    nonlinearPart(flow.equation, flow.work, stageRate(flow, i));
  }
  row = gatherRow(flow, tables, row, flow.candidate);
  formRow(flow, true);
  const minimum = nonlinearPart(flow.equation, flow.candidate, flow.candidateRate);
  if (t.errorOrder > 0) gatherRow(flow, tables, row, flow.work);
  flow.cancelled = endAttempt();
  if (!flow.cancelled) flow.progress.evaluations += <f64>t.stages;
  return minimum;
}

/** Forms the row gathered in flow.sum. */
function formRow(flow: Flow, filtered: bool): void {
  parallel(filtered ? formFiltered : formPlain, changetype<usize>(flow), blocksOf(flow));
}

function formPlain(context: usize, begin: i32, end: i32, _thread: i32): void {
  const flow = changetype<Flow>(context);
  formPart(flow.sum, begin * BLOCK, min(flow.modes.count, end * BLOCK));
}

function formFiltered(context: usize, begin: i32, end: i32, thread: i32): void {
  const flow = changetype<Flow>(context);
  formPlain(context, begin, end, thread);
  filterPart(flow, flow.sum.out, begin * BLOCK, min(flow.modes.count, end * BLOCK));
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

/** Gathers out = φ_0 y + Σ weight ∘ N(Y_j) as the row at `row` says; returns the address of the next row. */
function gatherRow(flow: Flow, tables: usize, row: usize, out: usize): usize {
  const t = flow.scheme;
  const count = flow.radii.count;
  const argument = word(row);
  const end = row + 16 + (<usize>word(row + 8) << 4);
  beginCombination(flow.sum, out, flow.modes.count, t.exponential, flow.radii.of);
  if (argument >= 0) addTerm(flow.sum, flow.h, factorTable(t, tables, argument, count));
  for (let at = row + 16; at < end; at += 16) {
    addTerm(flow.sum, stageRate(flow, word(at)), weightTable(t, tables, word(at + 8), count));
  }
  return end;
}

/** How many step sizes are kept: 8, or as many as fit in 64 MiB, but at least 2. */
export function coefficientSets(t: Tableau, radii: i32): i32 {
  return <i32>max<usize>(2, min<usize>(8, (64 << 20) / coefficientBytes(t, radii)));
}
