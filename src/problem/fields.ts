import * as v from 'valibot';
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
    (x) => good(x) || (Array.isArray(x) && x.length > 0 && x.length <= 3 && x.every(good)),
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
  return v.pipe(
    v.custom<Record<string, unknown>>(isRecord, `must be an object with the keys ${known.join(', ')}`),
    // The object schema itself complains of nothing but missing keys.
    v.looseObject(entries, (issue) => `is missing${needed(entries, issue)}`),
    v.rawCheck(({ dataset, addIssue }) => {
      const value = dataset.value as Record<string, unknown>;
      for (const key of unknownKeys(value, known))
        addIssue({
          message: `is not a known key${didYouMean(key, known) || `; known are ${known.join(', ')}`}`,
          input: value[key],
          path: [{ type: 'object', origin: 'key', input: value, key, value: value[key] }],
        });
    }),
  );
}

/** A list of numbers: an array or a typed array. Its entries are checked where they are used. */
export const list = field<ArrayLike<number>>('an array of numbers', isList);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** Arrays and typed arrays of numbers; not those of big integers. */
export function isList(value: unknown): value is ArrayLike<number> {
  const isBig = value instanceof BigInt64Array || value instanceof BigUint64Array;
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView) && !isBig);
}

function unknownKeys(value: unknown, known: readonly string[]): string[] {
  if (!isRecord(value)) return [];
  return Object.keys(value).filter((key) => !known.includes(key) && value[key] !== undefined);
}

/** `; must be …`, from the schema of the key that is missing. */
function needed(entries: v.ObjectEntries, issue: v.BaseIssue<unknown>): string {
  const schema = entries[String(issue.path?.at(-1)?.key)];
  const message = schema && 'message' in schema ? schema.message : undefined;
  return typeof message === 'string' ? `; it ${message}` : '';
}
