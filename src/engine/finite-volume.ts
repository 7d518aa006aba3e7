/** The finite-volume method in WASM, behind the interface of types.ts. */

import type { DiscreteProblem } from '../problem/types.ts';
import type { Crew } from './threads/team.ts';
import type { Solver } from './types.ts';
import { put, threeAxes, WasmFlow } from './wasm-flow.ts';

/**
 * Cell averages moved by upwind fluxes: positive and conservative in every step, with an energy that falls. The
 * problem's samples are read as averages over the cells centred at the grid points, and its densities are such
 * averages. `reconstruction`: 'weno5' is of order 5 in one dimension, for smooth data, and 2 in more; 'muscl' of
 * order 2. `step` bounds the steps when it is positive; within it they are chosen by `tolerance.relative`, the
 * error of a step against h = μ − ν in the norm of the energy, and by the bounds of positivity and decay.
 */
export function createFiniteVolumeSolver(
  module: WebAssembly.Module,
  problem: DiscreteProblem,
  crew?: Crew,
): Solver {
  return new FiniteVolumeSolver(module, problem, crew);
}

class FiniteVolumeSolver extends WasmFlow {
  /** The Nyquist modes are evolved too. */
  readonly cutoff: readonly number[];

  constructor(module: WebAssembly.Module, problem: DiscreteProblem, crew?: Crew) {
    super(module, problem, crew);
    const { core } = this;
    this.cutoff = problem.grid.map((n) => Math.floor(n / 2));
    this.flow = core.layFiniteVolume(
      problem.grid.length,
      ...threeAxes(problem.grid, 1),
      problem.s,
      problem.reconstruction === 'weno5' ? 1 : 0,
      problem.norms.length,
      put(core, Float64Array.from(problem.norms)),
      problem.tolerance.relative,
      problem.tolerance.absolute,
      problem.step,
      problem.maxSteps,
    );
    this.reals(core.cellTarget(this.flow), problem.target.length).set(problem.target);
    this.reals(core.cellAverages(this.flow), problem.initial.length).set(problem.initial);
    core.beginFiniteVolume(this.flow);
  }

  protected step(to: number, budget: number): number {
    return this.core.advanceFiniteVolume(this.flow, to, budget);
  }

  protected densityAddress(): number {
    return this.core.cellAverages(this.flow);
  }

  protected restored(): void {
    this.core.restoredFiniteVolume(this.flow);
  }
}
