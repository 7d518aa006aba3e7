import { type Pool, type PoolOptions, WorkerPool } from '../worker/pool.ts';
import { checkPoolOptions } from './options.ts';

/** The pools that calls share which bring none of their own, by the addresses they load from. */
const shared = new Map<string, WorkerPool>();

type Addresses = Pick<PoolOptions, 'workerUrl' | 'wasmUrl' | 'wasmThreadsUrl'>;

export function sharedPool({ workerUrl, wasmUrl, wasmThreadsUrl }: Addresses): WorkerPool {
  const key = JSON.stringify([workerUrl, wasmUrl, wasmThreadsUrl].map((url) => url && String(url)));
  let pool = shared.get(key);
  if (!pool) {
    pool = new WorkerPool({ workerUrl, wasmUrl, wasmThreadsUrl });
    shared.set(key, pool);
  }
  return pool;
}

/**
 * A pool of workers of your own, of a size you choose; pass it as `options.pool`, and close it at the end.
 *
 * @throws ArgumentError for an option that does not exist or cannot be taken.
 */
export function createPool(options: PoolOptions = {}): Pool {
  checkPoolOptions(options);
  return new WorkerPool(options);
}

/**
 * Ends the workers of the shared pools. Never needed for a program to exit; it frees their memory. Calls that
 * are pending reject with a WorkerError; later ones start afresh.
 */
export async function shutdown(): Promise<void> {
  const pools = [...shared.values()];
  shared.clear();
  await Promise.all(pools.map((pool) => pool.close()));
}
