/**
 * The oracle in one dimension: ∂t h = ∂x((ν + h) ∂xφ), φ̂_k = |2πk|^{−2s} ĥ_k, truncated to |k| ≤ K, with
 * products on a power of two ≥ 3K + 1 points by fft.js. The time is stepped by extrapolation.
 */
import { integrate } from './extrapolation.ts';
import { analyseFast, cutoffOf, derivative, halfSquaredNorm, type Spectrum, synthesise } from './fourier.ts';

export class Galerkin {
  readonly s: number;
  readonly target: Spectrum;
  readonly #points: number;
  readonly #nu: Float64Array;

  /** K is that of the target's spectrum. */
  constructor(s: number, target: Spectrum) {
    this.s = s;
    this.target = target;
    this.#points = 2 ** Math.ceil(Math.log2(3 * cutoffOf(target) + 1));
    this.#nu = synthesise(target, this.#points);
  }

  /** ∂t h. */
  readonly rate = (h: Spectrum, out: Float64Array): void => {
    const mu = synthesise(h, this.#points).map((value, j) => value + this.#nu[j]);
    const slope = this.#slope(h);
    const flux = analyseFast(
      mu.map((value, j) => value * slope[j]),
      cutoffOf(h),
    );
    out.set(derivative(flux));
  };

  energy(h: Spectrum): number {
    return halfSquaredNorm(h, -this.s);
  }

  /** ∫ μ|∂xφ|² dx; a product of three truncated fields, integrated exactly on the same points. */
  dissipation(h: Spectrum): number {
    const slope = this.#slope(h);
    const mu = synthesise(h, this.#points);
    return mu.reduce((sum, value, j) => sum + ((value + this.#nu[j]) * slope[j] ** 2) / this.#points, 0);
  }

  /** h at each time, from the spectrum of μ₀. */
  solve(initial: Spectrum, times: ArrayLike<number>, tolerance?: number): Spectrum[] {
    const h = initial.map((value, i) => (i < 2 ? 0 : value - this.target[i]));
    return integrate(this.rate, h, times, tolerance);
  }

  /** The spectrum of μ = ν + h. */
  density(h: Spectrum): Spectrum {
    return h.map((value, i) => value + this.target[i]);
  }

  /** ∂xφ on the points. */
  #slope(h: Spectrum): Float64Array {
    const phi = h.map((value, i) => (i < 2 ? 0 : value * (2 * Math.PI * (i >> 1)) ** (-2 * this.s)));
    return synthesise(derivative(phi), this.#points);
  }
}
