/** Flows worth looking at, as data. */
import type { Problem } from 'torusflow';
import { turtles } from '../src/problem/turtles.ts';

export interface Preset {
  name: string;
  /** The name of its card, under a thumbnail. */
  short: string;
  /** The cards that it stands among. */
  group: 's = 1' | 's > 1' | 'gaps and points' | 's < 1' | 'planes';
  /** The time that its thumbnail shows. */
  thumbnail: number;
  /** What to look at, in two sentences or three; `$…$` are formulas. */
  see: string;
  /** Section of the page that says why. */
  why: 'exponential' | 'algebraic' | 'vacuum' | 'smoothing' | 'plane';
  problem: Partial<Problem>;
  /** Attributes of the element beside the problem. */
  look?: Record<string, string>;
  /** The rate of the energy that theory gives, where the flow shows one within the grid's reach. */
  rate?: number;
}

/** Rough everywhere alike, so that the rate measured is that of the regularity, not of one random sample. */
const rough = (regularity: number, amplitude: number) =>
  ({ profile: 'rough', regularity, amplitude, phases: 'chirp' }) as const;

/** Below 0 inside a heart. */
const heart = '(3.3*(x-0.5))^2 + (3.3*(y-0.46) - abs(3.3*(x-0.5))^0.667)^2 - 1';

export const presets: Record<string, Preset> = {
  exponential: {
    name: 's = 1: exponential decay',
    ...{ short: 'exponential', group: 's = 1', thumbnail: 0.8 },
    see: String.raw`At $s = 1$ every mode decays alike, and the energy falls as $e^{-2t}$: a straight line on log-linear axes. On the circle this flow is also the straight way from $\mu_0$ to the uniform density in the sense of optimal transport.`,
    why: 'exponential',
    problem: { grid: [256], s: 1, initial: { profile: 'von-mises', kappa: 2 } },
    rate: 2,
  },
  dirac: {
    name: 's = 1: a point mass spreads',
    ...{ short: 'point mass', group: 's = 1', thumbnail: 0.5 },
    see: 'At $s = 1$ all the mass in one point spreads at once, as a box of width $1 - e^{-t}$. The energy of any start whatever falls as $e^{-2t}$.',
    why: 'exponential',
    problem: { grid: [512], s: 1, initial: { dirac: [[0.5, 1]] }, end: 12 },
    rate: 2,
  },
  turtles: {
    name: 's = 1: turtles as the target',
    ...{ short: 'turtles', group: 's = 1', thumbnail: 1 },
    see: String.raw`A uniform density turns into the directions that 76 turtles took after laying their eggs. The end is as slow as the target is thin: $2\inf\nu$ sets the rate, times $t^{-3/2}$.`,
    why: 'exponential',
    problem: {
      grid: [512],
      s: 1,
      initial: 'uniform',
      target: { points: turtles, period: 360, bandwidth: 20 },
    },
  },
  algebraic: {
    name: 's = 2: rough data, t⁻³',
    ...{ short: 'rough', group: 's > 1', thumbnail: 20 },
    see: 'Above $s = 1$ the high modes are the slow ones, so roughness outlives everything: data of regularity $r = 1$ decay only as $t^{-3}$. What is shown is the difference, scaled to fit: ever finer.',
    why: 'algebraic',
    problem: { grid: [1024], s: 2, initial: rough(1, 0.1) },
    look: { show: 'difference' },
    rate: 3,
  },
  smoother: {
    name: 's = 2: smoother data, t⁻⁴',
    ...{ short: 'smoother', group: 's > 1', thumbnail: 20 },
    see: 'One derivative more, $r = 2$, and the energy falls as $t^{-4}$ instead: the smoothness of the initial density sets the rate. The spectrum empties from the left, and what is left of it is the tail.',
    why: 'algebraic',
    problem: { grid: [1024], s: 2, initial: rough(2, 0.1) },
    look: { show: 'difference' },
    rate: 4,
  },
  nonuniform: {
    name: 's = 2: rougher, cosine target, t⁻²·⁵',
    ...{ short: 'cosine ν', group: 's > 1', thumbnail: 5 },
    see: String.raw`Rougher still, $r = \tfrac12$, decays as $t^{-2.5}$. The exponent $(r + s)/(s - 1)$ does not ask what the target looks like; only the constant in front does.`,
    why: 'algebraic',
    problem: { grid: [1024], s: 2, initial: rough(0.5, 0.08), target: { profile: 'cosine' } },
    rate: 2.5,
  },
  near: {
    name: 's = 1.5: faster near 1',
    ...{ short: 's near 1', group: 's > 1', thumbnail: 0.5 },
    see: String.raw`Data of regularity $\tfrac12$ decay as $t^{-4}$ at $s = 1.5$, and as $t^{-2.5}$ at $s = 2$. As $s$ comes down to 1 the exponent grows without bound, and at 1 the decay is exponential. Shown is the difference, scaled to fit.`,
    why: 'algebraic',
    problem: { grid: [1024], s: 1.5, initial: rough(0.5, 0.08) },
    look: { show: 'difference' },
    rate: 4,
  },
  analytic: {
    name: 's = 2: analytic data',
    ...{ short: 'analytic', group: 's > 1', thumbnail: 20 },
    see: 'With nothing rough in it, the energy bends below every power of t: a stretched exponential. No straight line fits it for long, and the page says so.',
    why: 'algebraic',
    problem: { grid: [512], s: 2, initial: '0.75/(1.25 - cos(2*pi*x))', end: 1e5 },
  },
  slow: {
    name: 's = 3: slower still',
    ...{ short: 's = 3', group: 's > 1', thumbnail: 1000 },
    see: 'The larger $s$, the weaker the pull on short waves: at $s = 3$ data of regularity 1 decay only as $t^{-2}$. Time runs to $10^{12}$ here, in a few hundred steps.',
    why: 'algebraic',
    problem: { grid: [512], s: 3, initial: rough(1, 0.1) },
    look: { show: 'difference' },
    rate: 2,
  },
  gap: {
    name: 's = 2: a gap that never quite closes',
    ...{ short: 'gap', group: 'gaps and points', thumbnail: 500 },
    see: 'Above $s = 1$ an empty interval shrinks and yet stays empty for ever. The energy tends to 0, but the density does not converge at every point: its edges grow into spikes, thinner and thinner.',
    why: 'vacuum',
    problem: { grid: [1024], s: 2, initial: { profile: 'vacuum', from: 0.4, to: 0.6 }, end: 1e5 },
  },
  'dirac-stays': {
    name: 's = 2: a point mass stays',
    ...{ short: 'still point', group: 'gaps and points', thumbnail: 0 },
    see: 'Above $s = 1$ a single point mass does not feel the uniform target at all: it is pulled equally from both sides, and stays. Convergence from every start, true at $s = 1$, fails here.',
    why: 'vacuum',
    problem: { grid: [512], s: 2, initial: { dirac: [[0.5, 1]] }, end: 1000 },
  },
  particles: {
    name: 's = 2: points against the equation',
    ...{ short: 'points', group: 'gaps and points', thumbnail: 30 },
    see: String.raw`Here 256 points are moved, each by the pull of all others and of the target. Their energy follows the law of the density, until all are evenly spread: that floor, $\zeta(4)(2\pi\cdot 256)^{-4}$, no finite number of points gets below.`,
    why: 'vacuum',
    problem: {
      ...{ grid: [32], s: 2, method: 'particles', particles: 256, end: 1e5 },
      initial: { profile: 'von-mises', kappa: 1 },
    },
  },
  smoothing: {
    name: 's = ½: smoothing',
    ...{ short: 'smoothing', group: 's < 1', thumbnail: 0.02 },
    see: String.raw`Below $s = 1$ the high modes are the fast ones: roughness is gone at once. Shown is the difference, scaled to fit: the lowest mode is left, and sets the rate, $4\pi$.`,
    why: 'smoothing',
    problem: { grid: [512], s: 0.5, initial: rough(0.5, 0.08), end: 3 },
    look: { show: 'difference' },
    rate: 4 * Math.PI,
  },
  plane: {
    name: 'Two dimensions: s = 1',
    ...{ short: 'plane', group: 'planes', thumbnail: 0 },
    see: 'A random density on the torus flattens out. The rate is 2 in every dimension, and the greatest and the least density are known exactly at all times.',
    why: 'plane',
    problem: {
      grid: [256, 256],
      s: 1,
      initial: { profile: 'random-fourier', amplitude: 0.9 },
      end: 12,
    },
    rate: 2,
  },
  'plane-rough': {
    name: 'Two dimensions: s = 2, rough',
    ...{ short: 'rough', group: 'planes', thumbnail: 40 },
    see: 'Regularity 1 gives $t^{-3}$ on the plane torus as it does on the circle: the dimension is not in the exponent. Long waves go first, and a fine grain stays.',
    why: 'plane',
    problem: {
      grid: [256, 256],
      s: 2,
      initial: { profile: 'rough', regularity: 1, amplitude: 0.05 },
    },
    look: { show: 'difference' },
    rate: 3,
  },
  heart: {
    name: 'A picture out of noise',
    ...{ short: 'picture', group: 'planes', thumbnail: 6 },
    see: String.raw`Noise flows to a picture, here at $s = 1$. What is thin in the picture comes last, for the rate at which the energy falls is $2\inf\nu$.`,
    why: 'plane',
    problem: {
      grid: [128, 128],
      s: 1,
      initial: { profile: 'random-fourier', modes: 24, decay: 0.5, amplitude: 0.9 },
      target: `0.2 + 1/(1 + exp(min(9*(${heart}), 50)))`,
      normalize: true,
      end: 20,
    },
  },
};
