/** The flows of the study, as data: every order s with both targets and all initial data, and the turtles. */

import { turtles } from '../../problem/turtles.ts';
import type { DensityData, Problem } from '../../problem/types.ts';
import { type SingularName, singularDensity, singularNames } from './singular.ts';

export type TargetName = 'uniform' | 'cosine' | 'turtles';
export type DataName = 'smooth' | 'r0.5' | 'r1' | 'r2' | 'uniform' | SingularName;

/** One flow of the study. */
export interface Case {
  /** Name of its files: letters, digits, dots and hyphens. */
  id: string;
  s: number;
  target: TargetName;
  data: DataName;
  problem: Problem;
  /** At how many places relative to the target the data are put; what is shown is the mean (translates.ts). */
  translates: number;
}

export const orders = [1, 1.25, 1.5, 2, 3] as const;
export const targetNames = ['uniform', 'cosine'] as const;
export const dataNames = ['smooth', 'r0.5', 'r1', 'r2'] as const;

/** Orders q of the norms ‖μ−ν‖_{Ḣ^q} that are followed beside the energy. */
export const normOrders = [-1, 0, 0.5, 1, 1.5] as const;

/** Regularity r of the initial data: |ĥ_k|² ~ |k|^{−2r−1}; infinite where the data are analytic. */
export const regularity: Record<DataName, number> = {
  smooth: Number.POSITIVE_INFINITY,
  'r0.5': 0.5,
  r1: 1,
  r2: 2,
  uniform: Number.POSITIVE_INFINITY,
  jump: 0.5,
  cusp: 1.5,
  random: 1,
};

/** Contrast a of the target 1 + a cos 2πx. The smaller it is, the sooner a power of t is alone; s = 1 has none. */
export const contrast = (s: number): number => (s === 1 ? 0.5 : 0.2);

function targetDensity(target: TargetName, s: number): DensityData {
  if (target === 'cosine') return { profile: 'cosine', amplitude: contrast(s) };
  return target === 'uniform' ? 'uniform' : { points: turtles, period: 360, bandwidth: 20 };
}

/** Size of the rough part: ĥ_k = amplitude · |k|^{−r−1/2}, small enough for the linearised constants. */
export const roughAmplitude = 0.02;

/**
 * Smooth data: a von Mises density. Rough data: the target plus a part of regularity exactly r, whose chirp phases
 * spread the roughness evenly over the circle.
 */
function initialDensity(data: Exclude<DataName, SingularName>, over: DensityData): DensityData {
  if (data === 'uniform') return 'uniform';
  if (data === 'smooth') return { profile: 'von-mises', kappa: 1, center: 0.25 };
  return { profile: 'rough', regularity: regularity[data], amplitude: roughAmplitude, phases: 'chirp', over };
}

/** Points for the roughest data, and tolerance, by s: the nearer s is to 1, the more points a decade of time takes. */
type Effort = Record<number, { points: number; tolerance: number }>;

const usual: Effort = {
  1: { points: 1024, tolerance: 1e-8 },
  1.25: { points: 8192, tolerance: 1e-5 },
  1.5: { points: 16384, tolerance: 1e-5 },
  2: { points: 2048, tolerance: 1e-6 },
  3: { points: 512, tolerance: 1e-6 },
};

const full: Effort = {
  1: { points: 4096, tolerance: 1e-10 },
  1.25: { points: 65536, tolerance: 1e-6 },
  1.5: { points: 65536, tolerance: 1e-6 },
  2: { points: 8192, tolerance: 1e-8 },
  3: { points: 2048, tolerance: 1e-8 },
};

/** The smoother the data the fewer the steps, and the later a large power is alone: a finer grid pays then. */
const refinement: Record<DataName, number> = {
  ...{ smooth: 1, 'r0.5': 1, r1: 2, r2: 4, uniform: 1 },
  ...{ jump: 1, cusp: 2, random: 4 },
};

/**
 * When a run ends: at a quarter of t_hi = (p/2)(2πK)^{2s−2}, when the slow modes reach the highest wavenumber K.
 * A rate is trusted until t_hi/10; the rest shows what the cut-off does. For s = 1, before rounding takes over.
 */
function endOf(s: number, data: DataName, points: number): number {
  if (s === 1) return 60;
  const p = (Math.min(regularity[data], 2) + s) / (s - 1);
  const end = (p / 8) * (Math.PI * (points - 2)) ** (2 * s - 2);
  return Number(end.toPrecision(2));
}

/**
 * Steps are long at late times. So that no part of a window is lost there are at least seven rows a decade, as many as the
 * slopes are taken at, and the fourth save from the end is just within a window's end, 0.4 of a run's.
 */
function savesOf(s: number, end: number): Problem['save'] {
  if (s === 1) return { count: 40, spacing: 'log', first: 0.1 };
  const count = 60;
  // The end is rounded to two digits.
  return { count, spacing: 'log', first: end * 0.375 ** ((count - 1) / 3) };
}

/** The cases of the default set, or of the full one: finer grids, longer times, tighter tolerances. */
export function studyCases(isFull: boolean): Case[] {
  const effort = isFull ? full : usual;
  const rates = orders.flatMap((s) =>
    targetNames.flatMap((target) => dataNames.map((data) => rateCase(s, target, data, effort))),
  );
  const singular = [1.5, 2, 3].flatMap((s) =>
    targetNames.flatMap((target) => singularNames.map((data) => singularCase(s, target, data, effort))),
  );
  return [...rates, ...singular, turtleCase(isFull)];
}

function rateCase(
  s: number,
  target: TargetName,
  data: Exclude<DataName, SingularName>,
  effort: Effort,
): Case {
  const points = effort[s].points * (s > 1 ? refinement[data] : 1);
  const nu = targetDensity(target, s);
  const problem = problemOf(s, data, points, effort[s].tolerance, initialDensity(data, nu), nu);
  return { id: `s${s}-${target}-${data}`, s, target, data, problem, translates: 1 };
}

/**
 * At s = 1.5 the window ends at a time that grows like the number of points only, and three decades of it take many.
 * They are affordable because a small singular part leaves little to do for the nonlinear terms. Towards a target that is
 * not uniform the first modes, which feel it as a whole, are in the way for longer, but for a jump, whose p is small.
 */
const singularPoints = {
  usual: { jump: 3 * 2 ** 16, cusp: 2 ** 17, random: 2 ** 17 },
  full: { jump: 2 ** 18, cusp: 2 ** 18, random: 2 ** 18 },
} as const;
const moreForCosine = { jump: 1, cusp: 2, random: 3 } as const;

function singularCase(s: number, target: TargetName, data: SingularName, effort: Effort): Case {
  const size = effort === full ? 'full' : 'usual';
  const fine = singularPoints[size][data] * (target === 'cosine' ? moreForCosine[data] : 1);
  const points = s === 1.5 ? fine : effort[s].points * refinement[data];
  // Steps of the rough runs are many and small: ten times the error does not show in their slopes.
  const tolerance = effort[s].tolerance * (s === 1.5 && data !== 'cusp' ? 10 : 1);
  const nu = targetDensity(target, s);
  const formula = target === 'uniform' ? '1' : `1 + ${contrast(s)}*cos(2*pi*x)`;
  const initial = singularDensity(data, nu, formula);
  const problem = problemOf(s, data, points, tolerance, initial, nu);
  // Towards ν = 1 all places are alike.
  const translates = data === 'random' && target !== 'uniform' ? 4 : 1;
  return {
    id: `${data}-${target}-s${s}`,
    s,
    target,
    data,
    problem: { ...problem, normalize: true },
    translates,
  };
}

function problemOf(
  s: number,
  data: DataName,
  points: number,
  relative: number,
  initial: DensityData,
  target: DensityData,
): Problem {
  const end = endOf(s, data, points);
  return {
    torusflow: 1,
    method: 'spectral',
    grid: [points],
    s,
    initial,
    target,
    end,
    save: savesOf(s, end),
    tolerance: { relative, absolute: 1e-18 },
    norms: normOrders,
  };
}

/** Instants at which the turtles' density is drawn. */
export const turtleTimes = [0, 0.5, 1, 2, 4, 8, 120] as const;

function turtleCase(isFull: boolean): Case {
  const problem: Problem = {
    torusflow: 1,
    method: 'spectral',
    grid: [isFull ? 2048 : 512],
    s: 1,
    initial: 'uniform',
    target: targetDensity('turtles', 1),
    end: turtleTimes[turtleTimes.length - 1],
    save: { times: [...turtleTimes] },
    tolerance: { relative: 1e-8, absolute: 1e-18 },
    norms: normOrders,
  };
  return { id: 's1-turtles-uniform', s: 1, target: 'turtles', data: 'uniform', problem, translates: 1 };
}
