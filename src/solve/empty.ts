import type { DiscreteProblem } from '../problem/types.ts';
import { outcomeOf } from './outcome.ts';
import { Rows } from './rows.ts';
import type { Run } from './types.ts';

/** What there is of a run that was cancelled before it began: nothing but the state it would have gone on from. */
export function emptyRun(problem: DiscreteProblem, state: Uint8Array = new Uint8Array(0)): Run {
  const rows = new Rows(problem, new Float64Array(0)).take();
  const { method, integrator, reason } = problem;
  return {
    outcome: outcomeOf('cancelled', 0, problem),
    warnings: [],
    ...rows,
    history: {
      time: new Float64Array(0),
      energy: new Float64Array(0),
      dissipation: new Float64Array(0),
      tail: new Float64Array(0),
      drift: new Float64Array(0),
      norms: rows.norms,
    },
    solver: { method, integrator, reason, steps: 0, rejected: 0, evaluations: 0, seconds: 0, threads: 1 },
    state,
  };
}
