import { sizeOf } from './grid.ts';

/**
 * The real function f(x) = Σ_k f̂_k e^{2πi k·x} on the grid, from its spectrum.
 *
 * Densities are laid out with this before any solver exists. It is a plain mixed-radix transform
 * (Cooley–Tukey, decimation in time, any length), in O(N Σ p) for the prime factors p of the lengths.
 *
 * @param re, im real and imaginary parts of f̂_k, one entry a grid point, wavenumbers in the order of
 *   `wavenumber(j, n)` on every axis; Hermitian. Both arrays are overwritten; f is returned in `re`.
 */
export function fromSpectrum(re: Float64Array, im: Float64Array, grid: readonly number[]): Float64Array {
  const size = sizeOf(grid);
  let stride = size;
  for (const n of grid) {
    stride /= n;
    const line = new Line(n);
    for (let block = 0; block < size; block += n * stride)
      for (let offset = 0; offset < stride; offset++) line.transform(re, im, block + offset, stride);
  }
  return re;
}

/** f̂ of samples on the circle, one entry a wavenumber in the order of `wavenumber(j, n)`. */
export function toSpectrum(samples: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = samples.length;
  // For a real field the inverse transform gives n times the conjugates.
  const [re, im] = [samples.map((value) => value / n), new Float64Array(n)];
  fromSpectrum(re, im, [n]);
  return { re, im: im.map((value) => -value) };
}

/** Inverse transforms of one length, along lines of an array. */
class Line {
  readonly n: number;
  /** cos and sin of 2πj/n: each evaluated by itself, so that no rounding is carried along. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly outRe: Float64Array;
  readonly outIm: Float64Array;

  constructor(n: number) {
    this.n = n;
    this.cos = Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * j) / n));
    this.sin = Float64Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * j) / n));
    this.outRe = new Float64Array(n);
    this.outIm = new Float64Array(n);
  }

  transform(re: Float64Array, im: Float64Array, offset: number, stride: number): void {
    this.recurse(re, im, offset, stride, this.n, 0);
    for (let j = 0; j < this.n; j++) {
      re[offset + j * stride] = this.outRe[j];
      im[offset + j * stride] = this.outIm[j];
    }
  }

  /** Transforms the `n` entries at `offset`, `offset + stride`, … into out[at … at + n). */
  private recurse(
    re: Float64Array,
    im: Float64Array,
    offset: number,
    stride: number,
    n: number,
    at: number,
  ): void {
    if (n === 1) {
      this.outRe[at] = re[offset];
      this.outIm[at] = im[offset];
      return;
    }
    const p = leastFactor(n);
    const m = n / p;
    for (let r = 0; r < p; r++) this.recurse(re, im, offset + r * stride, stride * p, m, at + r * m);
    for (let k = 0; k < m; k++) this.butterfly(p, m, k, at);
  }

  /** F_{k+qm} = Σ_r e^{2πi r(k+qm)/(pm)} F^{(r)}_k for q = 0 … p − 1, in place. */
  private butterfly(p: number, m: number, k: number, at: number): void {
    const { cos, sin, outRe, outIm } = this;
    const step = this.n / (p * m);
    const sumRe = new Array<number>(p).fill(0);
    const sumIm = new Array<number>(p).fill(0);
    for (let q = 0; q < p; q++)
      for (let r = 0; r < p; r++) {
        const w = (r * (k + q * m) * step) % this.n;
        const i = at + r * m + k;
        sumRe[q] += cos[w] * outRe[i] - sin[w] * outIm[i];
        sumIm[q] += cos[w] * outIm[i] + sin[w] * outRe[i];
      }
    for (let q = 0; q < p; q++) {
      outRe[at + q * m + k] = sumRe[q];
      outIm[at + q * m + k] = sumIm[q];
    }
  }
}

function leastFactor(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
  return n;
}
