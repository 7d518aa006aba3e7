// The taps of points: the kernel at the w grid points around each coordinate. Coordinates are taken in batches, so
// that the polynomials of one point are worked on while those of others wait for their results.
import { Kernel } from './kernel';

/** 1.5·2^52: added to a number below 2^31 it leaves the nearest whole number in the low bits. */
const ROUNDER: f64 = 6755399441055744;

/**
 * The first of the w grid points around a coordinate t spacings from its tile's corner, counted from w/2 points
 * before that corner: ⌈t⌉, or t + 1 for a whole t, which serves as well.
 */
// @ts-ignore: decorator
@inline
export function firstTap(t: f64): i32 {
  return <i32>reinterpret<u64>(t + 0.5 + ROUNDER);
}

/** Of `count` coordinates f64[count]: first taps i32[count], and taps f64[count][w]. */
export function evaluateTaps(kernel: Kernel, t: usize, count: i32, first: usize, out: usize): void {
  const pairs = kernel.pairs;
  const end = t + (<usize>count << 3);
  if (pairs == 2) evaluate2(kernel, t, end, first, out);
  else if (pairs == 3) evaluate3(kernel, t, end, first, out);
  else if (pairs == 4) evaluate4(kernel, t, end, first, out);
  else if (pairs == 5) evaluate5(kernel, t, end, first, out);
  else if (pairs == 6) evaluate6(kernel, t, end, first, out);
  else if (pairs == 7) evaluate7(kernel, t, end, first, out);
  else evaluate8(kernel, t, end, first, out);
}

// One function for each width, of the same text: pairs is a constant in each.
function evaluate2(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 2);
}
function evaluate3(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 3);
}
function evaluate4(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 4);
}
function evaluate5(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 5);
}
function evaluate6(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 6);
}
function evaluate7(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 7);
}
function evaluate8(kernel: Kernel, t: usize, end: usize, first: usize, out: usize): void {
  evaluate(kernel, t, end, first, out, 8);
}

// @ts-ignore: decorator
@inline
function evaluate(kernel: Kernel, t: usize, end: usize, first: usize, out: usize, pairs: i32): void {
  const evaluated: usize = (pairs + 1) >> 1;
  const table = kernel.table;
  const tableEnd = kernel.tableEnd;
  for (; t < end; t += 8, first += 4, out += <usize>pairs << 4) {
    const tap = firstTap(load<f64>(t));
    store<i32>(first, tap);
    const tau = 2 * (<f64>tap - load<f64>(t)) - 1;
    const square = f64x2.splat(tau * tau);
    let at = table;
    let e0 = v128.load(at);
    let o0 = v128.load(at + 16 * evaluated);
    let e1 = evaluated > 1 ? v128.load(at + 16) : e0;
    let o1 = evaluated > 1 ? v128.load(at + 16 + 16 * evaluated) : e0;
    let e2 = evaluated > 2 ? v128.load(at + 32) : e0;
    let o2 = evaluated > 2 ? v128.load(at + 32 + 16 * evaluated) : e0;
    let e3 = evaluated > 3 ? v128.load(at + 48) : e0;
    let o3 = evaluated > 3 ? v128.load(at + 48 + 16 * evaluated) : e0;
    for (at += 32 * evaluated; at < tableEnd; at += 32 * evaluated) {
      e0 = next(e0, square, at);
      o0 = next(o0, square, at + 16 * evaluated);
      if (evaluated > 1) e1 = next(e1, square, at + 16);
      if (evaluated > 1) o1 = next(o1, square, at + 16 + 16 * evaluated);
      if (evaluated > 2) e2 = next(e2, square, at + 32);
      if (evaluated > 2) o2 = next(o2, square, at + 32 + 16 * evaluated);
      if (evaluated > 3) e3 = next(e3, square, at + 48);
      if (evaluated > 3) o3 = next(o3, square, at + 48 + 16 * evaluated);
    }
    const odd = f64x2.splat(tau);
    storePair(e0, f64x2.mul(o0, odd), out, 0, pairs);
    if (evaluated > 1) storePair(e1, f64x2.mul(o1, odd), out, 1, pairs);
    if (evaluated > 2) storePair(e2, f64x2.mul(o2, odd), out, 2, pairs);
    if (evaluated > 3) storePair(e3, f64x2.mul(o3, odd), out, 3, pairs);
  }
}

/** A step of Horner's rule. */
// @ts-ignore: decorator
@inline
function next(sum: v128, x: v128, coefficient: usize): v128 {
  return f64x2.add(f64x2.mul(sum, x), v128.load(coefficient));
}

/** Taps 2i and 2i + 1, and those that mirror them; the middle pair of an odd number of pairs is its own mirror. */
// @ts-ignore: decorator
@inline
function storePair(even: v128, odd: v128, out: usize, i: i32, pairs: i32): void {
  v128.store(out + (<usize>i << 4), f64x2.add(even, odd));
  if (2 * i + 1 >= pairs) return;
  const mirrored = f64x2.sub(even, odd);
  v128.store(out + (<usize>(pairs - 1 - i) << 4), v128.shuffle<f64>(mirrored, mirrored, 1, 0));
}
