import { automatic, type Data, sharpness, type Verdict } from './auto.ts';
import { refuse } from './error.ts';
import { EXACT_CASES, exactForm } from './exact-form.ts';
import { chooseStepping } from './integrator.ts';
import { checkParticles } from './particles.ts';
import { oneOf } from './suggest.ts';
import type { DiscreteProblem, MethodName, Problem } from './types.ts';

/** The keys that some methods alone read. */
const READERS = {
  integrator: ['spectral', 'lagrangian', 'particles'],
  step: ['spectral', 'lagrangian', 'particles', 'finite-volume'],
  dealias: ['spectral'],
  filter: ['spectral'],
  reconstruction: ['finite-volume'],
  particles: ['particles'],
  start: ['particles'],
  bandlimit: ['particles'],
  mollify: ['particles'],
} as const satisfies Partial<Record<keyof Problem, readonly MethodName[]>>;

/** Their names. */
export const METHOD_KEYS = Object.keys(READERS) as (keyof typeof READERS)[];

const NAMES: Record<MethodName, string> = {
  spectral: 'The spectral method',
  'finite-volume': 'The finite-volume method',
  lagrangian: 'The Lagrangian method',
  particles: 'The method of points',
  exact: 'The exact solution',
};

type Choice = Pick<DiscreteProblem, 'method' | 'integrator' | 'step' | 'reason'>;

/**
 * Checks that the keys of a problem go with its method and with each other; with "auto", that one method reads
 * them all.
 * @throws ProblemError naming a key that does not.
 */
export function checkKeys(problem: Problem): void {
  const { method = 'auto' } = problem;
  const reading = method === 'auto' ? methodOfKeys(problem)?.method : method;
  if (reading === undefined) return;
  for (const key of keysGiven(problem)) {
    const readers: readonly MethodName[] = READERS[key];
    if (readers.includes(reading)) continue;
    refuse(key, problem[key], `must be left out: "${reading}" does not read it; ${oneOf(readers)} does`);
  }
  chooseStepping(problem, reading);
}

/**
 * The method, its integrator, and why, in a sentence that says what was seen in the data.
 * @throws ProblemError when no method, or not the one that was asked for, can take the problem.
 */
export function chooseMethod(problem: Problem, data: Data): Choice {
  const asked = problem.method ?? 'auto';
  // Looking for a closed form transforms the samples: not where another method was asked for.
  const form = asked === 'auto' || asked === 'exact' ? exactForm(data) : null;
  const { method, because } =
    asked !== 'auto'
      ? { method: asked, because: 'it was asked for' }
      : (methodOfKeys(problem) ?? automatic(data, form));
  if (method === 'exact' && !form) refuse('method', asked, `needs a known solution: ${EXACT_CASES}`);
  if (method !== 'particles' && data.points.target) refusePointTarget(method);
  if (method === 'lagrangian') checkLagrangian(asked, data);
  else if (method === 'particles') checkParticles(problem, data);
  else if (method !== 'exact' && data.points.initial) refuseAtoms(method);
  const { integrator, step, why } = chooseStepping(problem, method);
  const reason = `${NAMES[method]}, because ${because}${why && `; ${why}`}.`;
  return { method, integrator, step, reason };
}

/** The method that a key asks for by being there. */
function methodOfKeys(problem: Problem): Verdict | undefined {
  const [key] = keysGiven(problem);
  if (key === undefined) return undefined;
  const [method, ...others] = READERS[key];
  const reads = others.length === 0 ? 'only it reads' : 'it is the first to read';
  return { method, because: `${key} was given, which ${reads}` };
}

function keysGiven(problem: Problem): (keyof typeof READERS)[] {
  return METHOD_KEYS.filter((key) => problem[key] !== undefined && problem[key] !== 'auto');
}

function refusePointTarget(method: MethodName): never {
  refuse('target.dirac', undefined, `is no density; only the method "particles" takes one, not "${method}"`);
}

function refuseAtoms(method: MethodName): never {
  refuse(
    'initial.dirac',
    undefined,
    `is a measure without a density, and the ${method} method evolves densities; ` +
      'smooth the point masses with { "points": [...], "bandwidth": ... } instead',
  );
}

function checkLagrangian(asked: string, data: Data): void {
  const { grid, s, atoms } = data;
  if (grid.length > 1) refuse('method', asked, 'needs one dimension');
  if (s < 0.5) refuse('method', asked, 'needs s ≥ 0.5: velocities of smaller s are no functions of the map');
  if (atoms.length > 0 && s < 1) refuse('initial.dirac', undefined, 'needs s ≥ 1: for smaller s atoms tear');
  const sharp = s < 1 && sharpness(data);
  if (sharp) {
    refuse(
      'method',
      asked,
      `needs a smooth positive density for s < 1, and ${sharp}: jumps and gaps fill at once there, faster than labels ` +
        'can follow; take "finite-volume"',
    );
  }
}
