/**
 * The oracle in any dimension, without grids or transforms: the modes |k_i| ≤ K_i of the full spectrum and
 *
 *   dĥ_k/dt = −4π² Σ_l (k·l) φ̂_l μ̂_{k−l},   φ̂_l = |2πl|^{−2s} ĥ_l,
 *
 * the convolution summed as it stands. For small K: its cost is the square of the number of modes.
 */
import { integrate } from './extrapolation.ts';
import { TAU } from './fourier.ts';

export class Convolution {
  /** The modes k, in the order of a state's interleaved coefficients. */
  readonly modes: number[][];
  readonly #s: number;
  readonly #cutoff: readonly number[];
  readonly #target: Float64Array;
  /** For every pair k, l with k − l within the cutoff: where k, l and k − l stand. */
  readonly #places: Int32Array;
  /** −4π² (k·l) |2πl|^{−2s} of each pair. */
  readonly #weights: Float64Array;

  /** `target`: samples of ν on `grid`, row-major. */
  constructor(s: number, cutoff: readonly number[], grid: readonly number[], target: ArrayLike<number>) {
    this.#s = s;
    this.#cutoff = cutoff;
    this.modes = box(cutoff.map((k) => [-k, k]));
    this.#target = this.spectrum(grid, target);
    const places: number[] = [];
    const weights: number[] = [];
    for (const [i, k] of this.modes.entries()) {
      for (const [j, l] of this.modes.entries()) {
        const m = this.#index(k.map((ki, a) => ki - l[a]));
        if (m < 0) continue;
        places.push(i, j, m);
        weights.push(-TAU * TAU * k.reduce((sum, ki, a) => sum + ki * l[a], 0) * this.#symbol(l));
      }
    }
    this.#places = Int32Array.from(places);
    this.#weights = Float64Array.from(weights);
  }

  /** Coefficients of samples on a grid, by direct sums. */
  spectrum(grid: readonly number[], samples: ArrayLike<number>): Float64Array {
    const points = box(grid.map((n) => [0, n - 1]));
    const out = new Float64Array(2 * this.modes.length);
    this.modes.forEach((k, i) => {
      points.forEach((j, p) => {
        const angle = TAU * k.reduce((sum, ki, a) => sum + ((ki * j[a]) % grid[a]) / grid[a], 0);
        out[2 * i] += (samples[p] * Math.cos(angle)) / points.length;
        out[2 * i + 1] -= (samples[p] * Math.sin(angle)) / points.length;
      });
    });
    return out;
  }

  readonly rate = (h: Float64Array, out: Float64Array): void => {
    const mu = h.map((value, i) => value + this.#target[i]);
    out.fill(0);
    for (let p = 0; p < this.#weights.length; p++) {
      const k = 2 * this.#places[3 * p];
      const l = 2 * this.#places[3 * p + 1];
      const m = 2 * this.#places[3 * p + 2];
      const re = this.#weights[p] * h[l];
      const im = this.#weights[p] * h[l + 1];
      out[k] += re * mu[m] - im * mu[m + 1];
      out[k + 1] += re * mu[m + 1] + im * mu[m];
    }
  };

  energy(h: Float64Array): number {
    return this.modes.reduce(
      (sum, k, i) => sum + 0.5 * this.#symbol(k) * (h[2 * i] ** 2 + h[2 * i + 1] ** 2),
      0,
    );
  }

  /** Spectra of μ at each time, and energies. */
  solve(initial: Float64Array, times: ArrayLike<number>): { mu: Float64Array; energy: number }[] {
    const zero = this.#index(this.#cutoff.map(() => 0));
    const h = initial.map((value, i) => (i >> 1 === zero ? 0 : value - this.#target[i]));
    return integrate(this.rate, h, times).map((state) => ({
      mu: state.map((value, i) => value + this.#target[i]),
      energy: this.energy(state),
    }));
  }

  /** |2πk|^{−2s}, and 0 for k = 0. */
  #symbol(k: readonly number[]): number {
    const square = TAU * TAU * k.reduce((sum, ki) => sum + ki * ki, 0);
    return square === 0 ? 0 : square ** -this.#s;
  }

  /** Where a mode stands, or −1 when it is beyond the cutoff. */
  #index(k: readonly number[]): number {
    let index = 0;
    for (let a = 0; a < k.length; a++) {
      if (Math.abs(k[a]) > this.#cutoff[a]) return -1;
      index = index * (2 * this.#cutoff[a] + 1) + k[a] + this.#cutoff[a];
    }
    return index;
  }
}

/** All integer vectors between the bounds, the last entry running fastest. */
function box(bounds: readonly (readonly [number, number])[]): number[][] {
  return bounds.reduce<number[][]>(
    (vectors, [low, high]) =>
      vectors.flatMap((v) => Array.from({ length: high - low + 1 }, (_, i) => [...v, low + i])),
    [[]],
  );
}
