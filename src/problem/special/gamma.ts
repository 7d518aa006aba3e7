import { zeta } from './zeta.ts';

/** log Γ(x) for x > 0: Stirling's series from x ≥ 10 on, reached by Γ(x+1) = xΓ(x); relative error of Γ about 1e−13. */
export function logGamma(x: number): number {
  let factor = 1;
  let y = x;
  for (; y < 10; y++) factor *= y;
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - Math.log(factor);
}

/** Γ(x) for x > 0, to a few roundings; Infinity beyond 171: from Γ(x − steps) with an argument in [½, 3/2). */
export function gamma(x: number): number {
  const steps = Math.floor(x + 0.5) - 1;
  const epsilon = 1 - (x - steps);
  let product = Math.exp(epsilon * gammaSlope(epsilon));
  for (let j = 1; j <= steps; j++) product *= j - epsilon;
  return steps < 0 ? product / x : product;
}

/** log Γ(1 − ε)/ε for ε < 1; near 0, where that is its limit, γ + Σ_{k≥2} ζ(k) ε^{k−1}/k. */
export function gammaSlope(epsilon: number): number {
  if (Math.abs(epsilon) > 0.5) return Math.log(gamma(1 - epsilon)) / epsilon;
  let sum = 0;
  for (let k = 56; k >= 2; k--) sum = (sum + zeta(k) / k) * epsilon;
  return sum + 0.5772156649015329;
}
