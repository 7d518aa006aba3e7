/**
 * The passes of a transform: which radices in which order, with their tables of roots.
 *
 * Three routes. "Pair": one sequence whose length is a multiple of 4, two neighbours a block. "Batch": two
 * sequences of any length, one in each lane. "Single": one sequence of any length, one complex number a vector.
 */
import { allocate } from '../memory';
import { storeRoot } from './roots';

/** One pass: radix, m and s as in emit/passes.mjs, and the table of twiddles. */
@unmanaged
export class Pass {
  radix: i32;
  m: i32;
  s: i32;
  roots: usize;
}

/** The passes of one transform of length n, in order. */
@unmanaged
export class Passes {
  n: i32;
  count: i32;
  first: usize;

  // @ts-ignore: decorator
  @inline
  at(k: i32): Pass {
    return changetype<Pass>(this.first + <usize>k * offsetof<Pass>());
  }

  add(radix: i32): void {
    this.at(this.count).radix = radix;
    this.count++;
  }
}

/** No length has more passes: its arrays would not fit into the address space. */
const MOST: i32 = 32;

/**
 * Lays out the passes for length n, without roots: a four, then threes, fives and sevens, fours, and last a
 * power of two where there is one left: what is cheap without twiddles.
 *
 * An odd power of two ends with an 8, but for lengths whose eight streams, n/8 elements of `bytes` bytes each,
 * lie a multiple of 4096 bytes apart: they compete for one set of the first cache, and a 2, one more pass over
 * the data, is cheaper. `bytes` = 0 asks for the 2.
 */
export function passesOf(n: i32, bytes: i32): Passes {
  const list = changetype<Passes>(allocate(offsetof<Passes>()));
  list.n = n;
  list.first = allocate(MOST * offsetof<Pass>());
  let odd = n;
  while (odd % 2 == 0) odd /= 2;
  let twos = n / odd;
  const last = lastRadix(twos, (n / 8) * bytes % 4096 != 0);
  twos /= last;
  if (twos > 1) list.add(4);
  for (let r = 3; r <= 7; r += 2) {
    for (; odd % r == 0; odd /= r) list.add(r);
  }
  for (twos /= 4; twos > 1; twos /= 4) list.add(4);
  if (last > 1) list.add(last);
  let s = 1;
  for (let k = 0; k < list.count; k++) {
    const pass = list.at(k);
    pass.s = s;
    s *= pass.radix;
    pass.m = n / s;
  }
  return list;
}

/** The radix of the last pass, such that a power of four is left; one four stands at the beginning. */
function lastRadix(twos: i32, eight: bool): i32 {
  if (ctz(twos) % 2 == 0) return twos >= 16 ? 4 : 1;
  return eight && twos >= 32 ? 8 : 2;
}

/** Roots w^{pk}, w = e^{−2πi/(r m)}, as (c, s): 16 bytes each, k = 1 … r−1 within p = 0 … m−1. */
export function plainRoots(pass: Pass): usize {
  const r = pass.radix;
  const table = allocate(<usize>(pass.m * (r - 1)) << 4);
  let at = table;
  for (let p = 0; p < pass.m; p++) {
    for (let k = 1; k < r; k++, at += 16) storeRoot(<i64>p * k, <i64>pass.m * r, -1.0, at, 8);
  }
  return table;
}

/** The same for p and p + 1 at once: (c_p, c_{p+1}), (s_p, s_{p+1}). */
export function pairRoots(pass: Pass): usize {
  const r = pass.radix;
  const table = allocate(<usize>((pass.m + 1) * (r - 1)) << 4);
  let at = table;
  for (let p = 0; p < pass.m; p += 2) {
    for (let k = 1; k < r; k++, at += 32) {
      storeRoot(<i64>p * k, <i64>pass.m * r, -1.0, at, 16);
      storeRoot(<i64>(p + 1) * k, <i64>pass.m * r, -1.0, at + 8, 16);
    }
  }
  return table;
}

/** The same for interleaved data: (c, c), (−s, s). */
export function singleRoots(pass: Pass): usize {
  const r = pass.radix;
  const table = allocate(<usize>(pass.m * (r - 1)) << 5);
  let at = table;
  for (let p = 0; p < pass.m; p++) {
    for (let k = 1; k < r; k++, at += 32) {
      storeRoot(<i64>p * k, <i64>pass.m * r, -1.0, at, 24);
      storeRoot(<i64>p * k, <i64>pass.m * r, 1.0, at + 8, 8);
    }
  }
  return table;
}
