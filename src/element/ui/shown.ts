import type { Curves1d } from '../views/density.ts';
import type { Field2d } from '../views/field.ts';

export type { Curves1d } from '../views/density.ts';
export type { Field2d } from '../views/field.ts';

/** What the figure of the density may show. */
export type Shown = OnLine | Field2d;

/** On the circle: curves over it cut open, the inverse of the cumulative masses, or the circle itself. */
export type OnLine = Curves1d | 'quantile' | 'circle';

const onLine: Record<OnLine, string> = {
  density: 'densities',
  difference: 'difference',
  velocity: 'velocity',
  potential: 'potential',
  quantile: 'quantiles',
  circle: 'circle',
};

const inPlane: Record<Field2d, string> = {
  density: 'density',
  velocity: 'velocity',
  tracers: 'tracers',
  potential: 'potential',
  difference: 'difference',
  target: 'target',
  donut: 'density on a torus',
};

/** What can be shown in d dimensions, with the words for it. */
export const shownIn = (d: number): Record<string, string> => (d === 1 ? onLine : inPlane);

/** What a view needs that is worked out on demand. */
export const fieldsFor = (shown: Shown) => ({
  velocity: shown === 'velocity' || shown === 'tracers',
  potential: shown === 'potential',
});

/** Whether a range of values is to be chosen: other views are scaled to fit. */
export const hasRange = (shown: Shown): boolean =>
  ['density', 'velocity', 'tracers', 'target', 'donut'].includes(shown);

/** Whether a density can be drawn on a view: positions lie side by side on it. */
export const isSheet = (shown: Shown): boolean => !['quantile', 'circle', 'donut'].includes(shown);

type Key = readonly (readonly [style: string, words: string])[];

const both: Key = [
  ['area density', 'μ, now'],
  ['area target', 'ν, the target'],
];

const keys: Record<OnLine, Key> = {
  density: both,
  quantile: both,
  circle: both,
  difference: [['area density', 'μ − ν, scaled to fit']],
  velocity: [['area density', 'v = −∇φ, scaled to fit']],
  potential: [['area density', 'φ, scaled to fit']],
};

/** Which curve is which; a picture has its bar of colours. */
export const keyOf = (shown: Shown, d: number) => (d === 1 ? keys[shown as OnLine] : []);
