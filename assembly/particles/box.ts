// The part of a periodic grid that the points of one tile reach: copied to and from a buffer of its own, in which
// nothing wraps, rows lie close together and all stays in the cache.
import { Bins } from './bins';

/** 1.5·2^52: added to a number below 2^31 it leaves the nearest whole number in the low bits. */
const ROUNDER: f64 = 6755399441055744;

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

/**
 * The first of the w grid points around a point t spacings from its tile's corner, counted from w/2 points before
 * that corner: ⌈t⌉, or t + 1 for a whole t, which serves as well.
 */
// @ts-ignore: decorator
@inline
export function firstTap(t: f64): i32 {
  return <i32>reinterpret<u64>(t + 0.5 + ROUNDER);
}

/** τ of a point whose first tap is `tap`: 2 (tap − t) − 1. */
// @ts-ignore: decorator
@inline
export function tapOffset(t: f64, tap: i32): f64 {
  return 2 * (<f64>tap - t) - 1;
}

/** Fits the box to the points begin … end − 1 of tile (a, b, c) with taps of `width`. */
export function fit(box: Box, bins: Bins, a: i32, b: i32, c: i32, begin: i32, end: i32, width: i32): void {
  const d = <usize>bins.dimension << 3;
  let least0 = 0.0;
  let most0 = 0.0;
  let least1 = 0.0;
  let most1 = 0.0;
  let least2 = Infinity;
  let most2 = -Infinity;
  if (d > 8) {
    least1 = Infinity;
    most1 = -Infinity;
  }
  if (d > 16) {
    least0 = Infinity;
    most0 = -Infinity;
  }
  const last = bins.local + <usize>end * d;
  for (let at = bins.local + <usize>begin * d; at < last; at += d) {
    const t2 = load<f64>(at + d - 8);
    least2 = min(least2, t2);
    most2 = max(most2, t2);
    if (d > 8) {
      const t1 = load<f64>(at + d - 16);
      least1 = min(least1, t1);
      most1 = max(most1, t1);
    }
    if (d > 16) {
      const t0 = load<f64>(at);
      least0 = min(least0, t0);
      most0 = max(most0, t0);
    }
  }
  const half = width >> 1;
  box.low2 = firstTap(least2);
  // Rows of whole pairs, with room for a first tap at an odd place.
  box.size2 = (firstTap(most2) - box.low2 + width + 2) & ~1;
  box.corner2 = (c << bins.shift2) + box.low2 - half;
  box.low1 = d > 8 ? firstTap(least1) : 0;
  box.size1 = d > 8 ? firstTap(most1) - box.low1 + width : 1;
  box.corner1 = d > 8 ? (b << bins.shift1) + box.low1 - half : 0;
  box.low0 = d > 16 ? firstTap(least0) : 0;
  box.size0 = d > 16 ? firstTap(most0) - box.low0 + width : 1;
  box.corner0 = d > 16 ? (a << bins.shift0) + box.low0 - half : 0;
}

// @ts-ignore: decorator
@inline
export function boxBytes(box: Box): usize {
  return <usize>(box.size0 * box.size1 * box.size2) << 3;
}

// @ts-ignore: decorator
@inline
function modulo(i: i32, n: i32): i32 {
  const rest = i % n;
  return rest < 0 ? rest + n : rest;
}

/** grid += buffer, for the two halves of a spread box: see spread.ts. */
export function addBox(box: Box, bins: Bins, even: usize, odd: usize, grid: usize): void {
  const row = <usize>box.size2 << 3;
  for (let i = 0; i < box.size0; i++) {
    const a = modulo(box.corner0 + i, bins.n0);
    for (let j = 0; j < box.size1; j++) {
      const b = modulo(box.corner1 + j, bins.n1);
      addRow(grid + ((<usize>((a * bins.n1 + b) * bins.n2)) << 3), bins.n2, box.corner2, even, odd, box.size2);
      even += row;
      odd += row;
    }
  }
}

/** line[(corner + i) mod n] += even[i] + odd[i − 1] */
function addRow(line: usize, n: i32, corner: i32, even: usize, odd: usize, size: i32): void {
  let at = modulo(corner, n);
  let i = 0;
  while (i < size) {
    const end = min(size, i + n - at);
    let to = line + (<usize>at << 3);
    let x = even + (<usize>i << 3);
    let y = odd + (<usize>i << 3) - 8;
    const last = even + (<usize>end << 3);
    for (; x + 8 < last; x += 16, y += 16, to += 16) {
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(v128.load(x), v128.load(y))));
    }
    if (x < last) store<f64>(to, load<f64>(to) + (load<f64>(x) + load<f64>(y)));
    i = end;
    at = 0;
  }
}

/** buffer = grid */
export function copyBox(box: Box, bins: Bins, grid: usize, buffer: usize): void {
  for (let i = 0; i < box.size0; i++) {
    const a = modulo(box.corner0 + i, bins.n0);
    for (let j = 0; j < box.size1; j++) {
      const b = modulo(box.corner1 + j, bins.n1);
      copyRow(grid + ((<usize>((a * bins.n1 + b) * bins.n2)) << 3), bins.n2, box.corner2, buffer, box.size2);
      buffer += <usize>box.size2 << 3;
    }
  }
}

function copyRow(line: usize, n: i32, corner: i32, to: usize, size: i32): void {
  let at = modulo(corner, n);
  let i = 0;
  while (i < size) {
    const end = min(size, i + n - at);
    memory.copy(to + (<usize>i << 3), line + (<usize>at << 3), <usize>(end - i) << 3);
    i = end;
    at = 0;
  }
}
