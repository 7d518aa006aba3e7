/**
 * The generalised exponential integral E_p(u) = ∫_1^∞ y^{−p} e^{−uy} dy, u > 0, real p; relative error about 1e−14.
 * It is Γ(1 − p, u) u^{p−1}: incomplete gamma functions of any order, where they are smooth in the order.
 */
export function exponentialIntegral(p: number, u: number): number {
  // By parts; a sum of positive terms, where the continued fraction would alternate.
  if (p < 0) return (Math.exp(-u) - p * exponentialIntegral(p + 1, u)) / u;
  return u < 1 ? u ** (p - 1) * (fraction(p, 1) + tail(p, u)) : fraction(p, u);
}

/** Γ(s), s > 0: Γ(s) = (s − 1) Γ(s − 1), and for s ≤ 1 what E_{1−s} has from 1 on, and the rest term by term. */
export function gamma(s: number): number {
  if (s > 1) return (s - 1) * gamma(s - 1);
  let [sum, term] = [fraction(1 - s, 1), 1];
  for (let k = 0; k < 25; k++) {
    sum += term / (s + k);
    term /= -(k + 1);
  }
  return sum;
}

/** The continued fraction of Γ(1 − p, u), by Lentz's method; Abramowitz and Stegun 5.1.22 has it for whole p. */
function fraction(p: number, u: number): number {
  const tiny = 1e-300;
  let b = u + p;
  let c = 1 / tiny;
  let d = 1 / (b || tiny);
  let h = d;
  for (let i = 1; i < 1000; i++) {
    const a = -i * (p - 1 + i);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h * Math.exp(-u);
}

/** ∫_u^1 w^{−p} e^{−w} dw, term by term; also where a power integrates to a logarithm. */
function tail(p: number, u: number): number {
  let [sum, term] = [0, 1];
  for (let k = 0; k < 30; k++) {
    const a = k - p + 1;
    sum += term * (a === 0 ? -Math.log(u) : -Math.expm1(a * Math.log(u)) / a);
    term /= -(k + 1);
  }
  return sum;
}
