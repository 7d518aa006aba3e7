/** The particle side of the study, as data: points from one density, of three starts, beside the density's own flow. */
import type { Problem, StartName } from '../../../problem/types.ts';

export const pointOrders = [1, 1.5, 2, 3] as const;
export const starts: readonly StartName[] = ['quantiles', 'stratified', 'iid'];

/** All numbers of points at one s, from one start. */
export interface PointCase {
  /** Name of its file. */
  id: string;
  s: number;
  start: StartName;
  counts: number[];
  /** Random starts are drawn anew for each. */
  seeds: number[];
  /** The flow of the density, which the points stand for. */
  problem: Problem;
}

/** Ends by s: for s ≤ 2 many of the points have come to their floor by then. */
const ends: Record<number, number> = { 1: 15, 1.5: 300, 2: 1e4, 3: 3e5 };

/** Save times, and which of them have their distances measured, each a walk over all points and cells. */
const TIMES = 49;
export const isMeasured = (row: number): boolean => row % 12 === 0;

export function pointCases(isFull: boolean): PointCase[] {
  return pointOrders.flatMap((s) =>
    starts.map((start) => ({
      id: `points-s${s}-${start}`,
      s,
      start,
      ...sizes(s, start, isFull),
      problem: densityProblem(s, isFull),
    })),
  );
}

function sizes(s: number, start: StartName, isFull: boolean): Pick<PointCase, 'counts' | 'seeds'> {
  const counts = [16, 64, 256, 1024, 4096, 16384].slice(0, isFull ? 6 : 5);
  if (start === 'quantiles') return { counts, seeds: [1] };
  if (isFull) return { counts, seeds: Array.from({ length: 16 }, (_, i) => i + 1) };
  // Velocities of real orders cost twenty times as much as those of whole ones.
  return { counts: Number.isInteger(s) ? counts : counts.slice(0, 4), seeds: [1, 2, 3, 4] };
}

function densityProblem(s: number, isFull: boolean): Problem {
  const end = ends[s];
  const log = Array.from({ length: TIMES - 1 }, (_, i) => end * 10 ** (-4 * (1 - i / (TIMES - 2))));
  return {
    torusflow: 1,
    method: 'spectral',
    grid: [isFull ? 4096 : 1024],
    s,
    initial: { profile: 'von-mises', kappa: 1, center: 0.25 },
    target: 'uniform',
    end,
    save: { times: [0, ...log.slice(0, -1), end] },
    tolerance: { relative: 1e-8, absolute: 1e-18 },
    norms: [],
  };
}

/** The flow of some of the points. */
export function pointProblem({ start, problem }: PointCase, count: number, seed: number): Problem {
  // A millionth of the distance that mass has to go, a step: far below what N points can show.
  return { ...problem, method: 'particles', particles: count, start, seed, tolerance: { relative: 1e-6 } };
}

/** A case in one line of plain text. */
export function pointTitle({ s, start }: PointCase): string {
  return `s = ${s}, points, ${startWords[start]}`;
}

export const startWords: Record<StartName, string> = {
  quantiles: 'at quantiles',
  stratified: 'stratified',
  iid: 'independent',
};
