/** Runs the flows of one case of points, and keeps of them what the report shows. */
import { wassersteinOverTime } from '../../../diagnostics/index.ts';
import { type Progress, solve } from '../../../index.ts';
import type { Solution } from '../../../solve/types.ts';
import { isMeasured, type PointCase, pointProblem } from './cases.ts';

export interface PointResult {
  /** Hash of case and version under which the result is stored. */
  key: string;
  version: string;
  case: PointCase;
  /** Save times, and those at which distances were measured. */
  time: number[];
  measured: number[];
  /** Energies of the density, at the save times. */
  density: number[];
  flows: PointFlow[];
  /** Solver time. */
  seconds: number;
}

/** One flow of points. */
export interface PointFlow {
  count: number;
  seed: number;
  energy: number[];
  /** W₂ from the density, at the measured times. */
  distance: number[];
}

/** How runs of a case are followed and interrupted; the fraction is that of the whole case. */
export type Watch = { signal: AbortSignal; onProgress: (fraction: number, progress: Progress) => void };

/** Undefined when it was interrupted. @throws Error when a flow ends early otherwise. */
export async function runPoints(
  of: PointCase,
  { signal, onProgress }: Watch,
): Promise<Omit<PointResult, 'key' | 'version'> | undefined> {
  const plan = of.counts.flatMap((count) => of.seeds.map((seed) => ({ count, seed })));
  // Points move in O(N log N).
  const work = plan.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  const run = async (problem: PointCase['problem'], share: number) => {
    const solution = await solve(problem, {
      signal,
      onProgress: (progress) => onProgress((done + share * progress.fraction) / work, progress),
    });
    if (solution.outcome.kind !== 'completed' && solution.outcome.kind !== 'cancelled') {
      throw new Error(`${of.id}: ${solution.outcome.message}`);
    }
    done += share;
    return solution;
  };
  const density = await run(of.problem, 0);
  let seconds = density.solver.seconds;
  const flows: PointFlow[] = [];
  for (const { count, seed } of plan) {
    const points = await run(pointProblem(of, count, seed), count);
    if (signal.aborted) return undefined;
    seconds += points.solver.seconds;
    const distance = wassersteinOverTime(rowsMeasured(points), rowsMeasured(density));
    flows.push({ count, seed, energy: digits(points.energy), distance: digits(distance) });
  }
  const time = Array.from(density.time);
  return {
    case: of,
    time,
    measured: time.filter((_, i) => isMeasured(i)),
    density: digits(density.energy),
    flows,
    seconds,
  };
}

const digits = (values: Float64Array) => Array.from(values, (value) => Number(value.toPrecision(8)));

/** What distances over time read, at the rows that are measured. */
function rowsMeasured({ time, density, points }: Solution) {
  const rows = [...time.keys()].filter(isMeasured);
  const pick = (values: Float64Array) => {
    const length = values.length / time.length;
    return rows.flatMap((i) => Array.from(values.subarray(length * i, length * (i + 1))));
  };
  return {
    time: rows.map((i) => time[i]),
    density: pick(density),
    points: points && { positions: pick(points.positions), weights: points.weights },
  };
}
