import { gammaSlope } from './gamma.ts';

/**
 * The exponential integral E_ν(x) = ∫₁^∞ e^{−xt} t^{−ν} dt for one real ν, as a function of x ≥ 0, to about 1e−15 of
 * its value. E_ν(0) = 1/(ν − 1) for ν > 1, else Infinity.
 *
 * Its value at ν₀ = ν − steps in [−½, 3/2) comes from a series for x < 1 and from a continued fraction above; from
 * there ν E_{ν+1} = e^{−x} − x E_ν leads to ν: upwards where x is small, downwards to ν < 0, where all terms are
 * positive. (DLMF 8.19)
 */
export function exponentialIntegral(nu: number): (x: number) => number {
  const steps = nu < 0.5 ? Math.min(0, Math.floor(nu + 0.5)) : Math.floor(nu - 0.5);
  const base = nu - steps;
  const epsilon = base - 1;
  const slope = gammaSlope(epsilon);
  return (x) => {
    if (x === 0) return nu > 1 ? 1 / (nu - 1) : Number.POSITIVE_INFINITY;
    const decay = Math.exp(-x);
    if (x >= 1 && steps >= 0) return decay * fraction(nu, x);
    let value = x < 1 ? series(epsilon, slope, x) : decay * fraction(base, x);
    for (let i = 0; i < steps; i++) value = (decay - x * value) / (base + i);
    for (let i = -1; i >= steps; i--) value = (decay - (base + i) * value) / x;
    return value;
  };
}

/** E_{1+ε}(x) = −expm1(ε(log Γ(1−ε)/ε + log x))/ε − Σ_{m≥1} (−x)^m/(m!(m − ε)), ε < ½: no poles cancel. */
function series(epsilon: number, slope: number, x: number): number {
  const log = slope + Math.log(x);
  const exponent = epsilon * log;
  // A large exponent would multiply its rounding: there the power itself is right.
  const grown = Math.abs(exponent) < 1 ? Math.expm1(exponent) : Math.exp(epsilon * slope) * x ** epsilon - 1;
  let sum = epsilon === 0 ? log : grown / epsilon;
  let power = 1;
  for (let m = 1; m < 20; m++) {
    power *= -x / m;
    sum += power / (m - epsilon);
  }
  return -sum;
}

/** e^x E_ν(x) for x ≥ 1 and ν ≥ −½ by its continued fraction (DLMF 8.19.17, even part), by Lentz's method. */
function fraction(nu: number, x: number): number {
  let b = x + nu;
  let d = 1 / b;
  let c = Number.POSITIVE_INFINITY;
  let value = d;
  for (let i = 1; i < 200; i++) {
    const a = -i * (nu - 1 + i);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) break;
  }
  return value;
}
