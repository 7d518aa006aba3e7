// What is measured of a state: everything follows from its power spectrum and its rate of change.
import { dot, innerProduct, powerSpectrum } from '../spectral/operators';
import { scaleVelocity } from './continuity';
import { Flow } from './flow';

/** A density below this is called negative; above it, rounding. */
const NEGATIVE: f64 = -1e-10;

/** Energy ½ Σ |2πk|^{−2s}|ĥ_k|² of the spectrum `h`, whose power spectrum is left in flow.power. */
export function energyOf(flow: Flow, h: usize): f64 {
  powerSpectrum(flow.modes, h, flow.power);
  return 0.5 * dot(flow.energySymbol, flow.power, flow.modes.count);
}

/**
 * Measures the current state, whose power spectrum is in flow.power. The dissipation −⟨φ, ∂t h⟩ equals
 * ∫ μ|∇φ|² to rounding: the product grid integrates this cubic expression exactly.
 */
export function measure(flow: Flow, minimum: f64): void {
  const p = flow.progress;
  measureNorms(flow);
  const squaredSpeed = dot(flow.speedSymbol, flow.power, flow.modes.count);
  p.dissipation =
    flow.equation.centre * squaredSpeed - innerProduct(flow.modes, flow.equation.potential, flow.h, flow.rate);
  p.minimum = minimum;
  if (minimum < NEGATIVE && isNaN(p.negativeSince)) p.negativeSince = p.time;
  balanceVelocity(flow, squaredSpeed);
}

/** Energy, tail and norms, from the power spectrum in flow.power. */
export function measureNorms(flow: Flow): void {
  const p = flow.progress;
  const count = flow.modes.count;
  p.energy = 0.5 * dot(flow.energySymbol, flow.power, count);
  p.tail = p.energy > 0 ? (0.5 * dot(flow.tailSymbol, flow.power, count)) / p.energy : 0;
  for (let i = 0; i < flow.norms; i++) {
    const symbol = flow.normSymbols + ((<usize>(i * count)) << 3);
    store<f64>(flow.normValues + (<usize>i << 3), Math.sqrt(dot(symbol, flow.power, count)));
  }
}

/** Keeps the scaled velocity within a factor 4 of h in L², by powers of two (see `scaleVelocity`). */
export function balanceVelocity(flow: Flow, squaredSpeed: f64): void {
  let squaredSize = 0.0;
  for (let i: usize = 0, n = <usize>flow.modes.count << 3; i < n; i += 8) squaredSize += load<f64>(flow.power + i);
  if (!(squaredSpeed > 0 && squaredSize > 0)) return;
  const p = flow.progress;
  const wanted = 0.5 * Math.log2(squaredSize / squaredSpeed);
  if (abs(wanted - Math.log2(p.velocityScale)) < 2) return;
  p.velocityScale = Math.pow(2, Math.round(wanted));
  scaleVelocity(flow.equation, p.velocityScale);
}
