import type { Curves1d } from '../views/density.ts';
import type { Field2d } from '../views/field.ts';

export type { Curves1d } from '../views/density.ts';
export type { Field2d } from '../views/field.ts';

/** What the figure of the density may show. */
export type Shown = Curves1d | Field2d;

const onLine: Record<Curves1d, string> = {
  density: 'densities',
  difference: 'difference',
  velocity: 'velocity',
  potential: 'potential',
};

const inPlane: Record<Field2d, string> = { density: 'density', target: 'target', difference: 'difference' };

/** What can be shown in d dimensions, with the words for it. */
export const shownIn = (d: number): Record<string, string> => (d === 1 ? onLine : inPlane);

const keys: Record<Curves1d, readonly (readonly [style: string, words: string])[]> = {
  density: [
    ['area density', 'μ, now'],
    ['area target', 'ν, the target'],
  ],
  difference: [['area density', 'μ − ν, scaled to fit']],
  velocity: [['area density', 'v = −∇φ, scaled to fit']],
  potential: [['area density', 'φ, scaled to fit']],
};

/** Which curve is which; a picture has its bar of colours. */
export const keyOf = (shown: Shown, d: number) => (d === 1 ? keys[shown as Curves1d] : []);
