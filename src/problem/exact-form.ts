/** For which problems a solution is exactly known, and in which form src/exact gives it. */
import { extremes } from './grid.ts';
import { interpolantMinimum } from './look.ts';
import type { DiscreteProblem, Patch } from './types.ts';

export type ExactForm =
  /** s = 1, ν = 1, μ₀ a trigonometric polynomial: the closed form of the flow map. */
  | 'geodesic'
  /** s = 1, ν = 1, jumps, vacuum or atoms at known places: the same for each corner of the cumulative function. */
  | 'pieces'
  /** s = 1, ν = 1, samples whose interpolant is negative somewhere: as pieces, one to a cell. */
  | 'histogram'
  /** s = 1, any ν: equations for the flow map that one number couples. */
  | 'transported'
  /** Integer s, jumps, vacuum or atoms at known places, ν smooth: the flow map, patch by patch. */
  | 'patches'
  /** s = ½, ν = 1: complex Burgers. */
  | 'burgers';

/** What a form depends on. */
export type ExactData = Pick<
  DiscreteProblem,
  'grid' | 's' | 'initial' | 'target' | 'atoms' | 'patches' | 'targetPatches'
>;

/** Where exact solutions are known, as a clause. */
export const EXACT_CASES =
  'in one dimension, from a smooth density for s = 1, and for s = 0.5 with a uniform target; from a density that is ' +
  'constant between jumps ("indicator", "vacuum", "steps", "uniform") or point masses for s = 1, 2, … 8; the target ' +
  'must be smooth';

/** Rounding grows with the 2s − 1 integrations that an order takes. */
const LARGEST_ORDER = 8;

/** How far below zero an interpolant may go by rounding, as a share of the largest sample. */
const ROUNDING = 1e-12;

/** The form in which the solution is exactly known, or null where it is not. */
export function exactForm(data: ExactData): ExactForm | null {
  const { grid, s, initial, target, atoms } = data;
  if (grid.length > 1) return null;
  const uniform = target.every((value) => Math.abs(value - 1) < 1e-13);
  const pieces = atoms.length > 0 || hasJumps(data.patches);
  if (s === 1 && uniform) {
    if (pieces) return 'pieces';
    return isDensity(initial) ? 'geodesic' : 'histogram';
  }
  if (s === 1 && !pieces) return isDensity(initial) && isDensity(target) ? 'transported' : null;
  if (s === 0.5) return uniform && atoms.length === 0 && isDensity(initial) ? 'burgers' : null;
  const known = atoms.length > 0 || data.patches.length > 0;
  const isOrder = Number.isInteger(s) && s >= 1 && s <= LARGEST_ORDER;
  return known && isOrder && !hasJumps(data.targetPatches) && isDensity(target) ? 'patches' : null;
}

/** Whether patches are more than the uniform density. */
export const hasJumps = (patches: readonly Patch[]): boolean =>
  patches.length > 1 || (patches.length === 1 && patches[0].density > 1);

/** Whether the trigonometric interpolant is nonnegative, and so a density itself. */
function isDensity(samples: Float64Array): boolean {
  return interpolantMinimum(samples) >= -ROUNDING * extremes(samples)[1];
}
