/** How Ewald's splitting of the exact kernel (src/engine/ewald.ts) shares the work between pairs and modes. */

/** Both parts are cut off where e^{−LOST} of them is left: 1e−13. */
export const LOST = 30;
/** Points within reach, on average: more cost pairs, fewer cost modes, which there are reach^{−d} of. */
const NEIGHBOURS = [12, 60, 400];
/** Volume of the unit ball. */
const BALL = [2, Math.PI, (4 / 3) * Math.PI];

/** The distance within which pairs of `count` points in d dimensions are summed: at most half a turn. */
export function reachFor(count: number, d: number): number {
  return Math.min(0.5, (NEIGHBOURS[d - 1] / (BALL[d - 1] * count)) ** (1 / d));
}

/** The largest wavenumber on an axis that goes with a reach r: the splitting time is r²/(4 LOST). */
export function cutoffFor(reach: number): number {
  return Math.ceil(LOST / (Math.PI * reach));
}
