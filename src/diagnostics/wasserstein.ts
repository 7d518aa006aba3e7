/**
 * Wasserstein distances on the circle, exactly. On R/Z the couplings that can be optimal for a convex cost are the
 * cyclically monotone ones, q ↦ (X(q), Y(q − α)) with lifted quantile functions, and the cost is convex in α:
 *
 *     W_p(μ, ν)^p = min_α ∫₀¹ |X(q) − Y(q − α)|^p dq
 *
 * (Delon, Salomon and Sobolevskii, SIAM J. Appl. Math. 70, 2010). The integrals are exact for points and for
 * densities constant on cells, and α is right to its last digit.
 */
import { type CircleMeasure, type Staircase, staircase } from './circle-measure.ts';
import { cost, extent, isAtomic, nextMeeting, SAME, slope, walk } from './coupling.ts';
import { DiagnosticsError } from './errors.ts';

/**
 * The Wasserstein distance W_p(μ, ν) on the circle of length 1, for 1 ≤ p ≤ 64 or p = Infinity.
 *
 * Takes O((N + M) log) for N and M points or cells. W_p^p is right to about 1e−15; where masses are equal, distances
 * down to that of neighbouring numbers are right to their leading digits.
 * @throws DiagnosticsError naming the argument that cannot be taken
 */
export function wassersteinDistance(mu: CircleMeasure, nu: CircleMeasure, p = 2): number {
  return solve(mu, nu, p).distance;
}

/** Intervals of the line, in columns. */
export interface Intervals {
  /** Where each begins. */
  start: Float64Array;
  /** Where it ends. */
  end: Float64Array;
}

/** An optimal coupling of two measures, in pieces: columns of equal length. */
export interface TransportPlan {
  /** W_p of the two. */
  distance: number;
  /** The α of the formula: what is at level q of μ goes to level q − α of ν, levels counted from 0 and 1st edge. */
  shift: number;
  /** Mass of each piece. */
  mass: Float64Array;
  /** Ends of the interval of μ that it leaves, lifted to the line: twice the same at an atom. */
  from: Intervals;
  /** Ends of the interval of ν where it arrives, the start from the start, evenly. */
  to: Intervals;
}

/** An optimal transport plan between μ and ν. Arguments as of `wassersteinDistance`. */
export function transportPlan(mu: CircleMeasure, nu: CircleMeasure, p = 2): TransportPlan {
  const { from, to, shift, distance } = solve(mu, nu, p);
  const rows: number[][] = [];
  walk(from, to, shift, SAME, (...row) => {
    if (row[4] > 0) rows.push(row);
  });
  const column = (i: number) => Float64Array.from(rows, (row) => row[i]);
  return {
    distance,
    shift,
    mass: column(4),
    from: { start: column(0), end: column(1) },
    to: { start: column(2), end: column(3) },
  };
}

function solve(mu: CircleMeasure, nu: CircleMeasure, p: number) {
  if (!((p >= 1 && p <= 64) || p === Infinity))
    throw new DiagnosticsError('p', p, 'a number from 1 to 64, or Infinity');
  const from = staircase('mu', mu);
  const to = staircase('nu', nu);
  const atomic = isAtomic(from) && isAtomic(to);
  /** How far the sign of the slope is the same, from a shift on to one side. */
  const same = (alpha: number, value: number) => {
    if (!atomic) return 0;
    return value < 0 ? nextMeeting(from, to, alpha) : -nextMeeting(to, from, -alpha);
  };
  if (p === Infinity) {
    const lead = (alpha: number) => {
      const { ahead, behind } = extent(from, to, alpha, 0);
      return ahead - behind;
    };
    const shift = root(lead, same);
    return { from, to, shift, distance: reach(from, to, shift) };
  }
  // High powers of distances are taken in units of the greatest, or they would leave the range of numbers.
  const unit = (alpha: number) => (p > 2 ? reach(from, to, alpha) : 1);
  const shift = root((alpha) => slope(from, to, alpha, p, unit(alpha) || 1), same);
  const scale = unit(shift) || 1;
  return { from, to, shift, distance: scale * cost(from, to, shift, p, scale) ** (1 / p) };
}

/** The greatest distance over which the coupling moves mass. */
function reach(from: Staircase, to: Staircase, shift: number): number {
  const { ahead, behind } = extent(from, to, shift, SAME);
  return Math.max(ahead, behind);
}

/**
 * Where an increasing function changes its sign, to the last digit. Both staircases begin within [−½, 1): α lies in
 * [−3, 3]. False position with the Illinois rule (Dowell and Jarratt 1971), and halving where that does not get on:
 * smooth functions take some ten values.
 * @param same how far from α on, in the direction of the root, the function stays as it is: for steps
 */
function root(increasing: (alpha: number) => number, same: (alpha: number, value: number) => number): number {
  let [low, high] = [-3, 3];
  let [below, above] = [Number.NaN, Number.NaN];
  let goal = high - low;
  let moved = '';
  for (let turn = 1; ; turn++) {
    const middle = (low + high) / 2;
    const width = high - low;
    if (!(width >= 2 ** -53) || middle === low || middle === high) return middle;
    const secant = low - (below * width) / (above - below);
    const third = turn % 3 === 0;
    const halving = !(secant > low && secant < high) || (third && width > goal);
    if (third) goal = width / 8;
    const alpha = halving ? middle : secant;
    const value = increasing(alpha);
    const end = third ? alpha + same(alpha, value) : alpha;
    // An end that stays a second time counts half, so that it will be overshot.
    if (value < 0) {
      if (moved === 'low') above /= 2;
      [low, below, moved] = [end, value, 'low'];
    } else {
      if (moved === 'high') below /= 2;
      [high, above, moved] = [end, value, 'high'];
    }
  }
}
