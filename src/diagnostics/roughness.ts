import { difference } from './energy.ts';
import { estimateRegularity, spectralConstant } from './regularity.ts';
import { fourierCoefficients } from './spectrum.ts';

/**
 * The law |ĥ_k|² ≈ constant·|k|^{−2·regularity−d} of h = μ₀ − ν, the regularity stated or, where that is null, estimated
 * from the spectrum; null for data that are smoother than every power, and where the grid is too coarse to tell.
 */
export function roughnessOf(
  initial: Float64Array,
  target: Float64Array,
  grid: readonly number[],
  stated: number | null,
): { regularity: number; constant: number } | null {
  const spectrum = fourierCoefficients(difference(initial, target), grid);
  const regularity = stated ?? estimateRegularity(spectrum).regularity;
  if (regularity === null || !Number.isFinite(regularity)) return null;
  const constant = spectralConstant(spectrum, regularity);
  return constant ? { regularity, constant } : null;
}
