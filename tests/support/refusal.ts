import * as assert from 'uvu/assert';
import { ProblemError } from '../../src/problem/index.ts';

/** The `ProblemError` that a promise rejects with; fails when it is fulfilled or rejects otherwise. */
export async function refusalOf(promise: Promise<unknown>): Promise<ProblemError> {
  try {
    await promise;
  } catch (error) {
    assert.instance(error, ProblemError, String(error));
    return error as ProblemError;
  }
  throw new Error('the problem was taken');
}
