/** A state that cannot be continued: damaged, of another version, or of another problem. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly code = 'ERR_STATE';
}
