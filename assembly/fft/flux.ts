/** The product at the heart of the right-hand side: the spectrum of ∂x((h + ν)·v) from that of h, d = 1. */
import { allocate } from '../memory';
import { complexInverse, complexPlan } from './complex';
import { realForward, realPlan } from './real';

@unmanaged
class FluxPlan {
  m: i32;
  cutoff: i32;
  g: usize;
  kappa: usize;
  nu: usize;
  complex: usize;
  real: usize;
  packed: usize;
  field: usize;
  spectrum: usize;
}

/**
 * Lays out a plan for products on m points of fields with modes |k| ≤ cutoff ≤ (m−1)/2. The tables are kept
 * by reference: `g` and `kappa` hold cutoff + 1 reals, `nu` the target on the m points.
 */
export function fluxPlan(m: i32, cutoff: i32, g: usize, kappa: usize, nu: usize): usize {
  const plan = changetype<FluxPlan>(allocate(offsetof<FluxPlan>()));
  plan.m = m;
  plan.cutoff = cutoff;
  plan.g = g;
  plan.kappa = kappa;
  plan.nu = nu;
  plan.complex = complexPlan(m);
  plan.real = realPlan(m);
  plan.packed = allocate(<usize>m << 4);
  plan.field = allocate(<usize>m << 4);
  plan.spectrum = allocate(<usize>m << 4);
  return changetype<usize>(plan);
}

/**
 * out_k = i κ_k F[(Re z + ν) Im z]_k for k = 0 … cutoff (out_0 = 0), where z is the inverse transform of
 * ẑ_k = (1 + g_k) ĥ_k, ẑ_{m−k} = (1 − g_k) conj ĥ_k, ẑ_0 = Re ĥ_0. `h` and `out` hold cutoff + 1 interleaved modes.
 * Returns the minimum of Re z + ν over the m points.
 */
export function flux(address: usize, h: usize, out: usize): f64 {
  const plan = changetype<FluxPlan>(address);
  const m = <usize>plan.m;
  store<f64>(plan.packed, load<f64>(h));
  for (let k: usize = 1; k <= <usize>plan.cutoff; k++) {
    const g = load<f64>(plan.g + (k << 3));
    const re = load<f64>(h + (k << 4));
    const im = load<f64>(h + (k << 4), 8);
    store<f64>(plan.packed + (k << 4), (1 + g) * re);
    store<f64>(plan.packed + (k << 4), (1 + g) * im, 8);
    store<f64>(plan.packed + ((m - k) << 4), (1 - g) * re);
    store<f64>(plan.packed + ((m - k) << 4), (g - 1) * im, 8);
  }
  complexInverse(plan.complex, plan.packed, plan.field);
  let minimum = Infinity;
  for (let j: usize = 0; j < m; j++) {
    const mu = load<f64>(plan.field + (j << 4)) + load<f64>(plan.nu + (j << 3));
    minimum = min(minimum, mu);
    store<f64>(plan.field + (j << 3), mu * load<f64>(plan.field + (j << 4), 8));
  }
  realForward(plan.real, plan.field, plan.spectrum);
  for (let k: usize = 0; k <= <usize>plan.cutoff; k++) {
    const kappa = k == 0 ? 0.0 : load<f64>(plan.kappa + (k << 3));
    store<f64>(out + (k << 4), -kappa * load<f64>(plan.spectrum + (k << 4), 8));
    store<f64>(out + (k << 4), kappa * load<f64>(plan.spectrum + (k << 4)), 8);
  }
  return minimum;
}
