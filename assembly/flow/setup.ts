// Laying out a flow, in the order: layFlow, samples of ν → takeTarget, samples of μ₀ → takeInitial.
import { allocate } from '../memory';
import { layCombination } from '../integrators/combine';
import { layErrorNorm } from '../integrators/error-norm';
import { coefficientSets } from '../integrators/step';
import { Tableau, coefficientBytes, readTableau } from '../integrators/tableau';
import { TAU, layModes } from '../spectral/modes';
import { dot, fillPowers, powerSpectrum, sumOf, symbol } from '../spectral/operators';
import { layRadii } from '../spectral/radii';
import { layTransform, shareWork, toSpectrum } from '../spectral/transform';
import { teamSize } from '../threads/team';
import { layContinuity, linearPart, nonlinearPart, setTarget } from './continuity';
import { beginDrift, layDrift } from './drift';
import { Flow, Progress, allocateFlow } from './flow';
import { HISTORY_ROWS, historyColumns, recordHistory } from './history';
import { balanceVelocity, laySums, measure } from './observe';

/**
 * Axes that the problem lacks come first, with n_i = m_i = 1 and K_i = 0. n: the problem's grid, m: the grid
 * of products, K: cutoffs. `tableau`: words of the scheme; `orders`: f64[norms].
 */
export function layFlow(
  dimension: i32, n0: i32, n1: i32, n2: i32, m0: i32, m1: i32, m2: i32, k0: i32, k1: i32, k2: i32,
  s: f64, tableau: usize, norms: i32, orders: usize, relative: f64, threshold: f64, fixedStep: f64, maxSteps: f64,
): Flow {
  const flow = allocateFlow();
  flow.modes = layModes(k0, k1, k2);
  flow.radii = layRadii(flow.modes, k0, k1, k2);
  flow.equation = layContinuity(flow.modes, dimension, s, m0, m1, m2, k0, k1, k2);
  flow.grid = layTransform(n0, n1, n2, k0, k1, k2);
  shareWork(flow.grid, flow.equation.transform);
  flow.scheme = changetype<Tableau>(allocate(offsetof<Tableau>()));
  readTableau(tableau, flow.scheme);
  flow.errorNorm = layErrorNorm(flow.modes, relative, threshold);
  flow.fixedStep = fixedStep;
  flow.maxSteps = maxSteps;
  flow.samples = allocate((<usize>(n0 * n1 * n2)) << 3);
  flow.norms = norms;
  const vector = <usize>flow.modes.count << 4;
  flow.h = layState(flow, 2 * vector);
  flow.rate = flow.h + vector;
  layScratch(flow);
  flow.energySymbol = flow.equation.potential;
  flow.speedSymbol = symbol(flow.modes, 1 - 2 * s, 1);
  laySymbols(flow, s, orders, 2 * max(max(k0, k1), k2));
  return flow;
}

/** Lays out the block that is the whole state, and returns where in it the `bytes` of a method's unknowns lie. */
export function layState(flow: Flow, bytes: usize): usize {
  const history = (<usize>(HISTORY_ROWS * historyColumns(flow.norms))) << 3;
  const norms = <usize>flow.norms << 3;
  flow.stateBytes = offsetof<Progress>() + bytes + norms + history;
  flow.state = allocate(flow.stateBytes);
  flow.progress = changetype<Progress>(flow.state);
  // offsetof<Progress>() is a multiple of 16: vectors stay aligned behind it.
  const unknowns = flow.state + offsetof<Progress>();
  flow.normValues = unknowns + bytes;
  flow.history = flow.normValues + norms;
  return unknowns;
}

function layScratch(flow: Flow): void {
  const t = flow.scheme;
  const count = flow.modes.count;
  const vector = <usize>count << 4;
  flow.stages = allocate(vector * <usize>max(1, t.stages - 1));
  flow.candidate = allocate(vector);
  flow.candidateRate = allocate(vector);
  flow.work = allocate(vector);
  flow.sum = layCombination();
  flow.spectrum = allocate(vector);
  flow.target = allocate(vector);
  flow.power = allocate(<usize>count << 3);
  flow.sets = coefficientSets(t, flow.radii.count);
  flow.setBytes = (coefficientBytes(t, flow.radii.count) + 63) & ~63;
  flow.setTables = allocate(<usize>flow.sets * flow.setBytes);
  flow.setSteps = allocate(<usize>flow.sets << 3);
  flow.setUses = allocate(<usize>flow.sets << 3);
  flow.phiScratch = allocate((<usize>(teamSize() * t.arguments)) << 5);
}

/** Three times the shell of a mode against `twiceCutoff` tells whether it is beyond two thirds of the cutoff. */
export function laySymbols(flow: Flow, s: f64, orders: usize, twiceCutoff: i32): void {
  const count = flow.modes.count;
  flow.tailSymbol = symbol(flow.modes, -s, 1);
  for (let i: usize = 0; i < <usize>count; i++) {
    if (3 * load<i32>(flow.modes.shell + (i << 2)) <= twiceCutoff) store<f64>(flow.tailSymbol + (i << 3), 0);
  }
  flow.normSymbols = allocate((<usize>(flow.norms * count)) << 3);
  for (let i = 0; i < flow.norms; i++) {
    const q = load<f64>(orders + (<usize>i << 3));
    fillPowers(flow.modes.lambda, count, q, 1, flow.normSymbols + ((<usize>(i * count)) << 3));
  }
  laySums(flow);
}

/** Reads ν from flow.samples. An exponential scheme splits the equation about ½(min ν + max ν). */
export function takeTarget(flow: Flow): void {
  toSpectrum(flow.grid, flow.samples, flow.target);
  setTarget(flow.equation, flow.target, flow.scheme.exponential);
  flow.linear = linearPart(flow.equation, flow.radii);
  layDrift(flow);
}

/** Reads μ₀ from flow.samples: the unknown is h = μ − ν, without its mean. */
export function takeInitial(flow: Flow): void {
  const p = flow.progress;
  toSpectrum(flow.grid, flow.samples, flow.h);
  for (let i: usize = 0, end = <usize>flow.modes.count << 4; i < end; i += 16) {
    v128.store(flow.h + i, f64x2.sub(v128.load(flow.h + i), v128.load(flow.target + i)));
  }
  v128.store(flow.h, f64x2.splat(0));
  p.negativeSince = NaN;
  p.velocityScale = 1;
  p.historyStride = 1;
  p.errorBefore = 1;
  // A hundredth of the time in which the lowest mode falls by 1/e about ν = 1; the step control corrects it.
  p.step = Math.pow(2, Math.round(Math.log2(0.01 * Math.pow(TAU, 2 * flow.equation.s - 2))));
  powerSpectrum(flow.modes, flow.h, flow.power);
  const count = flow.modes.count;
  balanceVelocity(flow, dot(flow.speedSymbol, flow.power, count), sumOf(flow.power, count));
  const minimum = nonlinearPart(flow.equation, flow.h, flow.rate);
  p.evaluations = 1;
  measure(flow, minimum);
  beginDrift(flow);
  recordHistory(flow);
}
