/** Flows worth looking at, as data. */
import type { EnergyAxes, Pace, Settings, Shown } from './settings.ts';

export interface Preset {
  name: string;
  /** What to look at, in a sentence or two. */
  see: string;
  settings: Settings;
  axes: EnergyAxes;
  pace: Pace;
  shown: Shown;
}

export const presets: Record<string, Preset> = {
  exponential: {
    name: 's = 1: exponential',
    see: 'At s = 1 every mode decays alike: the energy falls as e^(−2t), a straight line on log-linear axes.',
    settings: { s: 1, initial: 'von-mises', target: 'uniform', points: 256 },
    axes: 'log-linear',
    pace: 'even',
    shown: 'density',
  },
  algebraic: {
    name: 's = 2, rough data: t⁻³',
    see: 'Above s = 1 the high modes are the slow ones, so roughness outlives everything: data of regularity r = 1 decay only as t^−3. What is shown is the difference, scaled to fit: ever finer.',
    settings: { s: 2, initial: 'rough-1', target: 'uniform', points: 1024 },
    axes: 'log-log',
    pace: 'logarithmic',
    shown: 'difference',
  },
  'algebraic-nonuniform': {
    name: 's = 2, rougher, cosine target',
    see: 'Rougher still, r = ½, decays as t^−2.5. The exponent (r + s)/(s − 1) does not ask what the target looks like; only the constant in front does.',
    settings: { s: 2, initial: 'rough-half', target: 'cosine', points: 1024 },
    axes: 'log-log',
    pace: 'logarithmic',
    shown: 'density',
  },
  analytic: {
    name: 's = 2, analytic data',
    see: 'With nothing rough in it, the energy bends below every power of t: a stretched exponential.',
    settings: { s: 2, initial: 'analytic', target: 'uniform', points: 512 },
    axes: 'log-log',
    pace: 'logarithmic',
    shown: 'density',
  },
  gap: {
    name: 's = 2: a lasting gap',
    see: 'Above s = 1 an empty interval shrinks and yet stays empty for ever: the energy tends to 0, the density does not converge at every point. The spectral method rings at the edges.',
    settings: { s: 2, initial: 'vacuum', target: 'uniform', points: 1024 },
    axes: 'log-log',
    pace: 'logarithmic',
    shown: 'density',
  },
  turtles: {
    name: 's = 1: turtles as the target',
    see: 'A uniform density turns into the directions of 76 turtles. The end is as slow as the target is thin: 2 inf ν sets the rate, times t^−3/2.',
    settings: { s: 1, initial: 'uniform', target: 'turtles', points: 512 },
    axes: 'log-linear',
    pace: 'even',
    shown: 'density',
  },
  smoothing: {
    name: 's = ½: smoothing',
    see: 'Below s = 1 the high modes are the fast ones: roughness is gone at once, and the lowest mode sets the rate, 4π.',
    settings: { s: 0.5, initial: 'rough-half', target: 'uniform', points: 512 },
    axes: 'log-linear',
    pace: 'even',
    shown: 'density',
  },
};
