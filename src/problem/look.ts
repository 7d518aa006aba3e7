/** What samples tell of the density behind them. */
import { fieldOf, rowSpectra, spectrumOn } from './fourier.ts';
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
    const some = new Float64Array(Math.ceil(lines / every) * n);
    for (let l = 0, row = 0; l < lines; l += every, row += n) {
      const start = Math.floor(l / stride) * block + (l % stride);
      for (let j = 0; j < n; j++) some[row + j] = samples[start + j * stride];
    }
    worst = Math.max(worst, tailOf(powerOf(some, n)));
  }
  return worst;
}

/** Least value of the trigonometric interpolant of samples on the circle, on a grid eight times as fine. */
export function interpolantMinimum(samples: Float64Array): number {
  const n = samples.length;
  const fine = spectrumOn(8 * n, samples);
  return fieldOf(fine, [8 * n]).reduce((least, value) => Math.min(least, value), Infinity);
}

/** Σ |f̂_k|² of rows of n numbers, up to but not including the Nyquist mode. */
function powerOf(rows: Float64Array, n: number): Float64Array {
  const { re, im } = rowSpectra(rows, n);
  const half = (n >> 1) + 1;
  const power = new Float64Array(Math.ceil(n / 2));
  for (let row = 0; row < re.length; row += half) {
    for (let k = 0; k < power.length; k++) power[k] += re[row + k] ** 2 + im[row + k] ** 2;
  }
  return power;
}

function tailOf(power: Float64Array): number {
  let [all, top] = [FAINT ** 2 * power[0], 0];
  for (let k = 1; k < power.length; k++) {
    all = Math.max(all, power[k]);
    if (3 * k > 2 * (power.length - 1)) top = Math.max(top, power[k]);
  }
  return all > 0 ? Math.sqrt(top / all) : 0;
}
