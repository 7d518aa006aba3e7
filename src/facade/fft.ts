import { type Fft, createFft as layFft } from '../engine/fft.ts';
import { loadCore } from '../worker/core.ts';

/**
 * The solver's Fourier transform of n complex numbers, or of n reals, on this thread: any n whose prime factors
 * are 2, 3, 5 and 7. Plan once, fill `signal`, call `forward`, read `spectrum`; `close` gives the memory back.
 * Not normalised: `inverse` after `forward` multiplies by n.
 *
 * @param options.wasmUrl address of a served copy of `torusflow/core.wasm`
 * @throws FftLengthError for another n
 * @throws WorkerError ERR_CORE_LOAD when the solver cannot be loaded
 */
export async function createFft(
  n: number,
  kind: 'complex' | 'real' = 'complex',
  options: { wasmUrl?: string | URL } = {},
): Promise<Fft> {
  return layFft(await loadCore(options.wasmUrl), n, kind);
}
