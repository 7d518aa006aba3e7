// Laying out a flow map: layMap, then averages of ν, masses and edges are written, then beginMap.
import { allocate } from '../memory';
import { beginMoving, layMoving, vectorBytes } from '../flow/moving';
import { laySymbols } from '../flow/setup';
import { Cells } from '../particles/cells';
import { Kahan, add, start } from '../particles/kahan';
import { layNufft } from '../particles/nufft';
import { TAU, layModes } from '../spectral/modes';
import { symbol } from '../spectral/operators';
import { layCumulative, setCumulative } from './cumulative';
import { FlowMap, evaluateMap, restoreOrder } from './lagrangian';
import { energyOfMap, measureMap, momentOfMap } from './lagrangian-observe';

/** Relative error of nonuniform transforms: near rounding. */
const NUFFT_TOLERANCE: f64 = 1e-14;
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
  map.unknowns = count;
  map.vector = vectorBytes(count, 1);
  map.exactOrder = s == Math.floor(s) && s >= 1 && s <= LARGEST_EXACT ? <i32>s : 0;
  map.norms = norms;
  map.modes = layModes(0, 0, cutoff);
  layMoving(map, s, tableau, relative, absolute, fixedStep, maxSteps, 0);
  map.energySymbol = symbol(map.modes, -s, 1);
  laySymbols(map, s, orders, 2 * cutoff);
  layWork(map);
  layGain(map, s);
  map.evaluate = (flow, edges, velocity) => evaluateMap(changetype<FlowMap>(flow), edges, velocity);
  map.energyOf = (flow, edges) => energyOfMap(changetype<FlowMap>(flow), edges);
  map.measure = (flow, energy) => measureMap(changetype<FlowMap>(flow), energy);
  map.mend = (flow, edges) => restoreOrder(changetype<FlowMap>(flow), edges);
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
  map.nufft = layNufft(1, 0, 0, map.modes.count - 1, 2 * map.count, 1, NUFFT_TOLERANCE);
  map.places = allocate(<usize>map.count << 4);
  map.shares = allocate(<usize>map.count << 4);
  map.h = allocate(modes << 4);
  map.spectrum = allocate(modes << 4);
  map.power = allocate(modes << 3);
}

function layGain(map: FlowMap, s: f64): void {
  map.gain = allocate(<usize>map.modes.count << 3);
  for (let k: usize = 1; k < <usize>map.modes.count; k++) {
    store<f64>(map.gain + (k << 3), Math.pow(TAU * <f64>k, 1 - 2 * s));
  }
}

/** To be called when samples (averages of ν over the grid's cells), masses and edges were written. */
export function beginMap(map: FlowMap): void {
  setCumulative(map.targetMass, map.samples);
  sumMasses(map);
  map.firstMoment = momentOfMap(map);
  beginMoving(map);
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
