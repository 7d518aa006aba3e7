import { type ColourMapName, colourMapNames } from './draw/colour-map.ts';
import type { Pace } from './model/clock.ts';
import { paceFor } from './model/clock.ts';
import type { End } from './model/sketch.ts';
import type { Chart } from './ui/decay-panel.ts';
import type { Look, Ui } from './ui/interface.ts';
import type { Shown } from './ui/shown.ts';
import { axesFor, type EnergyAxes } from './views/energy.ts';
import type { Range } from './views/field.ts';

/** Attributes that say how the flow is shown and played, with what each may be; the first is the default. */
const choices = {
  /** All controls, those of playback alone, or the figures alone. */
  ui: ['full', 'minimal', 'none'],
  /** What the first figure shows. */
  show: [
    'density',
    'difference',
    'velocity',
    'tracers',
    'potential',
    'quantile',
    'circle',
    'target',
    'donut',
  ],
  /** Whether the scale of colours is that of the whole run, or of each frame. */
  range: ['run', 'frame'],
  /** Which density the pointer draws. */
  draw: ['none', 'initial', 'target'],
  /** What the second figure shows. */
  chart: ['energy', 'spectrum', 'none'],
  /** Axes of the energy; by s unless they are named. */
  axes: ['auto', 'log-log', 'log-linear'],
  /** Time even in t or in log t; by s unless it is named. */
  pace: ['auto', 'even', 'logarithmic'],
  /** Colours of the plane. */
  colors: colourMapNames,
  /** Light or dark; as the page unless it is named. */
  theme: ['auto', 'light', 'dark'],
} as const;

export type LookKey = keyof typeof choices;

/** The words of each. */
export type LookWords = { [K in keyof typeof choices]: (typeof choices)[K][number] };

export const lookKeys = Object.keys(choices) as LookKey[];

/** What an attribute chooses; a word that is not on offer counts as the default, as it does for HTML's own. */
export function chosen(host: Element, key: LookKey): string {
  const word = host.getAttribute(key) ?? '';
  const offered: readonly string[] = choices[key];
  return offered.includes(word) ? word : offered[0];
}

export function lookOf(host: Element, s: number): Look {
  const axes = chosen(host, 'axes');
  return {
    ui: chosen(host, 'ui') as Ui,
    show: chosen(host, 'show') as Shown,
    range: chosen(host, 'range') as Range,
    draw: chosen(host, 'draw') as End | 'none',
    chart: chosen(host, 'chart') as Chart,
    axes: axes === 'auto' ? axesFor(s) : (axes as EnergyAxes),
    colours: chosen(host, 'colors') as ColourMapName,
    ruler: rulerOf(host),
  };
}

export function paceOf(host: Element, s: number): Pace {
  const pace = chosen(host, 'pace');
  return pace === 'auto' ? paceFor(s) : (pace as Pace);
}

/** The times between which the ruler lies: two numbers; null where the attribute says no such. */
function rulerOf(host: Element): readonly [number, number] | null {
  const times = (host.getAttribute('ruler') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return times.length === 2 && times[0] >= 0 && times[1] > times[0] ? [times[0], times[1]] : null;
}

/** How many times as fast as usual; 1 where the attribute says no positive number. */
export function speedOf(host: Element): number {
  const speed = Number(host.getAttribute('speed') ?? 1);
  return speed > 0 && Number.isFinite(speed) ? speed : 1;
}
