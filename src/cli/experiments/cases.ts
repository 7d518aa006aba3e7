/** The flows of the study, as data: every order s with both targets and all initial data, and the turtles. */
import type { Density, Problem } from '../../problem/types.ts';
import { turtles } from './turtles.ts';

export type TargetName = 'uniform' | 'cosine' | 'turtles';
export type DataName = 'smooth' | 'r0.5' | 'r1' | 'r2' | 'uniform';

/** One flow of the study. */
export interface Case {
  /** Name of its files: letters, digits, dots and hyphens. */
  id: string;
  s: number;
  target: TargetName;
  data: DataName;
  problem: Problem;
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
};

const targets: Record<TargetName, Density> = {
  uniform: 'uniform',
  cosine: '1 + 0.5*cos(2*pi*x)',
  turtles: { points: turtles, period: 360, bandwidth: 20 },
};

/** Smooth data: the Poisson kernel with Fourier coefficients 2^{−|k|}, analytic in a strip. */
const initials: Record<DataName, Density> = {
  smooth: '0.75/(1.25 - cos(2*pi*x))',
  'r0.5': rough(0.5),
  r1: rough(1),
  r2: rough(2),
  uniform: 'uniform',
};

function rough(r: number): Density {
  return { profile: 'rough', regularity: r };
}

/**
 * Grid and end of a run. The slow modes are the high ones: a rate is seen while t ≲ t_hi/10, with
 * t_hi = (p/2)(2πK)^{2s−2} set by the highest wavenumber K, so a small s needs many points.
 */
interface Extent {
  points: number;
  end: number;
  tolerance: number;
}

const extents: Record<'usual' | 'full', Record<number, Extent>> = {
  usual: {
    1: { points: 1024, end: 40, tolerance: 1e-8 },
    1.25: { points: 16384, end: 300, tolerance: 1e-6 },
    1.5: { points: 16384, end: 2e4, tolerance: 1e-6 },
    2: { points: 2048, end: 1e7, tolerance: 1e-6 },
    3: { points: 512, end: 1e12, tolerance: 1e-6 },
  },
  full: {
    1: { points: 4096, end: 40, tolerance: 1e-10 },
    1.25: { points: 131072, end: 1000, tolerance: 1e-8 },
    1.5: { points: 65536, end: 1e5, tolerance: 1e-8 },
    2: { points: 8192, end: 1e8, tolerance: 1e-8 },
    3: { points: 2048, end: 1e14, tolerance: 1e-8 },
  },
};

/** The cases of the default set, or of the full one: finer grids, longer times, tighter tolerances. */
export function studyCases(full: boolean): Case[] {
  const extent = extents[full ? 'full' : 'usual'];
  const rates = orders.flatMap((s) =>
    targetNames.flatMap((target) => dataNames.map((data) => rateCase(s, target, data, extent[s]))),
  );
  return [...rates, turtleCase(full)];
}

function rateCase(s: number, target: TargetName, data: DataName, { points, end, tolerance }: Extent): Case {
  const problem: Problem = {
    torusflow: 1,
    grid: [points],
    s,
    initial: initials[data],
    target: targets[target],
    end,
    save: { times: [0, end] },
    tolerance: { relative: tolerance, absolute: 1e-18 },
    norms: normOrders,
    seed: 1,
  };
  return { id: `s${s}-${target}-${data}`, s, target, data, problem };
}

/** Instants at which the turtles' density is drawn. */
export const turtleTimes = [0, 0.5, 1, 2, 4, 8, 60] as const;

function turtleCase(full: boolean): Case {
  const problem: Problem = {
    torusflow: 1,
    grid: [full ? 2048 : 512],
    s: 1,
    initial: 'uniform',
    target: targets.turtles,
    end: turtleTimes[turtleTimes.length - 1],
    save: { times: [...turtleTimes] },
    tolerance: { relative: 1e-8, absolute: 1e-16 },
    norms: normOrders,
  };
  return { id: 's1-turtles-uniform', s: 1, target: 'turtles', data: 'uniform', problem };
}
