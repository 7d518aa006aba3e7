// The exponential filter: every accepted step ends with ĥ_k ← ĥ_k Π_i exp(−strength (|k_i|/K_i)^order), as in
// Hou and Li, J. Comput. Phys. 226 (2007), (9), with strength 36 and order 36 there. It acts per step, not per
// unit of time: in steps that grow with t a hyperviscosity of fixed rate would wipe out the slow high modes that
// these flows are about.
import { allocate } from '../memory';
import { signed } from '../spectral/modes';
import { Flow } from './flow';

/** To be called once, after `layFlow` with the same cutoffs. */
export function setFilter(flow: Flow, k0: i32, k1: i32, k2: i32, order: f64, strength: f64): void {
  flow.filter = allocate(<usize>flow.modes.count << 3);
  let at = flow.filter;
  for (let a = 0; a <= 2 * k0; a++) {
    for (let b = 0; b <= 2 * k1; b++) {
      for (let c = 0; c <= k2; c++, at += 8) {
        const sum = share(signed(a, k0), k0, order) + share(signed(b, k1), k1, order) + share(c, k2, order);
        store<f64>(at, Math.exp(-strength * sum));
      }
    }
  }
}

/** (|k|/K)^order; an axis that the problem lacks has K = 0. */
function share(k: i32, cutoff: i32, order: f64): f64 {
  return cutoff == 0 ? 0 : Math.pow(<f64>abs(k) / <f64>cutoff, order);
}

/** Filters the spectrum `h`, where a filter was set. */
export function applyFilter(flow: Flow, h: usize): void {
  if (flow.filter == 0) return;
  for (let i: usize = 0, n = <usize>flow.modes.count; i < n; i++) {
    const factor = v128.load64_splat(flow.filter + (i << 3));
    v128.store(h + (i << 4), f64x2.mul(factor, v128.load(h + (i << 4))));
  }
}
