// What is measured of a state: everything follows from its power spectrum and its rate of change. Sums over modes
// are formed by blocks of a fixed size, then over the blocks in their order: the same to the last bit however many
// threads form them.
import { allocate } from '../memory';
import { dot, innerProduct, powerOf, sumOf } from '../spectral/operators';
import { Work, parallel } from '../threads/team';
import { scaleVelocity } from './continuity';
import { Flow } from './flow';

/** A density below this is called negative; above it, rounding. */
const NEGATIVE: f64 = -1e-10;

/** Modes of a block. */
const BLOCK: i32 = 4096;
/** Sums that a block may hold beside the norms. */
const COLUMNS: i32 = 3;

// @ts-ignore: decorator
@inline
function blocksOf(flow: Flow): i32 {
  return (flow.modes.count + BLOCK - 1) / BLOCK;
}

/** Where a block's sums stand. */
// @ts-ignore: decorator
@inline
function sumsOf(flow: Flow, block: i32): usize {
  return flow.sums + ((<usize>(block * (COLUMNS + flow.norms))) << 3);
}

/** Lays out the sums of the blocks, when modes and norms are set. */
export function laySums(flow: Flow): void {
  flow.sums = allocate((<usize>(blocksOf(flow) * (COLUMNS + flow.norms))) << 3);
}

/** Σ over the blocks of what stands in `column`. */
function total(flow: Flow, column: i32): f64 {
  let sum = 0.0;
  for (let block = 0, blocks = blocksOf(flow); block < blocks; block++) {
    sum += load<f64>(sumsOf(flow, block) + (<usize>column << 3));
  }
  return sum;
}

/** Energy ½ Σ |2πk|^{−2s}|ĥ_k|² of the spectrum `h`, whose power spectrum is left in flow.power. */
export function energyOf(flow: Flow, h: usize): f64 {
  flow.observed = h;
  parallel(sumEnergy, changetype<usize>(flow), blocksOf(flow));
  return 0.5 * total(flow, 0);
}

function sumEnergy(context: usize, begin: i32, end: i32, _thread: i32): void {
  const flow = changetype<Flow>(context);
  for (let block = begin; block < end; block++) {
    const first = block * BLOCK;
    const n = min(BLOCK, flow.modes.count - first);
    const reals = <usize>first << 3;
    powerOf(flow.modes.multiplicity + reals, flow.observed + 2 * reals, flow.power + reals, n);
    store<f64>(sumsOf(flow, block), dot(flow.energySymbol + reals, flow.power + reals, n));
  }
}

/**
 * Measures the current state, whose power spectrum is in flow.power. The dissipation −⟨φ, ∂t h⟩ equals
 * ∫ μ|∇φ|² to rounding: the product grid integrates this cubic expression exactly.
 */
export function measure(flow: Flow, minimum: f64): void {
  measureBy(flow, minimum, sumRates);
}

/** Makes the candidate, whose power spectrum is in flow.power, the current state and measures it. */
export function adoptCandidate(flow: Flow, minimum: f64): void {
  measureBy(flow, minimum, copyAndSumRates);
}

function measureBy(flow: Flow, minimum: f64, sumRates: Work): void {
  const p = flow.progress;
  measureNorms(flow);
  parallel(sumRates, changetype<usize>(flow), blocksOf(flow));
  const squaredSpeed = total(flow, 0);
  p.dissipation = flow.equation.centre * squaredSpeed - total(flow, 1);
  p.minimum = minimum;
  if (minimum < NEGATIVE && isNaN(p.negativeSince)) p.negativeSince = p.time;
  balanceVelocity(flow, squaredSpeed, total(flow, 2));
}

function copyAndSumRates(context: usize, begin: i32, end: i32, thread: i32): void {
  const flow = changetype<Flow>(context);
  for (let block = begin; block < end; block++) {
    const first = <usize>(block * BLOCK) << 4;
    const bytes = (<usize>min(flow.modes.count, (block + 1) * BLOCK) << 4) - first;
    memory.copy(flow.h + first, flow.candidate + first, bytes);
    memory.copy(flow.rate + first, flow.candidateRate + first, bytes);
    sumRates(context, block, block + 1, thread);
  }
}

/** ‖v‖² about ν = 1, ⟨φ, N(h)⟩ up to its sign, and ‖h‖². */
function sumRates(context: usize, begin: i32, end: i32, _thread: i32): void {
  const flow = changetype<Flow>(context);
  for (let block = begin; block < end; block++) {
    const first = block * BLOCK;
    const n = min(BLOCK, flow.modes.count - first);
    const reals = <usize>first << 3;
    const modes = <usize>first << 4;
    const sums = sumsOf(flow, block);
    const weight = flow.equation.potential + reals;
    store<f64>(sums, dot(flow.speedSymbol + reals, flow.power + reals, n));
    store<f64>(sums, innerProduct(flow.modes.multiplicity + reals, weight, flow.h + modes, flow.rate + modes, n), 8);
    store<f64>(sums, sumOf(flow.power + reals, n), 16);
  }
}

/** Energy, tail and norms, from the power spectrum in flow.power. */
export function measureNorms(flow: Flow): void {
  const p = flow.progress;
  parallel(sumNorms, changetype<usize>(flow), blocksOf(flow));
  p.energy = 0.5 * total(flow, 0);
  p.tail = p.energy > 0 ? (0.5 * total(flow, 1)) / p.energy : 0;
  for (let i = 0; i < flow.norms; i++) {
    store<f64>(flow.normValues + (<usize>i << 3), Math.sqrt(total(flow, 2 + i)));
  }
}

function sumNorms(context: usize, begin: i32, end: i32, _thread: i32): void {
  const flow = changetype<Flow>(context);
  for (let block = begin; block < end; block++) {
    const first = block * BLOCK;
    const n = min(BLOCK, flow.modes.count - first);
    const reals = <usize>first << 3;
    const power = flow.power + reals;
    const sums = sumsOf(flow, block);
    store<f64>(sums, dot(flow.energySymbol + reals, power, n));
    store<f64>(sums, dot(flow.tailSymbol + reals, power, n), 8);
    for (let i = 0; i < flow.norms; i++) {
      const symbol = flow.normSymbols + ((<usize>(i * flow.modes.count)) << 3) + reals;
      store<f64>(sums + (<usize>i << 3), dot(symbol, power, n), 16);
    }
  }
}

/** Keeps the scaled velocity within a factor 4 of h in L², by powers of two (see `scaleVelocity`). */
export function balanceVelocity(flow: Flow, squaredSpeed: f64, squaredSize: f64): void {
  if (!(squaredSpeed > 0 && squaredSize > 0)) return;
  const p = flow.progress;
  const wanted = 0.5 * Math.log2(squaredSize / squaredSpeed);
  if (abs(wanted - Math.log2(p.velocityScale)) < 2) return;
  p.velocityScale = Math.pow(2, Math.round(wanted));
  scaleVelocity(flow.equation, p.velocityScale);
}
