/** What all solvers that move points have in common. */
import { sizeOf } from '../problem/grid.ts';
import type { DiscreteProblem, Particles, PointMasses } from '../problem/types.ts';
import { tableauWords, tableaux } from './tableaux.ts';
import type { Diagnostics } from './types.ts';
import { put, WasmFlow } from './wasm-flow.ts';

/** Points, however their field is found: laid out by its subclasses. */
export abstract class PointSolver extends WasmFlow {
  /** No mode is cut off. */
  readonly cutoff: readonly number[];
  protected readonly count: number;
  readonly #weights: Float64Array;
  /** Averages of μ over the grid's cells, as `density` last gave them. */
  readonly #cells: Float64Array;

  constructor(module: WebAssembly.Module, problem: DiscreteProblem, { start }: Particles) {
    super(module, problem);
    this.count = start.weights.length;
    this.cutoff = problem.grid.map(() => Number.POSITIVE_INFINITY);
    this.#weights = start.weights;
    this.#cells = new Float64Array(sizeOf(problem.grid));
  }

  points(): PointMasses {
    const { core, count } = this;
    const d = this.problem.grid.length;
    const lifted = this.reals(core.pointPositions(this.flow), count * d);
    const labels = new Int32Array(core.memory.buffer, core.pointLabels(this.flow), count);
    const positions = new Float64Array(count * d);
    labels.forEach((label, i) => {
      for (let axis = 0; axis < d; axis++) {
        const x = lifted[i * d + axis];
        // The fraction of a tiny negative number rounds to 1.
        positions[label * d + axis] = (x - Math.floor(x)) % 1;
      }
    });
    return { positions, weights: this.#weights };
  }

  override density(out: Float64Array): void {
    if (out.length !== this.#cells.length) {
      throw new RangeError(
        `density: the buffer has ${out.length} elements; the grid has ${this.#cells.length} points`,
      );
    }
    out.set(this.#average());
  }

  override diagnostics(): Diagnostics {
    const mass = this.#weights.reduce((sum, weight) => sum + weight, 0);
    // A sum of point masses has no least and no largest density.
    return { ...this.numbers(), mass, minimum: Number.NaN, maximum: Number.NaN };
  }

  /** Scheme, norms, tolerances and bounds of steps: the last arguments of a layout. */
  protected layout(): number[] {
    const { core, problem } = this;
    const { integrator, norms, tolerance, step, maxSteps } = problem;
    const scheme = put(core, tableauWords(tableaux[integrator!]));
    const orders = put(core, Float64Array.from(norms));
    return [scheme, norms.length, orders, tolerance.relative, tolerance.absolute, step, maxSteps];
  }

  protected lay(start: PointMasses): void {
    this.reals(this.core.pointPositions(this.flow), start.positions.length).set(start.positions);
    this.reals(this.core.pointWeights(this.flow), this.count).set(start.weights);
  }

  protected step(to: number, budget: number): number {
    return this.core.advancePositions(this.flow, to, budget);
  }

  protected densityAddress(): number {
    return 0;
  }

  /** All that the next step reads is in the state. */
  protected restored(): void {}

  #average(): Float64Array {
    const { grid } = this.problem;
    const { positions, weights } = this.points();
    const d = grid.length;
    const cells = this.#cells.fill(0);
    weights.forEach((weight, i) => {
      const cell = grid.reduce(
        (flat, n, axis) => flat * n + (Math.floor(positions[i * d + axis] * n + 0.5) % n),
        0,
      );
      cells[cell] += weight * cells.length;
    });
    return cells;
  }
}
