import type { PointMasses, Solver } from '../engine/types.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import type { Run } from './types.ts';

type Columns = Pick<
  Run,
  'time' | 'energy' | 'dissipation' | 'mass' | 'minimum' | 'maximum' | 'norms' | 'density' | 'points'
>;

/** What is kept at the save times, in arrays laid out before the run. */
export class Rows {
  private count = 0;
  private readonly columns: Omit<Columns, 'points'>;
  private readonly size: number;
  private points: PointMasses | null = null;

  constructor(
    private readonly problem: DiscreteProblem,
    private readonly capacity: number,
  ) {
    const column = () => new Float64Array(capacity);
    this.size = problem.initial.length;
    this.columns = {
      time: column(),
      energy: column(),
      dissipation: column(),
      mass: column(),
      minimum: column(),
      maximum: column(),
      norms: Object.fromEntries(problem.norms.map((q) => [String(q), column()])),
      density: new Float64Array(capacity * this.size),
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
    solver.density(this.columns.density.subarray(row * this.size, (row + 1) * this.size));
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
    const { norms, density, ...numbers } = this.columns;
    const { points } = this;
    const placed = points && {
      positions: cut(points.positions, (points.positions.length / this.capacity) * this.count),
      weights: points.weights,
    };
    const map = <K extends string>(of: Record<K, Float64Array>) =>
      Object.fromEntries(Object.entries<Float64Array>(of).map(([k, v]) => [k, cut(v)])) as Record<
        K,
        Float64Array
      >;
    return {
      ...map(numbers),
      norms: map(norms),
      density: cut(density, this.count * this.size),
      points: placed,
    };
  }
}
