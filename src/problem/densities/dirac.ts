import { refuse } from '../error.ts';
import { list, object } from '../fields.ts';
import type { DensityKind } from './kind.ts';

/** `{ "dirac": [[position, weight], …] }`: point masses have no density, which the spectral method needs. */
export const dirac: DensityKind<{ dirac: unknown }> = {
  schema: object({ dirac: list }),
  sample: () =>
    refuse(
      'dirac',
      undefined,
      'is a measure without a density, and the spectral method evolves densities; ' +
        'smooth the point masses with { "points": [...], "bandwidth": ... } instead',
    ),
  regularity: () => null,
};
