/** Densities on offer for both ends of the flow, by name. */
import { type DensityData, turtles } from 'torusflow';

export interface NamedDensity {
  name: string;
  density: DensityData;
}

/** Rough everywhere alike, so that the rate measured is that of the regularity, not of one random sample. */
function rough(name: string, regularity: number, amplitude: number): NamedDensity {
  return { name, density: { profile: 'rough', regularity, amplitude, phases: 'chirp' } };
}

export const densities: Record<string, NamedDensity> = {
  uniform: { name: 'uniform', density: 'uniform' },
  cosine: { name: 'cosine', density: { profile: 'cosine' } },
  'von-mises': {
    name: 'von Mises, κ = 4',
    density: { profile: 'von-mises', kappa: 4 },
  },
  analytic: { name: 'Poisson kernel', density: '0.75/(1.25 - cos(2*pi*x))' },
  'rough-half': rough('rough, r = ½', 0.5, 0.08),
  'rough-1': rough('rough, r = 1', 1, 0.1),
  'rough-2': rough('rough, r = 2', 2, 0.1),
  indicator: {
    name: 'indicator of [0.3, 0.7]',
    density: { profile: 'indicator', from: 0.3, to: 0.7 },
  },
  vacuum: {
    name: 'uniform with a gap',
    density: { profile: 'vacuum', from: 0.4, to: 0.6 },
  },
  turtles: {
    name: 'directions of 76 turtles',
    density: { points: turtles, period: 360, bandwidth: 20 },
  },
};
