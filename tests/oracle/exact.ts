/** Exact solutions in one dimension with ν = 1, from data 1 + Σ cos·cos(2πkx) + sin·sin(2πkx). */
import { halfSquaredNorm, TAU } from './fourier.ts';
import type { Trigonometric } from './trigonometric.ts';

/**
 * s = 1: particles move along X_t(x) = e^{−t}x + (1 − e^{−t})(F₀(x) − A), A = ½ − ∫x dμ₀, the Wasserstein
 * geodesic to ν = 1, and the density they carry solves the logistic equation μ' = −μ(μ − 1).
 */
export class LogisticFlow {
  readonly #initial: Trigonometric;

  constructor(initial: Trigonometric) {
    this.#initial = initial;
  }

  /** X_t(x), lifted to R. */
  position(t: number, label: number): number {
    const offset = 1 / 2 - this.#initial.firstMoment;
    return Math.exp(-t) * label - Math.expm1(-t) * (this.#initial.cumulative(label) - offset);
  }

  /** The label x with X_t(x) = y, by Newton: X_t' = e^{−t} + (1 − e^{−t})μ₀ > 0. */
  label(t: number, y: number): number {
    let x = y;
    for (let i = 0; i < 60; i++) {
      const slope = Math.exp(-t) - Math.expm1(-t) * this.#initial.at(x);
      const correction = (this.position(t, x) - y) / slope;
      x -= correction;
      if (Math.abs(correction) < 1e-15) break;
    }
    return x;
  }

  /** μ(t, y). */
  density(t: number, y: number): number {
    return logistic(t, this.#initial.at(this.label(t, y)));
  }

  extrema(t: number): [number, number] {
    const [low, high] = this.#initial.extrema;
    return [logistic(t, low), logistic(t, high)];
  }

  /** E(0) e^{−2t}. */
  energy(t: number): number {
    return halfSquaredNorm(this.#initial.spectrum(64), -1) * Math.exp(-2 * t);
  }

  /** ∫ μ_t^p dx = ∫ μ₀ (μ_t∘X)^{p−1}. */
  power(t: number, p: number): number {
    return this.#average((value) => logistic(t, value) ** (p - 1));
  }

  /** ∫ μ_t log μ_t dx = ∫ μ₀ log(μ_t∘X). */
  entropy(t: number): number {
    return this.#average((value) => Math.log(logistic(t, value)));
  }

  /** ∫ g(μ₀) dμ₀ by the trapezoidal rule, which is spectrally accurate here. */
  #average(g: (value: number) => number): number {
    const samples = this.#initial.samples(4096);
    return samples.reduce((sum, value) => sum + (value * g(value)) / samples.length, 0);
  }
}

/** 1/(1 + (1/m − 1)e^{−t}): the density at time t of a particle that had the density m. */
export function logistic(t: number, m: number): number {
  return 1 / (1 + (1 / m - 1) * Math.exp(-t));
}

type Complex = [re: number, im: number];

/**
 * s = ½: u = Hμ − iμ obeys the complex Burgers equation, so with u₀(z) = −i(1 + 2 Σ_{k>0} μ̂_k e^{2πikz}) and
 * z + t u₀(z) = x, Im z > 0: μ(t, x) = −Im u₀(z). By Newton, continued in t from z = x.
 */
export function burgersDensity(initial: Trigonometric, t: number, x: number): number {
  const stages = 64;
  let z: Complex = [x, 0];
  for (let i = 1; i <= stages; i++) {
    const now = (t * i) / stages;
    for (let j = 0; j < 8; j++) {
      const [u, slope] = burgersData(initial, z);
      const residual: Complex = [z[0] + now * u[0] - x, z[1] + now * u[1]];
      const [dx, dy] = divide(residual, [1 + now * slope[0], now * slope[1]]);
      z = [z[0] - dx, z[1] - dy];
    }
  }
  return -burgersData(initial, z)[0][1];
}

/** u₀(z) and u₀'(z). */
function burgersData(initial: Trigonometric, [x, y]: Complex): [Complex, Complex] {
  const u: Complex = [0, -1];
  const slope: Complex = [0, 0];
  for (const {
    k: [k],
    cos,
    sin,
  } of initial.terms) {
    // 2μ̂_k e^{2πikz} = (cos − i sin) e^{−2πky} (c + i s), times −i; then times 2πik for the derivative.
    const size = Math.exp(-TAU * k * y);
    const [c, s] = [size * Math.cos(TAU * k * x), size * Math.sin(TAU * k * x)];
    const [re, im] = [cos * c + sin * s, cos * s - sin * c];
    u[0] += im;
    u[1] -= re;
    slope[0] += TAU * k * re;
    slope[1] += TAU * k * im;
  }
  return [u, slope];
}

function divide([a, b]: Complex, [c, d]: Complex): Complex {
  const square = c * c + d * d;
  return [(a * c + b * d) / square, (b * c - a * d) / square];
}

/** Small perturbations of ν = 1 decay mode by mode: ĥ_k(t) = ĥ_k(0) e^{−t|2πk|^{2−2s}}. */
export function linearDecay(s: number, k: number, t: number): number {
  return Math.exp(-t * (TAU * k) ** (2 - 2 * s));
}
