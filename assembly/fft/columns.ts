/**
 * Complex transforms along one axis of a field, two neighbouring columns a block (see kernels.ts).
 *
 * "Modes" are rows of interleaved modes for k = 0 … K, −K … −1 along the axis, "points" n such rows. What lies
 * beyond the cutoff is zero and neither read nor written. Where 2K = n both ±K are there: of what is read the last
 * one counts, and written they are equal. `second` is 16, or 0 where the pair's second column is missing.
 */
import { allocate } from '../memory';
import { batchPasses, beginsWithFour, blocksAfter, endsEven, runPasses } from './batch';
import * as kernel from './kernels';
import { Passes } from './passes';

/** One axis: n points, modes |k| ≤ cutoff ≤ n/2. */
@unmanaged
export class Axis {
  n: i32;
  cutoff: i32;
  passes: Passes;
}

export function layAxis(n: i32, cutoff: i32): Axis {
  const axis = changetype<Axis>(allocate(offsetof<Axis>()));
  axis.n = n;
  axis.cutoff = cutoff;
  axis.passes = batchPasses(n);
  return axis;
}

/** Two ones: the symbol of the identity, with 0 bytes from one k to the next. */
export const ONES: usize = memory.data<f64>([1, 1], 16);

/**
 * Two columns of modes at `modes`, `row` bytes from one k to the next, to n points at `points`: of
 * factor σ_k ĥ_k, with two reals σ_k at `sigma`, `sigmaRow` bytes from one k to the next, and as factors `left` and
 * `right`.
 */
export function modesToPoints(
  axis: Axis, modes: usize, row: usize, second: usize, sigma: usize, sigmaRow: usize, left: f64, right: f64,
  points: usize, pointsRow: usize, y: usize, scratch: usize,
): void {
  transform(axis, modes, row, second, sigma, sigmaRow, f64x2(left, right), false, false, points, pointsRow, y, scratch);
}

/** The same of −i k factor σ_k ĥ_k: the derivative along the axis, but for its sign. */
export function alongToPoints(
  axis: Axis, modes: usize, row: usize, second: usize, sigma: usize, sigmaRow: usize, left: f64, right: f64,
  points: usize, pointsRow: usize, y: usize, scratch: usize,
): void {
  transform(axis, modes, row, second, sigma, sigmaRow, f64x2(left, right), true, true, points, pointsRow, y, scratch);
}

/** The same of −i factor σ_k ĥ_k: the derivative across the columns, whose wavenumbers are the factor. */
export function acrossToPoints(
  axis: Axis, modes: usize, row: usize, second: usize, sigma: usize, sigmaRow: usize, left: f64, right: f64,
  points: usize, pointsRow: usize, y: usize, scratch: usize,
): void {
  transform(axis, modes, row, second, sigma, sigmaRow, f64x2(left, right), false, true, points, pointsRow, y, scratch);
}

// @ts-ignore: decorator
@inline
function transform(
  axis: Axis, modes: usize, row: usize, second: usize, sigma: usize, sigmaRow: usize, factor: v128,
  along: bool, turned: bool, points: usize, pointsRow: usize, y: usize, scratch: usize,
): void {
  const cutoff = axis.cutoff;
  const input = blocksAfter(axis.passes, 0, y, scratch);
  // Mode k goes to the place −k: the forward transform that follows is then the inverse one.
  place(modes, second, sigma, factor, 0, along, turned, input);
  let at = input + (<usize>(axis.n - 1) << 5);
  for (let k = 1; k <= cutoff; k++, at -= 32) {
    modes += row;
    sigma += sigmaRow;
    place(modes, second, sigma, factor, k, along, turned, at);
  }
  const last = input + (<usize>cutoff << 5);
  if (at > last) memory.fill(last + 32, 0, at - last);
  at = last;
  for (let k = -cutoff; k < 0; k++, at -= 32) {
    modes += row;
    sigma += sigmaRow;
    place(modes, second, sigma, factor, k, along, turned, at);
  }
  blocksToPoints(axis, points, pointsRow, y, scratch);
}

/** From n blocks where `blocksAfter` says to two columns of points. */
function blocksToPoints(axis: Axis, points: usize, row: usize, y: usize, scratch: usize): void {
  if (endsEven(axis.passes)) {
    runPasses(axis.passes, 0, axis.passes.count - 1, y, scratch);
    lastToColumns(axis.passes, scratch, points, row, 0);
    return;
  }
  runPasses(axis.passes, 0, axis.passes.count, y, scratch);
  for (const end = y + (<usize>axis.n << 5); y < end; y += 32, points += row) {
    storePair(v128.load(y), v128.load(y, 16), points, 16);
  }
}

/** The last pass, to two columns of which the second half begins `gap` bytes behind the first. */
function lastToColumns(passes: Passes, blocks: usize, to: usize, row: usize, gap: usize): void {
  const pass = passes.at(passes.count - 1);
  if (pass.radix == 4) kernel.columnsLast4(blocks, to, row, gap, pass.s);
  else if (pass.radix == 8) kernel.columnsLast8(blocks, to, row, gap, pass.s);
  else kernel.columnsLast2(blocks, to, row, gap, pass.s);
}

// @ts-ignore: decorator
@inline
function place(modes: usize, second: usize, sigma: usize, factor: v128, k: i32, along: bool, turned: bool, at: usize): void {
  const a = v128.load(modes);
  const b = v128.load(modes + second);
  let f = factor;
  if (along) f = f64x2.mul(f, f64x2.splat(<f64>k));
  // Of a column alone the second symbol is whatever follows the table: that lane is given up.
  f = f64x2.mul(f, v128.load(sigma));
  const re = f64x2.mul(f, v128.shuffle<f64>(a, b, 0, 2));
  const im = f64x2.mul(f, v128.shuffle<f64>(a, b, 1, 3));
  v128.store(at, turned ? im : re);
  v128.store(at, turned ? f64x2.neg(re) : im, 16);
}

/** Forward transforms of two columns of n points, `row` bytes apart: n blocks at `y`, k = 0 … n−1. */
export function pointsToBlocks(axis: Axis, points: usize, row: usize, y: usize, scratch: usize): void {
  runPasses(axis.passes, enter(axis, points, row, y, scratch), axis.passes.count, y, scratch);
}

/** Takes in two columns of points; returns how many passes are done by that. */
function enter(axis: Axis, points: usize, row: usize, y: usize, scratch: usize): i32 {
  const passes = axis.passes;
  if (beginsWithFour(passes)) {
    const pass = passes.at(0);
    kernel.columnsFirst4(points, row, blocksAfter(passes, 1, y, scratch), pass.roots, pass.m);
    return 1;
  }
  let at = blocksAfter(passes, 0, y, scratch);
  for (const end = at + (<usize>axis.n << 5); at < end; at += 32, points += row) {
    const a = v128.load(points);
    const b = v128.load(points, 16);
    v128.store(at, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(at, v128.shuffle<f64>(a, b, 1, 3), 16);
  }
  return 0;
}

/** Forward transforms of two columns to their modes |k| ≤ cutoff, `row` bytes from one k to the next. */
export function pointsToModes(
  axis: Axis, points: usize, pointsRow: usize, modes: usize, row: usize, second: usize, y: usize, scratch: usize,
): void {
  const done = enter(axis, points, pointsRow, y, scratch);
  const passes = axis.passes;
  if (2 * axis.cutoff == axis.n && second && endsEven(passes)) {
    // All modes: the last pass stores them, the row of −n/2 among them, which is that of n/2 too.
    runPasses(passes, done, passes.count - 1, y, scratch);
    lastToColumns(passes, scratch, modes, row, row);
    memory.copy(modes + <usize>axis.cutoff * row, modes + <usize>(axis.cutoff + 1) * row, 32);
    return;
  }
  runPasses(passes, done, passes.count, y, scratch);
  const cutoff = <usize>axis.cutoff << 5;
  const size = <usize>axis.n << 5;
  for (let half = 0; half < 2; half++) {
    const end = half ? size : cutoff + 32;
    for (let at = half ? size - cutoff : 0; at < end; at += 32, modes += row) {
      storePair(v128.load(y + at), v128.load(y + at, 16), modes, second);
    }
  }
}

/**
 * Of n blocks each at `a` and `b` the modes |k| ≤ cutoff of k α A + β B, times −i if `turned`, `row` bytes from one k
 * to the next; β is a real for each column.
 */
// @ts-ignore: decorator
@inline
export function sumToModes(
  axis: Axis, a: usize, b: usize, alpha: f64, beta: v128, turned: bool, modes: usize, row: usize, second: usize,
): void {
  const cutoff = axis.cutoff;
  for (let half = 0; half < 2; half++) {
    const end = half ? 0 : cutoff + 1;
    for (let k = half ? -cutoff : 0; k < end; k++, modes += row) {
      const at = <usize>(half ? axis.n + k : k) << 5;
      const f = f64x2.splat(alpha * <f64>k);
      const re = f64x2.add(f64x2.mul(v128.load(a + at), f), f64x2.mul(v128.load(b + at), beta));
      const im = f64x2.add(f64x2.mul(v128.load(a + at, 16), f), f64x2.mul(v128.load(b + at, 16), beta));
      storePair(turned ? im : re, turned ? f64x2.neg(re) : im, modes, second);
    }
  }
}

// @ts-ignore: decorator
@inline
function storePair(re: v128, im: v128, modes: usize, second: usize): void {
  // A column alone: the first one overwrites what was stored in its place.
  v128.store(modes + second, v128.shuffle<f64>(re, im, 1, 3));
  v128.store(modes, v128.shuffle<f64>(re, im, 0, 2));
}
