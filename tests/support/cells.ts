/** Averages over the cells of width 1/n around the grid points, and solutions in such averages. */
import { createSolver } from '../../src/engine/create.ts';
import type { Diagnostics } from '../../src/engine/types.ts';
import type { DiscreteProblem } from '../../src/problem/types.ts';
import { discreteProblem } from '../oracle/problem.ts';

/** From the cumulative function F of a density. */
export function averages(n: number, cumulative: (x: number) => number): Float64Array {
  return Float64Array.from(
    { length: n },
    (_, j) => n * (cumulative((j + 0.5) / n) - cumulative((j - 0.5) / n)),
  );
}

type Given = Pick<DiscreteProblem, 's' | 'initial'> & Partial<DiscreteProblem>;

export function volumeProblem(given: Given): DiscreteProblem {
  return discreteProblem({ method: 'finite-volume', integrator: null, ...given });
}

export interface Solved extends Diagnostics {
  density: Float64Array;
  steps: number;
}

/** The solution at time t; throws unless it is reached. */
export function solvedAt(module: WebAssembly.Module, problem: DiscreteProblem, t: number): Solved {
  const solver = createSolver(module, problem);
  const stop = solver.advance(t, 1e7);
  if (stop !== 'reached') throw new Error(`${stop} at ${solver.time}`);
  const density = new Float64Array(problem.target.length);
  solver.density(density);
  const solved = { density, steps: solver.steps, ...solver.diagnostics() };
  solver.close();
  return solved;
}

/** ∫ |a − b|. */
export function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]) / a.length, 0);
}

/** The observed order: minus the slope of log(error) over log n, by least squares. */
export function observedOrder(ns: readonly number[], errors: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = ns.map(Math.log);
  const y = errors.map(Math.log);
  const [mx, my] = [mean(x), mean(y)];
  const products = x.map((value, i) => (value - mx) * (y[i] - my));
  const squares = x.map((value) => (value - mx) ** 2);
  return -mean(products) / mean(squares);
}

/**
 * s = 1, ν = 1, from the uniform density on [from, to]: at every time the uniform density on the interval between
 * the characteristics of its ends, and E = ½W₂² = (1 − length)² e^{−2t}/24.
 */
export class SpreadingPatch {
  readonly from: number;
  readonly to: number;

  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  ends(t: number): [number, number] {
    const centre = (this.from + this.to) / 2;
    const half = (Math.exp(-t) * (this.to - this.from) - Math.expm1(-t)) / 2;
    return [centre - half, centre + half];
  }

  cumulative(t: number, x: number): number {
    const [from, to] = this.ends(t);
    // Turns counted from the lower end, so that what passes through 0 needs no case.
    const turn = Math.floor(x - from);
    return turn + Math.min(1, (x - from - turn) / (to - from));
  }

  energy(t: number): number {
    return ((1 - (this.to - this.from)) ** 2 * Math.exp(-2 * t)) / 24;
  }
}
