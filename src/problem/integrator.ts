import { refuse } from './error.ts';
import { FIXED_STEP } from './structure.ts';
import { oneOf } from './suggest.ts';
import type { DiscreteProblem, IntegratorName, Problem } from './types.ts';

export type IntegratorChoice = Pick<DiscreteProblem, 'step'> & {
  integrator: IntegratorName;
  /** A clause. */
  why: string;
};

/** The spectral method's integrator, its step (0 when it chooses its own), and why. */
export function chooseIntegrator(problem: Problem): IntegratorChoice {
  const { integrator = 'auto', step, end } = problem;
  const fixed = (FIXED_STEP as readonly string[]).includes(integrator);
  if (fixed && step === undefined) refuse('step', undefined, `is missing; ${integrator} needs a number > 0`);
  if (!fixed && step !== undefined) {
    refuse(
      'step',
      step,
      `must be left out: only ${oneOf(FIXED_STEP)} take a step, "${integrator}" chooses its own`,
    );
  }
  if (step !== undefined && step > end) refuse('step', step, `must be at most end, ${end}`);
  return {
    integrator: integrator === 'auto' ? 'etd43' : integrator,
    step: step ?? 0,
    why: reasonFor(problem),
  };
}

function reasonFor({ s, integrator = 'auto' }: Problem): string {
  if (integrator !== 'auto') return `the integrator ${integrator}, because it was asked for`;
  const why: Record<'slow' | 'even' | 'stiff', string> = {
    slow: 'for s > 1 the fast low modes die out early and must not bind the step while the slow high modes decay',
    even: 'it solves the linear part of the flow, where all modes decay alike, exactly',
    stiff: 'for s < 1 high modes decay fast, and an explicit scheme would have to follow them',
  };
  return `the adaptive exponential integrator etd43, because ${why[s > 1 ? 'slow' : s < 1 ? 'stiff' : 'even']}`;
}
