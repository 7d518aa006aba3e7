import { refuse } from '../error.ts';

/** Refuses a value at a point. */
export function refuseAt(x: readonly number[], value: unknown): never {
  return refuse('', undefined, `must have finite values; at ${showPoint(x)} it is ${String(value)}`);
}

/** `x = 0.25` or `(x, y) = (0.25, 0.5)`. */
export function showPoint(x: readonly number[]): string {
  const numbers = x.map((component) => String(Number(component.toPrecision(6))));
  if (x.length === 1) return `x = ${numbers[0]}`;
  return `(${['x', 'y', 'z'].slice(0, x.length).join(', ')}) = (${numbers.join(', ')})`;
}
