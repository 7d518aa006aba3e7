import { refuse } from '../error.ts';
import { axisPoints, sizeOf, visitGrid } from '../grid.ts';
import { nextTask } from '../next-task.ts';
import { refuseAt } from './at-point.ts';

export type Callable = (...x: number[]) => number;

/** Milliseconds of sampling between two looks at the event loop: a page's frame is 16. */
const SLICE = 8;
/** Points between two looks at the clock. */
const POINTS = 64;

/**
 * Samples f on the grid, a few milliseconds at a time, between which the event loop runs.
 * @throws ProblemError where f throws, or has a value that is no finite number, with the point
 * @throws the reason of `signal` once it aborts
 */
export async function sampleFunction(
  f: Callable,
  grid: readonly number[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const samples = new Float64Array(sizeOf(grid));
  const axes = grid.map(axisPoints);
  const visit = (x: number[], i: number) => {
    const value = valueAt(f, x);
    if (typeof value !== 'number' || !Number.isFinite(value)) refuseAt(x, value);
    samples[i] = value;
  };
  let deadline = performance.now() + SLICE;
  for (let from = 0; from < samples.length; from += POINTS) {
    visitGrid(axes, visit, from, Math.min(from + POINTS, samples.length));
    if (performance.now() < deadline) continue;
    await nextTask();
    signal?.throwIfAborted();
    deadline = performance.now() + SLICE;
  }
  return samples;
}

function valueAt(f: Callable, x: readonly number[]): number {
  try {
    return f(...x);
  } catch (error) {
    return refuse('', undefined, `must not throw; at [${x}] it threw: ${String(error)}`);
  }
}
