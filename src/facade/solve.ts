import { describe } from '../problem/index.ts';
import type { Problem } from '../problem/types.ts';
import { unsampled } from '../solve/empty.ts';
import type { Driver, Progress, RatedRun, Run, Solution } from '../solve/types.ts';
import { acquire, isLease, type Lease } from './acquire.ts';
import { checkSolveOptions, type SolveOptions } from './options.ts';

/**
 * Solves ∂tμ + ∇·(μv) = 0, v = −∇(−Δ)^{−s}(μ−ν), from `initial` towards `target` until `end`, in a worker.
 *
 * However the run ends, the promise fulfils with what was computed, and `outcome` says why it ended: a run
 * that `options.signal` aborts ends as 'cancelled', also when it is aborted before it begins. The promise
 * rejects only where there is nothing to keep.
 *
 * @throws ProblemError for a problem that cannot be run; it names every key that is wrong.
 * @throws ArgumentError for an option that does not exist or cannot be taken.
 * @throws WorkerError when the worker cannot start or ends before it answers.
 * @throws StateError when `options.state` belongs to another problem.
 */
export async function solve(problem: Problem, options: SolveOptions = {}): Promise<Solution> {
  checkSolveOptions(options);
  const { signal, onProgress } = options;
  const acquired = await acquire('solve', problem, options, signal).catch((error) => {
    if (signal?.aborted && error === signal.reason) return undefined;
    throw error;
  });
  if (!acquired) return unsampled(problem, options.state);
  const { parcel, found } = acquired;
  const run = isLease(found) ? await runIn(found, onProgress, signal) : found;
  return { problem: describe(problem, parcel.samples), ...run };
}

async function runIn(
  lease: Lease,
  onProgress: SolveOptions['onProgress'],
  signal?: AbortSignal,
): Promise<RatedRun> {
  const cancel = () => lease.driver.cancel();
  signal?.addEventListener('abort', cancel);
  try {
    const run = await drive(lease.driver, onProgress, signal);
    return { ...run, rates: await lease.driver.rates() };
  } finally {
    signal?.removeEventListener('abort', cancel);
    await lease.release();
  }
}

/** Runs the driver; an exception of the listener ends the run and is thrown on. */
async function drive(
  driver: Driver,
  onProgress: SolveOptions['onProgress'],
  signal?: AbortSignal,
): Promise<Run> {
  let thrown: { error: unknown } | undefined;
  const listener = (progress: Progress) => {
    if (thrown) return;
    try {
      onProgress?.(progress);
    } catch (error) {
      thrown = { error };
      driver.cancel();
    }
  };
  const running = driver.run(onProgress && listener);
  if (signal?.aborted) driver.cancel();
  const run = await running;
  if (thrown) throw thrown.error;
  return run;
}
