import { refuse } from './error.ts';
import { EXACT_CASES, type ExactData, type ExactForm, exactForm } from './exact-form.ts';
import type { IntegratorChoice } from './integrator.ts';
import { spectralTail } from './look.ts';
import { oneOf } from './suggest.ts';
import type { DiscreteProblem, MethodName, Problem } from './types.ts';

/** The keys that some methods alone read. */
const READERS = {
  integrator: ['spectral'],
  step: ['spectral'],
  dealias: ['spectral'],
  filter: ['spectral'],
} as const satisfies Partial<Record<keyof Problem, readonly MethodName[]>>;

/** A density with less than this somewhere counts as having vacuum: the flow keeps ratios for s > 1. */
const VACUUM = 1e-3;
/** Spectra that end above this share of their largest mode belong to jumps. */
const JUMP = 1e-3;
/** Spectra that end below this are resolved to more digits than a tolerance asks for. */
const RESOLVED = 1e-8;
/** On finer grids than this a closed form, which is searched for point by point, costs more than a few steps. */
const EXACT_POINTS = 2 ** 14;

const NAMES: Record<MethodName, string> = {
  spectral: 'The spectral method',
  'finite-volume': 'The finite-volume method',
  lagrangian: 'The Lagrangian method',
  exact: 'The exact solution',
};

type Choice = Pick<DiscreteProblem, 'method' | 'integrator' | 'step' | 'reason'>;
/** A method, and a clause that says why. */
type Verdict = { method: MethodName; because: string };

/**
 * Checks that the keys of a problem go with its method; with "auto", that one method reads them all.
 * @throws ProblemError naming the key that does not.
 */
export function checkKeys(problem: Problem): void {
  const { method = 'auto' } = problem;
  const reading = method === 'auto' ? methodOfKeys(problem)?.method : method;
  if (reading === undefined) return;
  for (const key of keysGiven(problem)) {
    const readers: readonly MethodName[] = READERS[key];
    if (readers.includes(reading)) continue;
    refuse(key, problem[key], `must be left out: only ${oneOf(readers)} reads it, not "${reading}"`);
  }
}

/**
 * The method, its integrator, and why, in a sentence that says what was seen in the data.
 * @param spectral the integrator of the spectral method
 * @throws ProblemError when no method, or not the one that was asked for, can take the problem.
 */
export function chooseMethod(problem: Problem, data: ExactData, spectral: IntegratorChoice): Choice {
  const { method = 'auto' } = problem;
  const form = exactForm(data);
  if (method === 'exact' && !form) refuse('method', method, `needs a known solution: ${EXACT_CASES}`);
  const { method: chosen, because } =
    method !== 'auto'
      ? { method, because: 'it was asked for' }
      : (methodOfKeys(problem) ?? automatic(data, form));
  if (chosen === 'spectral' && data.atoms.length > 0) refuseAtoms();
  if (chosen === 'exact')
    return { method: chosen, integrator: null, step: 0, reason: `${NAMES.exact}, because ${because}.` };
  const { why, ...stepping } = spectral;
  return { method: chosen, ...stepping, reason: `${NAMES[chosen]}, because ${because}; ${why}.` };
}

/** The method that a key asks for by being there. */
function methodOfKeys(problem: Problem): Verdict | undefined {
  const [key] = keysGiven(problem);
  if (key === undefined) return undefined;
  return { method: READERS[key][0], because: `${key} was given, which only it reads` };
}

function keysGiven(problem: Problem): (keyof typeof READERS)[] {
  const keys = Object.keys(READERS) as (keyof typeof READERS)[];
  return keys.filter((key) => problem[key] !== undefined && problem[key] !== 'auto');
}

/** What "auto" becomes: the first that fits of closed forms, methods for vacuum and jumps, the spectral one. */
function automatic(data: ExactData, form: ExactForm | null): Verdict {
  const tail = Math.max(spectralTail(data.initial, data.grid), spectralTail(data.target, data.grid));
  const known = form && closedForm(data, form, tail);
  if (known) return { method: 'exact', because: known };
  return { method: 'spectral', because: seenBySpectral(data, tail) };
}

/** Why an exact solution is the best answer, or nothing where it costs more than it gives. */
function closedForm({ initial, atoms }: ExactData, form: ExactForm, tail: number): string | undefined {
  const flow = 'in one dimension with s = 1 and a uniform target the flow is known in closed form';
  switch (form) {
    case 'geodesic':
      return initial.length <= EXACT_POINTS ? flow : undefined;
    case 'histogram':
      return initial.length <= EXACT_POINTS ? `${flow}, and these samples have jumps or vacuum` : undefined;
    case 'pieces':
      return `${flow}, and the initial density is a sum of ${atoms.length > 0 ? 'atoms' : 'patches'}`;
    case 'burgers':
      return tail < RESOLVED
        ? 'for s = 0.5 and a uniform target the complex Burgers equation gives it'
        : undefined;
    case 'transported':
      return undefined;
  }
}

function seenBySpectral({ initial }: ExactData, tail: number): string {
  const least = initial.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const part = `the top third of their modes is ${tail.toExponential(0)} of the largest`;
  if (least < VACUUM) {
    return 'its energy and rates are right where the density is nearly zero, though the density itself may ring there';
  }
  if (tail > JUMP) {
    return `both densities are positive, and with jumps or roughness (${part}) its energy and rates are right though the density rings`;
  }
  return `both densities are positive and the grid resolves them (${part})`;
}

function refuseAtoms(): never {
  refuse(
    'initial.dirac',
    undefined,
    'is a measure without a density, and the spectral method evolves densities; ' +
      'smooth the point masses with { "points": [...], "bandwidth": ... } instead',
  );
}
