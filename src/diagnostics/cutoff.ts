import { logGamma } from '../problem/special/gamma.ts';

/** Share of a sum over modes that may lie beyond the cut-off. */
const BEYOND = 0.01;

/**
 * Until when a grid can show E ~ t^{−p} for s > 1 (linearised theory, ν = 1, docs/theory.md). At time t the
 * energy sits around the wavenumber k with (2πk)^{2s−2} = 2t/p; the cut-off K is reached at
 * t_hi = (p/2)(2πK)^{2s−2}. The answer is t_hi/10, or earlier if by then the modes beyond K would hold
 * 1 % of the energy: their share is at most u^p/Γ(p+1) with u = 2t(2πK)^{2−2s}, which counts for small p.
 * @param p exponent of a quadratic quantity: that of the energy, twice that of a norm
 * @param cutoff K, the largest wavenumber that is evolved
 */
export function windowEnd(p: number, s: number, cutoff: number): number {
  if (s <= 1) return Infinity;
  if (!(p > 0)) return 0;
  const slowest = (2 * Math.PI * cutoff) ** (2 * s - 2);
  const u = Math.min(p / 10, Math.exp((Math.log(BEYOND) + logGamma(p + 1)) / p));
  return (u / 2) * slowest;
}

/**
 * Decades of time over which a grid can show E ~ t^{−p}: from when the energy sits around wavenumber 2, where
 * a sum over modes begins to look like an integral, until `windowEnd`. Negative when that is earlier.
 */
export function windowDecades(p: number, s: number, cutoff: number): number {
  const start = (p / 2) * (4 * Math.PI) ** (2 * s - 2);
  return Math.log10(windowEnd(p, s, cutoff) / start);
}

/** The cut-off with which `windowDecades` reaches a number of decades. */
export function cutoffFor(decades: number, p: number, s: number): number {
  return Math.ceil(10 ** ((decades - windowDecades(p, s, 1)) / (2 * s - 2)));
}
