import * as v from 'valibot';
import { issuesOf, ProblemError, refuse } from '../../error.ts';
import { choice, integer, number, object } from '../../fields.ts';
import { chirpPhase, randomPhase } from '../../random.ts';
import type { Density, RoughProfile } from '../../types.ts';
import type { DensityKind, Site } from '../kind.ts';
import { fieldOfModes } from './field-of-modes.ts';

/** What this profile needs of densities in general, for the one it is added to. */
interface Base {
  schema: v.GenericSchema<unknown, Density>;
  sample: (density: Density, site: Site) => Promise<Float64Array>;
  regularity: (density: Density) => number | null;
}

/**
 * `over` + Σ_{k≠0} amplitude · |k|^{−r−d/2} e^{iθ_k} e^{2πi k·x}, up to but not including the Nyquist modes:
 * |ĥ_k|² = c |k|^{−2r−d} exactly, c = amplitude², the sharp profile of Sobolev regularity r to which the
 * predicted constants belong. `over` is a smooth density, "uniform" unless stated. Refining the grid adds
 * modes and keeps those that were there.
 */
export function rough(base: Base): DensityKind<RoughProfile> {
  return {
    schema: object({
      profile: v.literal('rough'),
      regularity: number('a number from -0.5 to 20', (r) => r >= -0.5 && r <= 20),
      seed: v.optional(integer(0, 2 ** 32 - 1)),
      amplitude: v.optional(number('a number > 0', (a) => a > 0)),
      phases: v.optional(choice(['random', 'chirp'] as const)),
      over: v.optional(base.schema),
    }),
    async sample({ regularity, seed, amplitude = 0.1, phases, over }, site) {
      if (phases === 'chirp' && seed !== undefined) {
        refuse('seed', seed, 'must be left out: chirp phases are not random');
      }
      const modulus = (k: number) => amplitude * k ** (-regularity - site.grid.length / 2);
      const random = (k: readonly number[]) => randomPhase(seed ?? site.seed, k);
      const field = fieldOfModes(site.grid, phases === 'chirp' ? chirpPhase : random, modulus);
      if (over === undefined) return field.map((value) => 1 + value);
      const smooth = await base.sample(over, site).catch((error) => {
        throw new ProblemError(issuesOf(error, 'over'));
      });
      return field.map((value, i) => smooth[i] + value);
    },
    // A density `over` of unknown regularity is smooth by the user's word.
    regularity: ({ regularity, over }) =>
      over === undefined ? regularity : Math.min(regularity, base.regularity(over) ?? regularity),
    advice: () => 'lower the amplitude, or raise what it is added to',
  };
}
