import type { Solver, Stop } from '../engine/types.ts';

/** Milliseconds of stepping between two looks at the event loop: short enough to cancel and to draw in. */
const SLICE = 8;

/** Cuts stepping into slices of a few milliseconds, by the measured cost of a step. */
export class Pace {
  /** Milliseconds spent inside the solver so far. */
  spent = 0;
  private budget = 1;
  private deadline = Number.NEGATIVE_INFINITY;

  /** Whether the slice is used up, so that the event loop is due. */
  get due(): boolean {
    return performance.now() >= this.deadline;
  }

  /** Begins the next slice. */
  renew(): void {
    this.deadline = performance.now() + SLICE;
  }

  /** Advances the solver by as many steps as should fit into what is left of the slice. */
  advance(solver: Solver, to: number): Stop {
    const tried = solver.steps + solver.rejected;
    const start = performance.now();
    const stop = solver.advance(to, this.budget);
    const end = performance.now();
    this.spent += end - start;
    if (stop === 'budget')
      this.adapt(solver.steps + solver.rejected - tried, end - start, this.deadline - end);
    return stop;
  }

  /** The budget at most doubles, because clocks in browsers are coarse and a first step may cost more. */
  private adapt(steps: number, elapsed: number, left: number): void {
    if (steps === 0) return;
    const wanted = (steps * (left > 0 ? left : SLICE)) / elapsed;
    this.budget = Math.max(1, Math.floor(Math.min(2 * this.budget, wanted)));
  }
}
