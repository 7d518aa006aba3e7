/**
 * d = 1, s = ½, ν = 1, μ₀ the trigonometric interpolant of its samples. u = Hμ − iμ solves the complex Burgers
 * equation (docs/theory.md): with g(z) = 2 Σ_{k>0} μ̂_k e^{2πikz},
 *
 *     z = x + it (1 + g(z)),   Im z > 0:      μ(t, x) = 1 + Re g(z),   v(t, x) = Im g(z)
 *
 * by Newton's iteration at each x, continued in t.
 */
import { type Extremes, extremesOnCircle } from './extremes.ts';
import type { ExactFlow, Snapshot } from './flow.ts';
import { lowModes, mean, spectrumOf, TAU, tabulate } from './periodic.ts';

/** Modes below this share of the largest are rounding. */
const ROUNDING = 1e-17;
const ITERATIONS = 12;

export class Burgers implements ExactFlow {
  evaluations = 0;
  private time = 0;
  private readonly n: number;
  /** 2μ̂_k, k = 1 … K, interleaved. */
  private readonly modes: Float64Array;
  /** z at the 2n points x = j/2n. */
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  constructor(samples: Float64Array) {
    this.n = samples.length;
    this.modes = kept(lowModes(samples, this.n).slice(2));
    this.re = Float64Array.from({ length: 2 * this.n }, (_, j) => j / (2 * this.n));
    this.im = new Float64Array(2 * this.n);
  }

  moveTowards(t: number): number {
    for (let j = 0; j < this.re.length; j++) this.continuePoint(j, t);
    this.time = t;
    return t;
  }

  snapshot(): Snapshot {
    const h = new Float64Array(this.re.length);
    const velocity = new Float64Array(h.length);
    for (let j = 0; j < h.length; j++) [h[j], velocity[j]] = this.evaluate(this.re[j], this.im[j]);
    const difference = lowModes(h, this.n);
    let energy = 0;
    for (let k = 1; 2 * k < difference.length; k++) {
      energy += (difference[2 * k] ** 2 + difference[2 * k + 1] ** 2) / (TAU * k);
    }
    return {
      density: Float64Array.from({ length: this.n }, (_, j) => 1 + h[2 * j]),
      difference,
      energy,
      dissipation: mean(velocity.map((v, j) => (1 + h[j]) * v * v)),
      ...this.extremes(h),
      drift: 0,
    };
  }

  private extremes(h: Float64Array): Extremes {
    const table = tabulate(spectrumOf(h));
    return extremesOnCircle(h.length, (x) => 1 + table.at(x));
  }

  exportState(): Float64Array {
    return Float64Array.of(this.evaluations, ...this.re, ...this.im);
  }

  importState(time: number, state: Float64Array): void {
    this.time = time;
    this.evaluations = state[0];
    this.re.set(state.subarray(1, 1 + this.re.length));
    this.im.set(state.subarray(1 + this.re.length));
  }

  /** g(z) and g'(z). */
  private evaluate(x: number, y: number): [number, number, number, number] {
    const size = Math.exp(-TAU * y);
    const [c, s] = [size * Math.cos(TAU * x), size * Math.sin(TAU * x)];
    // Horner in q = e^{2πiz}: value, and q times its derivative by q.
    let [re, im, dre, dim] = [0, 0, 0, 0];
    for (let i = this.modes.length - 2; i >= 0; i -= 2) {
      [dre, dim] = [dre * c - dim * s + re, dre * s + dim * c + im];
      [re, im] = [re * c - im * s + this.modes[i], re * s + im * c + this.modes[i + 1]];
    }
    // g = q·p(q), g' = 2πi q (p + q p').
    [dre, dim] = [dre * c - dim * s + re, dre * s + dim * c + im];
    return [re * c - im * s, re * s + im * c, -TAU * (dre * s + dim * c), TAU * (dre * c - dim * s)];
  }

  /** From the present time to `to`, in as many parts as Newton's iteration needs. */
  private continuePoint(j: number, to: number): void {
    let t = this.time;
    let step = to - t;
    while (t < to) {
      const next = step >= to - t ? to : t + step;
      const found = this.newton(j, t, next);
      if (found) {
        [this.re[j], this.im[j]] = found;
        t = next;
        step *= 2;
      } else step = (next - t) / 2;
    }
  }

  /** z at time `to` from z at time t, where the iteration converges at once; else nothing. */
  private newton(j: number, t: number, to: number): [number, number] | undefined {
    const x = j / this.re.length;
    let [a, b] = this.predict(j, t, to);
    let before = Number.POSITIVE_INFINITY;
    for (let i = 0; i < ITERATIONS; i++) {
      if (!(b > -1e-12)) return undefined;
      this.evaluations++;
      const [re, im, dre, dim] = this.evaluate(a, b);
      const residual: [number, number] = [a - x + to * im, b - to * (1 + re)];
      const [da, db] = divide(residual, [1 + to * dim, -to * dre]);
      const size = Math.hypot(da, db);
      // Quadratic from the start, or the step was too long: another root may be near.
      if (!(size < 0.5 * before) && size > 1e-13) return undefined;
      [a, b, before] = [a - da, b - db, size];
      if (size < 1e-15 * (1 + b)) return [a, b];
      if (i === 0 && size > 0.05) return undefined;
    }
    return before < 1e-12 * (1 + b) ? [a, b] : undefined;
  }

  /** Along dz/dt = i(1 + g)/(1 − it g'). */
  private predict(j: number, t: number, to: number): [number, number] {
    const [re, im, dre, dim] = this.evaluate(this.re[j], this.im[j]);
    const [da, db] = divide([-im, 1 + re], [1 + t * dim, -t * dre]);
    return [this.re[j] + (to - t) * da, this.im[j] + (to - t) * db];
  }
}

function divide([a, b]: [number, number], [c, d]: [number, number]): [number, number] {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

/** Twice the modes, without those at the end that are rounding. */
function kept(modes: Float64Array): Float64Array {
  const size = (k: number) => Math.hypot(modes[2 * k], modes[2 * k + 1]);
  let [largest, count] = [0, modes.length / 2];
  for (let k = 0; k < count; k++) largest = Math.max(largest, size(k));
  while (count > 1 && !(size(count - 1) > ROUNDING * largest)) count--;
  return modes.slice(0, 2 * count).map((value) => 2 * value);
}
