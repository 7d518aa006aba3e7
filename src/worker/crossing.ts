import { StateError } from '../engine/errors.ts';
import { ProblemError } from '../problem/error.ts';
import { ArgumentError } from '../solve/errors.ts';

/** The typed errors that a worker may throw, by the names they carry. */
export const errorClasses = { ArgumentError, ProblemError, StateError };
