// Interpolation, the adjoint of spreading: every point gathers the w^d grid points around it, of several fields
// with one evaluation of the kernel.
import { Box, boxBytes, copyBox, firstTap, fit, tapOffset } from './box';
import { taps } from './kernel';
import { Spreader } from './spread';

/**
 * out_f(x_j) = Σ grid_f φ(x_j − x) for grids that lie one after the other: `fields` of them, whose values at a point
 * stand together, f64[count][fields], and, unless `extra` is 0, a last one with values f64[count] there.
 */
export function interpolate(s: Spreader, grids: usize, fields: i32, out: usize, extra: usize): void {
  const bins = s.bins;
  const all = <usize>fields + <usize>(extra != 0);
  const gridBytes = <usize>(bins.n0 * bins.n1 * bins.n2) << 3;
  let start = bins.starts;
  for (let i = 0; i < bins.tiles0; i++) {
    for (let j = 0; j < bins.tiles1; j++) {
      for (let k = 0; k < bins.tiles2; k++, start += 4) {
        const begin = load<i32>(start);
        const end = load<i32>(start, 4);
        if (begin == end) continue;
        fit(s.box, bins, i, j, k, begin, end, s.kernel.width);
        const bytes = boxBytes(s.box);
        for (let f: usize = 0; f < all; f++) copyBox(s.box, bins, grids + f * gridBytes, s.buffer + f * bytes);
        gatherTile(s, begin, end, fields, out, extra);
      }
    }
  }
}

function gatherTile(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  const pairs = s.kernel.pairs;
  if (pairs == 2) gatherPoints2(s, begin, end, fields, out, extra);
  else if (pairs == 3) gatherPoints3(s, begin, end, fields, out, extra);
  else if (pairs == 4) gatherPoints4(s, begin, end, fields, out, extra);
  else if (pairs == 5) gatherPoints5(s, begin, end, fields, out, extra);
  else if (pairs == 6) gatherPoints6(s, begin, end, fields, out, extra);
  else if (pairs == 7) gatherPoints7(s, begin, end, fields, out, extra);
  else gatherPoints8(s, begin, end, fields, out, extra);
}

// One function for each width, of the same text: pairs is a constant in each.
function gatherPoints2(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 2);
}
function gatherPoints3(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 3);
}
function gatherPoints4(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 4);
}
function gatherPoints5(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 5);
}
function gatherPoints6(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 6);
}
function gatherPoints7(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 7);
}
function gatherPoints8(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize): void {
  gatherPoints(s, begin, end, fields, out, extra, 8);
}

// @ts-ignore: decorator
@inline
function madd(sum: v128, weight: v128, at: usize): v128 {
  return f64x2.add(sum, f64x2.mul(weight, v128.load(at)));
}

// @ts-ignore: decorator
@inline
function gatherPoints(s: Spreader, begin: i32, end: i32, fields: i32, out: usize, extra: usize, pairs: i32): void {
  const kernel = s.kernel;
  const box = s.box;
  const bytes = <usize>pairs << 4;
  const taps2 = s.taps;
  const taps1 = taps2 + bytes;
  const taps0 = taps1 + bytes;
  const stride = <usize>s.bins.dimension << 3;
  const row = <usize>box.size2 << 3;
  const plane = row * <usize>box.size1;
  const field = boxBytes(box);
  const fieldBytes = <usize>fields << 3;
  const allBytes = fieldBytes + (<usize>(extra != 0) << 3);
  const last = s.bins.order + (<usize>end << 2);
  let point = s.bins.local + <usize>begin * stride;
  for (let at = s.bins.order + (<usize>begin << 2); at < last; at += 4, point += stride) {
    let t = load<f64>(point + stride - 8);
    let tap = firstTap(t);
    taps(kernel, tapOffset(t, tap), taps2, pairs);
    let from = s.buffer + (<usize>(tap - box.low2) << 3);
    let rows: usize = 8;
    let planes: usize = 8;
    if (stride > 8) {
      t = load<f64>(point + stride - 16);
      tap = firstTap(t);
      taps(kernel, tapOffset(t, tap), taps1, pairs);
      from += <usize>(tap - box.low1) * row;
      rows = bytes;
    }
    if (stride > 16) {
      t = load<f64>(point);
      tap = firstTap(t);
      taps(kernel, tapOffset(t, tap), taps0, pairs);
      from += <usize>(tap - box.low0) * plane;
      planes = bytes;
    }
    const j = <usize>load<i32>(at);
    for (let f: usize = 0; f < allBytes; f += 8, from += field) {
      let s0 = f64x2.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let s4 = s0;
      let s5 = s0;
      let s6 = s0;
      let s7 = s0;
      let slab = from;
      for (let a: usize = 0; a < planes; a += 8, slab += plane) {
        const share = load<f64>(taps0 + a);
        let line = slab;
        for (let b: usize = 0; b < rows; b += 8, line += row) {
          const weight = f64x2.splat(share * load<f64>(taps1 + b));
          s0 = madd(s0, weight, line);
          s1 = madd(s1, weight, line + 16);
          if (pairs > 2) s2 = madd(s2, weight, line + 32);
          if (pairs > 3) s3 = madd(s3, weight, line + 48);
          if (pairs > 4) s4 = madd(s4, weight, line + 64);
          if (pairs > 5) s5 = madd(s5, weight, line + 80);
          if (pairs > 6) s6 = madd(s6, weight, line + 96);
          if (pairs > 7) s7 = madd(s7, weight, line + 112);
        }
      }
      s0 = madd(f64x2.mul(s0, v128.load(taps2)), s1, taps2 + 16);
      if (pairs > 2) s0 = madd(s0, s2, taps2 + 32);
      if (pairs > 3) s0 = madd(s0, s3, taps2 + 48);
      if (pairs > 4) s0 = madd(s0, s4, taps2 + 64);
      if (pairs > 5) s0 = madd(s0, s5, taps2 + 80);
      if (pairs > 6) s0 = madd(s0, s6, taps2 + 96);
      if (pairs > 7) s0 = madd(s0, s7, taps2 + 112);
      const to = f < fieldBytes ? out + j * fieldBytes + f : extra + (j << 3);
      store<f64>(to, f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1));
    }
  }
}
