/**
 * Fourier transforms of real fields, for densities and what is read off them where no solver is. A field on a grid of
 * n_1 × … × n_d points has its half spectrum: f̂_k for the wavenumbers 0 … ⌊n_d/2⌋ of the last axis, which stand for
 * those of −k as well, and all of the others; row-major in the order of `wavenumber(j, n)`.
 */
import { sizeOf } from './grid.ts';
import { Lines } from './lines.ts';

/** Real and imaginary parts. */
export interface Complex {
  re: Float64Array;
  im: Float64Array;
}

/** Points per axis of the half spectrum of a field. */
export const halfOf = (grid: readonly number[]): number[] => [
  ...grid.slice(0, -1),
  (grid[grid.length - 1] >> 1) + 1,
];

/** f(x) = Σ_k f̂_k e^{2πi k·x} on the grid, from its half spectrum, which is overwritten. */
export function fieldOf({ re, im }: Complex, grid: readonly number[]): Float64Array {
  alongOuterAxes(grid, re, im);
  return rowsOf({ re, im }, grid[grid.length - 1]);
}

/** The half spectrum of a field: f̂_k = (1/N) Σ_j f(x_j) e^{−2πi k·x_j}. */
export function spectrumOf(field: Float64Array, grid: readonly number[]): Complex {
  const { re, im } = rowSpectra(field, grid[grid.length - 1]);
  // The forward transform of a + ib is that of b + ia the other way, with its parts exchanged.
  alongOuterAxes(grid, im, re);
  const scale = 1 / sizeOf(grid);
  for (let i = 0; i < re.length; i++) {
    re[i] *= scale;
    im[i] *= scale;
  }
  return { re, im };
}

/** The half spectrum of samples on the circle, as that of their trigonometric interpolant on m ≥ n points. */
export function spectrumOn(m: number, samples: Float64Array): Complex {
  const n = samples.length;
  const { re, im } = spectrumOf(samples, [n]);
  // A Nyquist mode stands for n/2 and −n/2 alike.
  if (m > n && n % 2 === 0) re[n / 2] /= 2;
  const [length] = halfOf([m]);
  const fine = { re: new Float64Array(length), im: new Float64Array(length) };
  fine.re.set(re);
  fine.im.set(im);
  return fine;
}

/** Inverse transforms along every axis but the last. */
function alongOuterAxes(grid: readonly number[], re: Float64Array, im: Float64Array): void {
  const half = halfOf(grid);
  let stride = half[grid.length - 1];
  for (let axis = grid.length - 2; axis >= 0; axis--) {
    const n = grid[axis];
    const lines = new Lines(n);
    for (let block = 0; block < re.length; block += n * stride) {
      for (let first = 0; first < stride; first += lines.most) {
        const count = Math.min(lines.most, stride - first);
        const at = block + first;
        const { work } = lines;
        for (let j = 0; j < n; j++) {
          const source = at + j * stride;
          for (let l = 0; l < count; l++) {
            work.re[j * count + l] = re[source + l];
            work.im[j * count + l] = im[source + l];
          }
        }
        const done = lines.transform(count);
        for (let j = 0; j < n; j++) {
          const target = at + j * stride;
          for (let l = 0; l < count; l++) {
            re[target + l] = done.re[j * count + l];
            im[target + l] = done.im[j * count + l];
          }
        }
      }
    }
    stride *= n;
  }
}

/** Rows of n numbers from the half spectrum of each: two rows a and b are one transform, of â + i b̂. */
function rowsOf({ re, im }: Complex, n: number): Float64Array {
  const half = (n >> 1) + 1;
  const rows = re.length / half;
  const field = new Float64Array(rows * n);
  const lines = new Lines(n);
  const pairs = Math.ceil(rows / 2);
  for (let first = 0; first < pairs; first += lines.most) {
    const count = Math.min(lines.most, pairs - first);
    const { work } = lines;
    for (let l = 0; l < count; l++) {
      const a = 2 * (first + l) * half;
      // A row without a partner is its own.
      const b = a + half < re.length ? a + half : a;
      for (let k = 0; k < half; k++) {
        // f̂_0, and f̂_{n/2} of a real row, are real.
        const own = k === 0 || 2 * k === n;
        const ai = own ? 0 : im[a + k];
        const bi = own ? 0 : im[b + k];
        work.re[k * count + l] = re[a + k] - bi;
        work.im[k * count + l] = ai + re[b + k];
        if (own) continue;
        work.re[(n - k) * count + l] = re[a + k] + bi;
        work.im[(n - k) * count + l] = re[b + k] - ai;
      }
    }
    const done = lines.transform(count);
    for (let l = 0; l < count; l++) {
      const a = 2 * (first + l) * n;
      for (let j = 0; j < n; j++) field[a + j] = done.re[j * count + l];
      if (a + n < field.length) for (let j = 0; j < n; j++) field[a + n + j] = done.im[j * count + l];
    }
  }
  return field;
}

/** The half spectrum of each row of n numbers, not normalised: two rows a and b are one transform, of a + ib. */
export function rowSpectra(field: Float64Array, n: number): Complex {
  const half = (n >> 1) + 1;
  const rows = field.length / n;
  const [re, im] = [new Float64Array(rows * half), new Float64Array(rows * half)];
  const lines = new Lines(n);
  const pairs = Math.ceil(rows / 2);
  for (let first = 0; first < pairs; first += lines.most) {
    const count = Math.min(lines.most, pairs - first);
    const { work } = lines;
    for (let l = 0; l < count; l++) {
      const a = 2 * (first + l) * n;
      const b = a + n < field.length ? a + n : a;
      for (let j = 0; j < n; j++) {
        work.re[j * count + l] = field[a + j];
        work.im[j * count + l] = field[b + j];
      }
    }
    const done = lines.transform(count);
    for (let l = 0; l < count; l++) {
      const a = 2 * (first + l) * half;
      for (let k = 0; k < half; k++) {
        // The inverse transform has F_k at −k, and F_{−k} at k.
        const forward = (k === 0 ? 0 : n - k) * count + l;
        const back = k * count + l;
        re[a + k] = (done.re[forward] + done.re[back]) / 2;
        im[a + k] = (done.im[forward] - done.im[back]) / 2;
        if (a + half >= re.length) continue;
        re[a + half + k] = (done.im[forward] + done.im[back]) / 2;
        im[a + half + k] = (done.re[back] - done.re[forward]) / 2;
      }
    }
  }
  return { re, im };
}
