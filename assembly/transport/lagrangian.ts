// The flow map in one dimension. Mass m_i lies between the edges X_i ≤ X_{i+1}, i < N, X_N = X_0 + 1, and the
// edges move with the flow:
//
//   Ẋ_i = v(X_i),  v = −φ',  (−Δ)^s φ = h,
//
// where h = μ − ν is seen through the moving cells: constant on each, with the mass
//
//   δ_i = m_i − ∫_{X_i}^{X_{i+1}} ν = d_{i+1} − d_i,   d_i = F_i − G(X_i),   F_i = Σ_{j<i} m_j.
//
// Mass is exact, the density is never negative, an empty cell is vacuum and a cell of width 0 is an atom. As ν
// goes through the same cells as μ, h = 0 is a state of rest, and all errors are relative to h.
//
// Integer s: v exactly, by repeated integration (particles/cells.ts). Other s: the modes |k| ≤ K of v, by
// nonuniform transforms, with each cell's mass at the two Gauss points of the cell.
import { allocate } from '../memory';
import { Flow } from '../flow/flow';
import { recordHistory } from '../flow/history';
import { laySymbols, layState } from '../flow/setup';
import { Combination } from '../integrators/combine';
import { Tableau, coefficientBytes, readTableau } from '../integrators/tableau';
import { Cells, findRises, integrate } from '../particles/cells';
import { Kahan, add, start } from '../particles/kahan';
import { Nufft, clear, fromModes, gather, layNufft, spread, toModes } from '../particles/nufft';
import { TAU, layModes } from '../spectral/modes';
import { symbol } from '../spectral/operators';
import { Cumulative, cumulative, layCumulative, setCumulative } from './cumulative';
import { energyOfMap, measureMap } from './lagrangian-observe';

/** Width of the kernel of nonuniform transforms, for an error of about 1e−13. */
const WIDTH: i32 = 16;
/** Integer orders up to this one are integrated exactly: the cost grows like s². */
const LARGEST_EXACT: f64 = 8;
/** Half the distance of the Gauss points of a cell, in widths: 1/(2√3). */
const GAUSS: f64 = 0.2886751345948129;

/** Of Flow it uses modes, scheme, progress, state, history, norms and their symbols; h is ĥ of the edges last seen. */
@unmanaged
export class FlowMap extends Flow {
  /** Points of the problem's grid, whose cells the density is averaged over. */
  points: i32;
  /** N. */
  count: i32;
  /** Bytes of a vector of edges, f64[N + 1] and padding to pairs. */
  vector: usize;
  /** s where v is integrated exactly, else 0. */
  exactOrder: i32;
  relative: f64;
  absolute: f64;
  /** The step to begin with. */
  firstStep: f64;

  /** X and v at the edges; both are part of the state. */
  edges: usize;
  velocity: usize;
  /** f64[N]: m; f64[N + 1]: F. */
  masses: usize;
  below: usize;
  /** G. */
  targetMass: Cumulative;
  /** h on the cells of the edges last seen, with ψ_1, and for integer s the ψ_j up to 2s − 1. */
  cells: Cells;
  nufft: Nufft;
  /** f64[count]: |2πk|^{1−2s}. */
  gain: usize;
  /** ‖h‖_{Ḣ^{−1}} of the candidate: about how far mass still has to go. */
  distance: f64;
}

/** `count`: N; `cutoff`: K; `orders`: f64[norms]. Next: masses and edges are written, then `beginMap`. */
export function layMap(
  points: i32, count: i32, cutoff: i32, s: f64, tableau: usize, norms: i32, orders: usize,
  relative: f64, absolute: f64, fixedStep: f64, maxSteps: f64,
): FlowMap {
  const map = changetype<FlowMap>(allocate(offsetof<FlowMap>()));
  map.points = points;
  map.count = count;
  map.vector = <usize>((count + 2) & ~1) << 3;
  map.exactOrder = s == Math.floor(s) && s >= 1 && s <= LARGEST_EXACT ? <i32>s : 0;
  map.relative = relative;
  map.absolute = absolute;
  map.fixedStep = fixedStep;
  map.maxSteps = maxSteps;
  // A hundredth of the time in which the lowest mode falls by 1/e about ν = 1; the step control corrects it.
  map.firstStep = 0.01 * Math.pow(TAU, 2 * s - 2);
  map.norms = norms;
  map.modes = layModes(0, 0, cutoff);
  map.scheme = changetype<Tableau>(allocate(offsetof<Tableau>()));
  readTableau(tableau, map.scheme);
  map.edges = layState(map, 2 * map.vector);
  map.velocity = map.edges + map.vector;
  map.energySymbol = symbol(map.modes, -s, 1);
  laySymbols(map, s, orders, 2 * cutoff);
  layWork(map);
  layGain(map, s);
  return map;
}

function layCells(count: i32, stride: usize, levels: i32): Cells {
  const cells = changetype<Cells>(allocate(offsetof<Cells>()));
  cells.count = count;
  cells.masses = allocate(stride);
  cells.rises = allocate(stride);
  cells.levels = levels;
  cells.psi = allocate(stride * <usize>levels);
  cells.stride = stride;
  cells.sum = changetype<Kahan>(allocate(offsetof<Kahan>()));
  return cells;
}

function layWork(map: FlowMap): void {
  const modes = <usize>map.modes.count;
  map.masses = allocate(map.vector);
  map.below = allocate(map.vector);
  map.samples = allocate(<usize>map.points << 3);
  map.targetMass = layCumulative(map.points);
  map.cells = layCells(map.count, map.vector, max(1, 2 * map.exactOrder - 1));
  map.nufft = layNufft(map.modes.count - 1, WIDTH);
  map.h = allocate(modes << 4);
  map.spectrum = allocate(modes << 4);
  map.power = allocate(modes << 3);
  map.stages = allocate(map.vector * <usize>max(1, map.scheme.stages - 1));
  map.candidate = allocate(map.vector);
  map.candidateRate = allocate(map.vector);
  map.work = allocate(map.vector);
  map.sum = changetype<Combination>(allocate(offsetof<Combination>()));
  map.setTables = allocate(coefficientBytes(map.scheme, 1));
  map.phiScratch = allocate(<usize>map.scheme.arguments << 5);
}

function layGain(map: FlowMap, s: f64): void {
  map.gain = allocate(<usize>map.modes.count << 3);
  for (let k: usize = 1; k < <usize>map.modes.count; k++) {
    store<f64>(map.gain + (k << 3), Math.pow(TAU * <f64>k, 1 - 2 * s));
  }
}

/** To be called when samples (averages of ν over the grid's cells), masses and edges were written. */
export function beginMap(map: FlowMap): void {
  const p = map.progress;
  setCumulative(map.targetMass, map.samples);
  sumMasses(map);
  p.negativeSince = NaN;
  p.velocityScale = 1;
  p.historyStride = 1;
  p.errorBefore = 1;
  p.step = map.firstStep;
  evaluateMap(map, map.edges, map.velocity);
  p.evaluations = 1;
  measureMap(map, energyOfMap(map, map.edges));
  recordHistory(map);
}

/** F, whose end is 1: masses that miss it do so by rounding. */
function sumMasses(map: FlowMap): void {
  const sum = map.cells.sum;
  const end = <usize>map.count << 3;
  start(sum, 0);
  for (let i: usize = 0; i < end; i += 8) {
    store<f64>(map.below + i, sum.sum);
    add(sum, load<f64>(map.masses + i));
  }
  store<f64>(map.below + end, 1);
}

/** velocity = v(edges), and what follows from the edges on the way: h, and for other s ĥ. */
export function evaluateMap(map: FlowMap, edges: usize, velocity: usize): void {
  const c = map.cells;
  compareMasses(map, edges);
  findRises(edges, c.masses, c.count, c.rises);
  integrate(c, edges);
  if (map.exactOrder > 0) {
    const sign: f64 = map.exactOrder % 2 == 1 ? 1 : -1;
    const last = c.psi + <usize>(c.levels - 1) * c.stride;
    for (let i: usize = 0; i < map.vector; i += 8) store<f64>(velocity + i, sign * load<f64>(last + i));
    return;
  }
  spectrumOfMap(map, edges);
  velocityFromModes(map, edges, velocity);
}

/** ψ_1 = d up to a constant, and δ. */
function compareMasses(map: FlowMap, edges: usize): void {
  const d = map.cells.psi;
  const last = <usize>map.count << 3;
  for (let i: usize = 0; i < last; i += 8) {
    store<f64>(d + i, load<f64>(map.below + i) - cumulative(map.targetMass, load<f64>(edges + i)));
  }
  store<f64>(d + last, load<f64>(d));
  for (let i: usize = 0; i < last; i += 8) {
    store<f64>(map.cells.masses + i, load<f64>(d + i, 8) - load<f64>(d + i));
  }
}

/** map.h = ĥ of the edges last seen. */
export function spectrumOfMap(map: FlowMap, edges: usize): void {
  clear(map.nufft);
  for (let i: usize = 0, end = <usize>map.count << 3; i < end; i += 8) {
    const a = load<f64>(edges + i);
    const b = load<f64>(edges + i, 8);
    const mass = 0.5 * load<f64>(map.cells.masses + i);
    // Weights of the Gauss points: together δ, with the first moment κΔ/12.
    const tilt = 0.5 * GAUSS * load<f64>(map.cells.rises + i);
    spread(map.nufft, 0.5 * (a + b) - GAUSS * (b - a), mass - tilt);
    spread(map.nufft, 0.5 * (a + b) + GAUSS * (b - a), mass + tilt);
  }
  toModes(map.nufft, map.h);
  v128.store(map.h, f64x2.splat(0));
}

/** v̂_k = −2πik |2πk|^{−2s} ĥ_k, evaluated at the edges. */
function velocityFromModes(map: FlowMap, edges: usize, velocity: usize): void {
  for (let k: usize = 0, n = <usize>map.modes.count; k < n; k++) {
    const gain = load<f64>(map.gain + (k << 3));
    store<f64>(map.spectrum + (k << 4), gain * load<f64>(map.h + (k << 4), 8));
    store<f64>(map.spectrum + (k << 4), -gain * load<f64>(map.h + (k << 4)), 8);
  }
  fromModes(map.nufft, map.spectrum);
  const last = <usize>map.count << 3;
  for (let i: usize = 0; i < last; i += 8) {
    store<f64>(velocity + i, gather(map.nufft, load<f64>(edges + i)));
  }
  store<f64>(velocity + last, load<f64>(velocity));
}
