// Spreading: every point adds its strength times the kernel to the w^d grid points around it.
//
// A store of two taps at an odd place, met soon after by a load at an even one, would wait for the store to leave
// the processor. So points whose first tap lies at an odd place of the row have a buffer of their own, one place
// further on, and in either buffer all pairs of taps are aligned.
import { Bins } from './bins';
import { Box, addBox, boxBytes, firstTap, fit, tapOffset } from './box';
import { Kernel, taps } from './kernel';

@unmanaged
export class Spreader {
  bins: Bins;
  kernel: Kernel;
  box: Box;
  /** f64[3][w]: taps by axis, 1 where an axis is missing. */
  taps: usize;
  /** f64[2][largest box], a pair of zeros before and between them. */
  buffer: usize;
}

/** grid = Σ_j c_j φ(x − x_j). */
export function spread(s: Spreader, c: usize, grid: usize): void {
  const bins = s.bins;
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
        const odd = s.buffer + bytes + 16;
        memory.fill(s.buffer, 0, 2 * bytes + 16);
        spreadTile(s, c, begin, end, odd - s.buffer);
        addBox(s.box, bins, s.buffer, odd, grid);
      }
    }
  }
}

function spreadTile(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  const pairs = s.kernel.pairs;
  if (pairs == 2) spreadPoints2(s, c, begin, end, odd);
  else if (pairs == 3) spreadPoints3(s, c, begin, end, odd);
  else if (pairs == 4) spreadPoints4(s, c, begin, end, odd);
  else if (pairs == 5) spreadPoints5(s, c, begin, end, odd);
  else if (pairs == 6) spreadPoints6(s, c, begin, end, odd);
  else if (pairs == 7) spreadPoints7(s, c, begin, end, odd);
  else spreadPoints8(s, c, begin, end, odd);
}

// One function for each width, of the same text: pairs is a constant in each.
function spreadPoints2(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 2);
}
function spreadPoints3(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 3);
}
function spreadPoints4(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 4);
}
function spreadPoints5(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 5);
}
function spreadPoints6(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 6);
}
function spreadPoints7(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 7);
}
function spreadPoints8(s: Spreader, c: usize, begin: i32, end: i32, odd: usize): void {
  spreadPoints(s, c, begin, end, odd, 8);
}

// @ts-ignore: decorator
@inline
function addPair(at: usize, weight: v128, tap: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.mul(weight, tap)));
}

// @ts-ignore: decorator
@inline
function spreadPoints(s: Spreader, c: usize, begin: i32, end: i32, odd: usize, pairs: i32): void {
  const kernel = s.kernel;
  const box = s.box;
  const bytes = <usize>pairs << 4;
  const taps2 = s.taps;
  const taps1 = taps2 + bytes;
  const taps0 = taps1 + bytes;
  const stride = <usize>s.bins.dimension << 3;
  const row = <usize>box.size2 << 3;
  const plane = row * <usize>box.size1;
  const last = s.bins.order + (<usize>end << 2);
  let point = s.bins.local + <usize>begin * stride;
  for (let at = s.bins.order + (<usize>begin << 2); at < last; at += 4, point += stride) {
    let t = load<f64>(point + stride - 8);
    let tap = firstTap(t);
    taps(kernel, tapOffset(t, tap), taps2, pairs);
    tap -= box.low2;
    // An odd place in the second buffer is one before it, and so aligned.
    let to = s.buffer + (<usize>tap << 3) + <usize>(tap & 1) * (odd - 8);
    let rows: usize = 8;
    let planes: usize = 8;
    if (stride > 8) {
      t = load<f64>(point + stride - 16);
      tap = firstTap(t);
      taps(kernel, tapOffset(t, tap), taps1, pairs);
      to += <usize>(tap - box.low1) * row;
      rows = bytes;
    }
    if (stride > 16) {
      t = load<f64>(point);
      tap = firstTap(t);
      taps(kernel, tapOffset(t, tap), taps0, pairs);
      to += <usize>(tap - box.low0) * plane;
      planes = bytes;
    }
    const x0 = v128.load(taps2);
    const x1 = v128.load(taps2, 16);
    const x2 = pairs > 2 ? v128.load(taps2, 32) : x0;
    const x3 = pairs > 3 ? v128.load(taps2, 48) : x0;
    const x4 = pairs > 4 ? v128.load(taps2, 64) : x0;
    const x5 = pairs > 5 ? v128.load(taps2, 80) : x0;
    const x6 = pairs > 6 ? v128.load(taps2, 96) : x0;
    const x7 = pairs > 7 ? v128.load(taps2, 112) : x0;
    const strength = load<f64>(c + (<usize>load<i32>(at) << 3));
    for (let a: usize = 0; a < planes; a += 8, to += plane) {
      const share = strength * load<f64>(taps0 + a);
      let line = to;
      for (let b: usize = 0; b < rows; b += 8, line += row) {
        const weight = f64x2.splat(share * load<f64>(taps1 + b));
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
