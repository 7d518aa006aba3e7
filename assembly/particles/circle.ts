// Points on the circle for integer s, by sorted sums. Laying out: layCircle, then positions, weights, the target
// (samples of ν, or points in ascending order) are written, then beginCircle.
import { realForward, realPlan } from '../fft/real';
import { Moving } from '../flow/moving';
import { allocate } from '../memory';
import { layOrder, orderBytes, sort } from './order';
import { Points, beginPoints, layPoints, measurePoints, moreState, permute } from './points';
import { Series, laySeries, laySeriesPlan } from './series';
import { Sorted, finish, integrate, laySorted, sortedVelocity, velocityInOrder } from './sorted';
import { roughDistance, squaredNorm } from './sorted-norms';

/** Modes of ν below this are rounding. */
const FAINT: f64 = 1e-16;
/** Pieces of the quadrature to a wave of ν. */
const PIECES: f64 = 12;

@unmanaged
export class CirclePoints extends Points {
  sorted: Sorted;
  /** j of each norm ‖h‖_{Ḣ^{−j}}: i32[norms]; the highest level that a norm needs. */
  orders: usize;
  levels: i32;
  /** Samples of ν on n points; n = 0 for ν = 1 and for points. */
  gridPoints: i32;
  gridSamples: usize;
  /** T_1, T_s, and T_j of each norm: addresses, usize[norms]. 0 where T = 0. */
  first: Series;
  own: Series;
  fields: usize;
  /** Longest piece of a gap that is integrated over at once. */
  piece: f64;
}

/**
 * `orders`: f64[norms], −1 … −7; `gridPoints`: of ν; `targets`: how many points are ν, or 0. One of the two is 0,
 * and both are for ν = 1.
 */
export function layCircle(
  count: i32, s: i32, gridPoints: i32, targets: i32, tableau: usize, norms: i32, orders: usize,
  relative: f64, absolute: f64, fixedStep: f64, maxSteps: f64,
): CirclePoints {
  const flow = changetype<CirclePoints>(
    layPoints(
      offsetof<CirclePoints>(), count, 1, <f64>s, norms, tableau, relative, absolute, fixedStep, maxSteps, orderBytes(count),
    ),
  );
  flow.levels = 2 * s - 1;
  flow.orders = allocate(<usize>norms << 2);
  flow.fields = allocate(<usize>norms * sizeof<usize>());
  for (let i: usize = 0; i < <usize>norms; i++) {
    const j = <i32>-load<f64>(orders + (i << 3));
    store<i32>(flow.orders + (i << 2), j);
    flow.levels = max(flow.levels, j);
  }
  flow.sorted = laySorted(s, count, targets, targets > 0 ? 0 : 1, flow.levels);
  flow.sorted.points = layOrder(count, moreState(flow));
  flow.gridPoints = gridPoints;
  flow.gridSamples = allocate(<usize>gridPoints << 3);
  flow.evaluate = (flow, positions, velocity) => sortedVelocity(changetype<CirclePoints>(flow).sorted, positions, velocity);
  flow.energyOf = energyOfCircle;
  flow.measure = measureCircle;
  return flow;
}

/** To be called when positions, weights and the target were written. */
export function beginCircle(flow: CirclePoints): void {
  const order = flow.sorted.points;
  if (flow.gridPoints > 0) tabulate(flow);
  sort(order, flow.positions);
  permute(flow, order.point);
  memory.copy(flow.sorted.charges, flow.weights, <usize>flow.count << 3);
  for (let i = 0; i < flow.count; i++) store<i32>(order.point + (<usize>i << 2), i);
  beginPoints(flow);
}

/** The tables of T_j, up to the last mode of ν that is more than rounding. */
function tabulate(flow: CirclePoints): void {
  const n = flow.gridPoints;
  const modes = allocate(<usize>(n + 2) << 3);
  realForward(realPlan(n), flow.gridSamples, modes);
  let largest = n >> 1;
  for (let k = 0; k <= largest; k++) {
    // A Nyquist mode stands for n/2 and −n/2 alike.
    const scale = f64x2.splat((2 * k == n ? 0.5 : 1) / <f64>n);
    v128.store(modes + (<usize>k << 4), f64x2.mul(scale, v128.load(modes + (<usize>k << 4))));
  }
  while (largest > 1 && isFaint(modes + (<usize>largest << 4))) largest--;
  const plan = laySeriesPlan(largest);
  flow.piece = 1 / (PIECES * <f64>largest);
  flow.sorted.field = laySeries(plan, modes, largest, 2 * flow.sorted.order - 1);
  flow.first = flow.sorted.order == 1 ? flow.sorted.field : laySeries(plan, modes, largest, 1);
  flow.own = flow.sorted.order == 1 ? flow.first : laySeries(plan, modes, largest, flow.sorted.order);
  for (let i: usize = 0; i < <usize>flow.norms; i++) {
    const j = load<i32>(flow.orders + (i << 2));
    const table = j == 1 ? flow.first : j == flow.sorted.order ? flow.own : laySeries(plan, modes, largest, j);
    store<usize>(flow.fields + i * sizeof<usize>(), changetype<usize>(table));
  }
}

function isFaint(mode: usize): bool {
  return abs(load<f64>(mode)) < FAINT && abs(load<f64>(mode, 8)) < FAINT;
}

/** ½‖h‖²_{Ḣ^{−s}} of the positions last evaluated. */
function energyOfCircle(moving: Moving, _positions: usize): f64 {
  const flow = changetype<CirclePoints>(moving);
  flow.distance = roughDistance(flow.sorted, flow.first);
  return 0.5 * squaredNorm(flow.sorted, flow.sorted.order, flow.own, flow.piece);
}

function measureCircle(moving: Moving, energy: f64): void {
  const flow = changetype<CirclePoints>(moving);
  const sums = flow.sorted;
  measurePoints(flow, energy);
  for (let j = 2 * sums.order; j <= flow.levels; j++) integrate(sums, j);
  if (flow.levels >= 2 * sums.order) finish(sums, flow.levels);
  for (let i: usize = 0; i < <usize>flow.norms; i++) {
    const table = changetype<Series>(load<usize>(flow.fields + i * sizeof<usize>()));
    const square = squaredNorm(sums, load<i32>(flow.orders + (i << 2)), table, flow.piece);
    store<f64>(flow.normValues + (i << 3), Math.sqrt(square));
  }
}

/** f64[gridPoints]: where samples of ν go. */
export function circleSamples(flow: CirclePoints): usize {
  return flow.gridSamples;
}
/** f64[targets]: where the target's points go, ascending in [0, 1). */
export function circleTargets(flow: CirclePoints): usize {
  return flow.sorted.targets;
}
/** f64[targets]: where their charges go, −weights. */
export function circleTargetCharges(flow: CirclePoints): usize {
  return flow.sorted.charges + (<usize>flow.count << 3);
}
/** f64[count]: the charges of the points that move, their weights. */
export function circleCharges(flow: CirclePoints): usize {
  return flow.sorted.charges;
}
/** The velocity of any positions, f64[count] each; leaves the current state, but takes its order along. */
export function evaluatePoints(flow: Points, positions: usize, velocity: usize): void {
  flow.evaluate(flow, positions, velocity);
}
/** Sorts the points anew, wherever they are. */
export function sortCircle(flow: CirclePoints, positions: usize): void {
  sort(flow.sorted.points, positions);
}
/** Sorts, and evaluates. */
export function evaluateUnsorted(flow: CirclePoints, positions: usize, velocity: usize): void {
  sort(flow.sorted.points, positions);
  velocityInOrder(flow.sorted, velocity);
}
