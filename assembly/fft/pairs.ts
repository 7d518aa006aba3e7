/** The passes of one sequence whose length is a multiple of 8, two neighbours a block: first a 4, last a 2, 4 or 8. */
import * as kernel from './kernels';
import { middlePass } from './middle';
import { Passes, pairRoots, passesOf, plainRoots } from './passes';

/** Lays out the passes for n complex numbers. */
export function pairPasses(n: i32): Passes {
  const passes = passesOf(n, 16);
  passes.at(0).roots = pairRoots(passes.at(0));
  for (let k = 1; k < passes.count; k++) passes.at(k).roots = plainRoots(passes.at(k));
  return passes;
}

/** The middle passes, to and fro between the blocks at `source` and at `target`; returns where they end. */
export function pairMiddle(passes: Passes, source: usize, target: usize): usize {
  for (let k = 1; k < passes.count - 1; k++) {
    const pass = passes.at(k);
    middlePass(pass.radix, source, target, pass.roots, pass.m, pass.s >> 1);
    const t = source;
    source = target;
    target = t;
  }
  return source;
}

/** The last pass, to interleaved numbers at `y`. */
export function pairLast(passes: Passes, x: usize, y: usize): void {
  const pass = passes.at(passes.count - 1);
  const s = pass.s >> 1;
  if (pass.radix == 4) kernel.pairLast4(x, y, s);
  else if (pass.radix == 8) kernel.pairLast8(x, y, s);
  else kernel.pairLast2(x, y, s);
}

/** The last pass of a product, to reals at `y`: (Re z + ν) Im z; returns the least Re z + ν. */
export function fluxLast(passes: Passes, x: usize, y: usize, nu: usize): f64 {
  const pass = passes.at(passes.count - 1);
  const s = pass.s >> 1;
  let least: v128;
  if (pass.radix == 4) least = kernel.fluxLast4(x, y, nu, s);
  else if (pass.radix == 8) least = kernel.fluxLast8(x, y, nu, s);
  else least = kernel.fluxLast2(x, y, nu, s);
  return min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
}
