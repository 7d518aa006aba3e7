import { refuse } from './error.ts';
import { ADAPTIVE, FIXED_STEP } from './structure.ts';
import { oneOf } from './suggest.ts';
import type { DiscreteProblem, MethodName, Problem } from './types.ts';

const EXPLICIT = [...ADAPTIVE, ...FIXED_STEP].filter((name) => !name.startsWith('etd'));

export type Stepping = Pick<DiscreteProblem, 'integrator' | 'step'> & {
  /** A clause, or nothing where there was nothing to choose. */
  why: string;
};

/** How a method steps: its integrator, its step (0 when it chooses its own), and why. */
export function chooseStepping(problem: Problem, method: MethodName): Stepping {
  const { step, end } = problem;
  if (step !== undefined && step > end) refuse('step', step, `must be at most end, ${end}`);
  switch (method) {
    case 'spectral':
      return ofSpectral(problem);
    case 'lagrangian':
    case 'particles':
      return ofMoving(problem, method);
    case 'finite-volume':
      return { integrator: 'ssprk3', step: step ?? 0, why: '' };
    case 'exact':
      return { integrator: null, step: 0, why: '' };
  }
}

function ofSpectral(problem: Problem): Stepping {
  const { integrator = 'auto' } = problem;
  return {
    integrator: integrator === 'auto' ? 'etd43' : integrator,
    step: stepOf(problem, integrator),
    why: reasonFor(problem),
  };
}

/** What moves positions has no linear part that an exponential integrator could solve. */
function ofMoving(problem: Problem, method: MethodName): Stepping {
  const { integrator = 'auto' } = problem;
  if (integrator.startsWith('etd')) {
    refuse('integrator', integrator, `must be an explicit one for "${method}": ${oneOf(EXPLICIT)}`);
  }
  const name = integrator === 'auto' ? 'dopri54' : integrator;
  return { integrator: name, step: stepOf(problem, name), why: '' };
}

function stepOf({ step }: Problem, integrator: string): number {
  const fixed = (FIXED_STEP as readonly string[]).includes(integrator);
  if (fixed && step === undefined) refuse('step', undefined, `is missing; ${integrator} needs a number > 0`);
  if (!fixed && step !== undefined) {
    refuse(
      'step',
      step,
      `must be left out: only ${oneOf(FIXED_STEP)} take a step, "${integrator}" chooses its own`,
    );
  }
  return step ?? 0;
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
