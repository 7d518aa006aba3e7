// The part of a periodic grid that the points of one tile reach: copied to and from a buffer of its own, in which
// nothing wraps, rows lie close together and all stays in the cache.
import { Bins } from './bins';
import { firstTap } from './taps';

@unmanaged
export class Box {
  /** Grid indices of the first point, by axis; may be negative. */
  corner0: i32;
  corner1: i32;
  corner2: i32;
  /** Grid points by axis; the last is even. */
  size0: i32;
  size1: i32;
  size2: i32;
  /** First taps of the tile's points, from the tile's own corner of taps, are these or later. */
  low0: i32;
  low1: i32;
  low2: i32;
}

/** A tile with fewer points is searched for where they lie; with more, all its grid points will be needed. */
const FEW: i32 = 32;

/** Fits the box to the points begin … end − 1 of tile (a, b, c) with taps of `width`. */
export function fit(box: Box, bins: Bins, a: i32, b: i32, c: i32, begin: i32, end: i32, width: i32): void {
  const axes = bins.dimension;
  const half = width >> 1;
  const all = end - begin >= FEW;
  box.low2 = all ? 0 : leastTap(bins, begin, end, axes - 1);
  // Rows of whole pairs, with room for a first tap at an odd place.
  box.size2 = ((all ? 1 << bins.shift2 : mostTap(bins, begin, end, axes - 1) - box.low2) + width + 2) & ~1;
  box.corner2 = (c << bins.shift2) + box.low2 - half;
  box.low1 = 0;
  box.size1 = 1;
  box.corner1 = 0;
  box.low0 = 0;
  box.size0 = 1;
  box.corner0 = 0;
  if (axes > 1) {
    if (!all) box.low1 = leastTap(bins, begin, end, axes - 2);
    box.size1 = (all ? 1 << bins.shift1 : mostTap(bins, begin, end, axes - 2) - box.low1) + width;
    box.corner1 = (b << bins.shift1) + box.low1 - half;
  }
  if (axes > 2) {
    if (!all) box.low0 = leastTap(bins, begin, end, 0);
    box.size0 = (all ? 1 << bins.shift0 : mostTap(bins, begin, end, 0) - box.low0) + width;
    box.corner0 = (a << bins.shift0) + box.low0 - half;
  }
}

/** Least first tap of these points along an axis, counted among those there are. */
function leastTap(bins: Bins, begin: i32, end: i32, axis: i32): i32 {
  const stride = <usize>bins.dimension << 3;
  const last = bins.local + <usize>end * stride;
  let least = i32.MAX_VALUE;
  for (let t = bins.local + <usize>begin * stride + (<usize>axis << 3); t < last; t += stride) {
    least = min(least, firstTap(load<f64>(t)));
  }
  return least;
}

/** The largest one. */
function mostTap(bins: Bins, begin: i32, end: i32, axis: i32): i32 {
  const stride = <usize>bins.dimension << 3;
  const last = bins.local + <usize>end * stride;
  let most = i32.MIN_VALUE;
  for (let t = bins.local + <usize>begin * stride + (<usize>axis << 3); t < last; t += stride) {
    most = max(most, firstTap(load<f64>(t)));
  }
  return most;
}

/** Bytes of a box around a whole tile. */
export function largestBox(bins: Bins, width: i32): usize {
  let points = ((1 << bins.shift2) + width + 2) & ~1;
  if (bins.dimension > 1) points *= (1 << bins.shift1) + width;
  if (bins.dimension > 2) points *= (1 << bins.shift0) + width;
  return <usize>points << 3;
}

// @ts-ignore: decorator
@inline
export function boxBytes(box: Box): usize {
  return <usize>(box.size0 * box.size1 * box.size2) << 3;
}

/** A grid index that is less than a turn away, brought back. */
// @ts-ignore: decorator
@inline
function wrap(i: i32, n: i32): i32 {
  return i >= n ? i - n : i;
}

function modulo(i: i32, n: i32): i32 {
  const rest = i % n;
  return rest < 0 ? rest + n : rest;
}

/** grid += buffer, for the two halves of a spread box: see spread.ts. */
export function addBox(box: Box, bins: Bins, even: usize, odd: usize, grid: usize): void {
  const row = <usize>box.size2 << 3;
  const corner2 = modulo(box.corner2, bins.n2);
  let a = modulo(box.corner0, bins.n0);
  for (let i = 0; i < box.size0; i++, a = wrap(a + 1, bins.n0)) {
    let b = modulo(box.corner1, bins.n1);
    for (let j = 0; j < box.size1; j++, b = wrap(b + 1, bins.n1), even += row, odd += row) {
      addRow(grid + ((<usize>((a * bins.n1 + b) * bins.n2)) << 3), bins.n2, corner2, even, odd, box.size2);
    }
  }
}

/** line[(at + i) mod n] += even[i] + odd[i − 1] */
function addRow(line: usize, n: i32, at: i32, even: usize, odd: usize, size: i32): void {
  for (let left = size; left > 0; at = 0) {
    const part = min(left, n - at);
    left -= part;
    let to = line + (<usize>at << 3);
    const end = even + (<usize>part << 3);
    for (; even + 8 < end; even += 16, odd += 16, to += 16) {
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(v128.load(even), v128.load(odd - 8))));
    }
    if (even == end) continue;
    store<f64>(to, load<f64>(to) + (load<f64>(even) + load<f64>(odd - 8)));
    even += 8;
    odd += 8;
  }
}

/** buffer = grid */
export function copyBox(box: Box, bins: Bins, grid: usize, buffer: usize): void {
  const row = <usize>box.size2 << 3;
  const corner2 = modulo(box.corner2, bins.n2);
  let a = modulo(box.corner0, bins.n0);
  for (let i = 0; i < box.size0; i++, a = wrap(a + 1, bins.n0)) {
    let b = modulo(box.corner1, bins.n1);
    for (let j = 0; j < box.size1; j++, b = wrap(b + 1, bins.n1), buffer += row) {
      copyRow(grid + ((<usize>((a * bins.n1 + b) * bins.n2)) << 3), bins.n2, corner2, buffer, box.size2);
    }
  }
}

/** to[i] = line[(at + i) mod n] */
function copyRow(line: usize, n: i32, at: i32, to: usize, size: i32): void {
  for (let left = size; left > 0; at = 0) {
    const part = min(left, n - at);
    left -= part;
    let from = line + (<usize>at << 3);
    const end = to + (<usize>part << 3);
    for (; to + 8 < end; to += 16, from += 16) v128.store(to, v128.load(from));
    if (to == end) continue;
    store<f64>(to, load<f64>(from));
    to += 8;
  }
}
