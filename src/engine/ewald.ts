/**
 * Ewald's splitting of the kernel of (−Δ)^{−s} on T^d at a time t₀ (assembly/particles/torus.ts). With λ = |2πk|²,
 *
 *   λ^{−s} = ∫_0^∞ t^{s−1} e^{−λt} dt/Γ(s) = S + L̂,   S = t₀^s E_{1−s}(λt₀)/Γ(s),
 *   L(r) = C E_{s+1−d/2}(r²/4t₀),  −L'(r) = C r/(2t₀) E_{s−d/2}(r²/4t₀),  C = t₀^{s−d/2} (4π)^{−d/2}/Γ(s),
 *
 * summed over all images, of which the nearest alone is within reach.
 */
import { cutoffFor, LOST, reachFor } from '../problem/near.ts';
import { exponentialIntegral } from '../problem/special/exponential-integral.ts';
import { gamma } from '../problem/special/gamma.ts';
import { radialTable } from './radial.ts';

export interface Splitting {
  /** Largest wavenumber on an axis. */
  cutoff: number;
  /** Distance beyond which L is rounding. */
  reach: number;
  /** Tables of S over |2πk|, and of −L' and L over r. */
  smooth: Float64Array;
  force: Float64Array;
  energy: Float64Array;
  /** L(0), and ∫ L. */
  atZero: number;
  mean: number;
}

/** Distances below 2^this are as good as it: forces of s ≥ (d+1)/2 are bounded. */
const SMALLEST = -40;

/** The splitting for `count` points that cost the least, as far as a balanced guess knows. */
export function splitting(s: number, d: number, count: number): Splitting {
  const reach = reachFor(count, d);
  const t = reach ** 2 / (4 * LOST);
  const cutoff = cutoffFor(reach);
  const scale = t ** (s - d / 2) / ((4 * Math.PI) ** (d / 2) * gamma(s));
  const far = t ** s / gamma(s);
  const inModes = exponentialIntegral(1 - s);
  const inSpace = exponentialIntegral(s + 1 - d / 2);
  const inSpaceSlope = exponentialIntegral(s - d / 2);
  const farthest = 2 * Math.PI * cutoff * Math.sqrt(d);
  return {
    cutoff,
    reach,
    smooth: radialTable((wave) => far * inModes(wave ** 2 * t), 2, farthest * 1.01),
    force: radialTable((r) => ((scale * r) / (2 * t)) * inSpaceSlope(r ** 2 / (4 * t)), SMALLEST, reach),
    energy: radialTable((r) => scale * inSpace(r ** 2 / (4 * t)), SMALLEST, reach),
    atZero: scale / (s - d / 2),
    mean: far / s,
  };
}
