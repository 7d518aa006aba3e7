/** What the controls say, and the problem and the pace that follow from it. */
import type { Problem } from 'torusflow';
import { densities } from './densities.ts';

export interface Settings {
  s: number;
  /** Name of a density in densities.ts, or an expression in x. */
  initial: string;
  /** As `initial`. */
  target: string;
  /** Points of the grid. */
  points: number;
}

/** By which steps the page goes through time. */
export type Pace = 'even' | 'logarithmic';

/** Axes of the energy: a power of t is straight on the first, an exponential on the second. */
export type EnergyAxes = 'log-log' | 'log-linear';

/** What the upper plot shows: μ over ν, or μ − ν. */
export type Shown = 'density' | 'difference';

/** Sizes of grid on offer. */
export const gridSizes = [128, 256, 512, 1024, 2048, 4096, 8192];

export function problemOf({ s, initial, target, points }: Settings): Problem {
  return {
    grid: [points],
    s,
    initial: densities[initial]?.density ?? initial,
    target: densities[target]?.density ?? target,
    end: endOf(s, points),
    // Modes down to 10⁻¹⁸ carry the late energy of a rough flow; 10⁻⁶ of each octave shows in no figure here.
    tolerance: { relative: 1e-6, absolute: 1e-18 },
    norms: [],
  };
}

/** The pace at which the law of decay for this s is a straight line. */
export const paceFor = (s: number): Pace => (s > 1 ? 'logarithmic' : 'even');

export const axesFor = (s: number): EnergyAxes => (s > 1 ? 'log-log' : 'log-linear');

/** |2π|^{2s−2}, the time in which the lowest mode decays by 1/e. */
export const timeUnit = (s: number): number => (2 * Math.PI) ** (2 * s - 2);

/**
 * Where the page ends: for s > 1 when the highest mode has decayed too and the grid has nothing more to show,
 * otherwise when an energy that falls at the rate of the lowest mode has reached rounding.
 */
export const endOf = (s: number, points: number): number =>
  Math.max(40 * timeUnit(s), s > 1 ? (Math.PI * points) ** (2 * s - 2) : 0);

/** The time reached from `time` after `seconds` on the screen. */
export function timeAfter(time: number, seconds: number, pace: Pace, s: number): number {
  const unit = timeUnit(s);
  if (pace === 'even') return time + 1.2 * unit * seconds;
  // From 0 a first small step; then a factor e in under a second.
  return Math.max(time * Math.exp(1.3 * seconds), 1e-3 * unit);
}
