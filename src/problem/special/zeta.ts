/** ζ(s) = Σ n^{−s} for s > 1, to about two roundings. */
export function zeta(s: number): number {
  return 1 / (s - 1) + hurwitzRest(s, 1);
}

/**
 * ζ(s, a) − 1/(s − 1), ζ(s, a) = Σ_{n≥0} (n + a)^{−s} the function of Hurwitz, for s > −1 and 0 < a ≤ 1: at s = 1, where it
 * is −Γ'(a)/Γ(a), as anywhere. Nine terms, and the rest by the Euler–Maclaurin formula at n = 9 + a.
 */
export function hurwitzRest(s: number, a: number): number {
  const n = 9 + a;
  let rest = powerIntegral(s, n) + n ** -s / 2;
  // B_{2j}/(2j)! s(s+1)…(s+2j−2) n^{−s−2j+1}
  let factor = s * n ** (-s - 1);
  BERNOULLI.forEach((b, j) => {
    rest += b * factor;
    factor *= ((s + 2 * j + 1) * (s + 2 * j + 2)) / (n * n);
  });
  let sum = 0;
  for (let k = 8; k >= 0; k--) sum += (k + a) ** -s;
  return sum + rest;
}

/** (n^{1−s} − 1)/(s − 1), which is −∫₁ⁿ x^{−s} dx. */
function powerIntegral(s: number, n: number): number {
  if (s === 1) return -Math.log(n);
  return Math.expm1((1 - s) * Math.log(n)) / (s - 1);
}

/** B_{2j}/(2j)! for j = 1 … 8. */
const BERNOULLI = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
];
