import { refuse } from '../../error.ts';
import type { PerAxis } from '../../types.ts';

/** One value for each of d axes, from a number for all or an array. */
export function expand(value: PerAxis, d: number, path: string): readonly number[] {
  if (typeof value === 'number') return new Array<number>(d).fill(value);
  if (value.length !== d) refuse(path, value, `must have one number for each of the ${d} axes`);
  return value;
}
