/**
 * Fourier coefficients of real fields on the circle, for the oracle: direct sums for any length, fft.js for
 * powers of two. A spectrum holds f̂_0 … f̂_K as interleaved re, im, with f̂_k = ∫ f(x) e^{−2πikx} dx.
 */
import FFT from 'fft.js';

export type Spectrum = Float64Array;
export const TAU = 2 * Math.PI;

/** The largest wavenumber K of a spectrum. */
export const cutoffOf = (spectrum: Spectrum): number => spectrum.length / 2 - 1;

/** f̂_0 … f̂_K of n samples at j/n, any n: the sum as it stands in the definition. */
export function analyse(samples: ArrayLike<number>, cutoff: number): Spectrum {
  const n = samples.length;
  const roots = Array.from({ length: n }, (_, j) => [Math.cos((TAU * j) / n), Math.sin((TAU * j) / n)]);
  const spectrum = new Float64Array(2 * cutoff + 2);
  for (let k = 0; k <= cutoff; k++) {
    for (let j = 0; j < n; j++) {
      const [c, s] = roots[(j * k) % n];
      spectrum[2 * k] += (samples[j] * c) / n;
      spectrum[2 * k + 1] -= (samples[j] * s) / n;
    }
  }
  return spectrum;
}

/** f(x) = f̂_0 + 2 Re Σ f̂_k e^{2πikx}, at any x. */
export function evaluate(spectrum: Spectrum, x: number): number {
  let sum = spectrum[0];
  for (let k = 1; k <= cutoffOf(spectrum); k++) {
    const angle = TAU * ((k * x) % 1);
    sum += 2 * (spectrum[2 * k] * Math.cos(angle) - spectrum[2 * k + 1] * Math.sin(angle));
  }
  return sum;
}

/** f'(x) likewise. */
export function evaluateDerivative(spectrum: Spectrum, x: number): number {
  return evaluate(derivative(spectrum), x);
}

/** The spectrum of f'. */
export function derivative(spectrum: Spectrum): Spectrum {
  const out = new Float64Array(spectrum.length);
  for (let k = 1; k <= cutoffOf(spectrum); k++) {
    out[2 * k] = -TAU * k * spectrum[2 * k + 1];
    out[2 * k + 1] = TAU * k * spectrum[2 * k];
  }
  return out;
}

const plans = new Map<number, FFT>();
function plan(n: number): FFT {
  const made = plans.get(n) ?? new FFT(n);
  plans.set(n, made);
  return made;
}

/** Samples at j/n of the field with this spectrum; n a power of two above 2K. */
export function synthesise(spectrum: Spectrum, n: number): Float64Array {
  const modes = new Float64Array(2 * n);
  const field = new Float64Array(2 * n);
  for (let k = 0; k <= cutoffOf(spectrum); k++) {
    const conjugate = (n - k) % n;
    modes[2 * conjugate] = modes[2 * k] = n * spectrum[2 * k];
    modes[2 * conjugate + 1] = -n * spectrum[2 * k + 1];
    modes[2 * k + 1] = n * spectrum[2 * k + 1];
  }
  plan(n).inverseTransform(field, modes);
  return field.filter((_, i) => i % 2 === 0);
}

/** f̂_0 … f̂_K of samples whose number is a power of two. */
export function analyseFast(samples: Float64Array, cutoff: number): Spectrum {
  const n = samples.length;
  const field = new Float64Array(2 * n);
  const modes = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) field[2 * j] = samples[j];
  plan(n).transform(modes, field);
  return modes.slice(0, 2 * cutoff + 2).map((value) => value / n);
}

/** ½ Σ_{k≠0} |2πk|^{2q} |f̂_k|². */
export function halfSquaredNorm(spectrum: Spectrum, q: number): number {
  let sum = 0;
  for (let k = 1; k <= cutoffOf(spectrum); k++) {
    sum += (TAU * k) ** (2 * q) * (spectrum[2 * k] ** 2 + spectrum[2 * k + 1] ** 2);
  }
  return sum;
}
