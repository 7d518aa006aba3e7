/** Cyclically monotone couplings of two measures on the circle, and what they cost. */
import type { Staircase } from './circle-measure.ts';

/**
 * Levels closer than this are one where a coupling is judged: sums of masses and the shift are each right to 1e−16 or
 * so, and two equal levels would else leave slivers of mass between them, paired with the wrong atom. While the shift
 * is searched every difference counts, or the search would end at the edge of what is taken for one.
 */
export const SAME = 2 ** -49;

/** Mass `length` goes from [x0, x1] to [y0, y1], evenly; `length` is 0 where only y moves on. */
export type Visit = (x0: number, x1: number, y0: number, y1: number, length: number) => void;

/**
 * Walks along the coupling q ↦ (X(q), Y(q − shift)), 0 < q ≤ 1, of two lifted quantile functions, in pieces on which
 * both are linear. Every pair of staircases has about as many pieces as both have steps.
 */
export function walk(from: Staircase, to: Staircase, shift: number, same: number, visit: Visit): void {
  const { position: xs, level: fs } = from;
  const { position: ys, level: gs } = to;
  const [m, n] = [fs.length - 1, gs.length - 1];
  let turn = Math.floor(same - shift);
  let j = stepAbove(gs, same - shift - turn);
  let i = 0;
  let q = 0;
  let x = xs[0];
  let y = turn + between(gs, ys, j, -shift - turn);
  const end = y + 1;
  while (i < m) {
    if (fs[i + 1] === fs[i]) {
      x = xs[++i];
      continue;
    }
    if (j === n) {
      j = 0;
      turn++;
    }
    if (gs[j + 1] === gs[j]) {
      const next = turn + ys[++j];
      visit(x, x, y, next, 0);
      y = next;
      continue;
    }
    const f = fs[i + 1];
    const g = gs[j + 1] + turn + shift;
    const nextQ = Math.min(f, g);
    const nextX = f - nextQ <= same ? xs[i + 1] : between(fs, xs, i, nextQ);
    const nextY = turn + (g - nextQ <= same ? ys[j + 1] : between(gs, ys, j, nextQ - turn - shift));
    visit(x, nextX, y, nextY, Math.max(0, nextQ - q));
    if (f - nextQ <= same) i++;
    if (g - nextQ <= same) j++;
    q = nextQ;
    x = nextX;
    y = nextY;
  }
  visit(x, x, y, end, 0);
}

/** Whether all mass is in atoms: then slopes and reaches change only where levels of the two measures meet. */
export function isAtomic({ position, level }: Staircase): boolean {
  for (let i = 1; i < level.length; i++) {
    if (level[i] !== level[i - 1] && position[i] !== position[i - 1]) return false;
  }
  return true;
}

/** By how much the shift has to grow until a level of `to` meets one of `from`. */
export function nextMeeting(from: Staircase, to: Staircase, shift: number): number {
  const [fs, gs] = [from.level, to.level];
  let turn = Math.floor(-shift);
  let j = stepAbove(gs, -shift - turn);
  let least = 1;
  for (let i = 1; i < fs.length; i++) {
    if (fs[i] === fs[i - 1]) continue;
    while (gs[j + 1] + turn + shift <= fs[i]) {
      j++;
      if (j === gs.length - 1) {
        j = 0;
        turn++;
      }
    }
    least = Math.min(least, fs[i] - (gs[j] + turn + shift));
  }
  return Math.max(0, least);
}

/** The position at a level on step i. */
function between(level: Float64Array, position: Float64Array, i: number, q: number): number {
  const [start, end] = [position[i], position[i + 1]];
  if (start === end) return start;
  const share = (q - level[i]) / (level[i + 1] - level[i]);
  return start + Math.min(1, Math.max(0, share)) * (end - start);
}

/** The step that goes from at most q to above it, 0 ≤ q < 1. */
function stepAbove(level: Float64Array, q: number): number {
  let [low, high] = [0, level.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (level[middle] <= q) low = middle;
    else high = middle;
  }
  return low;
}

/** ∫ |X − Y/s|^p dq over the coupling, distances in units of `scale`. */
export function cost(from: Staircase, to: Staircase, shift: number, p: number, scale: number): number {
  let sum = 0;
  walk(from, to, shift, SAME, (x0, x1, y0, y1, length) => {
    if (length > 0) sum += length * meanPower((x0 - y0) / scale, (x1 - y1) / scale, p);
  });
  return sum;
}

/**
 * The derivative of the cost by the shift, over p: ∫ sgn(z)|z|^{p−1} dy with z = X − Y over one turn of Y; where Y
 * jumps, z runs through the gap. Increases with the shift, for costs are convex in it (Delon, Salomon and
 * Sobolevskii, SIAM J. Appl. Math. 2010, §4).
 */
export function slope(from: Staircase, to: Staircase, shift: number, p: number, scale: number): number {
  let sum = 0;
  walk(from, to, shift, 0, (x0, x1, y0, y1) => {
    if (y1 !== y0) sum += (y1 - y0) * meanSignedPower((x0 - y0) / scale, (x1 - y1) / scale, p - 1);
  });
  return sum;
}

/** The greatest X − Y and the greatest Y − X of the coupling. */
export function extent(
  from: Staircase,
  to: Staircase,
  shift: number,
  same: number,
): { ahead: number; behind: number } {
  let ahead = Number.NEGATIVE_INFINITY;
  let behind = Number.NEGATIVE_INFINITY;
  walk(from, to, shift, same, (x0, x1, y0, y1, length) => {
    if (length === 0) return;
    ahead = Math.max(ahead, x0 - y0, x1 - y1);
    behind = Math.max(behind, y0 - x0, y1 - x1);
  });
  return { ahead, behind };
}

/** The mean of |z|^p over a ≤ z ≤ b (or b ≤ z ≤ a). */
function meanPower(a: number, b: number, p: number): number {
  if (p === 2) return (a * a + a * b + b * b) / 3;
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  if (a === b) return Math.abs(a) ** p;
  if (isShort(half / middle, p)) return Math.abs(middle) ** p * aboutOne(half / middle, p);
  return (signedPower(b, p + 1) - signedPower(a, p + 1)) / ((p + 1) * (b - a));
}

/** The mean of sgn(z)|z|^r over a ≤ z ≤ b. */
function meanSignedPower(a: number, b: number, r: number): number {
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  if (r === 1) return middle;
  if (a === b) return signedPower(a, r);
  if (isShort(half / middle, r)) return signedPower(middle, r) * aboutOne(half / middle, r);
  return (Math.abs(b) ** (r + 1) - Math.abs(a) ** (r + 1)) / ((r + 1) * (b - a));
}

/** Whether the range is so short beside its middle that the difference of powers would lose digits. */
function isShort(half: number, p: number): boolean {
  return Math.abs(half) * Math.max(1, p) < 0.02;
}

/** The mean of (1 + u)^p over |u| ≤ half, by its series; what is left out is below (p·half)⁶/5040. */
function aboutOne(half: number, p: number): number {
  const square = half * half;
  return 1 + ((p * (p - 1)) / 6) * square * (1 + (((p - 2) * (p - 3)) / 20) * square);
}

function signedPower(z: number, p: number): number {
  return Math.sign(z) * Math.abs(z) ** p;
}
