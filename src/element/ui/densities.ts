/** Densities on offer for both ends of a flow, by name, for each dimension. */
import type { DensityData } from '../../index.ts';
import { turtles } from '../../problem/turtles.ts';

export interface NamedDensity {
  name: string;
  density: DensityData;
}

/** Rough everywhere alike, so that the rate measured is that of the regularity, not of one random sample. */
const rough = (regularity: number, amplitude: number): DensityData => ({
  profile: 'rough',
  regularity,
  amplitude,
  phases: 'chirp',
});

const line: Record<string, NamedDensity> = {
  uniform: { name: 'uniform', density: 'uniform' },
  cosine: { name: 'cosine', density: { profile: 'cosine' } },
  'von-mises': { name: 'von Mises, κ = 4', density: { profile: 'von-mises', kappa: 4 } },
  analytic: { name: 'Poisson kernel', density: '0.75/(1.25 - cos(2*pi*x))' },
  'rough-half': { name: 'rough, r = ½', density: rough(0.5, 0.08) },
  'rough-1': { name: 'rough, r = 1', density: rough(1, 0.1) },
  'rough-2': { name: 'rough, r = 2', density: rough(2, 0.1) },
  indicator: { name: 'indicator of [0.3, 0.7]', density: { profile: 'indicator', from: 0.3, to: 0.7 } },
  vacuum: { name: 'uniform with a gap', density: { profile: 'vacuum', from: 0.4, to: 0.6 } },
  dirac: { name: 'a point mass', density: { dirac: [[0.5, 1]] } },
  turtles: { name: 'directions of 76 turtles', density: { points: turtles, period: 360, bandwidth: 20 } },
};

const plane: Record<string, NamedDensity> = {
  uniform: { name: 'uniform', density: 'uniform' },
  cosine: { name: 'diagonal wave', density: { profile: 'cosine', amplitude: 0.9, wavenumber: [1, 1] } },
  checks: { name: 'four hills', density: '1 + 0.95*cos(4*pi*x)*cos(4*pi*y)' },
  'von-mises': { name: 'one hill, κ = 4', density: { profile: 'von-mises', kappa: 4 } },
  random: { name: 'random and smooth', density: { profile: 'random-fourier', amplitude: 0.9 } },
  'rough-1': { name: 'rough, r = 1', density: { profile: 'rough', regularity: 1, amplitude: 0.05 } },
  indicator: { name: 'a square', density: { profile: 'indicator', from: 0.3, to: 0.7 } },
  vacuum: { name: 'uniform with a hole', density: { profile: 'vacuum', from: 0.4, to: 0.6 } },
};

/** What can be chosen in d dimensions; 'target': without point masses, which no density can follow. */
export function densitiesIn(d: number, end: 'initial' | 'target'): Record<string, NamedDensity> {
  const all = d === 1 ? line : plane;
  return end === 'initial' ? all : Object.fromEntries(Object.entries(all).filter(([key]) => key !== 'dirac'));
}

/** The name under which a density is on offer, if it is. */
export function nameOf(density: unknown, offered: Record<string, NamedDensity>): string | undefined {
  const text = JSON.stringify(density);
  return Object.keys(offered).find((key) => JSON.stringify(offered[key].density) === text);
}
