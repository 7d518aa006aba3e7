// Spreading: every point adds its strength times the kernel to the w^d grid points around it.
//
// A store of two taps at an odd place, met soon after by a load at an even one, would wait for the store to leave
// the processor. So points whose first tap lies at an odd place of the row have a buffer of their own, one place
// further on, and in either buffer all pairs of taps are aligned.
import { Bins, intoOrder } from './bins';
import { Box, addBox, boxBytes, fit } from './box';
import { Kernel } from './kernel';
import { evaluateTaps } from './taps';

/** Points whose taps are held at once. */
export const BATCH: i32 = 32;

@unmanaged
export class Spreader {
  bins: Bins;
  kernel: Kernel;
  box: Box;
  /** Of a batch: i32[d] first taps and f64[d][w] taps a point. */
  first: usize;
  taps: usize;
  /** f64[count][fields]: strengths or values of the points, in the order of the bins. */
  sorted: usize;
  /** f64[2][largest box], a pair of zeros before and between them. */
  buffer: usize;
}

/** grid = Σ_j c_j φ(x − x_j). */
export function spread(s: Spreader, c: usize, grid: usize): void {
  const bins = s.bins;
  intoOrder(bins, c, s.sorted);
  memory.fill(grid, 0, <usize>(bins.n0 * bins.n1 * bins.n2) << 3);
  let start = bins.starts;
  for (let i = 0; i < bins.tiles0; i++) {
    for (let j = 0; j < bins.tiles1; j++) {
      for (let k = 0; k < bins.tiles2; k++, start += 4) {
        const begin = load<i32>(start);
        const end = load<i32>(start, 4);
        if (begin == end) continue;
        fit(s.box, bins, i, j, k, begin, end, s.kernel.width);
        const bytes = boxBytes(s.box);
        const odd = bytes + 16;
        memory.fill(s.buffer, 0, odd + bytes);
        for (let at = begin; at < end; at += BATCH) spreadBatch(s, at, min(BATCH, end - at), odd);
        addBox(s.box, bins, s.buffer, s.buffer + odd, grid);
      }
    }
  }
}

function spreadBatch(s: Spreader, begin: i32, count: i32, odd: usize): void {
  const d = s.bins.dimension;
  evaluateTaps(s.kernel, s.bins.local + (<usize>(begin * d) << 3), count * d, s.first, s.taps);
  const strength = s.sorted + (<usize>begin << 3);
  const end = strength + (<usize>count << 3);
  const pairs = s.kernel.pairs;
  if (pairs == 2) addPoints2(s, strength, end, odd);
  else if (pairs == 3) addPoints3(s, strength, end, odd);
  else if (pairs == 4) addPoints4(s, strength, end, odd);
  else if (pairs == 5) addPoints5(s, strength, end, odd);
  else if (pairs == 6) addPoints6(s, strength, end, odd);
  else if (pairs == 7) addPoints7(s, strength, end, odd);
  else addPoints8(s, strength, end, odd);
}

// One function for each width, of the same text: pairs is a constant in each.
function addPoints2(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 2);
}
function addPoints3(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 3);
}
function addPoints4(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 4);
}
function addPoints5(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 5);
}
function addPoints6(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 6);
}
function addPoints7(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 7);
}
function addPoints8(s: Spreader, strength: usize, end: usize, odd: usize): void {
  addPoints(s, strength, end, odd, 8);
}

// @ts-ignore: decorator
@inline
function addPair(at: usize, weight: v128, tap: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.mul(weight, tap)));
}

// @ts-ignore: decorator
@inline
function addPoints(s: Spreader, strength: usize, end: usize, odd: usize, pairs: i32): void {
  const box = s.box;
  const axes = <usize>s.bins.dimension;
  const bytes = <usize>pairs << 4;
  const row = <usize>box.size2 << 3;
  const plane = row * <usize>box.size1;
  // Rows and planes that a point touches, as bytes of taps.
  const rows: usize = axes > 1 ? bytes : 8;
  const planes: usize = axes > 2 ? bytes : 8;
  const ONE = f64x2.splat(1);
  let first = s.first;
  let taps0 = s.taps;
  for (; strength < end; strength += 8, first += axes << 2, taps0 += axes * bytes) {
    const taps2 = taps0 + (axes - 1) * bytes;
    const taps1 = taps2 - bytes;
    const tap = load<i32>(first + (axes << 2) - 4) - box.low2;
    // An odd place in the second buffer is one before it, and so aligned.
    let to = s.buffer + (<usize>tap << 3) + <usize>(tap & 1) * (odd - 8);
    if (axes > 1) to += <usize>(load<i32>(first + (axes << 2) - 8) - box.low1) * row;
    if (axes > 2) to += <usize>(load<i32>(first) - box.low0) * plane;
    const c = v128.load64_splat(strength);
    const x0 = f64x2.mul(c, v128.load(taps2));
    const x1 = f64x2.mul(c, v128.load(taps2, 16));
    const x2 = pairs > 2 ? f64x2.mul(c, v128.load(taps2, 32)) : x0;
    const x3 = pairs > 3 ? f64x2.mul(c, v128.load(taps2, 48)) : x0;
    const x4 = pairs > 4 ? f64x2.mul(c, v128.load(taps2, 64)) : x0;
    const x5 = pairs > 5 ? f64x2.mul(c, v128.load(taps2, 80)) : x0;
    const x6 = pairs > 6 ? f64x2.mul(c, v128.load(taps2, 96)) : x0;
    const x7 = pairs > 7 ? f64x2.mul(c, v128.load(taps2, 112)) : x0;
    for (let a: usize = 0; a < planes; a += 8, to += plane) {
      const share = axes > 2 ? v128.load64_splat(taps0 + a) : ONE;
      let line = to;
      for (let b: usize = 0; b < rows; b += 8, line += row) {
        const weight = axes > 1 ? f64x2.mul(share, v128.load64_splat(taps1 + b)) : share;
        addPair(line, weight, x0);
        addPair(line + 16, weight, x1);
        if (pairs > 2) addPair(line + 32, weight, x2);
        if (pairs > 3) addPair(line + 48, weight, x3);
        if (pairs > 4) addPair(line + 64, weight, x4);
        if (pairs > 5) addPair(line + 80, weight, x5);
        if (pairs > 6) addPair(line + 96, weight, x6);
        if (pairs > 7) addPair(line + 112, weight, x7);
      }
    }
  }
}
