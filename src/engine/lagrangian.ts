/** The Lagrangian method in WASM (d = 1), behind the interface of types.ts. */

import { cutoffs } from '../problem/resolution.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { FlowMap } from './flow-map.ts';
import { labelsOf } from './labels.ts';
import { tableauWords, tableaux } from './tableaux.ts';
import type { PointMasses, Solver } from './types.ts';
import { put, WasmFlow } from './wasm-flow.ts';

/** A solver that also tells where every label is. */
export interface LagrangianSolver extends Solver {
  /** The flow map now, as copies. */
  map(): FlowMap;
}

/**
 * The flow map: edges that move with the flow and keep the mass between them, see
 * assembly/transport/lagrangian.ts. Takes s ≥ ½ (with atoms s ≥ 1) and an explicit integrator. Samples are read
 * as averages over the cells around the grid points, and the densities that come out are such averages.
 * `tolerance.relative` is the error of position in a step, against ‖μ−ν‖_{Ḣ^{−1}}.
 */
export function createLagrangianSolver(
  module: WebAssembly.Module,
  problem: DiscreteProblem,
): LagrangianSolver {
  return new FlowMapSolver(module, problem);
}

class FlowMapSolver extends WasmFlow implements LagrangianSolver {
  readonly cutoff: readonly number[];
  #cells: number;

  constructor(module: WebAssembly.Module, problem: DiscreteProblem) {
    super(module, problem);
    const { core } = this;
    const { edges, masses } = labelsOf(problem);
    this.#cells = masses.length;
    this.cutoff = cutoffs(problem.grid, '3/2');
    this.flow = core.layMap(
      problem.grid[0],
      masses.length,
      this.cutoff[0],
      problem.s,
      put(core, tableauWords(tableaux[problem.integrator!])),
      problem.norms.length,
      put(core, Float64Array.from(problem.norms)),
      problem.tolerance.relative,
      problem.tolerance.absolute,
      problem.step,
      problem.maxSteps,
    );
    this.reals(core.samples(this.flow), problem.target.length).set(problem.target);
    this.#edges().set(edges);
    this.#masses().set(masses);
    core.beginMap(this.flow);
  }

  map(): FlowMap {
    return new FlowMap({ edges: this.#edges().slice(), masses: this.#masses().slice() });
  }

  points(): PointMasses {
    const map = this.map();
    return { positions: map.positions(), weights: map.masses };
  }

  protected step(to: number, budget: number): number {
    return this.core.advancePositions(this.flow, to, budget);
  }

  protected densityAddress(): number {
    return this.core.mapDensity(this.flow);
  }

  /** All that the next step reads is in the state. */
  protected restored(): void {}

  #edges(): Float64Array {
    return this.reals(this.core.mapEdges(this.flow), this.#cells + 1);
  }
  #masses(): Float64Array {
    return this.reals(this.core.mapMasses(this.flow), this.#cells);
  }
}
