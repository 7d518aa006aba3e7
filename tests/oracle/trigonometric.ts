/** Densities 1 + Σ cos·cos(2πk·x) + sin·sin(2πk·x), of which everything is known in closed form. */
import { type Spectrum, TAU } from './fourier.ts';

export interface Term {
  /** A wavenumber in one dimension, a vector in more. */
  k: number | readonly number[];
  cos: number;
  sin: number;
}

export class Trigonometric {
  readonly terms: readonly (Omit<Term, 'k'> & { k: readonly number[] })[];

  constructor(terms: readonly Term[]) {
    this.terms = terms.map((term) => ({ ...term, k: [term.k].flat() }));
  }

  at(...x: number[]): number {
    return this.terms.reduce((sum, { k, cos, sin }) => {
      const angle = TAU * k.reduce((total, ki, a) => total + ki * x[a], 0);
      return sum + cos * Math.cos(angle) + sin * Math.sin(angle);
    }, 1);
  }

  /** Samples at j/n, row-major. */
  samples(...grid: number[]): Float64Array {
    const length = grid.reduce((product, n) => product * n, 1);
    return Float64Array.from({ length }, (_, index) => {
      let rest = index;
      const x = grid.map(() => 0);
      for (let a = grid.length - 1; a >= 0; a--) {
        x[a] = (rest % grid[a]) / grid[a];
        rest = Math.floor(rest / grid[a]);
      }
      return this.at(...x);
    });
  }

  // What follows is for one dimension.

  /** F(x) = ∫₀ˣ μ, for every real x. */
  cumulative(x: number): number {
    return this.terms.reduce((sum, { k: [k], cos, sin }) => {
      const omega = TAU * k;
      return sum + (cos * Math.sin(omega * x) + sin * (1 - Math.cos(omega * x))) / omega;
    }, x);
  }

  /** ∫₀¹ x μ(x) dx. */
  get firstMoment(): number {
    return this.terms.reduce((sum, { k: [k], sin }) => sum - sin / (TAU * k), 1 / 2);
  }

  /** f̂_0 … f̂_K. */
  spectrum(cutoff: number): Spectrum {
    const spectrum = new Float64Array(2 * cutoff + 2);
    spectrum[0] = 1;
    for (const {
      k: [k],
      cos,
      sin,
    } of this.terms) {
      spectrum[2 * k] += cos / 2;
      spectrum[2 * k + 1] -= sin / 2;
    }
    return spectrum;
  }

  /** [inf, sup]: the best of 4096 samples, polished by the parabola through its neighbours until it stands. */
  get extrema(): [number, number] {
    return [-this.#supremum(-1), this.#supremum(1)];
  }

  #supremum(sign: number): number {
    const f = (x: number) => sign * this.at(x);
    let best = 0;
    for (let j = 1; j < 4096; j++) if (f(j / 4096) > f(best)) best = j / 4096;
    for (let width = 1 / 4096, i = 0; i < 4; i++, width /= 8) {
      const [left, middle, right] = [f(best - width), f(best), f(best + width)];
      const curvature = left - 2 * middle + right;
      if (curvature < 0) best += (width * (left - right)) / (2 * curvature);
    }
    return f(best);
  }
}
