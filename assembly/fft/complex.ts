/**
 * Complex transforms y_k = Σ_j x_j e^{∓2πi jk/n} of any length with prime factors 2, 3, 5, 7: interleaved,
 * natural order, not normalised. Stockham's autosort passes, by pairs where 4 divides n.
 */
import { allocate } from '../memory';
import { pairFirst, pairFirstInverse, pairLast, pairMiddle, pairPasses } from './pairs';
import { Passes } from './passes';
import { singleForward, singlePasses } from './single';

@unmanaged
class ComplexPlan {
  n: i32;
  /** By pairs, or one number at a time. */
  pairs: bool;
  passes: Passes;
  /** One array of n complex numbers; the other end of each pass is the caller's output. */
  scratch: usize;
  /** The input backwards, for inverse transforms one number at a time. */
  backwards: usize;
}

/** Lays out a plan for length n. */
export function complexPlan(n: i32): usize {
  const plan = changetype<ComplexPlan>(allocate(offsetof<ComplexPlan>()));
  plan.n = n;
  plan.pairs = n % 4 == 0 && n > 4;
  plan.passes = plan.pairs ? pairPasses(n) : singlePasses(n);
  plan.scratch = allocate(<usize>n << 4);
  if (!plan.pairs) plan.backwards = allocate(<usize>n << 4);
  return changetype<usize>(plan);
}

/** Forward transform of `x` to `y`; x is kept, y must be another array. */
export function complexForward(address: usize, x: usize, y: usize): void {
  const plan = changetype<ComplexPlan>(address);
  if (!plan.pairs) {
    singleForward(plan.passes, x, y, plan.scratch);
    return;
  }
  const start = pairStart(plan.passes, y, plan.scratch);
  pairFirst(plan.passes, x, start);
  pairLast(plan.passes, pairMiddle(plan.passes, start, start == y ? plan.scratch : y), y);
}

/** Inverse transform of `x` to `y`, not normalised: the forward one of x read backwards. */
export function complexInverse(address: usize, x: usize, y: usize): void {
  const plan = changetype<ComplexPlan>(address);
  if (!plan.pairs) {
    reverse(x, plan.backwards, plan.n);
    singleForward(plan.passes, plan.backwards, y, plan.scratch);
    return;
  }
  const start = pairStart(plan.passes, y, plan.scratch);
  pairFirstInverse(plan.passes, x, start);
  pairLast(plan.passes, pairMiddle(plan.passes, start, start == y ? plan.scratch : y), y);
}

/** Where the first pass writes, so that the last one, changing ends each time, writes to y. */
// @ts-ignore: decorator
@inline
function pairStart(passes: Passes, y: usize, scratch: usize): usize {
  return passes.count & 1 ? y : scratch;
}

/** y_j = x_{−j mod n} */
function reverse(x: usize, y: usize, n: i32): void {
  const end = y + (<usize>n << 4);
  v128.store(y, v128.load(x));
  x += <usize>(n - 1) << 4;
  for (y += 16; y < end; y += 16, x -= 16) v128.store(y, v128.load(x));
}
