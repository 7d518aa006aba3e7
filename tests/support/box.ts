/** Transforms and products in two and three dimensions in the solver's memory, and the same by plain means. */
import { transformAxes } from '../../src/diagnostics/fft.ts';
import { acquireCore, type CoreExports, compileCore, releaseCore } from '../../src/engine/core.ts';
import { threeAxes } from '../../src/engine/wasm-flow.ts';
import { dft } from './dft.ts';

const module = await compileCore();

const product = (values: readonly number[]) => values.reduce((a, b) => a * b, 1);

/** Modes of a truncated half spectrum. */
export const modeCount = (cutoff: readonly number[]) =>
  product(cutoff.map((k, axis) => (axis === cutoff.length - 1 ? k + 1 : 2 * k + 1)));

/** Wavenumbers of every mode, in their order. */
export function wavenumbers(cutoff: readonly number[]): number[][] {
  const last = cutoff.length - 1;
  let list: number[][] = [[]];
  cutoff.forEach((limit, axis) => {
    const positive = Array.from({ length: limit + 1 }, (_, k) => k);
    const negative = axis === last ? [] : Array.from({ length: limit }, (_, i) => i - limit);
    list = list.flatMap((k) => [...positive, ...negative].map((ki) => [...k, ki]));
  });
  return list;
}

/** Where mode k stands among the n_1 … n_d modes of a discrete transform. */
const place = (k: readonly number[], grid: readonly number[]) =>
  k.reduce((at, ki, axis) => at * grid[axis] + ((ki + grid[axis]) % grid[axis]), 0);

/** A transform along every axis, e^{∓2πi j·k/n}, of interleaved complex numbers, in place. */
export type Along = (data: Float64Array, grid: readonly number[]) => void;

/** By the definition, axis by axis. */
export const plainly: Along = (data, grid) => {
  let stride = 1;
  for (let axis = grid.length - 1; axis >= 0; stride *= grid[axis--]) {
    const n = grid[axis];
    for (let first = 0; first < data.length / 2; first++) {
      if (Math.floor(first / stride) % n !== 0) continue;
      const line = new Float64Array(2 * n);
      for (let j = 0; j < 2 * n; j++) line[j] = data[2 * (first + (j >> 1) * stride) + (j & 1)];
      dft(line, -1).forEach((value, j) => {
        data[2 * (first + (j >> 1) * stride) + (j & 1)] = value;
      });
    }
  }
};

/** By the transforms of the diagnostics. */
export const fast: Along = transformAxes;

/** f̂_k for |k_i| ≤ cutoff of samples f. */
export function spectrumOf(
  samples: ArrayLike<number>,
  grid: readonly number[],
  cutoff: readonly number[],
  along: Along,
): Float64Array {
  const data = Float64Array.from({ length: 2 * samples.length }, (_, i) => (i & 1 ? 0 : samples[i >> 1]));
  along(data, grid);
  return Float64Array.from(
    wavenumbers(cutoff).flatMap((k) => {
      const at = 2 * place(k, grid);
      return [data[at] / samples.length, data[at + 1] / samples.length];
    }),
  );
}

/** Samples of the real field with these modes on any grid with n_i > 2K_i. */
export function fieldOf(
  spectrum: ArrayLike<number>,
  cutoff: readonly number[],
  grid: readonly number[],
  along: Along,
): Float64Array {
  const points = product(grid);
  const data = new Float64Array(2 * points);
  wavenumbers(cutoff).forEach((k, i) => {
    // e^{+2πi k·x} is the kernel of the forward transform at −k, and the field is real.
    const mirrored =
      2 *
      place(
        k.map((ki) => -ki),
        grid,
      );
    const itself = 2 * place(k, grid);
    const half = k.at(-1) === 0 ? 0.5 : 1;
    data[mirrored] += half * spectrum[2 * i];
    data[mirrored + 1] += half * spectrum[2 * i + 1];
    data[itself] += half * spectrum[2 * i];
    data[itself + 1] -= half * spectrum[2 * i + 1];
  });
  along(data, grid);
  return Float64Array.from({ length: points }, (_, j) => data[2 * j]);
}

/** A transform laid out in the solver, with `arrays` work arrays and scratch for `parts` parts. */
export class Box {
  readonly core: CoreExports;
  readonly plan: number;
  readonly points: number;
  readonly modes: number;

  constructor(grid: readonly number[], cutoff: readonly number[], arrays = 1, parts = 1) {
    this.core = acquireCore(module);
    this.points = product(grid);
    this.modes = modeCount(cutoff);
    this.plan = this.core.layTransform(...threeAxes(grid, 1), ...threeAxes(cutoff, 0));
    this.core.layWork(this.plan, arrays, parts);
  }

  /** The address of `length` reals, holding `values`. */
  put(values: ArrayLike<number>, length = values.length): number {
    const address = this.core.arenaAllocate(8 * length);
    new Float64Array(this.core.memory.buffer, address, length).set(values);
    return address;
  }

  /** The same, with the end of the memory behind it; of the last array alone. */
  putLast(values: ArrayLike<number>, length = values.length): number {
    this.put([], length);
    const address = this.core.memory.buffer.byteLength - 8 * length;
    new Float64Array(this.core.memory.buffer, address, length).set(values);
    return address;
  }

  get(address: number, length: number): Float64Array {
    return new Float64Array(this.core.memory.buffer, address, length).slice();
  }

  close(): void {
    releaseCore(module, this.core);
  }
}
