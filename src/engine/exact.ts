/** Exact solutions behind the interface of types.ts: a step is a row of the history, or of an integration on its way there. */
import { type ExactFlow, exactFlow, type Snapshot } from '../exact/index.ts';
import { cutoffs } from '../problem/resolution.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { StateError } from './errors.ts';
import { packState, unpackState } from './state.ts';
import type { Diagnostics, History, Solver, Stop } from './types.ts';

/** Rows of the history to a decade of time, and its first: a hundredth of the time in which modes decay. */
const ROWS_PER_DECADE = 32;
const FIRST = 1e-2;

/** A solver that knows the solution: it is evaluated at the times asked for and at log-spaced times between. */
export function createExactSolver(problem: DiscreteProblem): Solver {
  return new ExactSolver(problem, exactFlow(problem));
}

class ExactSolver implements Solver {
  readonly rejected = 0;
  /** An exact density is never negative. */
  readonly negativeSince = Number.NaN;
  readonly cutoff: readonly number[];
  time = 0;
  steps = 0;
  readonly #problem: DiscreteProblem;
  readonly #flow: ExactFlow;
  /** Rows of time, energy, dissipation, tail, drift and the norms. */
  #rows: number[][] = [];
  /** The snapshot of the present time, once it was asked for. */
  #seen: Snapshot | null = null;
  /** |2πk|^{2q} for q = −s and the orders of the norms. */
  readonly #symbols: Float64Array[];

  constructor(problem: DiscreteProblem, flow: ExactFlow) {
    this.#problem = problem;
    this.#flow = flow;
    this.cutoff = cutoffs(problem.grid, '3/2');
    this.#symbols = [-problem.s, ...problem.norms].map((q) =>
      Float64Array.from({ length: Math.ceil(problem.grid[0] / 2) }, (_, k) =>
        k > 0 ? (2 * Math.PI * k) ** (2 * q) : 0,
      ),
    );
    this.#record();
  }

  get evaluations(): number {
    return this.#flow.evaluations;
  }

  advance(to: number, budget: number): Stop {
    while (this.time < to) {
      if (this.steps >= this.#problem.maxSteps) return 'max-steps';
      if (budget-- <= 0) return 'budget';
      const row = Math.min(to, this.#nextRow());
      this.time = this.#flow.moveTowards(row);
      this.#seen = null;
      this.steps++;
      if (this.time < row) continue;
      if (!Number.isFinite(this.#now.energy)) return 'non-finite';
      this.#record();
    }
    return 'reached';
  }

  density(out: Float64Array): void {
    const { density } = this.#now;
    if (out.length !== density.length) {
      throw new RangeError(
        `density: the buffer has ${out.length} elements; the grid has ${density.length} points`,
      );
    }
    out.set(density);
  }

  diagnostics(): Diagnostics {
    const { minimum, maximum } = this.#now;
    const [time, energy, dissipation, tail, , ...norms] = this.#measure();
    // Of the solution, which a grid may be too coarse to hold: the mean of its samples would not be the mass.
    return { time, energy, dissipation, mass: 1, minimum, maximum, norms, tail };
  }

  history(): History {
    const column = (j: number) => Float64Array.from(this.#rows, (row) => row[j]);
    const norms = Object.fromEntries(this.#problem.norms.map((q, i) => [String(q), column(5 + i)]));
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
    const flow = this.#flow.exportState();
    const body = Float64Array.of(this.time, this.steps, flow.length, ...flow, ...this.#rows.flat());
    return packState(this.#problem, new Uint8Array(body.buffer));
  }

  importState(state: Uint8Array): void {
    const bytes = unpackState(this.#problem, state);
    const width = 5 + this.#problem.norms.length;
    const body = new Float64Array(bytes.slice().buffer, 0, Math.floor(bytes.length / 8));
    const [time, steps, length] = body;
    const rows = (body.length - 3 - length) / width;
    if (bytes.length % 8 !== 0 || !(length >= 0) || !Number.isInteger(rows) || rows < 1) {
      throw new StateError(`state: ${bytes.length} bytes are not those of a state`);
    }
    this.time = time;
    this.steps = steps;
    this.#flow.importState(time, body.slice(3, 3 + length));
    const row = (i: number) =>
      Array.from(body.subarray(3 + length + i * width, 3 + length + (i + 1) * width));
    this.#rows = Array.from({ length: rows }, (_, i) => row(i));
    this.#seen = null;
  }

  close(): void {
    this.#rows = [];
  }

  get #now(): Snapshot {
    this.#seen ??= this.#flow.snapshot();
    return this.#seen;
  }

  /** The next time 10^{i/32}. */
  #nextRow(): number {
    const from = Math.max(this.time, FIRST);
    return 10 ** ((Math.floor(Math.log10(from) * ROWS_PER_DECADE + 1e-9) + 1) / ROWS_PER_DECADE);
  }

  #record(): void {
    this.#rows.push(this.#measure());
  }

  /** Time, energy, dissipation, tail, drift, and the norms of the modes that the grid holds. */
  #measure(): number[] {
    const { difference, energy, dissipation, drift } = this.#now;
    const count = difference.length / 2;
    const sum = (symbol: Float64Array, first: number) => {
      let total = 0;
      for (let k = first; k < count; k++) {
        total += 2 * symbol[k] * (difference[2 * k] ** 2 + difference[2 * k + 1] ** 2);
      }
      return total;
    };
    const [own, ...orders] = this.#symbols;
    const beyond = Math.floor((2 * (count - 1)) / 3) + 1;
    const tail = energy > 0 ? (0.5 * sum(own, beyond)) / energy : 0;
    return [
      this.time,
      energy,
      dissipation,
      tail,
      drift,
      ...orders.map((symbol) => Math.sqrt(sum(symbol, 1))),
    ];
  }
}
