/**
 * Transforms between n reals and their half spectrum of floor(n/2) + 1 modes, not normalised. Where 4 divides
 * n, two interleaved sequences run side by side (lanes.ts); otherwise an even n is packed into n/2 complex
 * numbers, and an odd one into n.
 */
import { allocate } from '../memory';
import { batchForward, batchPasses } from './batch';
import { complexForward, complexInverse, complexPlan } from './complex';
import { laneRoots, lanesToModes, modesToLanes } from './lanes';
import { halfRoots, halvesToModes, modesToHalves } from './halves';
import { Passes } from './passes';

@unmanaged
class RealPlan {
  n: i32;
  /** 4 | n: passes on n/4 blocks. Otherwise the plan of a complex transform. */
  passes: Passes;
  complex: usize;
  roots: usize;
  scratch: usize;
  other: usize;
}

/** Lays out a plan for n reals. */
export function realPlan(n: i32): usize {
  const plan = changetype<RealPlan>(allocate(offsetof<RealPlan>()));
  plan.n = n;
  if (n % 4 == 0) {
    plan.passes = batchPasses(n >> 2);
    plan.roots = laneRoots(n >> 2);
    plan.scratch = allocate(<usize>n << 3);
    return changetype<usize>(plan);
  }
  const length = n % 2 == 0 ? n >> 1 : n;
  plan.complex = complexPlan(length);
  if (n % 2 == 0) plan.roots = halfRoots(length);
  plan.scratch = allocate(<usize>length << 4);
  plan.other = allocate(<usize>length << 4);
  return changetype<usize>(plan);
}

/** X_k = Σ_j x_j e^{−2πi jk/n} for k = 0 … floor(n/2), interleaved; x is kept. */
export function realForward(address: usize, x: usize, spectrum: usize): void {
  const plan = changetype<RealPlan>(address);
  const n = plan.n;
  if (n % 4 == 0) {
    batchForward(plan.passes, x, plan.scratch, spectrum);
    lanesToModes(plan.scratch, spectrum, plan.roots, n >> 2);
  } else if (n % 2 == 0) {
    complexForward(plan.complex, x, plan.scratch);
    halvesToModes(plan.scratch, spectrum, plan.roots, n >> 1);
  } else {
    oddForward(plan, x, spectrum);
  }
}

/** x_j = Σ_k X_k e^{2πi jk/n} over all n modes; of the zero and Nyquist modes the real part alone is read. */
export function realInverse(address: usize, spectrum: usize, x: usize): void {
  const plan = changetype<RealPlan>(address);
  const n = plan.n;
  if (n % 4 == 0) {
    // The passes change between two arrays and must end in x.
    const start = plan.passes.count & 1 ? plan.scratch : x;
    modesToLanes(spectrum, start, plan.roots, n >> 2);
    batchForward(plan.passes, start, x, plan.scratch);
  } else if (n % 2 == 0) {
    modesToHalves(spectrum, plan.scratch, plan.roots, n >> 1);
    complexInverse(plan.complex, plan.scratch, x);
  } else {
    oddInverse(plan, spectrum, x);
  }
}

function oddForward(plan: RealPlan, x: usize, spectrum: usize): void {
  for (let j: usize = 0; j < <usize>plan.n; j++) {
    v128.store(plan.scratch + (j << 4), f64x2(load<f64>(x + (j << 3)), 0.0));
  }
  complexForward(plan.complex, plan.scratch, plan.other);
  memory.copy(spectrum, plan.other, <usize>(plan.n + 1) << 3);
}

function oddInverse(plan: RealPlan, spectrum: usize, x: usize): void {
  const n = <usize>plan.n;
  v128.store(plan.scratch, f64x2(load<f64>(spectrum), 0.0));
  for (let k: usize = 1; k <= n >> 1; k++) {
    const mode = v128.load(spectrum + (k << 4));
    v128.store(plan.scratch + (k << 4), mode);
    v128.store(plan.scratch + ((n - k) << 4), v128.xor(mode, f64x2(0.0, -0.0)));
  }
  complexInverse(plan.complex, plan.scratch, plan.other);
  for (let j: usize = 0; j < n; j++) store<f64>(x + (j << 3), load<f64>(plan.other + (j << 4)));
}
