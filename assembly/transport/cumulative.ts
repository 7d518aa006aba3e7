// The cumulative function G of a density that is known by its averages over n equal cells around the points
// j/n: a cubic on each cell that has the cell's mass, is continuous with its derivative, and increases where
// the density is positive. Slopes at the faces are the fourth-order ones of Colella and Woodward (J. Comput.
// Phys. 54 (1984), (1.6)), limited as Fritsch and Carlson show to suffice (SIAM J. Numer. Anal. 17 (1980)):
// G is right to O(n^{−4}) for a smooth density, and never overshoots for a rough one.
import { allocate } from '../memory';

@unmanaged
export class Cumulative {
  n: i32;
  /** f64[n][4]: G = c_0 + c_1 t + c_2 t² + c_3 t³ on each cell, 0 ≤ t ≤ 1. */
  cubics: usize;
}

export function layCumulative(n: i32): Cumulative {
  const g = changetype<Cumulative>(allocate(offsetof<Cumulative>()));
  g.n = n;
  g.cubics = allocate(<usize>n << 5);
  return g;
}

/** Reads the averages, f64[n]. G(−1/(2n)) = 0. */
export function setCumulative(g: Cumulative, averages: usize): void {
  const n = g.n;
  const scale = 1 / <f64>n;
  let below = 0.0;
  for (let j = 0; j < n; j++) {
    const mean = average(averages, n, j);
    const left = slope(averages, n, j);
    const right = slope(averages, n, j + 1);
    const at = g.cubics + (<usize>j << 5);
    store<f64>(at, below * scale);
    store<f64>(at, left * scale, 8);
    store<f64>(at, (3 * mean - 2 * left - right) * scale, 16);
    store<f64>(at, (left + right - 2 * mean) * scale, 24);
    below += mean;
  }
}

// @ts-ignore: decorator
@inline
function average(averages: usize, n: i32, j: i32): f64 {
  return load<f64>(averages + (<usize>((j + n + n) % n) << 3));
}

/** The density at the face between cells j − 1 and j. */
function slope(averages: usize, n: i32, j: i32): f64 {
  const a = average(averages, n, j - 1);
  const b = average(averages, n, j);
  const wide = (7 * (a + b) - average(averages, n, j - 2) - average(averages, n, j + 1)) / 12;
  return max(0, min(wide, 3 * min(a, b)));
}

/** G at any point of the line: G(x + 1) = G(x) + 1. */
// @ts-ignore: decorator
@inline
export function cumulative(g: Cumulative, x: f64): f64 {
  const turns = Math.floor(x + 0.5 / <f64>g.n);
  const u = (x - turns) * <f64>g.n + 0.5;
  const cell = min(Math.floor(u), <f64>(g.n - 1));
  const t = u - cell;
  const c = g.cubics + (<usize>cell << 5);
  return turns + (load<f64>(c) + t * (load<f64>(c, 8) + t * (load<f64>(c, 16) + t * load<f64>(c, 24))));
}
