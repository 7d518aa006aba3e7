// N weighted points that move with the flow of μ_N = Σ w_i δ_{x_i}: ẋ_i = −∇φ(x_i), (−Δ)^s φ = μ_N − ν. Positions
// are f64[N][d], lifted to the line: a point that goes around the torus keeps count of it.
// How φ is found is the business of circle.ts and torus.ts.
import { allocate } from '../memory';
import { Moving, beginMoving, layMoving, vectorBytes } from '../flow/moving';

@unmanaged
export class Points extends Moving {
  /** N and d. */
  count: i32;
  dimension: i32;
  /** f64[N], sum 1. */
  weights: usize;
  /** i32[N]: which of the points given each one is. */
  labels: usize;
}

/** Lays out what all points have, in a Points of `bytes` bytes; `more`: bytes of state of its kind. */
export function layPoints(
  bytes: usize, count: i32, dimension: i32, s: f64, norms: i32, tableau: usize,
  relative: f64, absolute: f64, fixedStep: f64, maxSteps: f64, more: usize,
): Points {
  const flow = changetype<Points>(allocate(bytes));
  flow.count = count;
  flow.dimension = dimension;
  flow.unknowns = count * dimension;
  flow.vector = vectorBytes(flow.unknowns, 0);
  flow.norms = norms;
  layMoving(flow, s, tableau, relative, absolute, fixedStep, maxSteps, more);
  flow.weights = allocate(<usize>count << 3);
  flow.labels = allocate(<usize>count << 2);
  // Points may pass each other: there is no order to mend.
  flow.mend = (_flow, _positions) => 0;
  return flow;
}

/** Where what a kind of points keeps in the state lies. */
export function moreState(flow: Points): usize {
  return flow.velocity + flow.vector;
}

/** To be called when positions and weights were written, and the target of the kind. */
export function beginPoints(flow: Points): void {
  beginMoving(flow);
}

/** D = Σ w_i |v_i|² = −dE/dt, of the current velocity; no mode is cut off, and there is no density. */
export function measurePoints(flow: Points, energy: f64): void {
  const p = flow.progress;
  p.energy = energy;
  p.dissipation = dissipationOf(flow);
  p.tail = 0;
  p.minimum = NaN;
}

function dissipationOf(flow: Points): f64 {
  const d = <usize>flow.dimension;
  let sum = 0.0;
  for (let i: usize = 0; i < <usize>flow.count; i++) {
    let square = 0.0;
    for (let at = flow.velocity + ((i * d) << 3), end = at + (d << 3); at < end; at += 8) {
      square += load<f64>(at) * load<f64>(at);
    }
    sum += load<f64>(flow.weights + (i << 3)) * square;
  }
  return sum;
}

/**
 * Brings positions and weights, as they were written, into the order i32[N] at `order`, and remembers whose they
 * are: neighbours on the torus are then neighbours in memory.
 */
export function permute(flow: Points, order: usize): void {
  const d = <usize>flow.dimension;
  const scratch = flow.candidate;
  for (let i: usize = 0; i < <usize>flow.count; i++) {
    const from = <usize>load<i32>(order + (i << 2));
    memory.copy(scratch + ((i * d) << 3), flow.positions + ((from * d) << 3), d << 3);
    store<f64>(flow.work + (i << 3), load<f64>(flow.weights + (from << 3)));
    store<i32>(flow.labels + (i << 2), <i32>from);
  }
  memory.copy(flow.positions, scratch, flow.vector);
  memory.copy(flow.weights, flow.work, <usize>flow.count << 3);
}

export function pointPositions(flow: Points): usize {
  return flow.positions;
}
export function pointVelocities(flow: Points): usize {
  return flow.velocity;
}
export function pointLabels(flow: Points): usize {
  return flow.labels;
}
export function pointWeights(flow: Points): usize {
  return flow.weights;
}
