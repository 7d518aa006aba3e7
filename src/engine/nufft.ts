/**
 * Nonuniform Fourier transforms of real data on T^d, d = 1, 2, 3, see assembly/particles/nufft.ts:
 *   points → modes   f̂_k = Σ_j c_j e^{−2πi k·x_j},   modes → points   f(x) = Σ_k f̂_k e^{2πi k·x},   |k_i| ≤ K_i.
 */
import { show } from '../problem/error.ts';
import { acquireCore, releaseCore } from './core.ts';

/** Least tolerance: below it rounding rules. */
export const LEAST_TOLERANCE = 1e-14;
/** Largest tolerance: the narrowest kernel is better than that. */
export const LARGEST_TOLERANCE = 0.1;
/** What WASM can address, less what the module needs itself. */
const MOST_BYTES = 3.5 * 2 ** 30;

/** A nonuniform transform was given what it cannot take. Names the argument, the value, and what is allowed. */
export class NufftError extends RangeError {
  /** Tells this error from others, by its name. */
  override readonly name = 'NufftError';
  /** Tells this error from others, by a code. */
  readonly code = 'ERR_NUFFT';

  constructor(
    /** Name of the argument or option. */
    readonly argument: string,
    /** What was given. */
    readonly value: unknown,
    /** What would have been taken. */
    readonly allowed: string,
  ) {
    super(`${argument} = ${show(value)}: must be ${allowed}`);
  }
}

/** What a plan of nonuniform transforms is made for. */
export interface NufftOptions {
  /** Most points that will be set. */
  points: number;
  /** Relative L² error that random data may have, 1e-14 … 0.1; 1e-6 unless given. */
  tolerance?: number;
  /** Whether gradients will be asked for; they take d grids in place of one. */
  gradient?: boolean;
}

/** Transforms between points, set once for any number of transforms, and modes. */
export interface Nufft {
  /** d: 1, 2 or 3. */
  readonly dimension: number;
  /**
   * Modes by axis, the last axis fastest. Of a real field half the spectrum is kept: the last axis runs over
   * 0 … K, every other one over 0 … K, −K … −1. Modes are interleaved, re, im, re, im, …
   */
  readonly shape: readonly number[];
  /** Takes N·d coordinates, point by point, anywhere on the line: they are read modulo 1. */
  setPoints(x: ArrayLike<number>): void;
  /** f̂_k of N strengths at the points. Written to `out` where it is given. */
  pointsToModes(strengths: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** f at the points: the real part of the sum over both halves of the spectrum. */
  modesToPoints(modes: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** ∇f at the points, N·d numbers, point by point. */
  gradientToPoints(modes: ArrayLike<number>, out?: Float64Array): Float64Array;
  /**
   * The order in which the points are visited, neighbours on the torus together. Points that are kept in such an
   * order are transformed faster.
   */
  order(): Int32Array;
  /** Gives the memory back. */
  close(): void;
}

/**
 * Lays out transforms with the modes |k_i| ≤ K_i: a number for one dimension, a list of one to three.
 *
 * @throws NufftError for cutoffs, options and data that cannot be taken
 */
export function createNufft(
  module: WebAssembly.Module,
  cutoff: number | readonly number[],
  options: NufftOptions,
): Nufft {
  const cutoffs = typeof cutoff === 'number' ? [cutoff] : Array.isArray(cutoff) ? [...cutoff] : [];
  const { points, tolerance = 1e-6, gradient = false } = options;
  checkPlan(cutoff, cutoffs, points, tolerance, gradient);
  const core = acquireCore(module);
  const dimension = cutoffs.length;
  const shape = cutoffs.map((k, axis) => (axis === dimension - 1 ? k + 1 : 2 * k + 1));
  const [k0, k1, k2] = [0, 0, 0, ...cutoffs].slice(-3);
  const plan = core.layNufft(dimension, k0, k1, k2, points, gradient ? dimension : 1, tolerance);
  const vectors = core.arenaAllocate(8 * points * dimension);
  const scalars = core.arenaAllocate(8 * points);
  const spectrum = core.arenaAllocate(16 * shape.reduce((product, n) => product * n, 1));
  const modeNumbers = 2 * shape.reduce((product, n) => product * n, 1);
  let count = 0;
  let open = true;

  const view = (address: number, length: number) => new Float64Array(core.memory.buffer, address, length);
  const take = (argument: string, values: ArrayLike<number>, length: number, address: number) => {
    if (!open) throw new NufftError('nufft', 'closed', 'open');
    if (values.length !== length)
      throw new NufftError(`${argument}.length`, values.length, `${length} numbers long`);
    const target = view(address, length);
    target.set(values);
    refuseNonFinite(argument, target);
  };
  const give = (out: Float64Array | undefined, address: number, length: number) => {
    if (out === undefined) return view(address, length).slice();
    if (!(out instanceof Float64Array) || out.length !== length)
      throw new NufftError('out', out, `a Float64Array of ${length} numbers`);
    out.set(view(address, length));
    return out;
  };
  return {
    dimension,
    shape,
    setPoints(x) {
      const n = x.length / dimension;
      if (!Number.isInteger(n) || n > points)
        throw new NufftError('x.length', x.length, `${dimension} for each of at most ${points} points`);
      take('x', x, x.length, vectors);
      count = n;
      core.setPoints(plan, vectors, count);
    },
    pointsToModes(strengths, out) {
      take('strengths', strengths, count, scalars);
      core.pointsToModes(plan, scalars, spectrum);
      return give(out, spectrum, modeNumbers);
    },
    modesToPoints(modes, out) {
      take('modes', modes, modeNumbers, spectrum);
      core.modesToPoints(plan, spectrum, scalars);
      return give(out, scalars, count);
    },
    gradientToPoints(modes, out) {
      if (!gradient) throw new NufftError('gradient', false, 'true in the options for gradients to be taken');
      take('modes', modes, modeNumbers, spectrum);
      core.gradientToPoints(plan, spectrum, 0, vectors);
      return give(out, vectors, count * dimension);
    },
    order: () => new Int32Array(core.memory.buffer, core.pointOrder(plan), count).slice(),
    close() {
      if (open) releaseCore(module, core);
      open = false;
    },
  };
}

function checkPlan(cutoff: unknown, cutoffs: number[], points: number, tolerance: number, gradient: boolean) {
  const whole = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0;
  if (cutoffs.length < 1 || cutoffs.length > 3 || !cutoffs.every(whole))
    throw new NufftError('cutoff', cutoff, 'a whole number ≥ 0, or a list of one to three of them');
  if (!whole(points)) throw new NufftError('points', points, 'a whole number ≥ 0');
  if (!(tolerance >= LEAST_TOLERANCE && tolerance <= LARGEST_TOLERANCE))
    throw new NufftError('tolerance', tolerance, `from ${LEAST_TOLERANCE} to ${LARGEST_TOLERANCE}`);
  const bytes = bytesNeeded(cutoffs, points, gradient);
  if (!(bytes <= MOST_BYTES))
    throw new NufftError(
      bytesNeeded(cutoffs, 0, gradient) > MOST_BYTES ? 'cutoff' : 'points',
      bytesNeeded(cutoffs, 0, gradient) > MOST_BYTES ? cutoff : points,
      `such that all fits in the ${MOST_BYTES / 2 ** 30} GiB that WebAssembly addresses`,
    );
}

/** An upper bound: grids of twice the resolution with their transforms, and points with their order. */
function bytesNeeded(cutoffs: readonly number[], points: number, gradient: boolean): number {
  const modes = cutoffs.reduce((product, k) => product * (2 * k + 1), 1);
  const grid = cutoffs.reduce((product, k) => product * (4.4 * k + 24), 1);
  const d = cutoffs.length;
  return 8 * grid * ((gradient ? d : 1) + 2.5) + 16 * modes + points * (16 * d + 16);
}

/** Sums of x·0 are NaN as soon as an x is not finite; the search for it is then worth its time. */
function refuseNonFinite(argument: string, values: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * 0;
  if (sum === 0) return;
  const i = values.findIndex((value) => !Number.isFinite(value));
  throw new NufftError(`${argument}[${i}]`, values[i], 'finite');
}
