import type { PointMasses, Solver } from '../engine/types.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import type { Run } from './types.ts';

type Columns = Pick<
  Run,
  | 'time'
  | 'energy'
  | 'dissipation'
  | 'mass'
  | 'minimum'
  | 'maximum'
  | 'norms'
  | 'densityTime'
  | 'density'
  | 'points'
>;

/** What is kept at the save times, in arrays laid out before the run. */
export class Rows {
  private count = 0;
  /** How many densities are there, of how many that are to be kept. */
  private densities = 0;
  private readonly columns: Omit<Columns, 'points'>;
  private readonly size: number;
  private readonly capacity: number;
  private points: PointMasses | null = null;

  constructor(
    private readonly problem: DiscreteProblem,
    /** The save times ahead. */
    times: Float64Array,
  ) {
    this.capacity = times.length;
    const column = () => new Float64Array(times.length);
    const { densityTimes = problem.times } = problem;
    const kept = densityTimes.filter((time) => times.includes(time));
    this.size = problem.initial.length;
    this.columns = {
      time: column(),
      energy: column(),
      dissipation: column(),
      mass: column(),
      minimum: column(),
      maximum: column(),
      norms: Object.fromEntries(problem.norms.map((q) => [String(q), column()])),
      densityTime: kept,
      density: new Float64Array(kept.length * this.size),
    };
  }

  /** Appends the solver's present instant. */
  push(solver: Solver): void {
    const row = this.count++;
    const { norms, tail, ...numbers } = solver.diagnostics();
    for (const [name, value] of Object.entries(numbers)) {
      this.columns[name as keyof typeof numbers][row] = value;
    }
    this.problem.norms.forEach((q, i) => {
      this.columns.norms[String(q)][row] = norms[i];
    });
    if (solver.time === this.columns.densityTime[this.densities]) {
      const at = this.size * this.densities++;
      solver.density(this.columns.density.subarray(at, at + this.size));
    }
    if (solver.points) this.place(solver.points(), row);
  }

  private place({ positions, weights }: PointMasses, row: number): void {
    this.points ??= { positions: new Float64Array(this.capacity * positions.length), weights };
    this.points.positions.set(positions, row * positions.length);
  }

  /** The arrays, cut to the rows that were filled. */
  take(): Columns {
    const cut = (array: Float64Array, length = this.count) =>
      array.length === length ? array : array.slice(0, length);
    const { norms, densityTime, density, ...numbers } = this.columns;
    const { points } = this;
    const placed = points && {
      positions: cut(points.positions, (points.positions.length / this.capacity) * this.count),
      // Those of the problem stay with it when the answer is handed over.
      weights: points.weights.slice(),
    };
    const map = <K extends string>(of: Record<K, Float64Array>) =>
      Object.fromEntries(Object.entries<Float64Array>(of).map(([k, v]) => [k, cut(v)])) as Record<
        K,
        Float64Array
      >;
    return {
      ...map(numbers),
      norms: map(norms),
      densityTime: cut(densityTime, this.densities),
      density: cut(density, this.densities * this.size),
      points: placed,
    };
  }
}
