import { MOST_THREADS } from '../engine/threads/team.ts';
import { sizeOf } from '../problem/grid.ts';
import type { DiscreteProblem } from '../problem/types.ts';

/** How many threads a flow may step on: a number, or as many as the machine has and the problem can use. */
export type Threads = 'auto' | number;

/** Below this many points a step is too short to share. */
const LEAST_POINTS = 2 ** 15;

/** Processors that the machine offers, in browsers and in Node. */
export function processors(): number {
  const { navigator, process } = globalThis;
  return navigator?.hardwareConcurrency ?? process?.getBuiltinModule?.('node:os').availableParallelism() ?? 1;
}

/**
 * Whether this thread can share memory with others: in Node, and in browsers on pages that are cross-origin isolated,
 * but not in their workers from data: addresses.
 */
export const canShare = (): boolean =>
  globalThis.crossOriginIsolated ?? globalThis.process?.versions?.node !== undefined;

/** Threads for a flow, when `busy` workers, its own among them, share the machine. One dimension takes but one. */
export function threadsFor(
  { grid, method }: Pick<DiscreteProblem, 'method'> & { grid: readonly number[] },
  asked: Threads,
  busy: number,
): number {
  if (!(method === 'spectral' || method === 'finite-volume') || grid.length === 1) return 1;
  if (asked !== 'auto') return asked;
  if (sizeOf(grid) < LEAST_POINTS) return 1;
  return Math.max(1, Math.min(MOST_THREADS, Math.floor(processors() / busy)));
}
