/**
 * The mean over translates. Of random phases a single sample is seen, and where ν is not uniform the energy depends on
 * where the sample is rough: its share of the place x varies with the phases, the more the fewer wavenumbers count. The
 * same sample at m places, h moved by j/m against ν, has on average no share that varies slower than cos 2πmx. What is
 * left of the scatter comes with the m-th Fourier coefficient of powers of ν, which is small.
 */
import { type SolveOptions, solve } from '../../index.ts';
import { discretize } from '../../problem/index.ts';
import type { Problem } from '../../problem/types.ts';
import type { History, Solution } from '../../solve/types.ts';
import type { Case } from './cases.ts';

/** The solution of a case: of the mean over its translates the history, else the first one's. */
export async function solveCase(
  { problem, translates }: Case,
  { signal, onProgress }: Pick<SolveOptions, 'signal' | 'onProgress'>,
): Promise<Solution> {
  const solutions: Solution[] = [];
  for (let j = 0; j < translates; j++) {
    const solution = await solve(j === 0 ? problem : await translated(problem, j / translates), {
      signal,
      onProgress: (progress) => onProgress?.({ ...progress, fraction: (j + progress.fraction) / translates }),
    });
    solutions.push(solution);
    if (solution.outcome.kind !== 'completed') return solution;
  }
  const [first] = solutions;
  const sum = (of: (solution: Solution) => number) => solutions.reduce((total, each) => total + of(each), 0);
  const solver = {
    ...first.solver,
    steps: sum((s) => s.solver.steps),
    seconds: sum((s) => s.solver.seconds),
  };
  return { ...first, solver, history: meanHistory(solutions.map(({ history }) => history)) };
}

/** The problem with what distinguishes μ₀ from ν moved by a share of the circle. */
async function translated(problem: Problem, share: number): Promise<Problem> {
  const { initial, target } = await discretize(problem);
  const n = initial.length;
  const by = Math.round(share * n);
  const samples = target.map((nu, j) => {
    const from = (j - by + n) % n;
    return nu + initial[from] - target[from];
  });
  return { ...problem, initial: { samples } };
}

/** Means at the times of the first, whose tail and drift are taken: of energies as such, of norms as squares. */
export function meanHistory(histories: readonly History[]): History {
  const [first] = histories;
  const end = Math.min(...histories.map(({ time }) => time[time.length - 1]));
  const time = first.time.filter((t) => t <= end);
  const mean = (column: (history: History) => Float64Array, power: number) => {
    const columns = histories.map((history) => [history.time, column(history)] as const);
    return time.map(
      (t) =>
        (columns.reduce((sum, [times, values]) => sum + between(times, values, t) ** power, 0) /
          columns.length) **
        (1 / power),
    );
  };
  const orders = Object.keys(first.norms);
  return {
    time,
    energy: mean(({ energy }) => energy, 1),
    dissipation: mean(({ dissipation }) => dissipation, 1),
    tail: first.tail.slice(0, time.length),
    drift: first.drift.slice(0, time.length),
    norms: Object.fromEntries(orders.map((q) => [q, mean(({ norms }) => norms[q], 2)])),
  };
}

/** A positive quantity at time t, by the cubic through four rows around it in the logarithms of both. */
function between(time: Float64Array, values: Float64Array, t: number): number {
  const next = time.findIndex((other) => other >= t);
  if (time[next] === t) return values[next];
  // The first row stands at time 0, which has no logarithm.
  const from = Math.max(1, Math.min(next - 2, time.length - 4));
  const rows = [from, from + 1, from + 2, from + 3];
  const log = rows.reduce((sum, i) => {
    const others = rows.filter((j) => j !== i);
    const weight = others.reduce(
      (product, j) => (product * Math.log(t / time[j])) / Math.log(time[i] / time[j]),
      1,
    );
    return sum + weight * Math.log(values[i]);
  }, 0);
  return Math.exp(log);
}
