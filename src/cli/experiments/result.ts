/** What the study keeps of a finished run: plain JSON, small enough for forty of them in one page. */

import { estimateRates } from '../../diagnostics/index.ts';
import type { Rate } from '../../diagnostics/rates.ts';
import { discretize } from '../../problem/index.ts';
import type { Outcome, Solution, SolverReport, Warning } from '../../solve/types.ts';
import { type Case, regularity } from './cases.ts';
import { withConstantAt } from './singular.ts';

/** Numbers along the run, thinned to what a plot shows. */
export interface Curve {
  time: number[];
  energy: number[];
  dissipation: number[];
  /** ‖μ−ν‖_{Ḣ^q}, keyed by String(q). */
  norms: Record<string, number[]>;
}

export interface CaseResult {
  /** Hash of problem and version under which the result is stored. */
  key: string;
  version: string;
  case: Case;
  outcome: Outcome;
  warnings: Warning[];
  solver: SolverReport;
  rates: Rate[];
  curve: Curve;
  /** Densities at the save times, where they are drawn. */
  frames: { time: number[]; density: number[][] } | null;
}

/** Points that a curve may have in each direction of time, even or logarithmic: a plot is 400 pixels wide. */
const CURVE_POINTS = 300;

export async function summarise(
  key: string,
  version: string,
  of: Case,
  solution: Solution,
): Promise<CaseResult> {
  const { outcome, warnings, solver } = solution;
  const rates = await ratesOf(of, solution);
  const frames = of.target === 'turtles' ? framesOf(solution) : null;
  return { key, version, case: of, outcome, warnings, solver, rates, curve: curveOf(solution), frames };
}

/** The rates once more, with the regularity that the data were made with. */
async function ratesOf(of: Case, solution: Solution): Promise<Rate[]> {
  const problem = { ...(await discretize(of.problem)), regularity: regularity[of.data] };
  const rates = estimateRates(solution, problem);
  if (of.data !== 'jump' && of.data !== 'cusp') return rates;
  return withConstantAt(of.data, rates, problem, solution.history.drift.at(-1)!);
}

function curveOf({ history }: Solution): Curve {
  const kept = thin(history.time);
  const pick = (values: Float64Array) => kept.map((i) => Number(values[i].toPrecision(10)));
  return {
    time: pick(history.time),
    energy: pick(history.energy),
    dissipation: pick(history.dissipation),
    norms: Object.fromEntries(Object.entries(history.norms).map(([q, values]) => [q, pick(values)])),
  };
}

/** Indices of `time` that are told apart on a linear or on a logarithmic axis. */
function thin(time: Float64Array): number[] {
  const end = time[time.length - 1];
  const ratio = (end / time[1]) ** (1 / CURVE_POINTS);
  const kept: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    const apart = time[i] >= last * ratio || time[i] >= last + end / CURVE_POINTS;
    if (!apart && i < time.length - 1) continue;
    kept.push(i);
    last = time[i];
  }
  return kept;
}

function framesOf({ time, density }: Solution): CaseResult['frames'] {
  const points = density.length / time.length;
  const frame = (i: number) =>
    Array.from(density.subarray(i * points, (i + 1) * points), (v) => Number(v.toPrecision(6)));
  return { time: Array.from(time), density: Array.from(time, (_, i) => frame(i)) };
}

/** The fitted rate of one quantity: 'energy' or 'norm:q'. */
export function rateOf(result: CaseResult, quantity: string): Rate | undefined {
  return result.rates.find((rate) => rate.quantity === quantity);
}
