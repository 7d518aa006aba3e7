import FFT from 'fft.js';

/** The discrete Fourier transform of one length: y_k = Σ_j x_j e^{−2πi jk/n}, interleaved complex. */
export interface Transform {
  readonly length: number;
  /** Writes the transform of `input` (2n numbers) into `output` (another 2n numbers). */
  forward(output: Float64Array, input: Float64Array): void;
}

const transforms = new Map<number, Transform>();

/** The transform of any length n ≥ 1: fft.js for powers of two, Bluestein's algorithm on top of it otherwise. */
export function transformOf(length: number): Transform {
  let transform = transforms.get(length);
  if (!transform) {
    const powerOfTwo = length >= 2 && (length & (length - 1)) === 0;
    transform = powerOfTwo ? radixTwo(length) : bluestein(length);
    transforms.set(length, transform);
  }
  return transform;
}

function radixTwo(length: number): Transform {
  const fft = new FFT(length);
  return { length, forward: (output, input) => fft.transform(output, input) };
}

/**
 * Bluestein (1970): with jk = (j² + k² − (k−j)²)/2 the transform becomes a convolution with the chirp
 * c_j = e^{iπj²/n}, done on a power of two m ≥ 2n − 1. j² is reduced mod 2n first, so the chirp is exact
 * to rounding for every n.
 */
function bluestein(length: number): Transform {
  const n = length;
  let m = 2;
  while (m < 2 * n - 1) m *= 2;
  const fft = new FFT(m);
  const chirp = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    const angle = (Math.PI * ((j * j) % (2 * n))) / n;
    chirp[2 * j] = Math.cos(angle);
    chirp[2 * j + 1] = Math.sin(angle);
  }
  const padded = new Float64Array(2 * m);
  for (let j = 0; j < n; j++) {
    for (const index of [j, (m - j) % m]) {
      padded[2 * index] = chirp[2 * j];
      padded[2 * index + 1] = chirp[2 * j + 1];
    }
  }
  const kernel = new Float64Array(2 * m);
  fft.transform(kernel, padded);
  const work = new Float64Array(2 * m);

  function forward(output: Float64Array, input: Float64Array): void {
    padded.fill(0);
    multiplyConjugate(padded, input, chirp, n);
    fft.transform(work, padded);
    for (let k = 0; k < m; k++) {
      const re = work[2 * k] * kernel[2 * k] - work[2 * k + 1] * kernel[2 * k + 1];
      work[2 * k + 1] = work[2 * k] * kernel[2 * k + 1] + work[2 * k + 1] * kernel[2 * k];
      work[2 * k] = re;
    }
    fft.inverseTransform(padded, work);
    multiplyConjugate(output, padded, chirp, n);
  }
  return { length, forward };
}

/** output = input · conj(factor), the first n complex numbers of each. */
function multiplyConjugate(output: Float64Array, input: Float64Array, factor: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    const [re, im, c, s] = [input[2 * j], input[2 * j + 1], factor[2 * j], factor[2 * j + 1]];
    output[2 * j] = re * c + im * s;
    output[2 * j + 1] = im * c - re * s;
  }
}

/** Transforms `data` (interleaved complex, row-major on `grid`) along every axis, in place. */
export function transformAxes(data: Float64Array, grid: readonly number[]): void {
  let stride = 1;
  for (let axis = grid.length - 1; axis >= 0; axis--) {
    transformAxis(data, grid[axis], stride);
    stride *= grid[axis];
  }
}

function transformAxis(data: Float64Array, n: number, stride: number): void {
  const transform = transformOf(n);
  const line = new Float64Array(2 * n);
  const out = new Float64Array(2 * n);
  const lines = data.length / (2 * n);
  for (let l = 0; l < lines; l++) {
    const first = Math.floor(l / stride) * n * stride + (l % stride);
    for (let j = 0; j < n; j++) {
      line[2 * j] = data[2 * (first + j * stride)];
      line[2 * j + 1] = data[2 * (first + j * stride) + 1];
    }
    transform.forward(out, line);
    for (let j = 0; j < n; j++) {
      data[2 * (first + j * stride)] = out[2 * j];
      data[2 * (first + j * stride) + 1] = out[2 * j + 1];
    }
  }
}
