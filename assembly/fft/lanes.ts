/**
 * Between the half spectrum of n = 4M reals and two lanes of M complex numbers.
 *
 * Read as blocks, [x₀ x₁ | x₂ x₃] …, the reals are two sequences already, the even samples in lane 0 and the
 * odd ones in lane 1, each packed as complex numbers z_j = (x_{4j}, x_{4j+2}), (x_{4j+1}, x_{4j+3}). With Z
 * the transform of length M of a lane, w = e^{−πi/M}, W = e^{−2πi/n}:
 *   2 Y_k = A + w^k B,  A = Z_k + conj Z_{M−k},  B = −i (Z_k − conj Z_{M−k}),  2 Y_{M−k} = conj(A − w^k B)
 * is the half spectrum of the lane's 2M reals, and from both lanes, Y = (E, O):
 *   X_k = E_k + W^k O_k,  X_{2M−k} = conj(E_k − W^k O_k),  k = 0 … M.
 */
import { allocate } from '../memory';
import { storeRoot } from './roots';

/** For k = 0 … M/2 as 32 bytes: w^k = (c, s), then cos and sin of 2πk/n, halved. */
export function laneRoots(blocks: i32): usize {
  const last = blocks >> 1;
  const table = allocate(<usize>(last + 1) << 5);
  for (let k = 0; k <= last; k++) {
    const at = table + (<usize>k << 5);
    storeRoot(k, <i64>blocks << 1, -1.0, at, 8);
    storeRoot(k, <i64>blocks << 2, 1.0, at + 16, 8);
    store<f64>(at, 0.5 * load<f64>(at, 16), 16);
    store<f64>(at, 0.5 * load<f64>(at, 24), 24);
  }
  return table;
}

/**
 * X_k and X_{2M−k} from 2Y_k = (r, i), with W^k/2 = c − i s; `k` and `mirror` count 16 bytes a mode. With
 * `derivative` they are multiplied by i κ, and those beyond `last` are left out.
 */
// @ts-ignore: decorator
@inline
function storeModes(
  r: v128, i: v128, c: v128, s: v128, x: usize, k: usize, mirror: usize,
  derivative: bool, kappa: usize, last: usize,
): void {
  const half = f64x2.splat(0.5);
  const straight = v128.shuffle<f64>(r, i, 1, 3);
  const crossed = v128.shuffle<f64>(i, r, 1, 3);
  if (!derivative) {
    const even = f64x2.mul(v128.shuffle<f64>(r, i, 0, 2), half);
    const odd = f64x2.add(f64x2.mul(straight, c), v128.xor(f64x2.mul(crossed, s), f64x2(0.0, -0.0)));
    v128.store(x + k, f64x2.add(even, odd));
    v128.store(x + mirror, v128.xor(f64x2.sub(even, odd), f64x2(0.0, -0.0)));
    return;
  }
  // Imaginary parts first, since i (a + i b) = −b + i a and i conj(a + i b) = b + i a.
  const even = f64x2.mul(v128.shuffle<f64>(i, r, 0, 2), half);
  const odd = f64x2.add(f64x2.mul(crossed, c), v128.xor(f64x2.mul(straight, s), f64x2(-0.0, 0.0)));
  if (k <= last) {
    const factor = v128.xor(v128.load64_splat(kappa + (k >> 1)), f64x2(-0.0, 0.0));
    v128.store(x + k, f64x2.mul(f64x2.add(even, odd), factor));
  }
  if (mirror <= last) {
    v128.store(x + mirror, f64x2.mul(f64x2.sub(even, odd), v128.load64_splat(kappa + (mirror >> 1))));
  }
}

/** Half spectrum X_0 … X_{2M} at `x` from M transformed blocks at `z`. */
export function lanesToModes(z: usize, x: usize, roots: usize, blocks: i32): void {
  finish(z, x, roots, blocks, false, 0, 0);
}

/** i κ_k X_k at `x` for k = 0 … cutoff ≤ 2M from M transformed blocks at `z`; `kappa` holds the κ_k. */
export function lanesToDerivative(
  z: usize, x: usize, roots: usize, blocks: i32, kappa: usize, cutoff: i32,
): void {
  finish(z, x, roots, blocks, true, kappa, <usize>cutoff << 4);
}

// @ts-ignore: decorator
@inline
function finish(
  z: usize, x: usize, roots: usize, blocks: i32, derivative: bool, kappa: usize, last: usize,
): void {
  const size = <usize>blocks << 5;
  const middle = size >> 1;
  const zero = f64x2.splat(0.0);
  const half = f64x2.splat(0.5);
  const r = f64x2.add(v128.load(z), v128.load(z));
  const i = f64x2.add(v128.load(z, 16), v128.load(z, 16));
  storeModes(f64x2.add(r, i), zero, half, zero, x, 0, size, derivative, kappa, last);
  storeModes(f64x2.sub(r, i), zero, zero, half, x, middle, middle, derivative, kappa, last);
  let p = z + 32;
  let q = z + size - 32;
  for (let k: usize = 16; p <= q; k += 16, p += 32, q -= 32) {
    roots += 32;
    const wr = v128.load64_splat(roots);
    const wi = v128.load64_splat(roots, 8);
    const c = v128.load64_splat(roots, 16);
    const s = v128.load64_splat(roots, 24);
    const pr = v128.load(p);
    const pi = v128.load(p, 16);
    const qr = v128.load(q);
    const qi = v128.load(q, 16);
    const ar = f64x2.add(pr, qr);
    const ai = f64x2.sub(pi, qi);
    const br = f64x2.add(pi, qi);
    const bi = f64x2.sub(qr, pr);
    const tr = f64x2.sub(f64x2.mul(br, wr), f64x2.mul(bi, wi));
    const ti = f64x2.add(f64x2.mul(bi, wr), f64x2.mul(br, wi));
    storeModes(f64x2.add(ar, tr), f64x2.add(ai, ti), c, s, x, k, size - k, derivative, kappa, last);
    storeModes(f64x2.sub(ar, tr), f64x2.sub(ti, ai), s, c, x, middle - k, middle + k, derivative, kappa, last);
  }
}

/** (E_k, O_k) as (r, i) from X_k and X_{2M−k}: E = X_k + conj X_{2M−k}, O = W^{−k}(X_k − conj X_{2M−k}). */
// @ts-ignore: decorator
@inline
function evenOf(low: v128, high: v128): v128 {
  return f64x2.add(low, v128.xor(high, f64x2(0.0, -0.0)));
}

// @ts-ignore: decorator
@inline
function oddOf(low: v128, high: v128, c: v128, s: v128): v128 {
  const d = f64x2.sub(low, v128.xor(high, f64x2(0.0, -0.0)));
  const crossed = f64x2.mul(v128.shuffle<f64>(d, d, 1, 0), s);
  const half = f64x2.add(f64x2.mul(d, c), v128.xor(crossed, f64x2(-0.0, 0.0)));
  return f64x2.add(half, half);
}

/**
 * M blocks at `z` from the half spectrum at `x`, such that their forward transform is 4M times the reals:
 * Z_k = A + i B is stored at −k mod M. Of X_0 and X_{2M} the real parts alone are read.
 */
export function modesToLanes(x: usize, z: usize, roots: usize, blocks: i32): void {
  const size = <usize>blocks << 5;
  const middle = x + (size >> 1);
  const low = load<f64>(x);
  const high = load<f64>(x + size);
  const y0 = f64x2(low + high, low - high);
  const yM = f64x2(2.0 * load<f64>(middle), -2.0 * load<f64>(middle, 8));
  v128.store(z, f64x2.add(y0, yM));
  v128.store(z, f64x2.sub(y0, yM), 16);
  let p = z + 32;
  let q = z + size - 32;
  for (let k: usize = 16; p <= q; k += 16, p += 32, q -= 32) {
    roots += 32;
    const wr = v128.load64_splat(roots);
    const wi = v128.load64_splat(roots, 8);
    const c = v128.load64_splat(roots, 16);
    const s = v128.load64_splat(roots, 24);
    const first = v128.load(x + k);
    const last = v128.load(x + size - k);
    const below = v128.load(middle - k);
    const above = v128.load(middle + k);
    const pe = evenOf(first, last);
    const po = oddOf(first, last, c, s);
    const qe = evenOf(below, above);
    const qo = oddOf(below, above, s, c);
    const pr = v128.shuffle<f64>(pe, po, 0, 2);
    const pi = v128.shuffle<f64>(pe, po, 1, 3);
    const qr = v128.shuffle<f64>(qe, qo, 0, 2);
    const qi = v128.shuffle<f64>(qe, qo, 1, 3);
    const ar = f64x2.add(pr, qr);
    const ai = f64x2.sub(pi, qi);
    const dr = f64x2.sub(pr, qr);
    const di = f64x2.add(pi, qi);
    const br = f64x2.add(f64x2.mul(dr, wr), f64x2.mul(di, wi));
    const bi = f64x2.sub(f64x2.mul(di, wr), f64x2.mul(dr, wi));
    v128.store(q, f64x2.sub(ar, bi));
    v128.store(q, f64x2.add(ai, br), 16);
    v128.store(p, f64x2.add(ar, bi));
    v128.store(p, f64x2.sub(br, ai), 16);
  }
}
