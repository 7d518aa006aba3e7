import { Lines } from '../problem/lines.ts';
import { Chirp } from './chirp.ts';

/** Beyond this prime factor a chirp costs less. */
const LARGEST_RADIX = 31;

const transforms = new Map<number, Lines | Chirp>();

/** The inverse transform of any length n ≥ 1, of one line or of several at a time. */
function transformOf(n: number): Lines | Chirp {
  let transform = transforms.get(n);
  if (!transform) {
    transform = largestFactor(n) <= LARGEST_RADIX ? new Lines(n) : new Chirp(n);
    transforms.set(n, transform);
  }
  return transform;
}

function largestFactor(n: number): number {
  let rest = n;
  for (let p = 2; p * p <= rest; p++) while (rest % p === 0 && rest > p) rest /= p;
  return rest;
}

/** y_k = Σ_j x_j e^{−2πi k·x_j}: transforms `data` (interleaved complex, row-major on `grid`) along every axis, in place. */
export function transformAxes(data: Float64Array, grid: readonly number[]): void {
  let stride = 1;
  for (let axis = grid.length - 1; axis >= 0; axis--) {
    transformAxis(data, grid[axis], stride);
    stride *= grid[axis];
  }
}

/** The forward transform of a + ib is that of b + ia the other way, with its parts exchanged. */
function transformAxis(data: Float64Array, n: number, stride: number): void {
  const transform = transformOf(n);
  const { work, most } = transform;
  const lines = data.length / (2 * n);
  const places = new Float64Array(most);
  for (let first = 0; first < lines; first += most) {
    const count = Math.min(most, lines - first);
    for (let l = 0; l < count; l++) {
      places[l] = 2 * (Math.floor((first + l) / stride) * n * stride + ((first + l) % stride));
    }
    for (let j = 0; j < n; j++) {
      for (let l = 0; l < count; l++) {
        const at = places[l] + 2 * j * stride;
        work.im[j * count + l] = data[at];
        work.re[j * count + l] = data[at + 1];
      }
    }
    const { re, im } = transform.transform(count);
    for (let j = 0; j < n; j++) {
      for (let l = 0; l < count; l++) {
        const at = places[l] + 2 * j * stride;
        data[at] = im[j * count + l];
        data[at + 1] = re[j * count + l];
      }
    }
  }
}
