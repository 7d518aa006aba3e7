/** The spectral method in WASM, behind the interface of types.ts. */

import { cutoffs, productGrid } from '../problem/resolution.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { acquireCore, type CoreExports, releaseCore } from './core.ts';
import { StateError } from './errors.ts';
import { packState, unpackState } from './state.ts';
import { type Tableau, tableauWords, tableaux } from './tableaux.ts';
import type { Diagnostics, History, Solver, Stop } from './types.ts';

/** Codes of assembly/integrators/advance.ts, from 1. */
const stops: readonly Stop[] = [
  'reached',
  'budget',
  'max-steps',
  'non-finite',
  'energy-increase',
  'step-underflow',
];

/** Members of Progress in assembly/flow/flow.ts, in their order. */
const progressMembers = [
  'time',
  'energy',
  'dissipation',
  'tail',
  'minimum',
  'negativeSince',
  'steps',
  'rejected',
  'evaluations',
  'historyRows',
] as const;
type Progress = Record<(typeof progressMembers)[number], number>;

/** The spectral method with the integrator that `problem` names, or another `tableau`. */
export function createSpectralSolver(
  module: WebAssembly.Module,
  problem: DiscreteProblem,
  tableau: Tableau = tableaux[problem.integrator!],
): Solver {
  return new WasmSolver(module, problem, tableau);
}

class WasmSolver implements Solver {
  readonly cutoff: readonly number[];
  #module: WebAssembly.Module;
  #problem: DiscreteProblem;
  #core: CoreExports;
  #flow: number;

  constructor(module: WebAssembly.Module, problem: DiscreteProblem, tableau: Tableau) {
    this.#module = module;
    this.#problem = problem;
    this.cutoff = cutoffs(problem.grid, problem.dealias);
    this.#core = acquireCore(module);
    this.#flow = layFlow(this.#core, problem, this.cutoff, tableau);
    this.#put(problem.target);
    this.#core.takeTarget(this.#flow);
    this.#put(problem.initial);
    this.#core.takeInitial(this.#flow);
  }

  get time(): number {
    return this.#progress().time;
  }
  get steps(): number {
    return this.#progress().steps;
  }
  get rejected(): number {
    return this.#progress().rejected;
  }
  get evaluations(): number {
    return this.#progress().evaluations;
  }
  get negativeSince(): number {
    return this.#progress().negativeSince;
  }

  advance(to: number, budget: number): Stop {
    return stops[this.#core.advance(this.#flow, to, budget) - 1];
  }

  density(out: Float64Array): void {
    const length = this.#problem.target.length;
    if (out.length !== length) {
      throw new RangeError(`density: the buffer has ${out.length} elements; the grid has ${length} points`);
    }
    out.set(this.#reals(this.#core.density(this.#flow), length));
  }

  diagnostics(): Diagnostics {
    const { time, energy, dissipation, tail } = this.#progress();
    const density = this.#reals(this.#core.density(this.#flow), this.#problem.target.length);
    let [sum, minimum, maximum] = [0, Infinity, -Infinity];
    for (const value of density) {
      sum += value;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
    const norms = Array.from(this.#reals(this.#core.norms(this.#flow), this.#problem.norms.length));
    return { time, energy, dissipation, mass: sum / density.length, minimum, maximum, norms, tail };
  }

  history(): History {
    const orders = this.#problem.norms;
    const columns = 4 + orders.length;
    const rows = this.#progress().historyRows;
    const table = this.#reals(this.#core.history(this.#flow), rows * columns);
    const column = (j: number) => Float64Array.from({ length: rows }, (_, i) => table[i * columns + j]);
    const norms = Object.fromEntries(orders.map((q, i) => [String(q), column(4 + i)]));
    return { time: column(0), energy: column(1), dissipation: column(2), tail: column(3), norms };
  }

  exportState(): Uint8Array {
    return packState(this.#problem, this.#stateBytes());
  }

  importState(state: Uint8Array): void {
    const bytes = this.#stateBytes();
    const body = unpackState(this.#problem, state);
    if (body.length !== bytes.length) {
      throw new StateError(`state: ${body.length} bytes; this problem's state has ${bytes.length}`);
    }
    bytes.set(body);
    this.#core.restored(this.#flow);
  }

  close(): void {
    if (this.#flow === 0) return;
    this.#flow = 0;
    releaseCore(this.#module, this.#core);
  }

  #progress(): Progress {
    const values = this.#reals(this.#core.state(this.#flow), progressMembers.length);
    return Object.fromEntries(progressMembers.map((name, i) => [name, values[i]])) as Progress;
  }

  #stateBytes(): Uint8Array {
    return new Uint8Array(
      this.#core.memory.buffer,
      this.#core.state(this.#flow),
      this.#core.stateBytes(this.#flow),
    );
  }

  #put(samples: Float64Array): void {
    this.#reals(this.#core.samples(this.#flow), samples.length).set(samples);
  }

  /** A view, valid until the memory grows: that is, until the next layout. */
  #reals(address: number, length: number): Float64Array {
    return new Float64Array(this.#core.memory.buffer, address, length);
  }
}

/** Three numbers for three axes: the axes that a problem lacks come first. */
function threeAxes(values: readonly number[], missing: number): number[] {
  return [...Array<number>(3 - values.length).fill(missing), ...values];
}

function layFlow(
  core: CoreExports,
  problem: DiscreteProblem,
  cutoff: readonly number[],
  tableau: Tableau,
): number {
  const products = productGrid(problem.grid, problem.dealias);
  const put = (values: Float64Array): number => {
    const address = core.arenaAllocate(Math.max(values.byteLength, 8));
    new Float64Array(core.memory.buffer, address, values.length).set(values);
    return address;
  };
  return core.layFlow(
    problem.grid.length,
    ...threeAxes(problem.grid, 1),
    ...threeAxes(products, 1),
    ...threeAxes(cutoff, 0),
    problem.s,
    put(tableauWords(tableau)),
    problem.norms.length,
    put(Float64Array.from(problem.norms)),
    problem.tolerance.relative,
    problem.tolerance.absolute,
    problem.step,
    problem.maxSteps,
  );
}
