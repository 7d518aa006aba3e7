import { createPool } from '../../facade/pools.ts';
import type { Pool, PoolOptions } from '../../index.ts';

/** Where workers load from. */
export type Addresses = Pick<PoolOptions, 'workerUrl' | 'wasmUrl' | 'wasmThreadsUrl'>;

/** A share of the workers of the page. */
export interface Share {
  readonly pool: Pool;
  /** Gives it back, once. */
  release(): void;
}

/** Milliseconds that workers wait for another flow: pages of one document often put one in the place of another. */
const PATIENCE = 1000;

const pools = new Map<string, { pool: Pool; shares: number }>();

/** The workers that all elements of a page share. They end when no element has had a flow for a while. */
export function shareOf(addresses: Addresses): Share {
  const key = JSON.stringify(addresses);
  const entry = pools.get(key) ?? { pool: createPool(addresses), shares: 0 };
  pools.set(key, entry);
  entry.shares += 1;
  const end = () => {
    if (entry.shares > 0 || pools.get(key) !== entry) return;
    pools.delete(key);
    void entry.pool.close();
  };
  return {
    pool: entry.pool,
    release() {
      entry.shares -= 1;
      setTimeout(end, PATIENCE);
    },
  };
}
