// The exponential filter: a step from t to t + h ends with
//
//   ĥ_k ← ĥ_k exp(−strength ln((t + h + τ)/(t + τ)) Σ_i (|k_i|/K_i)^order),   τ = (2π)^{2s−2}
//
// with τ the time in which the lowest mode decays. The usual filter acts once per step, whatever its size (Gottlieb
// and Shu, SIAM Rev. 39 (1997), (4.9)): where steps get small it then eats its way down the spectrum. Here the
// damping of a run is that of a hyperviscosity of rate strength (|k|/K)^order/(t + τ), however many steps there
// were, and gets slower with t as the flow does for s > 1: the slow high modes below the cutoff stand.
import { allocate } from '../memory';
import { TAU, signed } from '../spectral/modes';
import { parallel } from '../threads/team';
import { Flow } from './flow';

/** To be called once, after `layFlow` with the same cutoffs. */
export function setFilter(flow: Flow, k0: i32, k1: i32, k2: i32, order: f64, strength: f64): void {
  const bytes = <usize>flow.modes.count << 3;
  flow.filterExponents = allocate(bytes);
  flow.filterFactors = allocate(bytes);
  let at = flow.filterExponents;
  for (let a = 0; a <= 2 * k0; a++) {
    for (let b = 0; b <= 2 * k1; b++) {
      for (let c = 0; c <= k2; c++, at += 8) {
        const sum = share(signed(a, k0), k0, order) + share(signed(b, k1), k1, order) + share(c, k2, order);
        store<f64>(at, -strength * sum);
      }
    }
  }
}

/** (|k|/K)^order; an axis that the problem lacks has K = 0. */
function share(k: i32, cutoff: i32, order: f64): f64 {
  return cutoff == 0 ? 0 : Math.pow(<f64>abs(k) / <f64>cutoff, order);
}

/** Modes that a thread takes at a time. */
const BLOCK: i32 = 512;

// @ts-ignore: decorator
@inline
function blocksOf(flow: Flow): i32 {
  return (flow.modes.count + BLOCK - 1) / BLOCK;
}

/** Forms the factors of a step of size h from the present time, where a filter was set. */
export function prepareFilter(flow: Flow, h: f64): void {
  if (flow.filterExponents == 0) return;
  const scale = Math.pow(TAU, 2 * flow.equation.s - 2);
  flow.filterSpan = Math.log1p(h / (flow.progress.time + scale));
  parallel(formFactors, changetype<usize>(flow), blocksOf(flow));
}

function formFactors(context: usize, begin: i32, end: i32, _thread: i32): void {
  const flow = changetype<Flow>(context);
  const last = <usize>min(flow.modes.count, end * BLOCK) << 3;
  for (let i = <usize>(begin * BLOCK) << 3; i < last; i += 8) {
    store<f64>(flow.filterFactors + i, Math.exp(flow.filterSpan * load<f64>(flow.filterExponents + i)));
  }
}

/** Filters the modes from `begin` to before `end` of the spectrum `h` by the factors prepared, where a filter was set. */
export function filterPart(flow: Flow, h: usize, begin: i32, end: i32): void {
  if (flow.filterExponents == 0) return;
  for (let i = <usize>begin; i < <usize>end; i++) {
    const factor = v128.load64_splat(flow.filterFactors + (i << 3));
    v128.store(h + (i << 4), f64x2.mul(factor, v128.load(h + (i << 4))));
  }
}
