import * as v from 'valibot';
import { densitySchema } from './densities/density.ts';
import { type Issue, keyPath } from './error.ts';
import { choice, field, integer, list, number, object } from './fields.ts';
import { isList } from './shapes.ts';
import type { Dealias, IntegratorName, MethodName, StartName } from './types.ts';

const METHODS = [
  'spectral',
  'finite-volume',
  'lagrangian',
  'particles',
  'exact',
] as const satisfies readonly MethodName[];
const STARTS = ['quantiles', 'stratified', 'iid'] as const satisfies readonly StartName[];

export const ADAPTIVE = ['etd43', 'dopri54', 'bosh32'] as const satisfies readonly IntegratorName[];
export const FIXED_STEP = [
  'euler',
  'heun',
  'ssprk3',
  'rk4',
  'etdrk4',
] as const satisfies readonly IntegratorName[];
const DEALIAS = ['3/2', '2/3', 'none'] as const satisfies readonly Dealias[];

const densities = v.optional(integer(0, 1e5));
const save = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'times' in input
    ? object({ times: list, densities })
    : object({
        count: integer(1, 100_000),
        spacing: v.optional(choice(['log', 'linear'])),
        first: v.optional(number('a number > 0', (t) => t > 0)),
        densities,
      }),
);

/** Which keys a problem has and what may stand in each by itself; how they go together is checked later. */
const problem = object({
  torusflow: v.optional(field('1, the version of this format', (x) => x === 1)),
  grid: field('a number of points, or an array with one for each of up to 3 axes', isGrid),
  s: number('a number from 0 to 20', (s) => s >= 0 && s <= 20),
  initial: densitySchema,
  target: v.optional(densitySchema),
  end: number('a number > 0 (at most 1e100)', (t) => t > 1e-100 && t <= 1e100),
  save: v.optional(save),
  method: v.optional(choice(['auto', ...METHODS])),
  integrator: v.optional(choice(['auto', ...ADAPTIVE, ...FIXED_STEP])),
  step: v.optional(number('a number > 0', (h) => h > 0)),
  dealias: v.optional(choice(DEALIAS)),
  filter: v.optional(
    v.lazy((input) =>
      typeof input === 'object'
        ? object({
            order: v.optional(number('a number from 2 to 64', (p) => p >= 2 && p <= 64)),
            strength: v.optional(number('a number from 0 to 100', (a) => a >= 0 && a <= 100)),
          })
        : field('true, false, or an object with order and strength', (x) => typeof x === 'boolean'),
    ),
  ),
  reconstruction: v.optional(choice(['muscl', 'weno5'])),
  particles: v.optional(integer(1, 2 ** 22)),
  start: v.optional(choice(STARTS)),
  bandlimit: v.optional(integer(1, 2 ** 20)),
  mollify: v.optional(number('a number > 0, at most 1', (x) => x > 0 && x <= 1)),
  tolerance: v.optional(
    object({
      relative: v.optional(number('a number from 1e-14 to 0.1', (x) => x >= 1e-14 && x <= 0.1)),
      absolute: v.optional(number('a number from 0 to 0.1', (x) => x >= 0 && x <= 0.1)),
    }),
  ),
  norms: v.optional(field('an array of at most 32 numbers', (x) => isList(x) && x.length <= 32)),
  normalize: v.optional(field('true or false', (x) => typeof x === 'boolean')),
  seed: v.optional(integer(0, 2 ** 32 - 1)),
  maxSteps: v.optional(integer(1, 1e9)),
});

/** Everything wrong with a problem that can be seen one key at a time. */
export function structureIssues(input: unknown): Issue[] {
  const { issues } = v.safeParse(problem, input, { abortPipeEarly: false });
  return (issues ?? []).map((issue) => ({
    path: (issue.path ?? []).reduce((path, item) => keyPath(path, item.key as string | number), ''),
    value: issue.input,
    message: issue.input === undefined ? `is missing; it ${issue.message}` : issue.message,
  }));
}

function isGrid(value: unknown): boolean {
  return typeof value === 'number' || (isList(value) && value.length >= 1 && value.length <= 3);
}
