// The right-hand side of ∂t h = ∇·(μ∇φ), μ = ν + h, φ = (−Δ)^{−s} h, in Fourier space, split as L h + N(h):
//
//   L = −c|2πk|^{2−2s}                      the linearisation about the constant density c
//   N(h) = −∇·((h + ν − c) v), v = −∇φ      what is left, formed as one product, never as a difference
//
// so that near ν ≡ c the term N is quadratically small to the last digit. Explicit schemes take c = 0.
// Products are formed on a grid of m_i ≥ 3K_i + 1 points, where they carry no aliasing into |k_i| ≤ K_i.
import { allocate } from '../memory';
import { flux, fluxFactors, fluxPlan } from '../fft/flux';
import { Modes, TAU, layWavenumber } from '../spectral/modes';
import { symbol } from '../spectral/operators';
import { Transform, layTransform, toField, toSpectrum } from '../spectral/transform';

@unmanaged
export class Continuity {
  dimension: i32;
  modes: Modes;
  s: f64;
  /** The constant density c about which the flow is split. */
  centre: f64;
  /** Product grid. */
  transform: Transform;
  points: i32;
  /** f64[points]: ν − c on the product grid. */
  target: usize;
  /** f64[count]: |2πk|^{−2s}. */
  potential: usize;
  /** d = 1: the fused product and its two tables (see `scaleVelocity`). */
  plan: usize;
  g: usize;
  kappa: usize;
  velocityScale: f64;
  /** d > 1: wavenumbers 2πk_j of each axis and work fields. */
  wavenumber: usize;
  density: usize;
  velocity: usize;
  work: usize;
}

/** `target` is the spectrum of ν; the axes that the problem lacks have m_i = 1, K_i = 0 and come first. */
export function layContinuity(modes: Modes, dimension: i32, s: f64, m0: i32, m1: i32, m2: i32, k0: i32, k1: i32, k2: i32): Continuity {
  const f = changetype<Continuity>(allocate(offsetof<Continuity>()));
  f.dimension = dimension;
  f.modes = modes;
  f.s = s;
  f.transform = layTransform(m0, m1, m2, k0, k1, k2);
  f.points = m0 * m1 * m2;
  f.target = allocate(<usize>f.points << 3);
  f.potential = symbol(modes, -s, 1);
  if (dimension == 1) {
    f.g = allocate(<usize>modes.count << 3);
    f.kappa = allocate(<usize>modes.count << 3);
    f.plan = fluxPlan(m2, k2, f.g, f.kappa, f.target);
    scaleVelocity(f, 1);
  } else {
    f.wavenumber = layWavenumber(modes, dimension, k0, k1, k2);
    f.density = allocate(<usize>f.points << 3);
    f.velocity = allocate(<usize>f.points << 3);
    f.work = allocate(<usize>modes.count << 4);
  }
  return f;
}

/** Puts ν on the product grid, splits about c = ½(min ν + max ν) if `split`, and returns c. */
export function setTarget(f: Continuity, spectrum: usize, split: bool): f64 {
  toField(f.transform, spectrum, f.target);
  const end = f.target + (<usize>f.points << 3);
  if (split) {
    let low = load<f64>(f.target);
    let high = low;
    for (let at = f.target; at < end; at += 8) {
      low = min(low, load<f64>(at));
      high = max(high, load<f64>(at));
    }
    f.centre = 0.5 * (low + high);
    for (let at = f.target; at < end; at += 8) store<f64>(at, load<f64>(at) - f.centre);
  }
  return f.centre;
}

/** f64[count]: L = −c|2πk|^{2−2s}. */
export function linearPart(f: Continuity): usize {
  return symbol(f.modes, 1 - f.s, -f.centre);
}

/**
 * d = 1 transforms h and v together, as the real and imaginary part of one complex field. Rounding in the one
 * reaches the other, so v is first brought to the size of h by a power of two, which is exact.
 */
export function scaleVelocity(f: Continuity, scale: f64): void {
  if (f.dimension != 1 || scale == f.velocityScale) return;
  f.velocityScale = scale;
  for (let k: usize = 0, n = <usize>f.modes.count; k < n; k++) {
    const wavenumber = TAU * <f64>k;
    store<f64>(f.g + (k << 3), scale * wavenumber * load<f64>(f.potential + (k << 3)));
    store<f64>(f.kappa + (k << 3), -wavenumber / (scale * <f64>f.points));
  }
  fluxFactors(f.plan, f.g);
}

/** out = N(h); returns the minimum of μ on the product grid. */
export function nonlinearPart(f: Continuity, h: usize, out: usize): f64 {
  if (f.dimension == 1) return f.centre + flux(f.plan, h, out);
  return f.centre + productByAxes(f, h, out);
}

function productByAxes(f: Continuity, h: usize, out: usize): f64 {
  const end = <usize>f.points << 3;
  toField(f.transform, h, f.density);
  let lowest = Infinity;
  for (let at: usize = 0; at < end; at += 8) {
    const mu = load<f64>(f.density + at) + load<f64>(f.target + at);
    lowest = min(lowest, mu);
    store<f64>(f.density + at, mu);
  }
  memory.fill(out, 0, <usize>f.modes.count << 4);
  for (let axis = 0; axis < f.dimension; axis++) {
    const wavenumber = f.wavenumber + ((<usize>(axis * f.modes.count)) << 3);
    differentiate(f, wavenumber, h);
    toField(f.transform, f.work, f.velocity);
    for (let at: usize = 0; at < end; at += 8) {
      store<f64>(f.velocity + at, load<f64>(f.velocity + at) * load<f64>(f.density + at));
    }
    toSpectrum(f.transform, f.velocity, f.work);
    subtractDerivative(f, wavenumber, out);
  }
  return lowest;
}

/** work = −2πi k_j φ̂: one component of the velocity. */
function differentiate(f: Continuity, wavenumber: usize, h: usize): void {
  for (let i: usize = 0, n = <usize>f.modes.count; i < n; i++) {
    const factor = load<f64>(wavenumber + (i << 3)) * load<f64>(f.potential + (i << 3));
    store<f64>(f.work + (i << 4), factor * load<f64>(h + (i << 4), 8));
    store<f64>(f.work + (i << 4), -factor * load<f64>(h + (i << 4)), 8);
  }
}

/** out −= 2πi k_j work. */
function subtractDerivative(f: Continuity, wavenumber: usize, out: usize): void {
  for (let i: usize = 0, n = <usize>f.modes.count; i < n; i++) {
    const factor = load<f64>(wavenumber + (i << 3));
    const at = out + (i << 4);
    store<f64>(at, load<f64>(at) + factor * load<f64>(f.work + (i << 4), 8));
    store<f64>(at, load<f64>(at, 8) - factor * load<f64>(f.work + (i << 4)), 8);
  }
}
