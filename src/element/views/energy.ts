import type { History, Rate } from '../../index.ts';
import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import { type Axis, type Curve, drawPlot, type Placed, wholeDecades } from '../draw/plot.ts';
import { energyRate, type Scene } from '../model/scene.ts';
import { rateLines } from '../words/rates.ts';

/** Axes of the energy: a power of t is straight on the first, an exponential on the second. */
export type EnergyAxes = 'log-log' | 'log-linear';

/** How the decay is drawn. */
export interface DecayLook {
  axes: EnergyAxes;
  /** Times between which the user fits. */
  ruler: readonly [number, number] | null;
}

/** What is smaller than this share of the least energy, a dissipation at rest, must not press the energy flat. */
const BELOW = 1e-3;

/** The axes on which the law of decay for this s is a straight line. */
export const axesFor = (s: number): EnergyAxes => (s > 1 ? 'log-log' : 'log-linear');

/** Energy, dissipation and norms against time, with the fitted and the predicted line of the energy. */
export function drawEnergy(pen: Pen, scene: Scene, { axes, ruler }: DecayLook, palette: Palette): Placed {
  const { history } = scene;
  const kept = history ? rowsToDraw(history, axes === 'log-log' ? scene.clock.first : 0) : [];
  const column = (values: ArrayLike<number>) => kept.map((i) => values[i]);
  const time = history ? column(history.time) : [];
  const least = BELOW * kept.reduce((low, i) => Math.min(low, history!.energy[i]), Number.POSITIVE_INFINITY);
  const curves = history ? curvesOf(history, time, column, energyRate(scene)) : [];
  const x: Axis = {
    scale: axes === 'log-log' ? 'log' : 'linear',
    domain: axes === 'log-log' ? around(time, [1e-3, 1]) : [0, time.at(-1) || 1],
    label: 'time t',
  };
  const y: Axis = {
    scale: 'log',
    domain: around(
      curves.flatMap((curve) => boundsOf(curve, least)),
      [1e-3, 1],
    ),
  };
  return drawPlot(pen, { x, y, curves, window: ruler ?? undefined }, palette);
}

/** On a logarithmic axis there is no time 0, and the first tiny steps would fill it. */
function rowsToDraw({ time, energy }: History, first: number): number[] {
  return Array.from(time.keys()).filter((i) => energy[i] > 0 && time[i] >= first);
}

function curvesOf(
  history: History,
  time: number[],
  column: (values: ArrayLike<number>) => number[],
  rate: Rate | null,
): Curve[] {
  const energy = column(history.energy);
  const { fitted, predicted } = rateLines(time, energy, rate);
  const norms = Object.values(history.norms).map(
    (values): Curve => ({ x: time, y: column(values), colour: 'third', width: 1, dash: [1, 3] }),
  );
  return [
    // A band, for the energy itself lies on it.
    { x: time, y: fitted, colour: 'fitted-fill', width: 10 },
    ...norms,
    ...(rate?.floor
      ? [{ x: time, y: time.map(() => rate.floor!), colour: 'target', width: 1.5 } as const]
      : []),
    { x: time, y: column(history.dissipation), colour: 'second', width: 1.5, dash: [4, 2] },
    { x: time, y: energy, colour: 'density', width: 2 },
    { x: time, y: predicted, colour: 'predicted', width: 2, dash: [7, 5] },
  ];
}

/** The least and the greatest positive value of a curve, of what is not below `least`. */
function boundsOf({ y }: Curve, least: number): number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < y.length; i++) {
    if (!(y[i] > least)) continue;
    low = Math.min(low, y[i]);
    high = Math.max(high, y[i]);
  }
  return high > 0 ? [low, high] : [];
}

/** Whole decades around the values, or `fallback` while there are none. */
function around(values: readonly number[], fallback: [number, number]): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return fallback;
  return wholeDecades(Math.min(...positive), Math.max(...positive));
}
