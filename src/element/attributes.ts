import type { Problem } from '../index.ts';
import { refuse } from '../problem/error.ts';
import { endOf } from './model/clock.ts';

/** How the text of an attribute is read: as the JSON that a problem file would have there, or simpler. */
type Form = 'number' | 'numbers' | 'word' | 'density' | 'switch' | 'number or JSON';

/** The keys of a problem file that are attributes, under the same names (`maxSteps` as `max-steps`): all but `save`. */
const forms = {
  grid: 'numbers',
  s: 'number',
  initial: 'density',
  target: 'density',
  end: 'number',
  method: 'word',
  integrator: 'word',
  step: 'number',
  dealias: 'word',
  filter: 'switch',
  reconstruction: 'word',
  particles: 'number',
  bandlimit: 'number',
  mollify: 'number',
  start: 'word',
  tolerance: 'number or JSON',
  norms: 'numbers',
  normalize: 'switch',
  seed: 'number',
  maxSteps: 'number',
} as const satisfies Record<Exclude<keyof Problem, 'torusflow' | 'save'>, Form>;

export type ProblemKey = keyof typeof forms;

export const problemKeys = Object.keys(forms) as ProblemKey[];

export const attributeOf = (key: string): string => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What an attribute's text says. Text that fits no form stays as it is, for validation to name and refuse. */
export function readValue(key: ProblemKey, text: string): unknown {
  const plain = text.trim();
  if (/^[{[]/.test(plain)) return json(key, plain);
  switch (forms[key]) {
    case 'numbers':
      return plain === '' ? [] : plain.split(/[\s,x×]+/).map(numberOr);
    case 'switch':
      return plain === '' || plain === 'true' ? true : plain === 'false' ? false : plain;
    case 'number':
    case 'number or JSON': {
      const value = numberOr(plain);
      return key === 'tolerance' && typeof value === 'number' ? { relative: value } : value;
    }
    default:
      return plain;
  }
}

/** The text of an attribute that says `value`; undefined for what JSON cannot say (functions, large arrays). */
export function writeValue(key: ProblemKey, value: unknown): string | undefined {
  if (!isPlain(value)) return undefined;
  if (forms[key] === 'numbers' && Array.isArray(value)) return value.join(' ');
  if (forms[key] === 'switch' && typeof value === 'boolean') return value ? '' : 'false';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A problem with what it leaves out filled in for the screen. */
export function completed(given: Partial<Problem>): Problem {
  const grid = given.grid ?? [256];
  const s = given.s ?? 1;
  const axes = typeof grid === 'number' ? [grid] : Array.from(grid);
  const flat = axes.length > 1;
  return {
    torusflow: 1,
    grid,
    s,
    initial: '1 + 0.5*cos(2*pi*x)',
    end: endOf(Number(s), Math.max(...axes)),
    // Points have no norm of order 0.
    norms: given.method === 'particles' ? [] : [0],
    ...given,
    // Modes down to 10⁻¹⁸ carry the late energy of a rough flow; 10⁻⁶ of each octave shows in no figure, and in
    // a picture no more than 10⁻⁴ does.
    tolerance: { relative: flat ? 1e-4 : 1e-6, absolute: 1e-18, ...given.tolerance },
  };
}

/** Whether JSON says all of a value: functions and typed arrays, also inside it, it does not. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'function' || ArrayBuffer.isView(value)) return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain);
}

const numberOr = (text: string): number | string => (NUMBER.test(text) ? Number(text) : text);

function json(key: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(key, text, `is not valid JSON: ${(error as Error).message}`);
  }
}
