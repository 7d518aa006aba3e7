/** For which problems a solution is exactly known, and in which form src/exact gives it. */
import { interpolantMinimum } from './look.ts';
import type { DiscreteProblem } from './types.ts';

export type ExactForm =
  /** s = 1, ν = 1, μ₀ a trigonometric polynomial: the closed form of the flow map. */
  | 'geodesic'
  /** s = 1, ν = 1, jumps, vacuum or atoms at known places: the same for each corner of the cumulative function. */
  | 'pieces'
  /** s = 1, ν = 1, samples whose interpolant is negative somewhere: as pieces, one to a cell. */
  | 'histogram'
  /** s = 1, any ν: equations for the flow map that one number couples. */
  | 'transported'
  /** s = ½, ν = 1: complex Burgers. */
  | 'burgers';

/** What a form depends on. */
export type ExactData = Pick<DiscreteProblem, 'grid' | 's' | 'initial' | 'target' | 'atoms' | 'patches'>;

/** Where exact solutions are known, as a clause. */
export const EXACT_CASES =
  'in one dimension for s = 1, and for s = 0.5 with a uniform target; the densities must be smooth, but for ' +
  's = 1 with a uniform target may have jumps, vacuum and atoms';

/** How far below zero an interpolant may go by rounding, as a share of the largest sample. */
const ROUNDING = 1e-12;

/** The form in which the solution is exactly known, or null where it is not. */
export function exactForm({ grid, s, initial, target, atoms, patches }: ExactData): ExactForm | null {
  if (grid.length > 1 || (s !== 1 && s !== 0.5)) return null;
  const uniform = target.every((value) => Math.abs(value - 1) < 1e-13);
  if (s === 1 && uniform) {
    if (atoms.length > 0 || patches.length > 1 || (patches.length === 1 && patches[0].density > 1))
      return 'pieces';
    return isDensity(initial) ? 'geodesic' : 'histogram';
  }
  if (atoms.length > 0 || !isDensity(initial)) return null;
  if (s === 1 && isDensity(target)) return 'transported';
  return s === 0.5 && uniform ? 'burgers' : null;
}

/** Whether the trigonometric interpolant is nonnegative, and so a density itself. */
function isDensity(samples: Float64Array): boolean {
  const largest = samples.reduce((most, value) => Math.max(most, value), 0);
  return interpolantMinimum(samples) >= -ROUNDING * largest;
}
