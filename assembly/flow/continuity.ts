// The right-hand side of ∂t h = ∇·(μ∇φ), μ = ν + h, φ = (−Δ)^{−s} h, in Fourier space, split as L h + N(h):
//
//   L = −c|2πk|^{2−2s}                      the linearisation about the constant density c
//   N(h) = −∇·((h + ν − c) v), v = −∇φ      what is left, formed as one product, never as a difference
//
// so that near ν ≡ c the term N is quadratically small to the last digit. Explicit schemes take c = 0.
// Products are formed on a grid of m_i ≥ 3K_i + 1 points, where they carry no aliasing into |k_i| ≤ K_i.
import { allocate } from '../memory';
import { flux, fluxFactors, fluxPlan } from '../fft/flux';
import { Modes, TAU } from '../spectral/modes';
import { powersOf, symbol } from '../spectral/operators';
import { Radii } from '../spectral/radii';
import { Transform, fieldBytes, layTransform, layWork, toBlocks, toField } from '../spectral/transform';
import { teamSize } from '../threads/team';
import { product } from './product';

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
  /** ν − c on the product grid: f64[points], or blocks (d > 1, see `toBlocks`). */
  target: usize;
  targetBytes: usize;
  /** f64[count]: |2πk|^{−2s}. */
  potential: usize;
  /** d = 1: the fused product and its two tables (see `scaleVelocity`). */
  plan: usize;
  g: usize;
  kappa: usize;
  velocityScale: f64;
}

/** `target` is the spectrum of ν; the axes that the problem lacks have m_i = 1, K_i = 0 and come first. */
export function layContinuity(modes: Modes, dimension: i32, s: f64, m0: i32, m1: i32, m2: i32, k0: i32, k1: i32, k2: i32): Continuity {
  const f = changetype<Continuity>(allocate(offsetof<Continuity>()));
  f.dimension = dimension;
  f.modes = modes;
  f.s = s;
  f.transform = layTransform(m0, m1, m2, k0, k1, k2);
  f.points = m0 * m1 * m2;
  f.targetBytes = dimension == 1 ? <usize>f.points << 3 : fieldBytes(f.transform);
  f.target = allocate(f.targetBytes);
  f.potential = symbol(modes, -s, 1);
  if (dimension == 1) {
    f.g = allocate(<usize>modes.count << 3);
    f.kappa = allocate(<usize>modes.count << 3);
    f.plan = fluxPlan(m2, k2, f.g, f.kappa, f.target);
    scaleVelocity(f, 1);
  } else {
    layWork(f.transform, 3, teamSize());
  }
  return f;
}

/** Puts ν on the product grid, splits about c = ½(min ν + max ν) if `split`, and returns c. */
export function setTarget(f: Continuity, spectrum: usize, split: bool): f64 {
  if (f.dimension == 1) toField(f.transform, spectrum, f.target);
  else toBlocks(f.transform, spectrum, f.target);
  if (split) {
    let low = Infinity;
    let high = -Infinity;
    for (let at = f.target, end = at + f.targetBytes; at < end; at += 8) {
      if (!isPoint(f, at)) continue;
      low = min(low, load<f64>(at));
      high = max(high, load<f64>(at));
    }
    f.centre = 0.5 * (low + high);
    for (let at = f.target, end = at + f.targetBytes; at < end; at += 8) {
      store<f64>(at, isPoint(f, at) ? load<f64>(at) - f.centre : 0);
    }
  }
  return f.centre;
}

/** Whether there is a point at this address of the target: blocks of rows of odd length are half empty. */
// @ts-ignore: decorator
@inline
function isPoint(f: Continuity, at: usize): bool {
  return f.dimension == 1 || !f.transform.rows.odd || ((at - f.target) & 16) == 0;
}

/** f64[radii.count]: L = −c|2πk|^{2−2s}. */
export function linearPart(f: Continuity, radii: Radii): usize {
  return powersOf(radii.lambda, radii.count, 1 - f.s, -f.centre);
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
  return f.centre + product(f.transform, h, f.potential, f.target, out);
}
