// Nonuniform Fourier transforms of real data on T^d, d = 1, 2, 3:
//
//   type 1, points → modes   f̂_k = Σ_j c_j e^{−2πi k·x_j},          |k_i| ≤ K_i, half of them: see spectral/modes.ts
//   type 2, modes → points   f(x) = Σ_k f̂_k e^{2πi k·x},            over both halves, and ∇f
//
// by a finer grid, a kernel that carries points to it and back, and division by the kernel's transform: Dutt and
// Rokhlin, SIAM J. Sci. Comput. 14 (1993). Sorting and spreading after Barnett, Magland and af Klinteberg, SIAM J.
// Sci. Comput. 41 (2019).
import { allocate } from '../memory';
import { TAU, signed } from '../spectral/modes';
import { Transform, layTransform, layWork, toField, toSpectrum } from '../spectral/transform';
import { layBins, outOfOrder, sortPoints } from './bins';
import { Box, largestBox } from './box';
import { interpolate } from './interpolate';
import { kernelTransform, layKernel } from './kernel';
import { Choice, choose, tileShift } from './nufft-plan';
import { BATCH, Spreader, spread } from './spread';

@unmanaged
export class Nufft extends Spreader {
  dimension: i32;
  transform: Transform;
  /** f64[fields][n0 n1 n2]. */
  grids: usize;
  /** complex[modes]: coefficients divided by the kernel's transform. */
  corrected: usize;
  /** f64[K + 1] by axis: 1 / the kernel's transform at k. */
  correction0: usize;
  correction1: usize;
  correction2: usize;
}

/**
 * Lays out transforms between at most `capacity` points and the modes |k_i| ≤ K_i; an axis that is missing has
 * K = 0 and comes first. `fields`: how many grids at once, 1, or d for gradients, or d + 1 for values with them.
 */
export function layNufft(
  dimension: i32, k0: i32, k1: i32, k2: i32, capacity: i32, fields: i32, tolerance: f64,
): Nufft {
  const t = changetype<Nufft>(allocate(offsetof<Nufft>()));
  const choice = changetype<Choice>(allocate(offsetof<Choice>()));
  choose(choice, dimension, k0, k1, k2, capacity, tolerance);
  const n0 = choice.n0;
  const n1 = choice.n1;
  const n2 = choice.n2;
  t.dimension = dimension;
  t.kernel = layKernel(choice.width, choice.upsampling, tolerance);
  t.transform = layTransform(n0, n1, n2, k0, k1, k2);
  layWork(t.transform, 1, 1);
  const shift0 = tileShift(dimension, 0);
  const shift1 = tileShift(dimension, 1);
  const shift2 = tileShift(dimension, 2);
  t.bins = layBins(dimension, n0, n1, n2, shift0, shift1, shift2, capacity);
  layBuffers(t, fields);
  t.correction0 = layCorrection(t, n0, k0);
  t.correction1 = layCorrection(t, n1, k1);
  t.correction2 = layCorrection(t, n2, k2);
  return t;
}

function layBuffers(t: Nufft, fields: i32): void {
  const d = t.dimension;
  const f = t.transform;
  t.box = changetype<Box>(allocate(offsetof<Box>()));
  t.buffer = 16 + allocate(max(2, <usize>fields) * (largestBox(t.bins, t.kernel.width) + 32));
  t.first = allocate(<usize>(BATCH * d) << 2);
  t.taps = allocate(<usize>(BATCH * d * t.kernel.width) << 3);
  t.sorted = allocate(<usize>(t.bins.capacity * fields) << 3);
  t.grids = allocate((<usize>fields * <usize>(f.n0 * f.n1 * f.n2)) << 3);
  t.corrected = allocate(<usize>((2 * f.k0 + 1) * (2 * f.k1 + 1) * (f.k2 + 1)) << 4);
}

function layCorrection(t: Nufft, n: i32, cutoff: i32): usize {
  const table = allocate(<usize>(cutoff + 1) << 3);
  for (let k = 0; k <= cutoff; k++) {
    store<f64>(table + (<usize>k << 3), n == 1 ? 1 : 1 / kernelTransform(t.kernel, <f64>k / <f64>n));
  }
  return table;
}

/** Takes f64[count][d] finite coordinates, wrapped: the points of all transforms until the next call. */
export function setPoints(t: Nufft, x: usize, count: i32): void {
  sortPoints(t.bins, x, count);
}

/** i32[count]: the points in the order in which the transforms visit them. */
export function pointOrder(t: Nufft): usize {
  return t.bins.order;
}

/** What `correct` multiplies the modes by, beside the correction. */
const PLAIN: i32 = -1;

/** to = from · scale · correction, times 2πi k_axis unless axis is PLAIN. */
function correct(t: Nufft, from: usize, to: usize, scale: f64, axis: i32): void {
  const f = t.transform;
  for (let a = 0; a <= 2 * f.k0; a++) {
    const p = signed(a, f.k0);
    const first = scale * load<f64>(t.correction0 + (<usize>abs(p) << 3));
    for (let b = 0; b <= 2 * f.k1; b++) {
      const q = signed(b, f.k1);
      const second = first * load<f64>(t.correction1 + (<usize>abs(q) << 3));
      const outer = axis == 0 ? TAU * <f64>p : axis == 1 ? TAU * <f64>q : 0;
      for (let c = 0; c <= f.k2; c++, from += 16, to += 16) {
        const factor = second * load<f64>(t.correction2 + (<usize>c << 3));
        const z = v128.load(from);
        if (axis == PLAIN) v128.store(to, f64x2.mul(f64x2.splat(factor), z));
        else {
          const k = factor * (axis == 2 ? TAU * <f64>c : outer);
          v128.store(to, f64x2.mul(v128.shuffle<f64>(z, z, 1, 0), f64x2.replace_lane(f64x2.splat(k), 0, -k)));
        }
      }
    }
  }
}

/** Type 1: f64[count] strengths → complex[modes]. */
export function pointsToModes(t: Nufft, c: usize, modes: usize): void {
  const f = t.transform;
  spread(t, c, t.grids);
  toSpectrum(f, t.grids, modes);
  correct(t, modes, modes, <f64>f.n0 * <f64>f.n1 * <f64>f.n2, PLAIN);
}

function fillGrid(t: Nufft, modes: usize, axis: i32, field: i32): void {
  const f = t.transform;
  correct(t, modes, t.corrected, 1, axis);
  toField(f, t.corrected, t.grids + (<usize>(field * f.n0 * f.n1 * f.n2) << 3));
}

/** Type 2: complex[modes] → f64[count] values. */
export function modesToPoints(t: Nufft, modes: usize, values: usize): void {
  fillGrid(t, modes, PLAIN, 0);
  interpolate(t, t.grids, 1);
  outOfOrder(t.bins, t.sorted, 1, 0, 1, values);
}

/** Type 2 of the gradient, f64[count][d], and of the values, f64[count], unless their address is 0. */
export function gradientToPoints(t: Nufft, modes: usize, values: usize, gradient: usize): void {
  const d = t.dimension;
  for (let i = 0; i < d; i++) fillGrid(t, modes, 3 - d + i, i);
  if (values != 0) fillGrid(t, modes, PLAIN, d);
  const fields = values != 0 ? d + 1 : d;
  interpolate(t, t.grids, fields);
  outOfOrder(t.bins, t.sorted, fields, 0, d, gradient);
  if (values != 0) outOfOrder(t.bins, t.sorted, fields, d, 1, values);
}
