/** Points smoothed by the periodic heat kernel, by their Fourier coefficients. */
import { refuse } from './error.ts';
import { fromSpectrum } from './fourier.ts';
import { multiIndex, sizeOf, wavenumber } from './grid.ts';

/** Most products of points and modes, about ten seconds of work. */
const MAX_WORK = 1e9;

/**
 * Weighted points of T^d, smoothed by the periodic heat kernel of standard deviation b, on the grid.
 * @throws ProblemError naming `points` where the work would be too much
 */
export function smoothPoints(
  positions: number[][],
  weights: ArrayLike<number>,
  b: number,
  grid: readonly number[],
): Float64Array {
  // Beyond 1.5/b the factor of the heat kernel is below 1e−19; the Nyquist mode is left out.
  const cutoff = grid.map((n) => Math.min(Math.floor((n - 1) / 2), Math.ceil(1.5 / b)));
  const work = positions.length * sizeOf(cutoff.map((k) => 2 * k + 1));
  if (work > MAX_WORK) refuse('points', positions, `has too many points for so small a bandwidth`);
  const sums = sumExponentials(positions, weights, cutoff);
  const re = new Float64Array(sizeOf(grid));
  const im = new Float64Array(sizeOf(grid));
  for (let i = 0; i < re.length; i++) {
    const k = multiIndex(i, grid).map((j, axis) => wavenumber(j, grid[axis]));
    if (k.some((component, axis) => Math.abs(component) > cutoff[axis])) continue;
    const at = k.reduce(
      (flat, component, axis) => flat * (2 * cutoff[axis] + 1) + component + cutoff[axis],
      0,
    );
    const weight = Math.exp(-2 * (Math.PI * b * Math.hypot(...k)) ** 2);
    re[i] = sums.re[at] * weight;
    im[i] = sums.im[at] * weight;
  }
  return fromSpectrum(re, im, grid);
}

/** Σ_j w_j e^{−2πi k·x_j} for the modes |k_i| ≤ cutoff_i, row-major from −cutoff on every axis. */
function sumExponentials(positions: number[][], weights: ArrayLike<number>, cutoff: readonly number[]) {
  const size = sizeOf(cutoff.map((k) => 2 * k + 1));
  const sums = { re: new Float64Array(size), im: new Float64Array(size) };
  positions.forEach((position, j) => {
    const waves = position.map((x, axis) => exponentials(x, cutoff[axis]));
    const add = (axis: number, re: number, im: number, at: number) => {
      const wave = waves[axis];
      const base = at * wave.re.length;
      for (let k = 0; k < wave.re.length; k++) {
        const nextRe = re * wave.re[k] - im * wave.im[k];
        const nextIm = re * wave.im[k] + im * wave.re[k];
        if (axis < waves.length - 1) add(axis + 1, nextRe, nextIm, base + k);
        else {
          sums.re[base + k] += nextRe;
          sums.im[base + k] += nextIm;
        }
      }
    };
    add(0, weights[j], 0, 0);
  });
  return sums;
}

/** e^{−2πikx} for k = −cutoff … cutoff, each a product of two out of about 2√cutoff sines and cosines. */
function exponentials(x: number, cutoff: number) {
  const count = 2 * cutoff + 1;
  const block = Math.ceil(Math.sqrt(count));
  const fine = turn(block, (i) => i * x);
  const coarse = turn(block, (i) => (i * block - cutoff) * x);
  const wave = { re: new Float64Array(count), im: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const a = Math.floor(i / block);
    const b = i - a * block;
    wave.re[i] = coarse.re[a] * fine.re[b] - coarse.im[a] * fine.im[b];
    wave.im[i] = coarse.re[a] * fine.im[b] + coarse.im[a] * fine.re[b];
  }
  return wave;
}

/** e^{−2πi·turns(i)} for i < count. Whole turns are taken off first. */
function turn(count: number, turns: (i: number) => number) {
  const angle = (i: number) => 2 * Math.PI * (turns(i) % 1);
  return {
    re: Float64Array.from({ length: count }, (_, i) => Math.cos(angle(i))),
    im: Float64Array.from({ length: count }, (_, i) => -Math.sin(angle(i))),
  };
}
