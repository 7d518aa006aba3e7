/**
 * Between the half spectrum of n = 2h reals and the transform Z of z_j = x_{2j} + i x_{2j+1}, of length h:
 * with A = Z_k + conj Z_{h−k}, B = −i (Z_k − conj Z_{h−k}) and W = e^{−πi/h},
 *   2 X_k = A + W^k B,  2 X_{h−k} = conj(A − W^k B),  k = 0 … h/2.
 */
import { allocate } from '../memory';
import { storeRoot } from './roots';

/** W^k = (c, s) for k = 0 … h/2, 16 bytes each. */
export function halfRoots(h: i32): usize {
  const table = allocate(<usize>((h >> 1) + 1) << 4);
  for (let k = 0; k <= h >> 1; k++) storeRoot(k, <i64>h << 1, -1.0, table + (<usize>k << 4), 8);
  return table;
}

/** Half spectrum X_0 … X_h at `x` from Z_0 … Z_{h−1} at `z`. */
export function halvesToModes(z: usize, x: usize, roots: usize, h: i32): void {
  const size = <usize>h << 4;
  const re = load<f64>(z);
  const im = load<f64>(z, 8);
  v128.store(x, f64x2(re + im, 0.0));
  v128.store(x + size, f64x2(re - im, 0.0));
  for (let k: usize = 16; k <= size >> 1; k += 16) {
    const p = z + k;
    const q = z + size - k;
    const ar = 0.5 * (load<f64>(p) + load<f64>(q));
    const ai = 0.5 * (load<f64>(p, 8) - load<f64>(q, 8));
    const br = 0.5 * (load<f64>(p, 8) + load<f64>(q, 8));
    const bi = 0.5 * (load<f64>(q) - load<f64>(p));
    const c = load<f64>(roots + k);
    const s = load<f64>(roots + k, 8);
    const tr = br * c - bi * s;
    const ti = bi * c + br * s;
    v128.store(x + k, f64x2(ar + tr, ai + ti));
    v128.store(x + size - k, f64x2(ar - tr, ti - ai));
  }
}

/** The way back, such that the inverse transform of Z is 2h times the reals. */
export function modesToHalves(x: usize, z: usize, roots: usize, h: i32): void {
  const size = <usize>h << 4;
  const low = load<f64>(x);
  const high = load<f64>(x + size);
  v128.store(z, f64x2(low + high, low - high));
  for (let k: usize = 16; k <= size >> 1; k += 16) {
    const p = x + k;
    const q = x + size - k;
    const ar = load<f64>(p) + load<f64>(q);
    const ai = load<f64>(p, 8) - load<f64>(q, 8);
    const dr = load<f64>(p) - load<f64>(q);
    const di = load<f64>(p, 8) + load<f64>(q, 8);
    const c = load<f64>(roots + k);
    const s = load<f64>(roots + k, 8);
    const br = dr * c + di * s;
    const bi = di * c - dr * s;
    v128.store(z + k, f64x2(ar - bi, ai + br));
    v128.store(z + size - k, f64x2(ar + bi, br - ai));
  }
}
