/** Assertions that say by how much they failed. */
import * as assert from 'uvu/assert';

export function close(actual: number, expected: number, tolerance: number, what: string): void {
  const difference = Math.abs(actual - expected);
  assert.ok(difference <= tolerance, `${what}: ${actual}, expected ${expected} ± ${tolerance}`);
}

export function relativelyClose(actual: number, expected: number, tolerance: number, what: string): void {
  close(actual, expected, tolerance * Math.abs(expected), what);
}

/** The largest difference, which must be no more than the tolerance (NaN fails). */
export function allClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assert.is(actual.length, expected.length, `${what}: lengths`);
  const differences = Array.from(actual, (value, i) => Math.abs(value - expected[i]));
  const at = differences.findIndex((difference) => !(difference <= tolerance));
  const worst = Math.max(...differences);
  assert.is(at, -1, `${what}: off by ${worst} (tolerance ${tolerance}), first at index ${at}`);
}
