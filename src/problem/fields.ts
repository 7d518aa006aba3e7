import * as v from 'valibot';
import { isList, isRecord } from './shapes.ts';
import { didYouMean } from './suggest.ts';

/**
 * The few kinds of field a problem has, as valibot schemas. A message is a clause that says what is allowed,
 * to be read after the path and the value: `must be a number > 0`.
 */

/** A field that `test` accepts. `allowed` follows "must be". */
export function field<T>(allowed: string, test: (value: unknown) => boolean) {
  return v.custom<T>(test, `must be ${allowed}`);
}

/** A finite number. */
export function number(allowed: string, test: (x: number) => boolean = () => true) {
  return field<number>(allowed, (x) => typeof x === 'number' && Number.isFinite(x) && test(x));
}

/** An integer from `least` to `most`. */
export function integer(least: number, most: number) {
  const test = (x: unknown) => Number.isSafeInteger(x) && (x as number) >= least && (x as number) <= most;
  return field<number>(`an integer from ${least} to ${most}`, test);
}

/** A number for every axis alike, or an array with a number for each. */
export function perAxis(allowed: string, test: (x: number) => boolean = () => true) {
  const good = (x: unknown) => typeof x === 'number' && Number.isFinite(x) && test(x);
  return field<number | readonly number[]>(
    `${allowed}, or an array with one for each axis`,
    (x) => good(x) || (Array.isArray(x) && x.length > 0 && x.length <= 3 && Array.from(x).every(good)),
  );
}

/** One of a few names. */
export function choice<T extends string>(names: readonly T[], more = '') {
  const list = names.map((name) => `"${name}"`).join(', ');
  return v.custom<T>(
    (x) => names.includes(x as T),
    ({ input }) =>
      `must be one of ${list}${typeof input === 'string' ? didYouMean(input, names) : ''}${more}`,
  );
}

/** An object with these keys and no others; every one that is missing or unknown is reported. */
export function object<E extends v.ObjectEntries>(entries: E) {
  const known = Object.keys(entries);
  const notObject = field<never>(`an object with the keys ${known.join(', ')}`, () => false);
  // The object schema itself complains of nothing but missing keys.
  const entriesOnly = v.looseObject(entries, (issue) => wanted(entries[String(issue.path?.at(-1)?.key)]));
  return v.lazy((input) => (isRecord(input) ? v.pipe(entriesOnly, noOthers(input, known)) : notObject));
}

/** Reports unknown keys of `input` itself: valibot's copy of it lacks those that are dangerous. */
function noOthers<T>(input: Record<string, unknown>, known: readonly string[]) {
  return v.rawCheck<T>(({ addIssue }) => {
    for (const key of Object.keys(input)) {
      if (known.includes(key) || input[key] === undefined) continue;
      addIssue({
        message: `is not a known key${didYouMean(key, known) || `; known are ${known.join(', ')}`}`,
        input: input[key],
        path: [{ type: 'unknown', origin: 'key', input, key, value: input[key] }],
      });
    }
  });
}

/** What a schema says that it wants when nothing is there. */
function wanted(schema: v.ObjectEntries[string]): string {
  return v.safeParse(schema as v.GenericSchema, undefined).issues?.[0].message ?? '';
}

/** A list of numbers: an array or a typed array. Its entries are checked where they are used. */
export const list = field<ArrayLike<number>>('an array of numbers', isList);
