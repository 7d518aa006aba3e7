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
 * The passes change between `y` and `scratch` and end in `y`. Where the blocks are after the first k of them; for
 * k = 0, where they belong when they lie in one of the two.
 */
// @ts-ignore: decorator
@inline
export function blocksAfter(passes: Passes, k: i32, y: usize, scratch: usize): usize {
  return (passes.count - k) & 1 ? scratch : y;
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

/** From n blocks at `x`, which are kept when they lie in a third array, to n blocks at `y`, in natural order. */
export function batchForward(passes: Passes, x: usize, y: usize, scratch: usize): void {
  if (passes.count == 0) {
    memory.copy(y, x, <usize>passes.n << 5);
    return;
  }
  batchPass(passes, 0, x, blocksAfter(passes, 1, y, scratch));
  runPasses(passes, 1, passes.count, y, scratch);
}

/** Passes begin … end − 1 of those that end in `y`. */
export function runPasses(passes: Passes, begin: i32, end: i32, y: usize, scratch: usize): void {
  for (let k = begin; k < end; k++) {
    batchPass(passes, k, blocksAfter(passes, k, y, scratch), blocksAfter(passes, k + 1, y, scratch));
  }
}

// @ts-ignore: decorator
@inline
function batchPass(passes: Passes, k: i32, source: usize, target: usize): void {
  const pass = passes.at(k);
  const r = pass.radix;
  if (r == 2) kernel.batchLast2(source, target, pass.s);
  else if (r == 8) kernel.batchLast8(source, target, pass.s);
  else if (r == 4 && k == 0) kernel.batchFirst4(source, target, pass.roots, pass.m);
  else middlePass(r, source, target, pass.roots, pass.m, pass.s);
}
