// d = 1: how far mass has moved on average, ∫(X_t(x) − x) dμ₀, X_t the flow map. It grows by the momentum
//
//   ∫ μv dx = −∫ νφ' dx = −Σ_k conj(ν̂_k) 2πik |2πk|^{−2s} ĥ_k
//
// to which h adds nothing of its own, and is integrated by Hermite's rule, of order 4, from step to step. With the
// two densities it fixes the limit of the flow map, of which a spectrum remembers nothing.
import { TAU } from '../spectral/modes';
import { Flow } from './flow';

/** Modes of ν below this are rounding. */
const FAINT: f64 = 1e-17;

/** Finds the modes of ν that count, when its spectrum is there; none in more dimensions. */
export function layDrift(flow: Flow): void {
  flow.momentumModes = 1;
  if (flow.equation.dimension > 1) return;
  for (let k = flow.modes.count - 1; k > 0; k--) {
    const nu = flow.target + (<usize>k << 4);
    if (abs(load<f64>(nu)) + abs(load<f64>(nu, 8)) < FAINT) continue;
    flow.momentumModes = k + 1;
    return;
  }
}

/** At time 0. */
export function beginDrift(flow: Flow): void {
  const p = flow.progress;
  p.drift = flow.equation.dimension > 1 ? NaN : 0;
  p.driftTime = p.time;
  p.momentum = momentumOf(flow);
  p.momentumRate = momentumRateOf(flow);
}

/** From the time of the call before to the present state, whose rate N(ĥ) is there. */
export function followDrift(flow: Flow): void {
  const p = flow.progress;
  const step = p.time - p.driftTime;
  const momentum = momentumOf(flow);
  const rate = momentumRateOf(flow);
  p.drift += 0.5 * step * (p.momentum + momentum) + (step * step * (p.momentumRate - rate)) / 12;
  p.driftTime = p.time;
  p.momentum = momentum;
  p.momentumRate = rate;
}

function momentumOf(flow: Flow): f64 {
  let sum = 0.0;
  for (let k = 1; k < flow.momentumModes; k++) {
    const at = <usize>k << 4;
    sum += weightOf(flow, k) * cross(flow.target + at, load<f64>(flow.h + at), load<f64>(flow.h + at, 8));
  }
  return sum;
}

/** The same of ∂t ĥ = L ĥ + N(ĥ). */
function momentumRateOf(flow: Flow): f64 {
  const c = flow.equation.centre;
  let sum = 0.0;
  for (let k = 1; k < flow.momentumModes; k++) {
    const at = <usize>k << 4;
    const decay = c * load<f64>(flow.modes.lambda + (at >> 1)) * load<f64>(flow.energySymbol + (at >> 1));
    const re = load<f64>(flow.rate + at) - decay * load<f64>(flow.h + at);
    const im = load<f64>(flow.rate + at, 8) - decay * load<f64>(flow.h + at, 8);
    sum += weightOf(flow, k) * cross(flow.target + at, re, im);
  }
  return sum;
}

/** 2 · 2πk |2πk|^{−2s}: a mode and its conjugate. */
// @ts-ignore: decorator
@inline
function weightOf(flow: Flow, k: i32): f64 {
  return 2 * TAU * <f64>k * load<f64>(flow.energySymbol + (<usize>k << 3));
}

/** Im(conj(ν̂) z). */
// @ts-ignore: decorator
@inline
function cross(nu: usize, re: f64, im: f64): f64 {
  return load<f64>(nu) * im - load<f64>(nu, 8) * re;
}
