/** What the tests of src/diagnostics share. */
import * as assert from 'uvu/assert';
import { DiagnosticsError } from '../../src/diagnostics/index.ts';

/** Asserts |actual − expected| ≤ relative·|expected|. */
export function close(actual: number, expected: number, relative: number, what = ''): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${what} ${actual} ≠ ${expected}`);
}

/** Asserts that a call throws a DiagnosticsError that names this argument. */
export function refused(call: () => unknown, argument: string): void {
  try {
    call();
  } catch (error) {
    assert.instance(error, DiagnosticsError);
    assert.is((error as DiagnosticsError).argument, argument);
    assert.ok((error as DiagnosticsError).message.startsWith(`${argument}: got `));
    return;
  }
  assert.unreachable(`${argument} was taken`);
}

/** Uniform noise in (−1, 1), the same each time (Lehmer's generator). */
export function noise(length: number, seed = 12345): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  });
}
