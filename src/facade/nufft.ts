import { createNufft as layNufft, type Nufft, type NufftOptions } from '../engine/nufft.ts';
import { loadCore } from '../worker/core.ts';

/**
 * Nonuniform Fourier transforms of real data on T^d, on this thread: between points anywhere and the modes
 * |k_i| ≤ K_i, d = 1, 2, 3, with a relative error of `tolerance`. Set points, then transform as often as you like:
 *
 *   pointsToModes   f̂_k = Σ_j c_j e^{−2πi k·x_j}
 *   modesToPoints   f(x_j) = Σ_k f̂_k e^{2πi k·x_j},   gradientToPoints   ∇f(x_j)
 *
 * @param cutoff K of the circle, or a list of one to three, one for each axis
 * @param options.points most points that will be set
 * @param options.tolerance relative L² error on random data, 1e-14 … 0.1; 1e-6 unless given
 * @param options.gradient whether gradients will be asked for
 * @param options.wasmUrl address of a served copy of `torusflow/core.wasm`
 * @throws NufftError for a cutoff, an option or data that cannot be taken
 * @throws WorkerError ERR_CORE_LOAD when the solver cannot be loaded
 */
export async function createNufft(
  cutoff: number | readonly number[],
  options: NufftOptions & { wasmUrl?: string | URL },
): Promise<Nufft> {
  return layNufft(await loadCore(options?.wasmUrl), cutoff, options ?? {});
}
