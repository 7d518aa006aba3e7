/** Forward transforms of two complex sequences at once, one in each lane of n blocks. */
import * as kernel from './kernels';
import { middlePass } from './middle';
import { Passes, passesOf, plainRoots } from './passes';

/** Lays out the passes for n blocks. */
export function batchPasses(n: i32): Passes {
  const passes = passesOf(n, 32);
  for (let k = 0; k < passes.count; k++) passes.at(k).roots = plainRoots(passes.at(k));
  return passes;
}

/**
 * The passes change between `y` and `scratch` and end in `y`. Where their input belongs when it lies in one of the
 * two, and where the first of them writes:
 */
// @ts-ignore: decorator
@inline
export function inputOf(passes: Passes, y: usize, scratch: usize): usize {
  return passes.count & 1 ? scratch : y;
}
// @ts-ignore: decorator
@inline
export function firstOf(passes: Passes, y: usize, scratch: usize): usize {
  return passes.count & 1 ? y : scratch;
}

/** Whether the first pass, or the last, is one that kernels.ts has for other ends than blocks. */
// @ts-ignore: decorator
@inline
export function beginsWithFour(passes: Passes): bool {
  return passes.count > 1 && passes.at(0).radix == 4;
}
// @ts-ignore: decorator
@inline
export function endsEven(passes: Passes): bool {
  return passes.count > 1 && passes.at(passes.count - 1).radix % 2 == 0;
}

/**
 * From n blocks at `x` to n blocks at `y`, in natural order; x is kept when it is a third array, and may be what
 * `inputOf` says.
 */
export function batchForward(passes: Passes, x: usize, y: usize, scratch: usize): void {
  if (passes.count == 0) memory.copy(y, x, <usize>passes.n << 5);
  batchPass(passes, 0, passes.count, x, firstOf(passes, y, scratch), y ^ scratch);
}

/** The passes after the first, which has written to `firstOf`. */
export function batchAfterFirst(passes: Passes, y: usize, scratch: usize): void {
  const source = firstOf(passes, y, scratch);
  batchPass(passes, 1, passes.count, source, y ^ scratch ^ source, y ^ scratch);
}

/** All passes but the last, from what `inputOf` says; returns the blocks that the last one is to read. */
export function batchBeforeLast(passes: Passes, y: usize, scratch: usize): usize {
  batchPass(passes, 0, passes.count - 1, inputOf(passes, y, scratch), firstOf(passes, y, scratch), y ^ scratch);
  return scratch;
}

/** Passes begin … end − 1, the first from `source` to `target`, the others to and fro; `both` is y ^ scratch. */
function batchPass(passes: Passes, begin: i32, end: i32, source: usize, target: usize, both: usize): void {
  for (let k = begin; k < end; k++) {
    const pass = passes.at(k);
    const r = pass.radix;
    if (r == 2) kernel.batchLast2(source, target, pass.s);
    else if (r == 8) kernel.batchLast8(source, target, pass.s);
    else if (r == 4 && k == 0) kernel.batchFirst4(source, target, pass.roots, pass.m);
    else middlePass(r, source, target, pass.roots, pass.m, pass.s);
    source = target;
    target ^= both;
  }
}
