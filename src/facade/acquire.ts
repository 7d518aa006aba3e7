import type { DiscreteProblem } from '../problem/types.ts';
import { openSession } from '../solve/session.ts';
import type { Driver } from '../solve/types.ts';
import { loadCore } from '../worker/core.ts';
import type { WorkerPool } from '../worker/pool.ts';
import type { OpenOptions } from './options.ts';
import { sharedPool } from './pools.ts';

/** A driver, and what gives its memory and its worker back. */
export interface Lease {
  driver: Driver;
  release(): Promise<void>;
}

/** Opens a flow on this thread or in a worker. Undefined when `signal` aborts before one is free. */
export async function acquire(
  use: 'solve' | 'open',
  problem: DiscreteProblem,
  options: OpenOptions,
  signal?: AbortSignal,
): Promise<Lease | undefined> {
  if (options.inline) {
    const session = openSession(await loadCore(options.wasmUrl), problem, options.state);
    return { driver: session, release: () => session.close() };
  }
  const loan = await ((options.pool as WorkerPool | undefined) ?? sharedPool(options)).borrow(use, signal);
  if (!loan) return undefined;
  try {
    const threads = loan.threadsFor(problem, options.threads);
    const driver = await loan.client.open(problem, options.state, threads);
    return { driver, release: () => driver.close().finally(loan.release) };
  } catch (error) {
    loan.release();
    throw error;
  }
}
