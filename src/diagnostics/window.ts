import { windowEnd } from './cutoff.ts';
import type { Law } from './fit.ts';
import { slope } from './series.ts';
import { shown } from './words.ts';

/*
 * The window rule. A law is fitted only where the history can show it, and the predicted rate plays no part
 * in choosing where. From a history we drop, in this order:
 *
 *  1. Rounding: everything from the first time at which the energy is below 10⁻³⁰ of its start, or no longer
 *     falls. Of points, also what comes after their energy is less than twice the floor: the law is fitted to what is above.
 *  2. The grid's cut-off (s > 1): everything from the first time at which more than 10 % of the energy sits in
 *     the top third of the modes, and what comes after the last time within `windowEnd` of the exponent measured
 *     there. Past it the slowest modes are missing and a truncated run decays exponentially, an artefact. For s ≤ 1 the
 *     high modes are not the slow ones, and only the early times up to the last such tail are dropped.
 *  3. The transient: the window ends with what is left and begins as early as the local slope then stays
 *     within a tolerance of its middle until the end. The tightest tolerance up to 1 % is taken that leaves a very
 *     long window, otherwise the tightest up to 5 % that leaves a long one, otherwise the tightest up to 10 %
 *     that leaves a sufficient one (`REACH`).
 *
 * Where nothing sufficient is left there is no window, and the reason is stated in words.
 */

/** Lengths of a window, in decades of time (algebraic) or in factors e of decay (exponential). */
export const REACH = {
  algebraic: { veryLong: 3, long: 2, sufficient: 1, tolerances: [0.005, 0.01, 0.02, 0.05, 0.1] },
  exponential: { veryLong: 12, long: 8, sufficient: 3, tolerances: [1e-4, 1e-3, 0.01, 0.05, 0.1] },
} as const;

/** Indices of a history, both included, that rounding and the cut-off have not touched. */
export interface Trusted {
  /** Index of the first. */
  first: number;
  /** Index of the last. */
  last: number;
  /** What takes over after `last`. */
  limit: 'end' | 'rounding' | 'floor' | 'cut-off';
}

/** Rules 1 and 2 for the energy, or for the square of a norm recorded with it. */
export function trustedRange(
  time: ArrayLike<number>,
  energy: ArrayLike<number>,
  tail: ArrayLike<number> | undefined,
  {
    s,
    cutoff,
    squared = energy,
    floor = 0,
  }: { s: number; cutoff: number; squared?: ArrayLike<number>; floor?: number },
): Trusted {
  let last = lastAboveRounding(energy);
  let limit: Trusted['limit'] = last === energy.length - 1 ? 'end' : 'rounding';
  while (last >= 0 && energy[last] < 2 * floor) [last, limit] = [last - 1, 'floor'];
  let first = 0;
  const exhausted = Array.from(tail ?? [], (share) => share > 0.1).slice(0, last + 1);
  if (s <= 1) first = exhausted.lastIndexOf(true) + 1;
  else {
    const heavy = exhausted.indexOf(true);
    const seen = lastWithinWindow(time, squared, heavy < 0 ? last : heavy - 1, s, cutoff);
    if (seen < last) [last, limit] = [seen, 'cut-off'];
  }
  return { first, last, limit };
}

function lastAboveRounding(energy: ArrayLike<number>): number {
  let last = 0;
  while (
    last + 1 < energy.length &&
    energy[last + 1] > 1e-30 * energy[0] &&
    energy[last + 1] < energy[last]
  ) {
    last++;
  }
  return last;
}

/**
 * The last index, up to `last`, whose time is within `windowEnd` of the exponent measured there; −1 if none is.
 * The last one, because the exponents of the transient, small at first, say nothing of the cut-off.
 */
function lastWithinWindow(
  time: ArrayLike<number>,
  squared: ArrayLike<number>,
  last: number,
  s: number,
  cutoff: number,
): number {
  const { index, slopes } = localSlopes(time, squared, 'algebraic', 0, last);
  let j = index.length - 1;
  const end = (at: number) => windowEnd(slopes[at], s, cutoff);
  // Slopes are taken at some of the rows: those after the last of them go with it.
  if (j >= 0 && time[last] <= end(j)) return last;
  while (j >= 0 && time[index[j]] > end(j)) j--;
  return j < 0 ? -1 : index[j];
}

/** A window as indices of the history, both included. */
export interface FoundWindow {
  /** Index of its first time. */
  first: number;
  /** Index of its last time. */
  last: number;
}

/** No window. */
export interface NoWindow {
  /** Why there is none, in words. */
  reason: string;
}

/** A window of a history, or why there is none. */
export type WindowResult = FoundWindow | NoWindow;

/**
 * Rule 3: where the local slope is steady until the end of what is trusted.
 * @param power the law is C t^{−b} e^{−λt}: the slope is steady when it follows λ + b/t
 */
export function findWindow(
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  law: Law,
  trusted: Trusted,
  { power = false }: { power?: boolean } = {},
): WindowResult {
  const { index, slopes } = localSlopes(time, values, law, trusted.first, trusted.last);
  const times = index.map((i) => time[i]);
  const { veryLong, long, sufficient, tolerances } = REACH[law];
  const last = index.length - 1;
  let longest = 0;
  for (const [wanted, loosest] of [
    [veryLong, 0.01],
    [long, 0.05],
    [sufficient, 0.1],
  ]) {
    for (const tolerance of tolerances.filter((t) => t <= loosest)) {
      const first = slopes.findIndex((_, j) => unsteadiness(times, slopes, j, power) <= tolerance);
      if (first < 0) continue;
      const reach = reachOf(law, time, values, index[first], index[last]);
      if (reach >= wanted && last - first >= 8) return { first: index[first], last: trusted.last };
      longest = Math.max(longest, reach);
    }
  }
  return { reason: whyNone(law, longest, trusted, time) };
}

/**
 * Minus the local slope in the variable of the law, at points of the history an eighth of a decade apart
 * (algebraic) or a 64th of the range (exponential), so that noise between close points counts little.
 */
function localSlopes(
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  law: Law,
  first: number,
  last: number,
) {
  const variable = law === 'algebraic' ? Math.log10 : (t: number) => t;
  const start = time[first] > 0 ? first : first + 1;
  const spacing = law === 'algebraic' ? 1 / 8 : (time[last] - time[start]) / 64;
  const index: number[] = [];
  let next = -Infinity;
  for (let i = start; i <= last; i++) {
    if (!(values[i] > 0) || variable(time[i]) < next) continue;
    index.push(i);
    next = variable(time[i]) + spacing * (1 - 1e-9);
  }
  const x = Float64Array.from(index, (i) => (law === 'algebraic' ? Math.log(time[i]) : time[i]));
  const y = Float64Array.from(index, (i) => -Math.log(values[i]));
  return { index, slopes: Array.from(slope(x, y)) };
}

/** Largest distance of the slopes from `first` on to their middle, relative to it; a b/t is taken off with `power`. */
function unsteadiness(times: number[], slopes: number[], first: number, power: boolean): number {
  let part = slopes.slice(first);
  if (power && part.length >= 3) {
    const b = regressionSlope(
      times.slice(first).map((t) => 1 / t),
      part,
    );
    part = part.map((value, j) => value - b / times[first + j]);
  }
  const [low, high] = [Math.min(...part), Math.max(...part)];
  return low > 0 ? (high - low) / (high + low) : Infinity;
}

function regressionSlope(x: number[], y: number[]): number {
  const mean = (v: number[]) => v.reduce((sum, value) => sum + value, 0) / v.length;
  const [x0, y0] = [mean(x), mean(y)];
  const xy = x.reduce((sum, value, i) => sum + (value - x0) * (y[i] - y0), 0);
  return xy / x.reduce((sum, value) => sum + (value - x0) ** 2, 0);
}

function reachOf(law: Law, time: ArrayLike<number>, values: ArrayLike<number>, first: number, last: number) {
  return law === 'algebraic' ? Math.log10(time[last] / time[first]) : Math.log(values[first] / values[last]);
}

function whyNone(law: Law, longest: number, trusted: Trusted, time: ArrayLike<number>): string {
  // Exponents so small that no grid would show them at these times: those of a flow that stands still, or is about to move.
  if (trusted.last < 0) return 'No window: nothing has fallen yet by a law that this grid could show.';
  const unit = law === 'algebraic' ? 'decades of time' : 'factors e of decay';
  const at = `t ≈ ${shown(time[Math.max(trusted.last, 0)])}`;
  const until = {
    end: `the run ends at ${at}`,
    rounding: `rounding takes over at ${at}`,
    floor: `the points come to rest at ${at}`,
    'cut-off': `the grid's cut-off takes over at ${at}`,
  }[trusted.limit];
  return `No window: ${until}, and before it the slope is steady (within 10 %) over ${Math.floor(longest * 10) / 10} ${unit} where ${REACH[law].sufficient} are needed.`;
}
