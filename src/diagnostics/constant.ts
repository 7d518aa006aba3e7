import { logGamma } from '../problem/special/gamma.ts';
import type { Target } from './energy.ts';
import { DiagnosticsError, requireFinite } from './errors.ts';
import { limitMap } from './limit-map.ts';

/** Surface of the unit sphere of R^d. */
const SPHERE = [2, 2 * Math.PI, 4 * Math.PI];

/**
 * The constant C of E(t) ~ C t^{−p}, p = (r+s)/(s−1), for ν = 1 and |ĥ_k|² ≈ c|k|^{−2r−d}:
 * C = c(2π)^{2r} |S^{d−1}| Γ(p) 2^{−p} / (4(s−1)). Linearised theory, docs/theory.md.
 * @param regularity r, with r + s > 0
 * @throws DiagnosticsError unless s > 1 and r + s > 0
 */
export function uniformConstant(c: number, regularity: number, s: number, dimension = 1): number {
  requireFinite('c', c, 0);
  requireFinite('regularity', regularity);
  if (!(s > 1)) throw new DiagnosticsError('s', s, 'a number > 1: elsewhere the decay is not algebraic');
  if (![1, 2, 3].includes(dimension)) throw new DiagnosticsError('dimension', dimension, '1, 2 or 3');
  const p = (regularity + s) / (s - 1);
  if (!(p > 0)) throw new DiagnosticsError('regularity', regularity, `a number > −s = ${-s}`);
  const gamma = Math.exp(logGamma(p) - p * Math.LN2);
  return (c * (2 * Math.PI) ** (2 * regularity) * SPHERE[dimension - 1] * gamma) / (4 * (s - 1));
}

/**
 * The factor I by which the constant of `uniformConstant` changes in d = 1 for a target ν and a density whose
 * smooth part is not constant: I = ∫ μ̄₀(x)^{−(2r+1)} ν(X(x))^{2r+1−p} dx, X the limit map. Wave packets are
 * transported and decay at the local rate ν|2πξ|^{2−2s}. Derivation: docs/theory.md.
 * @param initial smooth part μ̄₀ of the initial density, positive samples
 * @param options `drift`: how far mass moves on average on its way, 0 when both densities are even (`limitMap`);
 * `singularAt`: index of the sample at which an isolated singularity sits, then I is the integrand there
 */
export function transportFactor(
  initial: ArrayLike<number>,
  target: Target,
  {
    regularity,
    s,
    drift = 0,
    singularAt,
  }: { regularity: number; s: number; drift?: number; singularAt?: number },
): number {
  const p = (regularity + s) / (s - 1);
  const { density } = limitMap(initial, target, drift);
  const integrand = (j: number) =>
    initial[j] ** -(2 * regularity + 1) * density[j] ** (2 * regularity + 1 - p);
  if (singularAt !== undefined) return integrand(singularAt);
  let sum = 0;
  for (let j = 0; j < initial.length; j++) sum += integrand(j);
  return sum / initial.length;
}
