import * as v from 'valibot';
import { refuse } from '../../error.ts';
import { integer, number, object } from '../../fields.ts';
import { randomPhase } from '../../random.ts';
import type { RandomFourierProfile } from '../../types.ts';
import type { DensityKind } from '../kind.ts';
import { fieldOfModes } from './field-of-modes.ts';

/** Points per mode and axis of the grid on which the field's size is measured. */
const OVERSAMPLING = 8;
/** Most modes, by dimension: the measuring grid then has at most 2²¹ points. */
const MAX_MODES = [4096, 128, 16];

/**
 * A smooth random density 1 + c Σ_{0<|k|≤modes} |k|^{−decay} e^{iθ_k} e^{2πi k·x}, scaled so that it stays
 * between 1 − amplitude and 1 + amplitude everywhere, on the grid and off it: a trigonometric polynomial of
 * degree m is at most 1/cos(πm/N)^d times its maximum on N points an axis (Ehlich & Zeller 1964). The same
 * seed gives the same function on every grid.
 */
export const randomFourier: DensityKind<RandomFourierProfile> = {
  schema: object({
    profile: v.literal('random-fourier'),
    modes: v.optional(integer(1, MAX_MODES[0])),
    decay: v.optional(number('a number from 0 to 20', (x) => x >= 0 && x <= 20)),
    amplitude: v.optional(number('a number in [0, 1]', (a) => a >= 0 && a <= 1)),
    seed: v.optional(integer(0, 2 ** 32 - 1)),
  }),
  sample({ modes = 8, decay = 2, amplitude = 0.5, seed }, site) {
    const d = site.grid.length;
    const most = Math.min(MAX_MODES[d - 1], Math.ceil(Math.min(...site.grid) / 2) - 1);
    if (modes > most) refuse('modes', modes, `must be at most ${most} on this grid`);
    const decaying = (k: number) => (k <= modes ? k ** -decay : 0);
    const phase = (k: readonly number[]) => randomPhase(seed ?? site.seed, k);
    const on = (grid: readonly number[]) => fieldOfModes(grid, phase, decaying);
    const measured = on(new Array<number>(d).fill(OVERSAMPLING * modes));
    const largest = measured.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = (amplitude * Math.cos(Math.PI / OVERSAMPLING) ** d) / largest;
    return on(site.grid).map((value) => 1 + scale * value);
  },
  regularity: () => Number.POSITIVE_INFINITY,
};
