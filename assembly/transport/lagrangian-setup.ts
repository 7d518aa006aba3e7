// Laying out a flow map: layMap, then averages of ν, masses and edges are written, then beginMap.
import { allocate } from '../memory';
import { recordHistory } from '../flow/history';
import { laySymbols, layState } from '../flow/setup';
import { Combination } from '../integrators/combine';
import { Tableau, coefficientBytes, readTableau } from '../integrators/tableau';
import { Cells } from '../particles/cells';
import { Kahan, add, start } from '../particles/kahan';
import { layNufft } from '../particles/nufft';
import { TAU, layModes } from '../spectral/modes';
import { symbol } from '../spectral/operators';
import { layCumulative, setCumulative } from './cumulative';
import { FlowMap, evaluateMap } from './lagrangian';
import { energyOfMap, measureMap } from './lagrangian-observe';

/** Width of the kernel of nonuniform transforms, for an error of about 1e−13. */
const WIDTH: i32 = 16;
/** Integer orders up to this one are integrated exactly: the cost grows like s². */
const LARGEST_EXACT: f64 = 8;
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
