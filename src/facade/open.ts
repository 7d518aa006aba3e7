import { describe } from '../problem/index.ts';
import type { Dealias, Problem } from '../problem/types.ts';
import { acquire, type Lease } from './acquire.ts';
import { Flow } from './flow.ts';
import { checkOpenOptions, type OpenOptions } from './options.ts';

/**
 * Opens a flow that is stepped by hand, for pages that draw as they go; close it at the end, or hold it with
 * `await using`. Open flows share workers with one another and with solves.
 *
 * @throws ProblemError, ArgumentError, WorkerError and StateError as `solve` does.
 */
export async function open(problem: Problem, options: OpenOptions = {}): Promise<Flow> {
  checkOpenOptions(options);
  return openFlow(problem, options);
}

/** As `open`, unchecked; with `dealias` for a problem that leaves it open to the spectral method. */
export async function openFlow(
  problem: Problem,
  options: OpenOptions & { dealias?: Dealias },
): Promise<Flow> {
  const { parcel, found } = await acquire('open', problem, options);
  const lease = found as Lease;
  const { method, dealias } = lease.plan;
  // Said, where it is not the default: the problem as a file must run the same elsewhere.
  const settled = options.dealias && method === 'spectral' ? { dealias } : {};
  return new Flow(describe({ ...problem, ...settled }, parcel.samples), lease);
}
