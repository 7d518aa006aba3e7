import { Parcel } from '../problem/portable.ts';
import type { Dealias, Problem } from '../problem/types.ts';
import type { Driver, Plan, RatedRun } from '../solve/types.ts';
import type { Prepared } from '../worker/client.ts';
import type { Loan, WorkerPool } from '../worker/pool.ts';
import { acquireInline } from './inline.ts';
import type { OpenOptions } from './options.ts';
import { sharedPool } from './pools.ts';

/** A driver, what is settled of its problem, and what gives its memory and its worker back. */
export interface Lease {
  plan: Plan;
  driver: Driver;
  release(): Promise<void>;
}

/** What became of a problem: a flow, or the run that it is when it is cancelled before it begins. */
export interface Acquired {
  /** The problem as it was handed over. */
  parcel: Parcel;
  found: Lease | RatedRun;
}

/** `dealias`: what the spectral method takes where the problem leaves it open. */
export type AcquireOptions = OpenOptions & { dealias?: Dealias };

/** Whether there is a flow. */
export const isLease = (found: Lease | RatedRun): found is Lease => 'driver' in found;

/**
 * Opens a flow on this thread or in a worker, where its problem is validated and its densities are sampled. A solve is
 * no flow but an empty run when `signal` aborts before a worker is free for it.
 *
 * @throws ProblemError, WorkerError, StateError
 * @throws the reason of `signal` when it aborts while functions are sampled, which is done here
 */
export function acquire(
  use: 'solve' | 'open',
  problem: Problem,
  options: AcquireOptions,
  signal?: AbortSignal,
): Promise<Acquired> {
  return options.inline ? acquireInline(problem, options, signal) : remote(use, problem, options, signal);
}

async function remote(
  use: 'solve' | 'open',
  problem: Problem,
  options: AcquireOptions,
  signal?: AbortSignal,
): Promise<Acquired> {
  const { readFile, dealias } = options;
  const pool = (options.pool as WorkerPool | undefined) ?? sharedPool(options);
  // The worker starts while functions are sampled. A share in one is not waited for.
  const borrowing = pool.borrow('open') as Promise<Loan>;
  // Where it fails meanwhile, that is told when it is asked for.
  borrowing.catch(() => {});
  try {
    const check = async (unsampled: Parcel) => (await borrowing).client.check(unsampled);
    const parcel = await Parcel.pack(problem, { readFile, dealias, signal, check });
    const share = await borrowing;
    const prepared = await share.client.prepare(parcel, use === 'open');
    if (use === 'open') return { parcel, found: await openIn(share, prepared, share, options) };
    const found = await solveIn(share, prepared, options, signal);
    share.release();
    return { parcel, found };
  } catch (error) {
    borrowing.then((share) => share.release()).catch(() => {});
    throw error;
  }
}

/** Opens what was prepared in the worker of `share` in that of `loan`. */
async function openIn(share: Loan, prepared: Prepared, loan: Loan, options: OpenOptions): Promise<Lease> {
  const { plan } = prepared;
  const threads = loan.threadsFor(plan, options.threads);
  const source = loan.client === share.client ? prepared : await share.client.take(prepared);
  const driver = await loan.client.open(source, options.state, threads);
  return { plan, driver, release: () => driver.close().finally(loan.release) };
}

async function solveIn(
  share: Loan,
  prepared: Prepared,
  options: AcquireOptions,
  signal?: AbortSignal,
): Promise<Lease | RatedRun> {
  const loan = signal?.aborted ? undefined : await share.promote(signal);
  if (!loan) return share.client.skip(prepared, options.state);
  try {
    return await openIn(share, prepared, loan, options);
  } catch (error) {
    loan.release();
    throw error;
  }
}
