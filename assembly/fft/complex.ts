/**
 * Complex transforms y_k = Σ_j x_j e^{∓2πi jk/n} of any length with prime factors 2, 3, 5, 7: interleaved,
 * natural order, not normalised. Stockham's autosort passes, by pairs where 8 divides n.
 */
import { allocate } from '../memory';
import * as kernel from './kernels';
import { middlePass } from './middle';
import { Passes, pairRoots, passesOf, plainRoots, singleRoots } from './passes';

@unmanaged
class ComplexPlan {
  n: i32;
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
  plan.pairs = n % 8 == 0;
  plan.passes = passesOf(n, plan.pairs ? 1024 : 0);
  for (let k = 0; k < plan.passes.count; k++) {
    const pass = plan.passes.at(k);
    pass.roots = !plan.pairs ? singleRoots(pass) : k == 0 ? pairRoots(pass) : plainRoots(pass);
  }
  plan.scratch = allocate(<usize>n << 4);
  if (!plan.pairs) plan.backwards = allocate(<usize>n << 4);
  return changetype<usize>(plan);
}

/** Forward transform of `x` to `y`; x is kept, y must be another array. */
export function complexForward(address: usize, x: usize, y: usize): void {
  const plan = changetype<ComplexPlan>(address);
  if (!plan.pairs) {
    singlePasses(plan, x, y);
    return;
  }
  const start = startOf(plan, y);
  const pass = plan.passes.at(0);
  kernel.pairFirst4(x, start, pass.roots, pass.m);
  pairRest(plan, start, y);
}

/** Inverse transform of `x` to `y`, not normalised: the forward one of x read backwards. */
export function complexInverse(address: usize, x: usize, y: usize): void {
  const plan = changetype<ComplexPlan>(address);
  if (!plan.pairs) {
    reverse(x, plan.backwards, plan.n);
    singlePasses(plan, plan.backwards, y);
    return;
  }
  const start = startOf(plan, y);
  const pass = plan.passes.at(0);
  kernel.pairFirst4Inverse(x, start, pass.roots, pass.m);
  pairRest(plan, start, y);
}

/** Where the first pass writes, so that the last one, changing ends each time, writes to y. */
// @ts-ignore: decorator
@inline
function startOf(plan: ComplexPlan, y: usize): usize {
  return plan.passes.count & 1 ? y : plan.scratch;
}

/** All passes but the first, from blocks at `source` to interleaved numbers at `y`. */
function pairRest(plan: ComplexPlan, source: usize, y: usize): void {
  const last = plan.passes.count - 1;
  let target = source == y ? plan.scratch : y;
  for (let k = 1; k < last; k++) {
    const pass = plan.passes.at(k);
    middlePass(pass.radix, source, target, pass.roots, pass.m, pass.s >> 1);
    const t = source;
    source = target;
    target = t;
  }
  const pass = plan.passes.at(last);
  const s = pass.s >> 1;
  switch (pass.radix) {
    case 2: { kernel.pairLast2(source, y, s); break; }
    case 3: { kernel.pairLast3(source, y, s); break; }
    case 4: { kernel.pairLast4(source, y, s); break; }
    case 5: { kernel.pairLast5(source, y, s); break; }
    case 7: { kernel.pairLast7(source, y, s); break; }
    default: kernel.pairLast8(source, y, s);
  }
}

/** All passes of a length that 8 does not divide. */
function singlePasses(plan: ComplexPlan, x: usize, y: usize): void {
  if (plan.n == 1) {
    v128.store(y, v128.load(x));
    return;
  }
  let source = x;
  let target = startOf(plan, y);
  for (let k = 0; k < plan.passes.count; k++) {
    const pass = plan.passes.at(k);
    switch (pass.radix) {
      case 2: { kernel.single2(source, target, pass.roots, pass.m, pass.s); break; }
      case 3: { kernel.single3(source, target, pass.roots, pass.m, pass.s); break; }
      case 4: { kernel.single4(source, target, pass.roots, pass.m, pass.s); break; }
      case 5: { kernel.single5(source, target, pass.roots, pass.m, pass.s); break; }
      default: kernel.single7(source, target, pass.roots, pass.m, pass.s);
    }
    source = target;
    target = source == y ? plan.scratch : y;
  }
}

/** y_j = x_{−j mod n} */
function reverse(x: usize, y: usize, n: i32): void {
  const end = y + (<usize>n << 4);
  v128.store(y, v128.load(x));
  x += <usize>(n - 1) << 4;
  for (y += 16; y < end; y += 16, x -= 16) v128.store(y, v128.load(x));
}
