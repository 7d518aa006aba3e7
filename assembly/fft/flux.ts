/**
 * The product at the heart of the one-dimensional right-hand side: from the spectrum of h that of
 * ∂x((h + ν) v), where the symbol of v against h is imaginary.
 *
 * One inverse complex transform gives both fields, z = h + i v. Where the lengths allow it, its first pass
 * reads the half spectrum itself and knows the zeros between the modes, its last pass stores the real flux
 * (h + ν) v, and the last pass of the real transform that follows writes only the modes wanted, times i κ.
 */
import { allocate } from '../memory';
import { batchForward, batchPasses } from './batch';
import { complexInverse, complexPlan } from './complex';
import * as kernel from './kernels';
import { laneRoots, lanesToDerivative } from './lanes';
import { fluxLast, pairMiddle, pairPasses } from './pairs';
import { Passes } from './passes';
import { realForward, realPlan } from './real';

@unmanaged
class FluxPlan {
  m: i32;
  cutoff: i32;
  kappa: usize;
  nu: usize;
  /** 1 − g_k by k and 1 + g_k by m/2 − k (fused), by k (otherwise); zeros beyond the cutoff. */
  minus: usize;
  plus: usize;
  fused: bool;
  inverse: Passes;
  forward: Passes;
  roots: usize;
  complex: usize;
  real: usize;
  /** Two arrays of m complex numbers. */
  first: usize;
  second: usize;
}

/**
 * Lays out a plan for products on m points of fields with modes |k| ≤ cutoff ≤ (m−1)/2. Read now, and again
 * by `fluxFactors`: `g`, cutoff + 1 reals. Kept by reference: `kappa`, cutoff + 1 reals, and `nu`, the target on
 * the m points.
 */
export function fluxPlan(m: i32, cutoff: i32, g: usize, kappa: usize, nu: usize): usize {
  const plan = changetype<FluxPlan>(allocate(offsetof<FluxPlan>()));
  plan.m = m;
  plan.cutoff = cutoff;
  plan.kappa = kappa;
  plan.nu = nu;
  const quarter = m >> 2;
  plan.fused = m % 8 == 0 && cutoff >= quarter && 2 * cutoff <= 3 * quarter - 2;
  const half = <usize>(m >> 1);
  plan.minus = allocate((half + 2) << 3);
  plan.plus = allocate((half + 2) << 3);
  fluxFactors(changetype<usize>(plan), g);
  if (plan.fused) {
    plan.inverse = pairPasses(m);
    plan.forward = batchPasses(quarter);
    plan.roots = laneRoots(quarter);
  } else {
    plan.complex = complexPlan(m);
    plan.real = realPlan(m);
  }
  plan.first = allocate(<usize>m << 4);
  plan.second = allocate(<usize>m << 4);
  return changetype<usize>(plan);
}

/** Reads `g` anew, once its cutoff + 1 reals have changed. */
export function fluxFactors(address: usize, g: usize): void {
  const plan = changetype<FluxPlan>(address);
  const half = plan.m >> 1;
  for (let k = 0; k <= plan.cutoff; k++) {
    const value = k == 0 ? 0.0 : load<f64>(g + (<usize>k << 3));
    store<f64>(plan.minus + (<usize>k << 3), 1.0 - value);
    store<f64>(plan.plus + (<usize>(plan.fused ? half - k : k) << 3), 1.0 + value);
  }
}

/**
 * out_k = i κ_k F[(Re z + ν) Im z]_k for k = 0 … cutoff (out_0 = 0), where F is the forward transform of
 * length m, not normalised, and z the inverse one of ẑ_k = (1 + g_k) ĥ_k, ẑ_{m−k} = (1 − g_k) conj ĥ_k,
 * ẑ_0 = ĥ_0, whose imaginary part must be 0. `h` and `out`: cutoff + 1 interleaved modes.
 * Returns the least Re z + ν over the m points.
 */
export function flux(address: usize, h: usize, out: usize): f64 {
  const plan = changetype<FluxPlan>(address);
  const least = plan.fused ? fused(plan, h, out) : composed(plan, h, out);
  v128.store(out, f64x2.splat(0.0));
  return least;
}

function fused(plan: FluxPlan, h: usize, out: usize): f64 {
  const m = plan.m;
  const a = plan.first;
  const b = plan.second;
  kernel.fluxFirst4(h, a, plan.inverse.at(0).roots, plan.minus, plan.plus, m >> 2, plan.cutoff);
  const fields = pairMiddle(plan.inverse, a, b);
  const product = fields == a ? b : a;
  const least = fluxLast(plan.inverse, fields, product, plan.nu);
  // The fields are used up: their array takes the transform of the product and its scratch.
  batchForward(plan.forward, product, fields, fields + (<usize>m << 3));
  lanesToDerivative(fields, out, plan.roots, m >> 2, plan.kappa, plan.cutoff);
  return least;
}

function composed(plan: FluxPlan, h: usize, out: usize): f64 {
  const m = <usize>plan.m;
  spread(plan, h, plan.first);
  complexInverse(plan.complex, plan.first, plan.second);
  let least = Infinity;
  for (let j: usize = 0; j < m; j++) {
    const z = plan.second + (j << 4);
    const mu = load<f64>(z) + load<f64>(plan.nu + (j << 3));
    least = min(least, mu);
    store<f64>(plan.first + (j << 3), mu * load<f64>(z, 8));
  }
  realForward(plan.real, plan.first, plan.second);
  for (let k: usize = 0; k <= <usize>plan.cutoff; k++) {
    const kappa = load<f64>(plan.kappa + (k << 3));
    const mode = plan.second + (k << 4);
    v128.store(out + (k << 4), f64x2(-kappa * load<f64>(mode, 8), kappa * load<f64>(mode)));
  }
  return least;
}

/** The full spectrum ẑ at `z` from the half spectrum `h`. */
function spread(plan: FluxPlan, h: usize, z: usize): void {
  const m = <usize>plan.m;
  memory.fill(z, 0, m << 4);
  v128.store(z, v128.load(h));
  for (let k: usize = 1; k <= <usize>plan.cutoff; k++) {
    const mode = v128.load(h + (k << 4));
    const plus = v128.load64_splat(plan.plus + (k << 3));
    const minus = v128.load64_splat(plan.minus + (k << 3));
    v128.store(z + (k << 4), f64x2.mul(mode, plus));
    v128.store(z + ((m - k) << 4), f64x2.mul(v128.xor(mode, f64x2(0.0, -0.0)), minus));
  }
}
