/** What the methods in WASM have in common: a flow at an address, read through views on the memory. */

import type { DiscreteProblem } from '../problem/types.ts';
import type { CoreExports } from './core.ts';
import { StateError } from './errors.ts';
import { packState, unpackState } from './state.ts';
import { type Crew, Team } from './threads/team.ts';
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

/** WASM counts in 32 bits, in which a larger budget would be another one, and an infinite one none. */
const MOST_STEPS = 2 ** 31 - 1;

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

/** Addresses come as signed numbers of 32 bits: those from 2 GiB on are negative. */
const unsigned = (address: number): number => address >>> 0;

export abstract class WasmFlow implements Solver {
  abstract readonly cutoff: readonly number[];
  protected readonly problem: DiscreteProblem;
  protected readonly core: CoreExports;
  /** Address of the Flow; 0 once it is closed. */
  protected flow = 0;
  #team: Team;

  /** With a `crew`, the flow lies in an instance of the crew's own module. */
  constructor(module: WebAssembly.Module, problem: DiscreteProblem, crew?: Crew) {
    this.problem = problem;
    this.#team = new Team(module, crew);
    this.core = this.#team.core;
  }

  /** Steps in WASM; returns the code of a Stop. */
  protected abstract step(to: number, budget: number): number;
  /** Address of μ on the problem's grid, current until the next call. */
  protected abstract densityAddress(): number;
  /** To be called when the state block was overwritten. */
  protected abstract restored(): void;

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

  get threads(): number {
    return this.#team.threads;
  }
  get cancelFlag(): Int32Array | undefined {
    return this.#team.cancelFlag;
  }

  advance(to: number, budget: number): Stop {
    let code = 0;
    this.#team.run(() => {
      const tried = this.steps + this.rejected;
      code = this.step(to, Math.min(budget, MOST_STEPS));
      return this.steps + this.rejected - tried;
    });
    return stops[code - 1];
  }

  density(out: Float64Array): void {
    const length = this.problem.target.length;
    if (out.length !== length) {
      throw new RangeError(`density: the buffer has ${out.length} elements; the grid has ${length} points`);
    }
    out.set(this.reals(this.densityAddress(), length));
  }

  diagnostics(): Diagnostics {
    const density = this.reals(this.densityAddress(), this.problem.target.length);
    let [sum, lost, minimum, maximum] = [0, 0, Infinity, -Infinity];
    for (let j = 0; j < density.length; j++) {
      const value = density[j];
      // Kahan's sum: the mass is kept to rounding, and so is what is said of it.
      const term = value - lost;
      const next = sum + term;
      lost = next - sum - term;
      sum = next;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    }
    return { ...this.numbers(), mass: sum / density.length, minimum, maximum };
  }

  /** What there is of a flow besides its density. */
  protected numbers(): Omit<Diagnostics, 'mass' | 'minimum' | 'maximum'> {
    const { time, energy, dissipation, tail } = this.#progress();
    const norms = Array.from(this.reals(this.core.norms(this.flow), this.problem.norms.length));
    return { time, energy, dissipation, norms, tail };
  }

  history(): History {
    const orders = this.problem.norms;
    const columns = 5 + orders.length;
    const rows = this.#progress().historyRows;
    const table = this.reals(this.core.history(this.flow), rows * columns);
    const column = (j: number) => Float64Array.from({ length: rows }, (_, i) => table[i * columns + j]);
    const norms = Object.fromEntries(orders.map((q, i) => [String(q), column(5 + i)]));
    return {
      time: column(0),
      energy: column(1),
      dissipation: column(2),
      tail: column(3),
      drift: column(4),
      norms,
    };
  }

  exportState(): Uint8Array {
    return packState(this.problem, this.#stateBytes());
  }

  importState(state: Uint8Array): void {
    const bytes = this.#stateBytes();
    const body = unpackState(this.problem, state);
    if (body.length !== bytes.length) {
      throw new StateError(`state: ${body.length} bytes; this problem's state has ${bytes.length}`);
    }
    bytes.set(body);
    this.restored();
  }

  close(): void {
    if (this.flow === 0) return;
    this.flow = 0;
    this.#team.release();
  }

  /** A view, valid until the memory grows: that is, until the next layout. */
  protected reals(address: number, length: number): Float64Array {
    return new Float64Array(this.core.memory.buffer, unsigned(address), length);
  }

  #progress(): Progress {
    const values = this.reals(this.core.state(this.flow), progressMembers.length);
    return Object.fromEntries(progressMembers.map((name, i) => [name, values[i]])) as Progress;
  }

  #stateBytes(): Uint8Array {
    const { core, flow } = this;
    return new Uint8Array(core.memory.buffer, unsigned(core.state(flow)), core.stateBytes(flow));
  }
}

/** Three numbers for three axes: the axes that a problem lacks come first. */
export function threeAxes(values: readonly number[], missing: number): number[] {
  return [...Array<number>(3 - values.length).fill(missing), ...values];
}

/** Writes `values` to the arena, for a layout to read, and returns their address. */
export function put(core: CoreExports, values: Float64Array): number {
  const address = core.arenaAllocate(Math.max(values.byteLength, 8));
  new Float64Array(core.memory.buffer, unsigned(address), values.length).set(values);
  return address;
}
