import { checkUnsampled, discretize } from '../problem/discretize.ts';
import { Parcel } from '../problem/portable.ts';
import type { Problem } from '../problem/types.ts';
import { emptyRun } from '../solve/empty.ts';
import { openSession } from '../solve/session.ts';
import { loadCore } from '../worker/core.ts';
import type { Acquired, AcquireOptions } from './acquire.ts';

/** Opens a flow on this thread; where `signal` has aborted it is an empty run. */
export async function acquireInline(
  problem: Problem,
  { readFile, wasmUrl, state, dealias }: AcquireOptions,
  signal?: AbortSignal,
): Promise<Acquired> {
  const check = async ({ content }: Parcel) => checkUnsampled(content.problem, content.issues);
  const parcel = await Parcel.pack(problem, { readFile, signal, check, dealias });
  const { problem: copy, issues } = parcel.content;
  const plan = await discretize(copy, { issues, dealias, readFile: parcel.readFile }).catch((error) => {
    throw parcel.restored(error);
  });
  if (signal?.aborted) return { parcel, found: emptyRun(plan, state) };
  const driver = openSession(await loadCore(wasmUrl), plan, state);
  return { parcel, found: { plan, driver, release: () => driver.close() } };
}
