import type { Solver } from '../engine/types.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import type { Run } from './types.ts';

type Columns = Pick<
  Run,
  'time' | 'energy' | 'dissipation' | 'mass' | 'minimum' | 'maximum' | 'norms' | 'density'
>;

/** What is kept at the save times, in arrays laid out before the run. */
export class Rows {
  private count = 0;
  private readonly columns: Columns;
  private readonly points: number;

  constructor(
    private readonly problem: DiscreteProblem,
    capacity: number,
  ) {
    const column = () => new Float64Array(capacity);
    this.points = problem.initial.length;
    this.columns = {
      time: column(),
      energy: column(),
      dissipation: column(),
      mass: column(),
      minimum: column(),
      maximum: column(),
      norms: Object.fromEntries(problem.norms.map((q) => [String(q), column()])),
      density: new Float64Array(capacity * this.points),
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
    solver.density(this.columns.density.subarray(row * this.points, (row + 1) * this.points));
  }

  /** The arrays, cut to the rows that were filled. */
  take(): Columns {
    const cut = (array: Float64Array, length = this.count) =>
      array.length === length ? array : array.slice(0, length);
    const { norms, density, ...numbers } = this.columns;
    const map = <K extends string>(of: Record<K, Float64Array>) =>
      Object.fromEntries(Object.entries<Float64Array>(of).map(([k, v]) => [k, cut(v)])) as Record<
        K,
        Float64Array
      >;
    return { ...map(numbers), norms: map(norms), density: cut(density, this.count * this.points) };
  }
}
