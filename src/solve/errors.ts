import { show } from '../problem/error.ts';

/** A call was given something it cannot take. Names the argument, the value, and what is allowed. */
export class ArgumentError extends TypeError {
  /** Tells this error from others, by its name. */
  override readonly name = 'ArgumentError';
  /** Tells this error from others, by a code. */
  readonly code = 'ERR_ARGUMENT';

  constructor(
    /** Name of the argument or option. */
    readonly argument: string,
    /** What was given. */
    readonly value: unknown,
    /** What would have been taken. */
    readonly allowed: string,
  ) {
    super(`${argument} = ${show(value)}: must be ${allowed}`);
  }
}

/** A flow or a pool was used after it was closed. */
export class ClosedError extends Error {
  /** Tells this error from others, by its name. */
  override readonly name = 'ClosedError';
  /** Tells this error from others, by a code. */
  readonly code = 'ERR_CLOSED';

  constructor(what: string) {
    super(`the ${what} is closed`);
  }
}
