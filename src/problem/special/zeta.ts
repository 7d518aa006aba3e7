/**
 * ζ(s) = Σ n^{−s} for s > 1, to about two roundings: nine terms, and the rest by the Euler–Maclaurin formula at
 * n = 10, whose next term is below 1e−17 of the sum.
 */
export function zeta(s: number): number {
  const n = 10;
  let rest = n ** (1 - s) / (s - 1) + n ** -s / 2;
  // B_{2j}/(2j)! s(s+1)…(s+2j−2) n^{−s−2j+1}
  let factor = s * n ** (-s - 1);
  BERNOULLI.forEach((b, j) => {
    rest += b * factor;
    factor *= ((s + 2 * j + 1) * (s + 2 * j + 2)) / (n * n);
  });
  let sum = 0;
  for (let k = n - 1; k >= 1; k--) sum += k ** -s;
  return sum + rest;
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
