import type { History, Solver, Stop } from '../engine/types.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import type { Outcome, Warning } from './types.ts';

/** The density counts as resolved while less than this share of the energy sits in the top third of modes. */
const EXHAUSTED = 0.1;
/** Below this share of the first energy the spectrum is rounding, and its tail says nothing. */
const ROUNDING = 1e-30;

type Sentence = (time: string, problem: DiscreteProblem) => string;

const sentences: Record<Outcome['kind'], Sentence> = {
  completed: (time) => `Reached t = ${time}.`,
  cancelled: (time) => `Cancelled at t = ${time}. What was computed until then is kept.`,
  'max-steps': (time, { maxSteps, method, integrator }) =>
    `Used up ${maxSteps} steps at t = ${time}. Raise maxSteps or loosen the tolerance${
      method === 'spectral' && integrator !== 'etd43'
        ? ", or take the integrator 'etd43', whose steps stability does not bound"
        : ''
    }.`,
  'non-finite': (time, problem) =>
    `The step after t = ${time} gave a value that is not finite. ${finer(problem)}.`,
  'energy-increase': (time, problem) =>
    `The energy would rise after t = ${time}, which the flow forbids. ${finer(problem)}${
      problem.method === 'spectral' ? "; dealias: '3/2' is the safest" : ''
    }.`,
  'step-underflow': (time, { method }) =>
    `The step became too small to change t = ${time}. Loosen the tolerance, or ${
      method === 'particles'
        ? 'smooth the forces between near points with mollify'
        : 'refine the grid if the density is rough'
    }.`,
};

function finer({ method, step }: DiscreteProblem): string {
  if (step > 0) return 'Take a smaller step, or an adaptive integrator';
  return method === 'particles' ? 'Tighten the tolerance' : 'Tighten the tolerance or refine the grid';
}

/** Time as a user reads it: six digits say where a run is. */
const written = (time: number): string => String(Number(time.toPrecision(6)));

/** The outcome of a run that stopped at `time`, with a sentence of advice. */
export function outcomeOf(stop: Stop | 'cancelled', time: number, problem: DiscreteProblem): Outcome {
  if (stop === 'budget') throw new RangeError('a run does not end because a batch did');
  const kind = stop === 'reached' ? 'completed' : stop;
  return { kind, time, message: sentences[kind](written(time), problem) };
}

/** What the user should know of a run that went on: each kind once, at the time it was first seen. */
export function warningsOf(solver: Solver, history: History): Warning[] {
  const warnings: Warning[] = [];
  const negative = solver.negativeSince;
  if (!Number.isNaN(negative)) {
    warnings.push({
      kind: 'negative-density',
      time: negative,
      message: `The density fell below zero at t = ${written(negative)}: it is rougher than the grid can hold. Energy and mass stay right; extrema do not. A finer grid helps, or the method 'finite-volume' (in one dimension also 'lagrangian'), which keeps densities positive.`,
    });
  }
  const exhausted = resolutionExhausted(history);
  if (exhausted !== undefined) {
    warnings.push({
      kind: 'resolution-exhausted',
      time: exhausted,
      message: `From t = ${written(exhausted)} on more than ${100 * EXHAUSTED} % of the energy sits in the top third of the modes: later decay is that of the grid's cut-off. A finer grid moves this time out.`,
    });
  }
  return warnings;
}

/** First recorded time at which the top third of the modes holds too much of the energy. */
function resolutionExhausted({ time, energy, tail }: History): number | undefined {
  for (let i = 0; i < time.length; i++) {
    if (tail[i] > EXHAUSTED && energy[i] > ROUNDING * energy[0]) return time[i];
  }
  return undefined;
}
