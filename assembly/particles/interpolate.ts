// Interpolation, the adjoint of spreading: every point gathers the w^d grid points around it, of several fields
// with one evaluation of the kernel.
import { boxBytes, copyBox, fit } from './box';
import { BATCH, Spreader } from './spread';
import { evaluateTaps } from './taps';

/** s.sorted = values at x_j of Σ grid φ(x_j − x), for `fields` grids that lie one after the other. */
export function interpolate(s: Spreader, grids: usize, fields: i32): void {
  const bins = s.bins;
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
        for (let f: usize = 0; f < <usize>fields; f++) copyBox(s.box, bins, grids + f * gridBytes, s.buffer + f * bytes);
        for (let at = begin; at < end; at += BATCH) gatherBatch(s, at, min(BATCH, end - at), fields);
      }
    }
  }
}

function gatherBatch(s: Spreader, begin: i32, count: i32, fields: i32): void {
  const d = s.bins.dimension;
  evaluateTaps(s.kernel, s.bins.local + (<usize>(begin * d) << 3), count * d, s.first, s.taps);
  const to = s.sorted + (<usize>(begin * fields) << 3);
  const end = to + (<usize>(count * fields) << 3);
  const pairs = s.kernel.pairs;
  if (pairs == 2) gatherPoints2(s, to, end, fields);
  else if (pairs == 3) gatherPoints3(s, to, end, fields);
  else if (pairs == 4) gatherPoints4(s, to, end, fields);
  else if (pairs == 5) gatherPoints5(s, to, end, fields);
  else if (pairs == 6) gatherPoints6(s, to, end, fields);
  else if (pairs == 7) gatherPoints7(s, to, end, fields);
  else gatherPoints8(s, to, end, fields);
}

// One function for each width, of the same text: pairs is a constant in each.
function gatherPoints2(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 2);
}
function gatherPoints3(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 3);
}
function gatherPoints4(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 4);
}
function gatherPoints5(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 5);
}
function gatherPoints6(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 6);
}
function gatherPoints7(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 7);
}
function gatherPoints8(s: Spreader, to: usize, end: usize, fields: i32): void {
  gatherPoints(s, to, end, fields, 8);
}

// @ts-ignore: decorator
@inline
function addProduct(sum: v128, weight: v128, at: usize): v128 {
  return f64x2.add(sum, f64x2.mul(weight, v128.load(at)));
}

// @ts-ignore: decorator
@inline
function gatherPoints(s: Spreader, to: usize, end: usize, fields: i32, pairs: i32): void {
  const box = s.box;
  const axes = <usize>s.bins.dimension;
  const bytes = <usize>pairs << 4;
  const row = <usize>box.size2 << 3;
  const plane = row * <usize>box.size1;
  const rows: usize = axes > 1 ? bytes : 8;
  const planes: usize = axes > 2 ? bytes : 8;
  const field = boxBytes(box);
  let first = s.first;
  let taps0 = s.taps;
  for (; to < end; first += axes << 2, taps0 += axes * bytes) {
    const taps2 = taps0 + (axes - 1) * bytes;
    const taps1 = taps2 - bytes;
    let from = s.buffer + (<usize>(load<i32>(first + (axes << 2) - 4) - box.low2) << 3);
    if (axes > 1) from += <usize>(load<i32>(first + (axes << 2) - 8) - box.low1) * row;
    if (axes > 2) from += <usize>(load<i32>(first) - box.low0) * plane;
    for (let f = 0; f < fields; f++, from += field, to += 8) {
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
        const share = axes > 2 ? load<f64>(taps0 + a) : 1;
        let line = slab;
        for (let b: usize = 0; b < rows; b += 8, line += row) {
          const weight = f64x2.splat(axes > 1 ? share * load<f64>(taps1 + b) : share);
          s0 = addProduct(s0, weight, line);
          s1 = addProduct(s1, weight, line + 16);
          if (pairs > 2) s2 = addProduct(s2, weight, line + 32);
          if (pairs > 3) s3 = addProduct(s3, weight, line + 48);
          if (pairs > 4) s4 = addProduct(s4, weight, line + 64);
          if (pairs > 5) s5 = addProduct(s5, weight, line + 80);
          if (pairs > 6) s6 = addProduct(s6, weight, line + 96);
          if (pairs > 7) s7 = addProduct(s7, weight, line + 112);
        }
      }
      s0 = addProduct(f64x2.mul(s0, v128.load(taps2)), s1, taps2 + 16);
      if (pairs > 2) s0 = addProduct(s0, s2, taps2 + 32);
      if (pairs > 3) s0 = addProduct(s0, s3, taps2 + 48);
      if (pairs > 4) s0 = addProduct(s0, s4, taps2 + 64);
      if (pairs > 5) s0 = addProduct(s0, s5, taps2 + 80);
      if (pairs > 6) s0 = addProduct(s0, s6, taps2 + 96);
      if (pairs > 7) s0 = addProduct(s0, s7, taps2 + 112);
      store<f64>(to, f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1));
    }
  }
}
