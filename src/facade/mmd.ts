import { isList } from '../problem/shapes.ts';
import { didYouMean, oneOf } from '../problem/suggest.ts';
import type { Problem } from '../problem/types.ts';
import { ArgumentError } from '../solve/errors.ts';
import type { Outcome, Solution } from '../solve/types.ts';
import { type SolveOptions, solveOptionNames } from './options.ts';
import { solve } from './solve.ts';

/** Points of T^d: N arrays of d numbers, or all N·d numbers in one array, point after point. */
export type PointList = ArrayLike<number> | readonly ArrayLike<number>[];

/** What `mmdFlow` takes beside the points: the flow (`s`, `end`, weights, keys of a problem), and how it is run. */
export interface MmdOptions extends SolveOptions, Pick<Problem, PassedOn> {
  /** Order of the kernel K_s = (−Δ)^{−s}; default (d + 3)/2. Points attract points without a jump for s > (d+1)/2. */
  s?: number;
  /** Dimension, 1, 2 or 3; default: that of nested points, else 1. */
  d?: number;
  /** Time at which the flow ends. */
  end: number;
  /** Masses of the N points, numbers > 0 that add up to 1; default: equal. */
  weights?: ArrayLike<number>;
  /** Masses of the M points of the target, likewise. */
  targetWeights?: ArrayLike<number>;
}

/** Options of this function alone. */
const own = ['s', 'd', 'end', 'weights', 'targetWeights'] as const;
/** Keys of a problem that mean here what they mean there. */
const passedOn = ['bandlimit', 'mollify', 'save', 'tolerance', 'integrator', 'step', 'maxSteps'] as const;
type PassedOn = (typeof passedOn)[number];

/** What came of the points: rows for each save time reached. */
export interface MmdFlow {
  /** Save times that were reached, ascending. */
  time: Float64Array;
  /** ½ MMD² = ½ ‖μ − ν‖²_{Ḣ^{−s}}, pairs of a point with itself counted. */
  loss: Float64Array;
  /** Positions in [0, 1), shape [times, N, d], row-major. */
  trajectory: Float64Array;
  /** Those at the end, [N, d]. */
  points: Float64Array;
  /** How the flow ended: 'completed', or why early. */
  outcome: Outcome;
  /** All else that is known of it. */
  solution: Solution;
}

/** Densities of points are not asked for: the coarsest grid there is. */
const GRID = 4;

/**
 * Moves points towards others by the gradient flow of their maximum mean discrepancy on the torus,
 *
 *     dx_i/dt = −(1/w_i) ∂/∂x_i ½ MMD²(Σ w_j δ_{x_j}, Σ w'_j δ_{y_j}),
 *
 * with the kernel K_s of (−Δ)^{−s}, to the time `end`, in a worker. The larger s, the less short waves count. Points are
 * taken modulo 1; N equal points moved by steps of size lr against the gradient of the loss move for lr/N a step.
 *
 * @throws ArgumentError naming the argument or option that cannot be taken
 * @throws ProblemError, WorkerError as `solve` does
 */
export async function mmdFlow(points: PointList, target: PointList, options: MmdOptions): Promise<MmdFlow> {
  if (typeof options !== 'object' || options === null)
    throw new ArgumentError('options', options, 'an object with end');
  const { s, d: asked, end, weights, targetWeights, ...rest } = options;
  const d = asked ?? dimensionOf(points) ?? dimensionOf(target) ?? 1;
  if (![1, 2, 3].includes(d)) throw new ArgumentError('options.d', d, '1, 2 or 3');
  const { problemKeys, solveOptions } = split(rest);
  const solution = await solve(
    {
      ...problemKeys,
      grid: new Array<number>(d).fill(GRID),
      s: s ?? (d + 3) / 2,
      initial: { dirac: measure('points', points, 'options.weights', weights, d) },
      target: { dirac: measure('target', target, 'options.targetWeights', targetWeights, d) },
      end,
      method: 'particles',
      norms: [],
    },
    solveOptions,
  );
  const trajectory = solution.points?.positions ?? new Float64Array(0);
  const { time, energy, outcome } = solution;
  const size = time.length > 0 ? trajectory.length / time.length : 0;
  return {
    time,
    loss: energy,
    trajectory,
    points: trajectory.slice(trajectory.length - size),
    outcome,
    solution,
  };
}

/** The keys of a problem apart from the options of a solve. */
function split(rest: Record<string, unknown>) {
  const problemKeys: Record<string, unknown> = {};
  const solveOptions: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest)) {
    if (passedOn.includes(key as PassedOn)) problemKeys[key] = value;
    else if (solveOptionNames.includes(key)) solveOptions[key] = value;
    else {
      const known = [...own, ...passedOn, ...solveOptionNames];
      throw new ArgumentError(`options.${key}`, value, `one of ${oneOf(known)}${didYouMean(key, known)}`);
    }
  }
  return { problemKeys: problemKeys as Pick<Problem, PassedOn>, solveOptions: solveOptions as SolveOptions };
}

function isNested(points: PointList): points is readonly ArrayLike<number>[] {
  return Array.isArray(points) && typeof points[0] === 'object';
}

/** d, where the first point is an array. */
function dimensionOf(points: PointList): number | undefined {
  return isList(points) && isNested(points) ? points[0]?.length : undefined;
}

/** Positions and weights as a problem takes them. */
function measure(
  name: string,
  points: PointList,
  weightsName: string,
  weights: ArrayLike<number> | undefined,
  d: number,
) {
  if (!isList(points)) throw new ArgumentError(name, points, 'an array of numbers, or of points');
  const positions = isNested(points) ? flatten(name, points, d) : Float64Array.from(points);
  const count = positions.length / d;
  if (!(count >= 1 && Number.isInteger(count))) {
    throw new ArgumentError(`${name}.length`, points.length, `a positive multiple of d = ${d}`);
  }
  const bad = positions.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new ArgumentError(`${name}[${bad}]`, positions[bad], 'a finite number');
  if (weights === undefined) return { positions };
  if (!isList(weights) || weights.length !== count) {
    throw new ArgumentError(weightsName, weights, `an array of ${count} numbers, one for each point`);
  }
  checkWeights(weightsName, weights);
  return { positions, weights };
}

function flatten(name: string, points: readonly ArrayLike<number>[], d: number): Float64Array {
  const positions = new Float64Array(points.length * d);
  points.forEach((point, i) => {
    if (!isList(point) || point.length !== d)
      throw new ArgumentError(`${name}[${i}]`, point, `an array of ${d} numbers`);
    positions.set(point, i * d);
  });
  return positions;
}

function checkWeights(name: string, weights: ArrayLike<number>): void {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] > 0)) throw new ArgumentError(`${name}[${i}]`, weights[i], 'a number > 0');
    sum += weights[i];
  }
  if (!(Math.abs(sum - 1) <= 1e-6)) throw new ArgumentError(`the sum of ${name}`, sum, '1, within 1e-6');
}
