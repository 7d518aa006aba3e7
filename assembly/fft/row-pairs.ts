/**
 * Transforms between two rows of n reals and their half spectra, one row in each lane. "Blocks" of an even n are
 * [x_{2j} x'_{2j} | x_{2j+1} x'_{2j+1}], packed as complex numbers (halves.ts has the equations); of an odd n they
 * are [x_j x'_j | 0 0], which costs twice as much: such lengths are rare.
 */
import { allocate } from '../memory';
import { batchPasses, beginsWithFour, blocksAfter, runPasses } from './batch';
import { halfRoots } from './halves';
import * as kernel from './kernels';
import { Passes } from './passes';

/** Rows of n points, modes 0 … cutoff ≤ n/2. */
@unmanaged
export class RowPairs {
  n: i32;
  cutoff: i32;
  /** Blocks of a pair of rows: n/2, or n where n is odd. */
  blocks: i32;
  odd: bool;
  passes: Passes;
  roots: usize;
}

export function layRowPairs(n: i32, cutoff: i32): RowPairs {
  const rows = changetype<RowPairs>(allocate(offsetof<RowPairs>()));
  rows.n = n;
  rows.cutoff = cutoff;
  rows.odd = (n & 1) != 0;
  rows.blocks = rows.odd ? n : n >> 1;
  rows.passes = batchPasses(rows.blocks);
  if (!rows.odd) rows.roots = halfRoots(rows.blocks);
  return rows;
}

/** Bytes of a pair of rows as blocks. */
// @ts-ignore: decorator
@inline
export function blockBytes(rows: RowPairs): usize {
  return <usize>rows.blocks << 5;
}

/** From the modes of the rows at `a` and `b` to blocks of their points at `y`. */
export function rowModesToBlocks(rows: RowPairs, a: usize, b: usize, y: usize, scratch: usize): void {
  const input = blocksAfter(rows.passes, 0, y, scratch);
  if (rows.odd) conjugated(rows, a, b, input);
  else unpacked(rows, a, b, input);
  runPasses(rows.passes, 0, rows.passes.count, y, scratch);
}

/** From points, two rows of n reals at `x` and `xx`, to the modes of the rows at `a` and `b`, times `factor`. */
export function rowsToModes(
  rows: RowPairs, x: usize, xx: usize, factor: f64, a: usize, b: usize, y: usize, scratch: usize,
): void {
  const passes = rows.passes;
  if (!rows.odd && beginsWithFour(passes)) {
    const pass = passes.at(0);
    kernel.rowsFirst4(x, xx, blocksAfter(passes, 1, y, scratch), pass.roots, pass.m);
    runPasses(passes, 1, passes.count, y, scratch);
  } else {
    rowsToBlocks(rows, x, xx, blocksAfter(passes, 0, y, scratch));
    runPasses(passes, 0, passes.count, y, scratch);
  }
  blocksToModes(rows, y, a, b, factor);
}

/** The same from the products of the points in blocks at `x` and `f`; x is what `blocksAfter` says, and used up. */
export function productToModes(
  rows: RowPairs, x: usize, f: usize, factor: f64, a: usize, b: usize, y: usize, scratch: usize,
): void {
  const passes = rows.passes;
  if (beginsWithFour(passes)) {
    const pass = passes.at(0);
    kernel.productFirst4(x, f, blocksAfter(passes, 1, y, scratch), pass.roots, pass.m);
    runPasses(passes, 1, passes.count, y, scratch);
  } else {
    for (let at = x, end = x + blockBytes(rows); at < end; at += 16, f += 16) {
      v128.store(at, f64x2.mul(v128.load(at), v128.load(f)));
    }
    runPasses(passes, 0, passes.count, y, scratch);
  }
  blocksToModes(rows, y, a, b, factor);
}

function blocksToModes(rows: RowPairs, y: usize, a: usize, b: usize, factor: f64): void {
  if (!rows.odd) {
    packed(rows, y, a, b, factor);
    return;
  }
  const f = f64x2.splat(factor);
  for (let k: usize = 0; k <= <usize>rows.cutoff; k++) {
    storeModes(f64x2.mul(v128.load(y + (k << 5)), f), f64x2.mul(v128.load(y + (k << 5), 16), f), a, b, k << 4);
  }
}

/** Real and imaginary parts of mode k of both rows; `k` counts 16 bytes a mode. */
// @ts-ignore: decorator
@inline
function realParts(a: usize, b: usize, k: usize): v128 {
  return v128.shuffle<f64>(v128.load(a + k), v128.load(b + k), 0, 2);
}
// @ts-ignore: decorator
@inline
function imaginaryParts(a: usize, b: usize, k: usize): v128 {
  return v128.shuffle<f64>(v128.load(a + k), v128.load(b + k), 1, 3);
}
// @ts-ignore: decorator
@inline
function storeModes(re: v128, im: v128, a: usize, b: usize, k: usize): void {
  v128.store(a + k, v128.shuffle<f64>(re, im, 0, 2));
  v128.store(b + k, v128.shuffle<f64>(re, im, 1, 3));
}
// @ts-ignore: decorator
@inline
function storeBlock(re: v128, im: v128, at: usize): void {
  v128.store(at, re);
  v128.store(at, im, 16);
}

/** Odd n: the modes and their conjugates, mode k at the place −k, so that the forward passes invert. */
function conjugated(rows: RowPairs, a: usize, b: usize, x: usize): void {
  const size = <usize>rows.n << 5;
  const last = <usize>(rows.cutoff + 1) << 5;
  storeBlock(realParts(a, b, 0), f64x2.splat(0), x);
  for (let k: usize = 32; k < last; k += 32) {
    const re = realParts(a, b, k >> 1);
    const im = imaginaryParts(a, b, k >> 1);
    storeBlock(re, im, x + size - k);
    storeBlock(re, f64x2.neg(im), x + k);
  }
  if (size - last > last - 32) memory.fill(x + last, 0, size - 2 * last + 32);
}

/**
 * Even n = 2h: Z_k and Z_{h−k} (see halves.ts) at each other's places. Of X_k and X_{h−k}, k ≤ h/2, the second is
 * zero up to k = h − K − 1, and both are beyond K.
 */
function unpacked(rows: RowPairs, a: usize, b: usize, x: usize): void {
  const h = rows.blocks;
  const cutoff = rows.cutoff;
  const low = realParts(a, b, 0);
  const high = cutoff == h ? realParts(a, b, <usize>h << 4) : f64x2.splat(0);
  storeBlock(f64x2.add(low, high), f64x2.sub(low, high), x);
  let roots = rows.roots;
  let k: usize = 16;
  let p = x + 32;
  let q = x + (<usize>(h - 1) << 5);
  for (const end = <usize>max(0, min(min(h - cutoff - 1, cutoff), h >> 1)) << 4; k <= end; k += 16, p += 32, q -= 32) {
    roots += 16;
    const ar = realParts(a, b, k);
    const ai = imaginaryParts(a, b, k);
    storeUnpacked(ar, ai, ar, ai, roots, p, q);
  }
  for (const end = <usize>min(cutoff, h >> 1) << 4; k <= end; k += 16, p += 32, q -= 32) {
    roots += 16;
    const mirror = (<usize>h << 4) - k;
    const pr = realParts(a, b, k);
    const pi = imaginaryParts(a, b, k);
    const qr = realParts(a, b, mirror);
    const qi = imaginaryParts(a, b, mirror);
    storeUnpacked(f64x2.add(pr, qr), f64x2.sub(pi, qi), f64x2.sub(pr, qr), f64x2.add(pi, qi), roots, p, q);
  }
  if (p <= q) memory.fill(p, 0, q - p + 32);
}

// @ts-ignore: decorator
@inline
function storeUnpacked(ar: v128, ai: v128, dr: v128, di: v128, root: usize, p: usize, q: usize): void {
  const c = v128.load64_splat(root);
  const s = v128.load64_splat(root, 8);
  const br = f64x2.add(f64x2.mul(dr, c), f64x2.mul(di, s));
  const bi = f64x2.sub(f64x2.mul(di, c), f64x2.mul(dr, s));
  storeBlock(f64x2.sub(ar, bi), f64x2.add(ai, br), q);
  storeBlock(f64x2.add(ar, bi), f64x2.sub(br, ai), p);
}

/** Even n = 2h: X_k and X_{h−k}, k ≤ h/2, times `factor`; beyond the cutoff is up to k = h − K − 1 the second alone. */
function packed(rows: RowPairs, z: usize, a: usize, b: usize, factor: f64): void {
  const h = rows.blocks;
  const cutoff = rows.cutoff;
  const size = <usize>h << 4;
  const whole = f64x2.splat(factor);
  const half = f64x2.splat(0.5 * factor);
  const zero = f64x2.splat(0);
  const re = f64x2.mul(v128.load(z), whole);
  const im = f64x2.mul(v128.load(z, 16), whole);
  storeModes(f64x2.add(re, im), zero, a, b, 0);
  if (cutoff == h) storeModes(f64x2.sub(re, im), zero, a, b, size);
  let roots = rows.roots;
  let k: usize = 16;
  for (const end = <usize>max(0, min(min(h - cutoff - 1, cutoff), h >> 1)) << 4; k <= end; k += 16) {
    roots += 16;
    storePacked(z + (k << 1), z + ((size - k) << 1), roots, half, a, b, k, 0);
  }
  for (const end = <usize>min(cutoff, h >> 1) << 4; k <= end; k += 16) {
    roots += 16;
    storePacked(z + (k << 1), z + ((size - k) << 1), roots, half, a, b, k, size - k);
  }
}

/** X_k from the blocks Z_k at `p` and Z_{h−k} at `q`, and X_{h−k} where `mirror`, its place, is not 0. */
// @ts-ignore: decorator
@inline
function storePacked(p: usize, q: usize, root: usize, half: v128, a: usize, b: usize, k: usize, mirror: usize): void {
  const pr = v128.load(p);
  const pi = v128.load(p, 16);
  const qr = v128.load(q);
  const qi = v128.load(q, 16);
  const c = f64x2.mul(v128.load64_splat(root), half);
  const s = f64x2.mul(v128.load64_splat(root, 8), half);
  const ar = f64x2.mul(f64x2.add(pr, qr), half);
  const ai = f64x2.mul(f64x2.sub(pi, qi), half);
  const br = f64x2.add(pi, qi);
  const bi = f64x2.sub(qr, pr);
  const tr = f64x2.sub(f64x2.mul(br, c), f64x2.mul(bi, s));
  const ti = f64x2.add(f64x2.mul(bi, c), f64x2.mul(br, s));
  storeModes(f64x2.add(ar, tr), f64x2.add(ai, ti), a, b, k);
  if (mirror) storeModes(f64x2.sub(ar, tr), f64x2.sub(ti, ai), a, b, mirror);
}

/** Rows of n reals at `a` and `b` to blocks at `at`. */
function rowsToBlocks(rows: RowPairs, a: usize, b: usize, at: usize): void {
  const end = at + blockBytes(rows);
  if (rows.odd) {
    for (; at < end; at += 32, a += 8, b += 8) storeBlock(f64x2(load<f64>(a), load<f64>(b)), f64x2.splat(0), at);
  } else {
    for (; at < end; at += 32, a += 16, b += 16) storeBlock(realParts(a, b, 0), imaginaryParts(a, b, 0), at);
  }
}

/** Blocks at `y` to rows of n reals. */
export function blocksToRows(rows: RowPairs, y: usize, a: usize, b: usize): void {
  const end = y + (<usize>rows.blocks << 5);
  if (rows.odd) {
    for (; y < end; y += 32, a += 8, b += 8) {
      store<f64>(a, load<f64>(y));
      store<f64>(b, load<f64>(y, 8));
    }
  } else {
    for (; y < end; y += 32, a += 16, b += 16) storeModes(v128.load(y), v128.load(y, 16), a, b, 0);
  }
}
