/** The passes of one sequence whose length is a multiple of 4, two neighbours a block; the first is a 4. */
import * as kernel from './kernels';
import { middlePass } from './middle';
import { Passes, pairRoots, passesOf, plainRoots } from './passes';

/** Lays out the passes for n complex numbers, n > 4. */
export function pairPasses(n: i32): Passes {
  const passes = passesOf(n, 16);
  passes.at(0).roots = pairRoots(passes.at(0));
  for (let k = 1; k < passes.count; k++) passes.at(k).roots = plainRoots(passes.at(k));
  return passes;
}

/** The first pass, from n interleaved numbers at `x` to blocks at `y`. */
export function pairFirst(passes: Passes, x: usize, y: usize): void {
  const pass = passes.at(0);
  kernel.pairFirst4(x, y, pass.roots, pass.m);
  if (pass.m & 1) lastAlone(passes, x + (<usize>(pass.m - 1) << 4), <isize>pass.m << 4, y);
}

/** The same on the input backwards, x[−p mod n]: what follows is an inverse transform. */
export function pairFirstInverse(passes: Passes, x: usize, y: usize): void {
  const pass = passes.at(0);
  kernel.pairFirst4Inverse(x, y, pass.roots, pass.m);
  if (pass.m & 1) lastAlone(passes, x + (<usize>(passes.n - pass.m + 1) << 4), -(<isize>pass.m << 4), y);
}

/** Of the first pass the last p = m − 1, when m is odd: the four numbers from `x`, `apart` bytes apart. */
function lastAlone(passes: Passes, x: usize, apart: isize, y: usize): void {
  const p = passes.at(0).m - 1;
  const a0 = v128.load(x);
  const a1 = v128.load(x + apart);
  const a2 = v128.load(x + 2 * apart);
  const a3 = v128.load(x + 3 * apart);
  const s0 = f64x2.add(a0, a2);
  const s1 = f64x2.add(a1, a3);
  const d0 = f64x2.sub(a0, a2);
  const d1 = timesI(f64x2.sub(a1, a3));
  const roots = passes.at(0).roots + <usize>p * 48;
  const b0 = f64x2.add(s0, s1);
  const b1 = timesRoot(f64x2.sub(d0, d1), roots);
  const b2 = timesRoot(f64x2.sub(s0, s1), roots + 32);
  const b3 = timesRoot(f64x2.add(d0, d1), roots + 64);
  y += <usize>p << 6;
  v128.store(y, v128.shuffle<f64>(b0, b1, 0, 2));
  v128.store(y, v128.shuffle<f64>(b0, b1, 1, 3), 16);
  v128.store(y, v128.shuffle<f64>(b2, b3, 0, 2), 32);
  v128.store(y, v128.shuffle<f64>(b2, b3, 1, 3), 48);
}

/** i z of one complex number */
// @ts-ignore: decorator
@inline
function timesI(z: v128): v128 {
  return f64x2.mul(v128.shuffle<f64>(z, z, 1, 0), f64x2(-1.0, 1.0));
}

/** z times the root in lane 0 of the pair at `root` */
// @ts-ignore: decorator
@inline
function timesRoot(z: v128, root: usize): v128 {
  const c = v128.load64_splat(root);
  const s = v128.load64_splat(root, 16);
  return f64x2.add(f64x2.mul(z, c), f64x2.mul(timesI(z), s));
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
  else if (pass.radix == 2) kernel.pairLast2(x, y, s);
  else {
    middlePass(pass.radix, x, y, pass.roots, 1, s);
    interleave(y, passes.n);
  }
}

/** Blocks to interleaved numbers, where they are. */
function interleave(y: usize, n: i32): void {
  const end = y + (<usize>n << 4);
  for (; y < end; y += 32) {
    const r = v128.load(y);
    const i = v128.load(y, 16);
    v128.store(y, v128.shuffle<f64>(r, i, 0, 2));
    v128.store(y, v128.shuffle<f64>(r, i, 1, 3), 16);
  }
}

/** The last pass of a product, to reals at `y`: (Re z + ν) Im z; returns the least Re z + ν; n is a multiple of 8. */
export function fluxLast(passes: Passes, x: usize, y: usize, nu: usize): f64 {
  const pass = passes.at(passes.count - 1);
  const s = pass.s >> 1;
  let least: v128;
  if (pass.radix == 4) least = kernel.fluxLast4(x, y, nu, s);
  else if (pass.radix == 8) least = kernel.fluxLast8(x, y, nu, s);
  else least = kernel.fluxLast2(x, y, nu, s);
  return min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
}
