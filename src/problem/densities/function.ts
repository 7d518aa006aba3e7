import { field } from '../fields.ts';
import type { DensityKind } from './kind.ts';
import { type Callable, sampleFunction } from './sample-function.ts';

/** A function of the coordinates in [0, 1), sampled on the grid. */
export const callable: DensityKind<Callable> = {
  schema: field<Callable>('a function', (value) => typeof value === 'function'),
  sample: (f, { grid }) => sampleFunction(f, grid),
  regularity: () => null,
};
