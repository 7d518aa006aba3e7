/** What samples tell of the density behind them. */
import { fromSpectrum, toSpectrum } from './fourier.ts';
import { sizeOf } from './grid.ts';

/** Lines along each axis that are looked at: enough to find a jump, few beside the samples. */
const LINES = 64;
/** Modes below this share of the mean are too faint to tell of resolution. */
const FAINT = 1e-6;

/**
 * How well a grid resolves a density: the largest |f̂_k| in the top third of the modes over the largest of all
 * k ≠ 0, along the axis where it is worst. About 1e−3 is a jump; below 1e−8 all is resolved.
 */
export function spectralTail(samples: Float64Array, grid: readonly number[]): number {
  let worst = 0;
  let stride = sizeOf(grid);
  for (const n of grid) {
    const block = stride;
    stride /= n;
    const lines = samples.length / n;
    const every = Math.ceil(lines / LINES);
    const power = new Float64Array(Math.ceil(n / 2));
    for (let l = 0; l < lines; l += every) {
      const start = Math.floor(l / stride) * block + (l % stride);
      addModuli(
        power,
        Float64Array.from({ length: n }, (_, j) => samples[start + j * stride]),
      );
    }
    worst = Math.max(worst, tailOf(power));
  }
  return worst;
}

/** Least value of the trigonometric interpolant of samples on the circle, on a grid eight times as fine. */
export function interpolantMinimum(samples: Float64Array): number {
  const n = samples.length;
  const { re, im } = toSpectrum(samples);
  const fine = { re: new Float64Array(8 * n), im: new Float64Array(8 * n) };
  for (let k = 0; 2 * k <= n; k++) {
    // A Nyquist mode stands for n/2 and −n/2 alike.
    const weight = 2 * k === n ? 0.5 : 1;
    for (const at of k === 0 ? [0] : [k, 8 * n - k]) {
      fine.re[at] = weight * re[k];
      fine.im[at] = weight * (at === k ? im[k] : -im[k]);
    }
  }
  return fromSpectrum(fine.re, fine.im, [8 * n]).reduce((least, value) => Math.min(least, value), Infinity);
}

function addModuli(power: Float64Array, line: Float64Array): void {
  const { re, im } = toSpectrum(line);
  for (let k = 0; k < power.length; k++) power[k] += re[k] ** 2 + im[k] ** 2;
}

function tailOf(power: Float64Array): number {
  let [all, top] = [FAINT ** 2 * power[0], 0];
  for (let k = 1; k < power.length; k++) {
    all = Math.max(all, power[k]);
    if (3 * k > 2 * (power.length - 1)) top = Math.max(top, power[k]);
  }
  return all > 0 ? Math.sqrt(top / all) : 0;
}
