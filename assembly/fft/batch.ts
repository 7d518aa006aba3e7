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
 * From n blocks at `x` to n blocks at `y`, in natural order. The passes change between `y` and `scratch` and end
 * in `y`; x is kept when it is a third array, and may be the one of the two that the first pass does not write.
 */
export function batchForward(passes: Passes, x: usize, y: usize, scratch: usize): void {
  if (passes.count == 0) memory.copy(y, x, <usize>passes.n << 5);
  let source = x;
  let target = passes.count & 1 ? y : scratch;
  for (let k = 0; k < passes.count; k++) {
    const pass = passes.at(k);
    const r = pass.radix;
    if (r == 2) kernel.batchLast2(source, target, pass.s);
    else if (r == 8) kernel.batchLast8(source, target, pass.s);
    else if (r == 4 && k == 0) kernel.batchFirst4(source, target, pass.roots, pass.m);
    else middlePass(r, source, target, pass.roots, pass.m, pass.s);
    source = target;
    target = source == y ? scratch : y;
  }
}
