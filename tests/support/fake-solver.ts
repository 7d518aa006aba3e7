// A solver without WASM, for the tests of what drives one: E(t) = e^{−2t} in steps of a fixed size, each of
// which burns a stated time, and which can be told to go wrong.
import type { Diagnostics, History, Solver, Stop } from '../../src/engine/types.ts';
import type { DiscreteProblem } from '../../src/problem/types.ts';

export interface Behaviour {
  step?: number;
  /** Milliseconds that a step takes. */
  cost?: number;
  negativeSince?: number;
  /** From this time on half of the energy sits in the tail. */
  exhaustedFrom?: number;
  /** Where the run ends, and how. */
  fails?: { at: number; stop: Stop };
}

export function fakeProblem(times: readonly number[], norms: readonly number[] = [-1, 0]): DiscreteProblem {
  return {
    grid: [4],
    s: 1,
    initial: new Float64Array(4),
    target: new Float64Array(4),
    end: times[times.length - 1],
    times: Float64Array.from(times),
    method: 'spectral',
    integrator: 'etd43',
    step: 0,
    dealias: '3/2',
    filter: null,
    reconstruction: 'weno5',
    particles: null,
    atoms: [],
    patches: [],
    targetPatches: [],
    tolerance: { relative: 1e-8, absolute: 1e-12 },
    norms: [...norms],
    maxSteps: 1e6,
    regularity: null,
    reason: 'for a test',
  };
}

export class FakeSolver implements Solver {
  time = 0;
  steps = 0;
  rejected = 0;
  evaluations = 0;
  closed = 0;
  /** Largest budget asked for. */
  largest = 0;
  readonly cutoff = [1];
  private readonly recorded: number[] = [0];

  constructor(private readonly behaviour: Behaviour = {}) {}

  get negativeSince(): number {
    return this.behaviour.negativeSince ?? Number.NaN;
  }

  advance(to: number, budget: number): Stop {
    const { step = 0.01, cost = 0, fails } = this.behaviour;
    this.largest = Math.max(this.largest, budget);
    for (let i = 0; i < budget; i++) {
      if (this.time >= to) return 'reached';
      if (fails && this.time >= fails.at) return fails.stop;
      const until = performance.now() + cost;
      while (performance.now() < until);
      this.time = Math.min(to, this.time + step);
      this.steps += 1;
      this.evaluations += 4;
      this.recorded.push(this.time);
    }
    return this.time >= to ? 'reached' : 'budget';
  }

  density(out: Float64Array): void {
    out.fill(this.time);
  }

  diagnostics(): Diagnostics {
    const energy = Math.exp(-2 * this.time);
    const tail = this.tailAt(this.time);
    return {
      time: this.time,
      energy,
      dissipation: 2 * energy,
      mass: 1,
      minimum: 0.5,
      maximum: 1.5,
      norms: [1, 2],
      tail,
    };
  }

  history(): History {
    const time = Float64Array.from(this.recorded);
    const energy = time.map((t) => Math.exp(-2 * t));
    const tail = time.map((t) => this.tailAt(t));
    return {
      time,
      energy,
      dissipation: energy.map((e) => 2 * e),
      tail,
      drift: time.map(() => 0),
      norms: { '-1': energy, '0': energy },
    };
  }

  exportState(): Uint8Array {
    return new Uint8Array(Float64Array.of(this.time).buffer);
  }

  importState(state: Uint8Array): void {
    this.time = new Float64Array(state.slice().buffer)[0];
  }

  close(): void {
    this.closed += 1;
  }

  private tailAt(time: number): number {
    return time >= (this.behaviour.exhaustedFrom ?? Number.POSITIVE_INFINITY) ? 0.5 : 0;
  }
}
