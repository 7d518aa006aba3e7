/** Complex transforms y_k = Σ_j x_j e^{∓2πi jk/n} of any length with prime factors 2, 3, 5, 7. */
import { allocate } from '../memory';
import { storeRoot } from './roots';

@unmanaged
class ComplexPlan {
  n: i32;
  roots: usize;
  swapped: usize;
  scratch: usize;
  other: usize;
}

/** Lays out a plan for length n. */
export function complexPlan(n: i32): usize {
  const plan = changetype<ComplexPlan>(allocate(offsetof<ComplexPlan>()));
  const bytes = <usize>n << 4;
  plan.n = n;
  plan.roots = allocate(bytes);
  for (let k = 0; k < n; k++) storeRoot(k, n, -1.0, plan.roots + (<usize>k << 4), 8);
  plan.swapped = allocate(bytes);
  plan.scratch = allocate(bytes);
  plan.other = allocate(bytes);
  return changetype<usize>(plan);
}

/** Smallest prime factor of n > 1, or 4. */
function radixOf(n: i32): i32 {
  if (n % 4 == 0) return 4;
  let r = 2;
  while (n % r != 0) r++;
  return r;
}

/** One Stockham pass of radix r, decimation in frequency; s is the product of the radices before it. */
function pass(plan: ComplexPlan, x: usize, y: usize, r: i32, s: i32): void {
  const n = plan.n;
  const m = n / (r * s);
  for (let p = 0; p < m; p++) {
    for (let q = 0; q < s; q++) {
      for (let k = 0; k < r; k++) {
        let re = 0.0;
        let im = 0.0;
        for (let j = 0; j < r; j++) {
          const at = x + ((<usize>(q + s * (p + m * j))) << 4);
          const root = plan.roots + ((<usize>(<i64>k * (<i64>j * (n / r) + p * s) % n)) << 4);
          const c = load<f64>(root);
          const d = load<f64>(root, 8);
          re += load<f64>(at) * c - load<f64>(at, 8) * d;
          im += load<f64>(at) * d + load<f64>(at, 8) * c;
        }
        const to = y + ((<usize>(q + s * (r * p + k))) << 4);
        store<f64>(to, re);
        store<f64>(to, im, 8);
      }
    }
  }
}

/** Forward transform of `x` to `y` (interleaved complex, natural order, not normalised); x ≠ y is kept. */
export function complexForward(address: usize, x: usize, y: usize): void {
  const plan = changetype<ComplexPlan>(address);
  let source = x;
  let s = 1;
  while (s < plan.n) {
    const r = radixOf(plan.n / s);
    const target = source == plan.scratch ? plan.other : plan.scratch;
    pass(plan, source, target, r, s);
    source = target;
    s *= r;
  }
  memory.copy(y, source, <usize>plan.n << 4);
}

/** Inverse transform, not normalised: conj F(conj x) with real and imaginary parts exchanged. */
export function complexInverse(address: usize, x: usize, y: usize): void {
  const plan = changetype<ComplexPlan>(address);
  swap(x, plan.swapped, plan.n);
  complexForward(address, plan.swapped, y);
  swap(y, y, plan.n);
}

function swap(x: usize, y: usize, n: i32): void {
  for (let k: usize = 0; k < <usize>n << 4; k += 16) {
    const re = load<f64>(x + k);
    const im = load<f64>(x + k, 8);
    store<f64>(y + k, im);
    store<f64>(y + k, re, 8);
  }
}
