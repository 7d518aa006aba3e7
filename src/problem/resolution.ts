/** How many modes a grid evolves, and on which grid their products are formed. */
import type { Dealias } from './types.ts';

/**
 * Largest wavenumber that is evolved, per axis. With '3/2' and 'none' it is the largest below n/2, so that the
 * Nyquist mode, whose derivative the grid cannot tell from zero, is left out; with '2/3' products of kept
 * modes on the n points carry no aliasing into them: 3K + 1 ≤ n.
 */
export function cutoffs(grid: readonly number[], dealias: Dealias): number[] {
  return grid.map((n) => (dealias === '2/3' ? Math.floor((n - 1) / 3) : Math.ceil(n / 2) - 1));
}

/** Points per axis of the grid on which products are formed: at least 3K + 1 with '3/2'. */
export function productGrid(grid: readonly number[], dealias: Dealias): number[] {
  if (dealias !== '3/2') return [...grid];
  return cutoffs(grid, dealias).map((cutoff) => fastLength(3 * cutoff + 1));
}

/**
 * The least multiple of 8 from `least` on with no prime factor above 3 but for one 5 or 7: such lengths cost about
 * as much as powers of two and take the fused product (assembly/fft/flux.ts); none is far from the next.
 */
function fastLength(least: number): number {
  for (let n = Math.ceil(least / 8) * 8; ; n += 8) {
    let rest = n;
    for (const p of [2, 3]) while (rest % p === 0) rest /= p;
    if (rest === 1 || rest === 5 || rest === 7) return n;
  }
}
