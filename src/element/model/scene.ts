import type { Flow } from '../../facade/flow.ts';
import type { Diagnostics, History, Rate } from '../../index.ts';
import type { Clock } from './clock.ts';
import type { Frame } from './player.ts';

/** All that the views draw from: one flow, as it stands now. */
export interface Scene extends Frame {
  readonly flow: Flow;
  clock: Clock;
  /** The numbers at time 0. */
  readonly start: Diagnostics;
  readonly s: number;
  readonly grid: readonly number[];
  readonly initial: Float64Array;
  readonly target: Float64Array;
  time: number;
  /** Extremes of the densities since the flow began: axes and colours hold still while the density moves. */
  range: readonly [number, number];
  now: Diagnostics | null;
  history: History | null;
  rates: Rate[];
  /** Whether the flow has come to its end. */
  over: boolean;
}

export function sceneOf(flow: Flow, clock: Clock, start: Diagnostics): Scene {
  const { grid, initial, target } = flow;
  return {
    ...{ flow, clock, start, s: flow.problem.s, grid, initial, target, time: 0, density: initial },
    ...{
      range: widened(widened([0, 0], target), initial),
      ...{ points: null, potential: null, velocity: null, spectrum: null },
      now: null,
      history: null,
      rates: [],
      over: false,
    },
  };
}

/** The next frame. */
export function show(scene: Scene, time: number, frame: Frame): void {
  Object.assign(scene, { time }, frame);
  scene.range = widened(scene.range, frame.density);
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
