/** The method of points in WASM, behind the interface of types.ts. */
import { sizeOf } from '../problem/grid.ts';
import type { DiscreteProblem, Particles, PointMasses } from '../problem/types.ts';
import { tableauWords, tableaux } from './tableaux.ts';
import type { Diagnostics, Solver } from './types.ts';
import { put, WasmFlow } from './wasm-flow.ts';

/**
 * N weighted points, ẋ_i = −∇φ(x_i), (−Δ)^s φ = μ_N − ν, see assembly/particles/points.ts. A point exerts no force on
 * itself, and points at one place none on each other; the energy ½‖μ_N − ν‖² counts what each has by itself,
 * ½ Σ w_i² K(0). Densities that come out are averages over the cells around the grid points.
 * `tolerance.relative` is the error of position in a step, against the distance mass has to go.
 */
export function createParticleSolver(module: WebAssembly.Module, problem: DiscreteProblem): Solver {
  return new CircleSolver(module, problem, problem.particles!);
}

/** What all points have in common, however their field is found. */
abstract class PointSolver extends WasmFlow {
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

  /** Writes what a target of points, or of samples, needs. */
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

/** Integer s in one dimension: sorted sums, assembly/particles/circle.ts. */
class CircleSolver extends PointSolver {
  constructor(module: WebAssembly.Module, problem: DiscreteProblem, particles: Particles) {
    super(module, problem, particles);
    const { core } = this;
    const { start, target } = particles;
    const uniform = problem.target.every((value) => value === 1);
    const samples = target || uniform ? 0 : problem.target.length;
    this.flow = core.layCircle(
      this.count,
      problem.s,
      samples,
      target?.weights.length ?? 0,
      put(core, tableauWords(tableaux[problem.integrator!])),
      problem.norms.length,
      put(core, Float64Array.from(problem.norms)),
      problem.tolerance.relative,
      problem.tolerance.absolute,
      problem.step,
      problem.maxSteps,
    );
    this.lay(start);
    if (samples > 0) this.reals(core.circleSamples(this.flow), samples).set(problem.target);
    if (target) this.#layTarget(target);
    core.beginCircle(this.flow);
  }

  #layTarget({ positions, weights }: PointMasses): void {
    const order = Uint32Array.from(positions.keys()).sort((a, b) => positions[a] - positions[b]);
    const { core, flow } = this;
    this.reals(core.circleTargets(flow), order.length).set(Float64Array.from(order, (j) => positions[j]));
    const charges = Float64Array.from(order, (j) => -weights[j]);
    this.reals(core.circleTargetCharges(flow), order.length).set(charges);
  }
}
