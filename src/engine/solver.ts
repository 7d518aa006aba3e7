/** The spectral method in WASM, behind the interface of types.ts. */

import { cutoffs, productGrid } from '../problem/resolution.ts';
import type { DiscreteProblem, Filter } from '../problem/types.ts';
import type { CoreExports } from './core.ts';
import { type Tableau, tableauWords, tableaux } from './tableaux.ts';
import type { Crew } from './threads/team.ts';
import type { Solver } from './types.ts';
import { put, threeAxes, WasmFlow } from './wasm-flow.ts';

/** The spectral method with the integrator that `problem` names, or another `tableau`, on a crew where there is one. */
export function createSpectralSolver(
  module: WebAssembly.Module,
  problem: DiscreteProblem,
  tableau: Tableau = tableaux[problem.integrator!],
  crew?: Crew,
): Solver {
  return new SpectralSolver(module, problem, tableau, crew);
}

class SpectralSolver extends WasmFlow {
  readonly cutoff: readonly number[];

  constructor(module: WebAssembly.Module, problem: DiscreteProblem, tableau: Tableau, crew?: Crew) {
    super(module, problem, crew);
    this.cutoff = cutoffs(problem.grid, problem.dealias);
    this.flow = layFlow(this.core, problem, this.cutoff, tableau);
    if (problem.filter) this.#setFilter(problem.filter);
    this.#put(problem.target);
    this.core.takeTarget(this.flow);
    this.#put(problem.initial);
    this.core.takeInitial(this.flow);
  }

  protected step(to: number, budget: number): number {
    return this.core.advance(this.flow, to, budget);
  }

  protected densityAddress(): number {
    return this.core.density(this.flow);
  }

  protected restored(): void {
    this.core.restored(this.flow);
  }

  #setFilter({ order, strength }: Filter): void {
    const [k0, k1, k2] = threeAxes(this.cutoff, 0);
    this.core.setFilter(this.flow, k0, k1, k2, order, strength);
  }

  #put(samples: Float64Array): void {
    this.reals(this.core.samples(this.flow), samples.length).set(samples);
  }
}

function layFlow(
  core: CoreExports,
  problem: DiscreteProblem,
  cutoff: readonly number[],
  tableau: Tableau,
): number {
  return core.layFlow(
    problem.grid.length,
    ...threeAxes(problem.grid, 1),
    ...threeAxes(productGrid(problem.grid, problem.dealias), 1),
    ...threeAxes(cutoff, 0),
    problem.s,
    put(core, tableauWords(tableau)),
    problem.norms.length,
    put(core, Float64Array.from(problem.norms)),
    problem.tolerance.relative,
    problem.tolerance.absolute,
    problem.step,
    problem.maxSteps,
  );
}
