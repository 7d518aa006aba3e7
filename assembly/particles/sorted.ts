// Points on the circle and integer s, exactly, in O(N) once they are in order. h = Σ c_i δ_{z_i} − b − f: charges
// c_i (weights of points that move, less those of the target's), a constant b (1 where the target is a density,
// else 0), and f, the target without its mean. Then (−Δ)^s φ = h is solved by integrating 2s − 1 times. With
// ψ_1, ψ_2, … the antiderivatives of Σ c_i δ_{z_i} − b that are free of their mean and T_j those of f,
//
//   φ' = (−1)^s (ψ_{2s−1} − T_{2s−1}),   ‖h‖_{Ḣ^{−j}} = ‖ψ_j − T_j‖_{L²}.
//
// Between two charges ψ_j is a polynomial, known from ψ_1 … ψ_j at the left one:
//
//   ψ_j(z_i + t) = ψ_j + t (ψ_{j−1} + t/2 (ψ_{j−2} + … t/(j−1) (ψ_1 − b t/j))),
//
// so that each level is the last one integrated from gap to gap. This is Σ_j c_j B_{2s−1}({x − z_j})/(2s−1)! with
// its sum arranged so that no digits cancel: nothing is ever larger than what it is the integral of. Sums are
// compensated (Knuth's TwoSum). A charge itself feels the mean of the two sides, which is K'(0) = 0.
import { allocate } from '../memory';
import { arrange, Order } from './order';
import { Series, seriesAt } from './series';

@unmanaged
export class Sorted {
  /** s. */
  order: i32;
  /** Points that move, and all of them. */
  moving: i32;
  total: i32;
  /** f64[total]: charges, those that move first; the target's in ascending order. */
  charges: usize;
  /** f64[total − moving]: where the target's are, in [0, 1). */
  targets: usize;
  background: f64;
  points: Order;
  /** f64[total + 1] and i32[total]: z in ascending order, z_total = z_0 + 1, and whose it is. */
  z: usize;
  owner: usize;
  /** f64[levels][stride]: ψ_1 … on the right of each charge, and how many of them velocities take. */
  psi: usize;
  stride: usize;
  /** The mean that the level integrated last has yet to lose. */
  mean: f64;
  /** T_{2s−1}; 0 where f = 0. */
  field: Series;
}

/** Room for `levels`; `charges` and `targets` are then written, `points` and `field` set. */
export function laySorted(order: i32, moving: i32, targets: i32, background: f64, levels: i32): Sorted {
  const s = changetype<Sorted>(allocate(offsetof<Sorted>()));
  s.order = order;
  s.moving = moving;
  s.total = moving + targets;
  s.background = background;
  s.charges = allocate(<usize>s.total << 3);
  s.targets = allocate(<usize>targets << 3);
  s.stride = <usize>s.total << 3;
  s.psi = allocate(s.stride * <usize>levels);
  if (targets > 0) {
    s.z = allocate(<usize>(s.total + 1) << 3);
    s.owner = allocate(<usize>s.total << 2);
  }
  return s;
}

/** velocity = −φ' of every point that moves; leaves ψ_1 … ψ_{2s−1}. */
export function sortedVelocity(s: Sorted, positions: usize, velocity: usize): void {
  arrange(s.points, positions);
  velocityInOrder(s, velocity);
}

/** The same, of points whose order and z are up to date. */
export function velocityInOrder(s: Sorted, velocity: usize): void {
  if (s.total == s.moving) {
    s.z = s.points.z;
    s.owner = s.points.point;
  } else {
    merge(s);
  }
  count(s);
  for (let j = 2; j < 2 * s.order; j++) integrate(s, j);
  if (s.order == 1) jumps(s, velocity);
  else smooth(s, velocity);
}

/** z and owner of both kinds of charges; the window is that of the points that move. */
function merge(s: Sorted): void {
  const targets = s.total - s.moving;
  const start = load<f64>(s.points.z);
  let turn = Math.floor(start);
  let next = 0;
  while (next < targets && load<f64>(s.targets + (<usize>next << 3)) + turn < start) next++;
  let waiting = targets;
  let i: usize = 0;
  for (let at: usize = 0; at < <usize>s.total; at++) {
    if (next == targets) {
      next = 0;
      turn += 1;
    }
    const target = load<f64>(s.targets + (<usize>next << 3)) + turn;
    const point = load<f64>(s.points.z + (i << 3));
    const takesPoint = i < <usize>s.moving && (waiting == 0 || point <= target);
    store<f64>(s.z + (at << 3), takesPoint ? point : target);
    store<i32>(s.owner + (at << 2), takesPoint ? load<i32>(s.points.point + (i << 2)) : s.moving + next);
    if (takesPoint) {
      i++;
    } else {
      next++;
      waiting--;
    }
  }
  store<f64>(s.z + s.stride, load<f64>(s.z) + 1);
}

/** ψ_1 = Σ_{l≤i} c_l − b (z_i − z_0), and its mean. */
function count(s: Sorted): void {
  const b = s.background;
  const start = load<f64>(s.z);
  const end = s.stride;
  let sum = 0.0;
  let lost = 0.0;
  let mean = 0.0;
  let meanLost = 0.0;
  let z = start;
  for (let i: usize = 0; i < end; i += 8) {
    const charge = load<f64>(s.charges + (<usize>load<i32>(s.owner + (i >> 1)) << 3));
    const next = sum + charge;
    const part = next - sum;
    lost += sum - (next - part) + (charge - part);
    sum = next;
    const psi = sum - b * (z - start) + lost;
    store<f64>(s.psi + i, psi);
    const right = load<f64>(s.z + i, 8);
    const width = right - z;
    const area = width * (psi - 0.5 * b * width);
    const nextMean = mean + area;
    const meanPart = nextMean - mean;
    meanLost += mean - (nextMean - meanPart) + (area - meanPart);
    mean = nextMean;
    z = right;
  }
  s.mean = mean + meanLost;
}

/** ψ_j and its mean from those below; takes the mean from ψ_{j−1} on the way. */
export function integrate(s: Sorted, j: i32): void {
  switch (j) {
    case 2: return pass(s, 2);
    case 3: return pass(s, 3);
    case 4: return pass(s, 4);
    case 5: return pass(s, 5);
    case 6: return pass(s, 6);
    default: return pass(s, 7);
  }
}

/** Inlined with a constant j. */
// @ts-ignore: decorator
@inline
function pass(s: Sorted, j: i32): void {
  const b = s.background;
  const stride = s.stride;
  const positions = s.z;
  const psi = s.psi;
  const below = psi + <usize>(j - 2) * stride;
  const above = below + stride;
  const belowMean = s.mean;
  let sum = 0.0;
  let lost = 0.0;
  let mean = 0.0;
  let meanLost = 0.0;
  let z = load<f64>(positions);
  for (let i: usize = 0; i < stride; i += 8) {
    const right = load<f64>(positions + i, 8);
    const width = right - z;
    const last = load<f64>(below + i) - belowMean;
    const own = sum + lost;
    const rise = width * (last + 0.5 * width * nested(psi + i, stride, b, j - 2, 3, width));
    const third = width * (1.0 / 3.0);
    const area = width * (own + 0.5 * width * (last + third * nested(psi + i, stride, b, j - 2, 4, width)));
    store<f64>(below + i, last);
    store<f64>(above + i, own);
    const next = sum + rise;
    const part = next - sum;
    lost += sum - (next - part) + (rise - part);
    sum = next;
    const nextMean = mean + area;
    const meanPart = nextMean - mean;
    meanLost += mean - (nextMean - meanPart) + (area - meanPart);
    mean = nextMean;
    z = right;
  }
  s.mean = mean + meanLost;
}

/** ψ_j + t/q (ψ_{j−1} + t/(q+1) (… ψ_1 − b t/(q+j−1))) at a charge; −b for j = 0. Inlined with constant j and q. */
// @ts-ignore: decorator
@inline
export function nested(psi: usize, stride: usize, b: f64, j: i32, q: i32, t: f64): f64 {
  let sum = -b;
  if (j >= 1) sum = load<f64>(psi) + sum * (t * (1.0 / <f64>(q + j - 1)));
  if (j >= 2) sum = load<f64>(psi + stride) + sum * (t * (1.0 / <f64>(q + j - 2)));
  if (j >= 3) sum = load<f64>(psi + 2 * stride) + sum * (t * (1.0 / <f64>(q + j - 3)));
  if (j >= 4) sum = load<f64>(psi + 3 * stride) + sum * (t * (1.0 / <f64>(q + j - 4)));
  if (j >= 5) sum = load<f64>(psi + 4 * stride) + sum * (t * (1.0 / <f64>(q + j - 5)));
  if (j >= 6) sum = load<f64>(psi + 5 * stride) + sum * (t * (1.0 / <f64>(q + j - 6)));
  if (j >= 7) sum = load<f64>(psi + 6 * stride) + sum * (t * (1.0 / <f64>(q + j - 7)));
  return sum;
}

/** Takes the mean from the last level, ψ_j. */
export function finish(s: Sorted, j: i32): void {
  const level = s.psi + <usize>(j - 1) * s.stride;
  for (let i: usize = 0; i < s.stride; i += 8) store<f64>(level + i, load<f64>(level + i) - s.mean);
  s.mean = 0;
}

/** s > 1: φ' is continuous. */
function smooth(s: Sorted, velocity: usize): void {
  const sign: f64 = s.order % 2 == 1 ? 1 : -1;
  const last = s.psi + <usize>(2 * s.order - 2) * s.stride;
  const hasField = changetype<usize>(s.field) != 0;
  for (let i: usize = 0; i < s.stride; i += 8) {
    const psi = load<f64>(last + i) - s.mean;
    store<f64>(last + i, psi);
    const owner = load<i32>(s.owner + (i >> 1));
    if (owner >= s.moving) continue;
    const t = hasField ? seriesAt(s.field, load<f64>(s.z + i)) : 0;
    store<f64>(velocity + (<usize>owner << 3), sign * (psi - t));
  }
  s.mean = 0;
}

/** s = 1: φ' jumps at a charge, and where several are at one place, they feel the mean of the two sides. */
function jumps(s: Sorted, velocity: usize): void {
  const hasField = changetype<usize>(s.field) != 0;
  finish(s, 1);
  let left = load<f64>(s.psi + s.stride - 8) - s.background * (load<f64>(s.z + s.stride) - load<f64>(s.z + s.stride - 8));
  for (let i: usize = 0; i < s.stride; ) {
    const z = load<f64>(s.z + i);
    let end = i + 8;
    while (end < s.stride && load<f64>(s.z + end) == z) end += 8;
    const right = load<f64>(s.psi + end - 8);
    const middle = 0.5 * (left + right) - (hasField ? seriesAt(s.field, z) : 0);
    for (; i < end; i += 8) {
      const owner = load<i32>(s.owner + (i >> 1));
      if (owner < s.moving) store<f64>(velocity + (<usize>owner << 3), middle);
    }
    left = right - s.background * (load<f64>(s.z + end) - z);
  }
}
