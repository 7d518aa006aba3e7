/** Complex transforms of any length, one number at a time: for the lengths that 8 does not divide. */
import * as kernel from './kernels';
import { Passes, passesOf, singleRoots } from './passes';

/** Lays out the passes for n complex numbers. */
export function singlePasses(n: i32): Passes {
  const passes = passesOf(n, 0);
  for (let k = 0; k < passes.count; k++) passes.at(k).roots = singleRoots(passes.at(k));
  return passes;
}

/** Forward transform of `x` to `y`, in natural order; x is kept, `y` and `scratch` are other arrays. */
export function singleForward(passes: Passes, x: usize, y: usize, scratch: usize): void {
  if (passes.count == 0) v128.store(y, v128.load(x));
  let source = x;
  let target = passes.count & 1 ? y : scratch;
  for (let k = 0; k < passes.count; k++) {
    const pass = passes.at(k);
    switch (pass.radix) {
      case 2: { kernel.single2(source, target, pass.roots, pass.m, pass.s); break; }
      case 3: { kernel.single3(source, target, pass.roots, pass.m, pass.s); break; }
      case 4: { kernel.single4(source, target, pass.roots, pass.m, pass.s); break; }
      case 5: { kernel.single5(source, target, pass.roots, pass.m, pass.s); break; }
      default: kernel.single7(source, target, pass.roots, pass.m, pass.s);
    }
    source = target;
    target = source == y ? scratch : y;
  }
}
