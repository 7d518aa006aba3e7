import { estimateRates } from '../diagnostics/rates.ts';
import type { DiscreteProblem, Problem } from '../problem/types.ts';
import type { RatedRun, Run, Solution, SolverReport } from './types.ts';

/** What there is of a run that was cancelled before it began: nothing but the state it would have gone on from. */
export function emptyRun(problem: DiscreteProblem, state?: Uint8Array): RatedRun {
  const { method, integrator, reason, norms } = problem;
  const run = nothing({ method, integrator, reason }, norms, state);
  return { ...run, rates: estimateRates(run, problem) };
}

/** The same of one that was cancelled while its densities were sampled: not even its method is settled. */
export function unsampled(problem: Problem, state?: Uint8Array): Solution {
  const { method = 'auto' } = problem;
  const settled = { method, integrator: null, reason: 'Cancelled before the densities were sampled.' };
  return { problem, ...nothing(settled, [], state), rates: [] };
}

type Settled = Pick<SolverReport, 'method' | 'integrator' | 'reason'>;

function nothing(settled: Settled, norms: readonly number[], state: Uint8Array = new Uint8Array(0)): Run {
  const none = () => new Float64Array(0);
  const noNorms = () => Object.fromEntries(norms.map((q) => [String(q), none()]));
  const numbers = { time: none(), energy: none(), dissipation: none() };
  return {
    outcome: { kind: 'cancelled', time: 0, message: 'Cancelled before it began.' },
    warnings: [],
    ...{ ...numbers, mass: none(), minimum: none(), maximum: none(), norms: noNorms() },
    ...{ densityTime: none(), density: none(), points: null },
    history: { ...numbers, tail: none(), drift: none(), norms: noNorms() },
    solver: { ...settled, steps: 0, rejected: 0, evaluations: 0, seconds: 0, threads: 1 },
    state,
  };
}
