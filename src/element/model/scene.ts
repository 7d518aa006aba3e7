import type { Flow } from '../../facade/flow.ts';
import type { Diagnostics, History, PointMasses, Rate } from '../../index.ts';
import type { Clock } from './clock.ts';

/** All that the views draw from: one flow, as it stands now. */
export interface Scene {
  readonly flow: Flow;
  readonly clock: Clock;
  readonly s: number;
  readonly grid: readonly number[];
  readonly initial: Float64Array;
  readonly target: Float64Array;
  time: number;
  density: Float64Array;
  /** Extremes of the densities since the flow began: axes and colours hold still while the density moves. */
  range: readonly [number, number];
  /** The points, of a method that moves points. */
  points: PointMasses | null;
  now: Diagnostics | null;
  history: History | null;
  rates: Rate[];
}

export function sceneOf(flow: Flow, clock: Clock): Scene {
  const { grid, initial, target } = flow;
  return {
    ...{ flow, clock, s: flow.problem.s, grid, initial, target, time: 0, density: initial },
    ...{
      range: widened(widened([0, 0], target), initial),
      points: null,
      now: null,
      history: null,
      rates: [],
    },
  };
}

/** The next frame. */
export function show(scene: Scene, time: number, density: Float64Array, points: PointMasses | null): void {
  scene.time = time;
  scene.density = density;
  scene.points = points;
  scene.range = widened(scene.range, density);
}

/** A range that holds the values too. */
export function widened(
  [low, high]: readonly [number, number],
  values: Float64Array,
): readonly [number, number] {
  for (let j = 0; j < values.length; j++) {
    if (values[j] < low) low = values[j];
    if (values[j] > high) high = values[j];
  }
  return [low, high];
}

/** The rate of the energy, the first of all. */
export const energyRate = (scene: Scene): Rate | null => scene.rates[0] ?? null;
