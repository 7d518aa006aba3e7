/** Which solution is exactly known for a problem (docs/methods.md); src/problem/exact-form.ts names the cases. */
import { exactForm } from '../problem/exact-form.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { Burgers } from './burgers.ts';
import type { ExactFlow } from './flow.ts';
import { Geodesic } from './geodesic.ts';
import { Patches } from './patches.ts';
import { histogram, Pieces, polygonOf } from './pieces.ts';
import { Transported } from './transported.ts';

export type { ExactFlow, Snapshot } from './flow.ts';

/** The exact solution of a problem that has one; throws for any other. */
export function exactFlow(problem: DiscreteProblem): ExactFlow {
  const { initial, target, atoms, patches, s, end } = problem;
  const polygon = () => polygonOf(atoms.length > 0 ? atoms : patches);
  switch (exactForm(problem)) {
    case 'pieces':
      return new Pieces(polygon(), initial.length);
    case 'histogram':
      return new Pieces(polygonOf(histogram(initial)), initial.length);
    case 'geodesic':
      return new Geodesic(initial);
    case 'transported':
      return new Transported(initial, target);
    case 'patches':
      return new Patches(polygon(), target, s, end);
    case 'burgers':
      return new Burgers(initial);
    default:
      throw new RangeError('no exact solution is known for this problem');
  }
}
