/**
 * The solver's Fourier transforms on their own. Not normalised in either direction:
 *   forward   X_k = Σ_j x_j e^{−2πi jk/n},   inverse   x_j = Σ_k X_k e^{+2πi jk/n},
 * so that the one after the other multiplies by n. Complex numbers are interleaved: re, im, re, im, …
 */
import { acquireCore, type CoreExports, releaseCore } from './core.ts';

/** Longest transform: its arrays and tables still lie within the memory that WASM can address. */
export const LONGEST_FFT = 2 ** 24;

/** A length that the transforms do not know. */
export class FftLengthError extends RangeError {
  /** Tells this error from others, by its name. */
  override readonly name = 'FftLengthError';
  /** Tells this error from others, by a code. */
  readonly code = 'ERR_FFT_LENGTH';
  /** The length that was asked for. */
  readonly length: unknown;

  constructor(length: unknown) {
    super(
      `length ${String(length)}: allowed are whole numbers from 1 to ${LONGEST_FFT} with no prime factor but 2, 3, 5 and 7`,
    );
    this.length = length;
  }
}

/** Whether n is a length that the transforms know. */
export function isFftLength(n: unknown): n is number {
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > LONGEST_FFT) return false;
  let rest = n;
  for (const p of [2, 3, 5, 7]) while (rest % p === 0) rest /= p;
  return rest === 1;
}

/** A transform with its two arrays, live views of WASM memory: fill one, transform, read the other. */
export interface Fft {
  /** Numbers that are transformed. */
  readonly n: number;
  /** Complex: n interleaved numbers. Real: n reals. */
  readonly signal: Float64Array;
  /** Complex: n interleaved modes. Real: the floor(n/2) + 1 modes k ≥ 0. */
  readonly spectrum: Float64Array;
  /** From `signal`, which is kept, to `spectrum`. */
  forward(): void;
  /**
   * From `spectrum`, which is kept, to `signal`. Real: of the zero mode, and of the Nyquist mode of an even n,
   * the real part alone is read.
   */
  inverse(): void;
  /** Gives the memory back; the views must not be used afterwards. */
  close(): void;
}

/** Lays out the transform of n complex numbers, or of n reals, in an instance of the solver's module. */
export function createFft(module: WebAssembly.Module, n: number, kind: 'complex' | 'real' = 'complex'): Fft {
  if (!isFftLength(n)) throw new FftLengthError(n);
  const core = acquireCore(module);
  const real = kind === 'real';
  const plan = real ? core.realPlan(n) : core.complexPlan(n);
  const [signal, spectrum] = layReals(core, [real ? n : 2 * n, real ? 2 * Math.floor(n / 2) + 2 : 2 * n]);
  const forward = real ? core.realForward : core.complexForward;
  const inverse = real ? core.realInverse : core.complexInverse;
  return {
    n,
    signal,
    spectrum,
    forward: () => forward(plan, signal.byteOffset, spectrum.byteOffset),
    inverse: () => inverse(plan, spectrum.byteOffset, signal.byteOffset),
    close: once(() => releaseCore(module, core)),
  };
}

/** The product of a one-dimensional right-hand side, see assembly/fft/flux.ts. */
export interface Flux {
  /** ĥ_0 … ĥ_K, interleaved; the imaginary part of ĥ_0 is 0. */
  readonly h: Float64Array;
  /** i κ_k F[(h + ν) v]_k for k = 0 … K, interleaved, where v̂_k = −i g_k ĥ_k and F is the forward transform. */
  readonly out: Float64Array;
  /** From `h` to `out`; returns the least h + ν on the m points. */
  apply(): number;
  close(): void;
}

/** What a product is made of: K + 1 values of `g` and `kappa` each (those at 0 do not count), m of `nu`. */
export interface FluxTables {
  g: ArrayLike<number>;
  kappa: ArrayLike<number>;
  nu: ArrayLike<number>;
}

/** Lays out products on m = nu.length points of fields with the modes |k| ≤ K ≤ (m − 1)/2. */
export function createFlux(module: WebAssembly.Module, { g, kappa, nu }: FluxTables): Flux {
  const m = nu.length;
  const cutoff = g.length - 1;
  if (!isFftLength(m)) throw new FftLengthError(m);
  if (cutoff < 0 || 2 * cutoff > m - 1)
    throw new RangeError(`cutoff ${cutoff}: allowed is 0 … (m − 1)/2, m = ${m}`);
  if (kappa.length !== g.length) throw new RangeError(`kappa has ${kappa.length} values, g has ${g.length}`);
  const core = acquireCore(module);
  const tables = [g, kappa, nu].map((table) => {
    const address = core.arenaAllocate(8 * table.length);
    new Float64Array(core.memory.buffer, address, table.length).set(table);
    return address;
  });
  const plan = core.fluxPlan(m, cutoff, tables[0], tables[1], tables[2]);
  const [h, out] = layReals(core, [2 * cutoff + 2, 2 * cutoff + 2]);
  return {
    h,
    out,
    apply: () => core.flux(plan, h.byteOffset, out.byteOffset),
    close: once(() => releaseCore(module, core)),
  };
}

/** Arrays of these lengths: all laid out before the first view is made, since the memory may still grow. */
function layReals(core: CoreExports, lengths: readonly number[]): Float64Array[] {
  const addresses = lengths.map((length) => core.arenaAllocate(8 * length));
  return lengths.map((length, k) => new Float64Array(core.memory.buffer, addresses[k], length));
}

/** A closed instance goes to another plan: giving it back twice would hand it to two. */
function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
