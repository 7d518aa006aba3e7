import { refuse } from '../error.ts';
import { field } from '../fields.ts';
import type { DensityKind } from './kind.ts';
import { sampleChecked } from './samples.ts';

/** A function of the coordinates in [0, 1), sampled on the grid. */
export const callable: DensityKind<(...x: number[]) => number> = {
  schema: field<(...x: number[]) => number>('a function', (value) => typeof value === 'function'),
  sample: (f, { grid }) =>
    sampleChecked(grid, (x) => {
      try {
        return f(...x);
      } catch (error) {
        return refuse('', undefined, `must not throw; at [${x}] it threw: ${String(error)}`);
      }
    }),
  regularity: () => null,
};
