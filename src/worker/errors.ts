/** What went wrong with a worker. */
export type WorkerErrorCode =
  /** It ended, or threw outside of a call, while calls were pending. */
  | 'ERR_WORKER_CRASHED'
  /** Its script could not be fetched or run, or it did not answer in time. */
  | 'ERR_WORKER_LOAD'
  /** The environment does not allow the self-contained worker. */
  | 'ERR_WORKER_BLOCKED'
  /** The WASM solver could not be fetched or compiled. */
  | 'ERR_CORE_LOAD'
  /** Its pool was closed while calls were pending. */
  | 'ERR_WORKER_CLOSED';

/** A worker could not start, or ended before it answered. `cause` holds what the environment reported. */
export class WorkerError extends Error {
  /** Tells this error from others, by its name. */
  override readonly name = 'WorkerError';

  constructor(
    /** What went wrong. */
    readonly code: WorkerErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
