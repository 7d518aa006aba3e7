/** Histories with known laws of decay, for the tests of fits, windows and rates. */
import { noise } from './diagnostics.ts';

export interface SyntheticHistory {
  time: Float64Array;
  energy: Float64Array;
  tail: Float64Array;
  norms: Record<string, Float64Array>;
}

/** n times spaced by the logarithm. */
export function logTimes(first: number, last: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => first * (last / first) ** (i / (n - 1)));
}

/**
 * The exact linearised flow at ν = 1 (docs/theory.md): |h_k(t)|² = |h_k(0)|² e^{−2t(2πk)^{2−2s}}, given
 * |h_k(0)|² = power(k) for 1 ≤ k ≤ cutoff and the same for −k.
 */
export function linearHistory(
  { s, cutoff, orders = [] }: { s: number; cutoff: number; orders?: number[] },
  power: (k: number) => number,
  time: Float64Array,
): SyntheticHistory {
  const energy = new Float64Array(time.length);
  const tail = new Float64Array(time.length);
  const squares = orders.map(() => new Float64Array(time.length));
  for (let k = 1; k <= cutoff; k++) {
    const [square, wave] = [power(k), 2 * Math.PI * k];
    const weights = orders.map((q) => 2 * wave ** (2 * q));
    for (let i = 0; i < time.length; i++) {
      const left = square * Math.exp(-2 * time[i] * wave ** (2 - 2 * s));
      const part = left * wave ** (-2 * s);
      energy[i] += part;
      if (3 * k > 2 * cutoff) tail[i] += part;
      for (let q = 0; q < orders.length; q++) squares[q][i] += weights[q] * left;
    }
  }
  const norms = Object.fromEntries(orders.map((q, i) => [String(q), squares[i].map(Math.sqrt)]));
  return { time, energy, tail: tail.map((top, i) => top / energy[i]), norms };
}

/** Samples of 1 + amplitude·Σ_k k^{−r−½} cos(2π(kx + θ_k)), |k| < n/2, θ_k noise: |ĥ_k|² = c k^{−2r−1}. */
export function roughDensity(n: number, regularity: number, amplitude: number): Float64Array {
  const phase = noise(n);
  const density = new Float64Array(n).fill(1);
  for (let k = 1; 2 * k < n; k++) {
    const size = amplitude * k ** (-regularity - 0.5);
    for (let j = 0; j < n; j++) density[j] += size * Math.cos(2 * Math.PI * (((k * j) % n) / n + phase[k]));
  }
  return density;
}

/**
 * The linearised flow at s = 1 towards ν = 1 + ½ cos 2πx, d = 1: w = φ' obeys ∂t w = −νw + ∫νw (Runge–Kutta 4,
 * whose error at this step is below 1e−8 of the rate). E = ½∫w².
 */
export function criticalHistory(initial: (x: number) => number, end: number): SyntheticHistory {
  const [n, step] = [512, 0.05];
  const nu = Float64Array.from({ length: n }, (_, j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / n));
  const mean = (f: (j: number) => number) => nu.reduce((sum, _, j) => sum + f(j), 0) / n;
  const change = (w: Float64Array) => {
    const flux = mean((j) => nu[j] * w[j]);
    return w.map((value, j) => flux - nu[j] * value);
  };
  let w = nu.map((_, j) => initial(j / n));
  const count = Math.round(end / step) + 1;
  const time = Float64Array.from({ length: count }, (_, i) => i * step);
  const energy = new Float64Array(count);
  const norm = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    energy[i] = 0.5 * mean((j) => w[j] * w[j]);
    // h = −w', by differences: (2πk/512)²/6 off, with k up to ten or so.
    norm[i] = Math.sqrt(mean((j) => ((n / 2) * (w[(j + 1) % n] - w[(j + n - 1) % n])) ** 2));
    const k1 = change(w);
    const k2 = change(w.map((value, j) => value + (step / 2) * k1[j]));
    const k3 = change(w.map((value, j) => value + (step / 2) * k2[j]));
    const k4 = change(w.map((value, j) => value + step * k3[j]));
    w = w.map((value, j) => value + (step / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]));
    // The mean of w is conserved: its rounding would stay while w falls.
    const drift = mean((j) => w[j]);
    w = w.map((value) => value - drift);
  }
  return {
    time,
    energy,
    tail: new Float64Array(count),
    norms: { '-1': energy.map((e) => Math.sqrt(2 * e)), '0': norm },
  };
}
