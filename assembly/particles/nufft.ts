// Nonuniform Fourier transforms of real data on the circle, by spreading over a grid of twice the resolution
// and dividing by the transform of the kernel:
//
//   type 1, points → modes   f̂_k = Σ_j c_j e^{−2πi k x_j},          0 ≤ k ≤ K
//   type 2, modes → points   f(x) = Σ_{|k| ≤ K} f̂_k e^{2πi k x},    f̂_{−k} the conjugate of f̂_k
//
// With w = 16 the error is about 1e−13 of Σ|c_j| and of Σ|f̂_k|. Source: Dutt and Rokhlin, SIAM J. Sci. Comput.
// 14 (1993), with the kernel of kernel.ts.
import { realForward, realInverse, realPlan } from '../fft/real';
import { allocate } from '../memory';
import { Kernel, kernelTransform, kernelValues, layKernel } from './kernel';

@unmanaged
export class Nufft {
  cutoff: i32;
  kernel: Kernel;
  /** Points m ≥ 2(2K + 1) of the grid, and its real transform. */
  points: i32;
  plan: usize;
  /** f64[m + w + 1]: the grid from w/2 points before x = 0 to as many after x = 1, and its modes. */
  grid: usize;
  modes: usize;
  /** f64[K + 1]: 1 / transform of the kernel. */
  correction: usize;
}

/** Lays out transforms to and from the modes |k| ≤ cutoff; `width` is a multiple of 4. */
export function layNufft(cutoff: i32, width: i32): Nufft {
  const t = changetype<Nufft>(allocate(offsetof<Nufft>()));
  t.cutoff = cutoff;
  t.kernel = layKernel(width);
  t.points = fastLength(max(2 * (2 * cutoff + 1), 2 * width));
  t.plan = realPlan(t.points);
  t.grid = allocate(<usize>(t.points + width + 1) << 3);
  t.modes = allocate(<usize>(t.points + 2) << 3);
  t.correction = allocate(<usize>(cutoff + 1) << 3);
  for (let k = 0; k <= cutoff; k++) {
    store<f64>(t.correction + (<usize>k << 3), 1 / kernelTransform(width, <f64>k / <f64>t.points));
  }
  return t;
}

/** The least multiple of 4 from `least` on without prime factors above 5. */
function fastLength(least: i32): i32 {
  let n = (least + 3) & ~3;
  while (!isSmooth(n)) n += 4;
  return n;
}

function isSmooth(n: i32): bool {
  while (n % 2 == 0) n /= 2;
  while (n % 3 == 0) n /= 3;
  while (n % 5 == 0) n /= 5;
  return n == 1;
}

/** Evaluates the kernel at the grid points around x; returns the address of the first of them. */
// @ts-ignore: decorator
@inline
function locate(t: Nufft, x: f64): usize {
  const position = (x - Math.floor(x)) * <f64>t.points;
  const first = Math.ceil(position);
  kernelValues(t.kernel, first - position);
  return t.grid + (<usize>first << 3);
}

/** Type 1, in the order: clear, `spread` for every point, `toModes`. */
export function clear(t: Nufft): void {
  memory.fill(t.grid, 0, <usize>(t.points + t.kernel.width + 1) << 3);
}

export function spread(t: Nufft, x: f64, c: f64): void {
  const at = locate(t, x);
  const values = t.kernel.values;
  const weight = f64x2.splat(c);
  for (let j: usize = 0, end = <usize>t.kernel.width << 3; j < end; j += 16) {
    v128.store(at + j, f64x2.add(v128.load(at + j), f64x2.mul(weight, v128.load(values + j))));
  }
}

/** Writes f̂_0 … f̂_K, interleaved. */
export function toModes(t: Nufft, out: usize): void {
  const half = <usize>(t.kernel.width / 2);
  const start = t.grid + (half << 3);
  const period = <usize>t.points << 3;
  // What was spread beyond the ends belongs to the other side.
  for (let at = t.grid; at < start; at += 8) store<f64>(at + period, load<f64>(at + period) + load<f64>(at));
  for (let at = start, end = start + ((half + 1) << 3); at < end; at += 8) {
    store<f64>(at, load<f64>(at) + load<f64>(at + period));
  }
  realForward(t.plan, start, t.modes);
  for (let k: usize = 0; k <= <usize>t.cutoff; k++) {
    const factor = v128.load64_splat(t.correction + (k << 3));
    v128.store(out + (k << 4), f64x2.mul(factor, v128.load(t.modes + (k << 4))));
  }
}

/** Type 2, in the order: `fromModes`, `gather` at every point. */
export function fromModes(t: Nufft, modes: usize): void {
  const half = <usize>(t.kernel.width / 2);
  const start = t.grid + (half << 3);
  const period = <usize>t.points << 3;
  memory.fill(t.modes, 0, period + 16);
  for (let k: usize = 0; k <= <usize>t.cutoff; k++) {
    const factor = v128.load64_splat(t.correction + (k << 3));
    v128.store(t.modes + (k << 4), f64x2.mul(factor, v128.load(modes + (k << 4))));
  }
  realInverse(t.plan, t.modes, start);
  memory.copy(t.grid, t.grid + period, half << 3);
  memory.copy(start + period, start, (half + 1) << 3);
}

export function gather(t: Nufft, x: f64): f64 {
  const at = locate(t, x);
  const values = t.kernel.values;
  let sum = f64x2.splat(0);
  for (let j: usize = 0, end = <usize>t.kernel.width << 3; j < end; j += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(at + j), v128.load(values + j)));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Type 1 at once: f64[count] points and coefficients. */
export function pointsToModes(t: Nufft, x: usize, c: usize, count: i32, out: usize): void {
  clear(t);
  for (let j: usize = 0; j < <usize>count << 3; j += 8) spread(t, load<f64>(x + j), load<f64>(c + j));
  toModes(t, out);
}

/** Type 2 at once. */
export function modesToPoints(t: Nufft, modes: usize, x: usize, count: i32, out: usize): void {
  fromModes(t, modes);
  for (let j: usize = 0; j < <usize>count << 3; j += 8) store<f64>(out + j, gather(t, load<f64>(x + j)));
}
