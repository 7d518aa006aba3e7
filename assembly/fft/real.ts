/** Transforms between n reals and their half spectrum of floor(n/2) + 1 modes. */
import { allocate } from '../memory';
import { complexForward, complexInverse, complexPlan } from './complex';

@unmanaged
class RealPlan {
  n: i32;
  complex: usize;
  field: usize;
  spectrum: usize;
}

/** Lays out a plan for n reals. */
export function realPlan(n: i32): usize {
  const plan = changetype<RealPlan>(allocate(offsetof<RealPlan>()));
  plan.n = n;
  plan.complex = complexPlan(n);
  plan.field = allocate(<usize>n << 4);
  plan.spectrum = allocate(<usize>n << 4);
  return changetype<usize>(plan);
}

/** X_k = Σ_j x_j e^{−2πi jk/n} for k = 0 … floor(n/2), interleaved. */
export function realForward(address: usize, x: usize, spectrum: usize): void {
  const plan = changetype<RealPlan>(address);
  for (let j: usize = 0; j < <usize>plan.n; j++) {
    store<f64>(plan.field + (j << 4), load<f64>(x + (j << 3)));
    store<f64>(plan.field + (j << 4), 0.0, 8);
  }
  complexForward(plan.complex, plan.field, plan.spectrum);
  memory.copy(spectrum, plan.spectrum, ((<usize>plan.n >> 1) + 1) << 4);
}

/** x_j = Σ_k X_k e^{2πi jk/n} over all n modes; of the zero and Nyquist modes the real part alone is read. */
export function realInverse(address: usize, spectrum: usize, x: usize): void {
  const plan = changetype<RealPlan>(address);
  const n = <usize>plan.n;
  for (let k: usize = 0; k <= n >> 1; k++) {
    const re = load<f64>(spectrum + (k << 4));
    const im = k == 0 || (k << 1) == n ? 0.0 : load<f64>(spectrum + (k << 4), 8);
    store<f64>(plan.spectrum + (k << 4), re);
    store<f64>(plan.spectrum + (k << 4), im, 8);
    if (k == 0) continue;
    store<f64>(plan.spectrum + ((n - k) << 4), re);
    store<f64>(plan.spectrum + ((n - k) << 4), -im, 8);
  }
  complexInverse(plan.complex, plan.spectrum, plan.field);
  for (let j: usize = 0; j < n; j++) store<f64>(x + (j << 3), load<f64>(plan.field + (j << 4)));
}
