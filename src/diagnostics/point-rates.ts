/** N equal points on the circle instead of a density: the energy at which they come to rest, and how they come to it. */
import type { PointMasses } from '../problem/types.ts';
import type { Target } from './energy.ts';
import { latticeRate, particleFloor } from './particle-floor.ts';
import { type Rate, rateIn } from './rate.ts';
import { findWindow, type Trusted } from './window.ts';
import { shown } from './words.ts';

/** What is read of a run of points, as problems of the solver have it. */
export interface PointRun {
  /** Whether μ₀ itself is these points. */
  given: boolean;
  /** The points; their weights alone are read. */
  start: Pick<PointMasses, 'weights'>;
  /** ν where it is points too. */
  target?: object | null;
  /** Modes that interact; 0: all do. Smooth kernels have another floor, which is not known. */
  bandlimit?: number;
  /** Standard deviation of the heat kernel that smooths both measures; 0: none. Likewise. */
  mollify?: number;
}

export interface Floor {
  count: number;
  value: number;
}

/** Excesses below this share of the floor are rounding. */
const ROUNDING = 1e-8;

/** Where N points come to rest; null where that is not known: in the plane, of unequal points, for smoothed kernels. */
export function floorOf(
  run: PointRun | null | undefined,
  target: Target,
  s: number,
  dimension: number,
): Floor | null {
  if (!run || run.target || run.bandlimit || run.mollify || dimension > 1 || !(s > 0.5)) return null;
  const weights = Array.from(run.start.weights);
  const count = weights.length;
  const positive = target === 'uniform' || Array.from(target).every((nu) => nu > 0);
  if (!positive || weights.some((w) => Math.abs(w * count - 1) > 1e-9)) return null;
  return { count, value: particleFloor(count, s, target) };
}

/**
 * How the energy comes down to its floor, ν = 1 and s > 1: in the end like e^{−2λt} with the least rate of the lattice. The
 * law of the density comes before, and is that of the energy's own rate.
 */
export function excessRate(
  { time, energy }: { time: ArrayLike<number>; energy: ArrayLike<number> },
  { count, value: floor }: Floor,
  s: number,
): Rate {
  const excess = Array.from(energy, (e) => e - floor);
  const exponent = 2 * latticeRate(count, s);
  const note = `Equispaced points come back to rest like e^(−${shown(exponent)} t) at the least, twice the rate at which neighbours that move against each other do.`;
  const theory = { kind: 'exponential', exponent, power: null, note } as const;
  const expected = { quantity: 'excess', kind: 'exponential', predictedError: 0, floor } as const;
  const found = findWindow(time, excess, 'exponential', resolved(excess, floor));
  return rateIn(found, time, excess, { ...expected, predictedConstant: null, theory });
}

/** Until the excess is rounding beside the floor, or no longer falls. */
function resolved(excess: readonly number[], floor: number): Trusted {
  let last = 0;
  while (excess[last + 1] > ROUNDING * floor && excess[last + 1] < excess[last]) last++;
  return { first: 0, last, limit: last < excess.length - 1 ? 'rounding' : 'end' };
}
