import { automatic, type Data, type Verdict } from './auto.ts';
import { refuse } from './error.ts';
import { EXACT_CASES, exactForm } from './exact-form.ts';
import type { IntegratorChoice } from './integrator.ts';
import { oneOf } from './suggest.ts';
import type { DiscreteProblem, MethodName, Problem } from './types.ts';

/** The keys that some methods alone read. */
const READERS = {
  integrator: ['spectral'],
  step: ['spectral'],
  dealias: ['spectral'],
  filter: ['spectral'],
  reconstruction: ['finite-volume'],
} as const satisfies Partial<Record<keyof Problem, readonly MethodName[]>>;

const NAMES: Record<MethodName, string> = {
  spectral: 'The spectral method',
  'finite-volume': 'The finite-volume method',
  lagrangian: 'The Lagrangian method',
  exact: 'The exact solution',
};

type Choice = Pick<DiscreteProblem, 'method' | 'integrator' | 'step' | 'reason'>;

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
export function chooseMethod(problem: Problem, data: Data, spectral: IntegratorChoice): Choice {
  const asked = problem.method ?? 'auto';
  const form = exactForm(data);
  if (asked === 'exact' && !form) refuse('method', asked, `needs a known solution: ${EXACT_CASES}`);
  const { method, because } =
    asked !== 'auto'
      ? { method: asked, because: 'it was asked for' }
      : (methodOfKeys(problem) ?? automatic(data, form));
  if (data.atoms.length > 0 && method !== 'exact') refuseAtoms(method);
  const reason = `${NAMES[method]}, because ${because}`;
  if (method === 'spectral') {
    const { why, ...stepping } = spectral;
    return { method, ...stepping, reason: `${reason}; ${why}.` };
  }
  return { method, integrator: method === 'exact' ? null : 'ssprk3', step: 0, reason: `${reason}.` };
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

function refuseAtoms(method: MethodName): never {
  refuse(
    'initial.dirac',
    undefined,
    `is a measure without a density, and the ${method} method evolves densities; ` +
      'smooth the point masses with { "points": [...], "bandwidth": ... } instead',
  );
}
