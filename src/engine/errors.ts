/** A state that cannot be continued: damaged, of another version, or of another problem. */
export class StateError extends Error {
  /** Tells this error from others, by its name. */
  override readonly name = 'StateError';
  /** Tells this error from others, by a code. */
  readonly code = 'ERR_STATE';
}
