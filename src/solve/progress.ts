import type { Solver } from '../engine/types.ts';
import type { Progress } from './types.ts';

/** Milliseconds between two reports: fifteen a second are enough for a bar to move smoothly. */
const INTERVAL = 1000 / 15;

/**
 * Share of the run at `time`, measured along its save times: between the i-th and the next of m intervals it
 * is (i + share of the interval)/m, which follows log t where the save times do.
 */
export function fractionAt(time: number, from: number, times: Float64Array): number {
  const marks = [from, ...times.filter((t) => t > from)];
  if (marks.length === 1) return 1;
  const next = marks.findIndex((t) => t > time);
  if (next < 0) return 1;
  const within = (time - marks[next - 1]) / (marks[next] - marks[next - 1]);
  return (next - 1 + within) / (marks.length - 1);
}

/** Tells a listener how far a run is, at most fifteen times a second and once at its end. */
export class Reporter {
  private last = performance.now();
  private readonly from: number;

  constructor(
    private readonly solver: Solver,
    private readonly times: Float64Array,
    private readonly listener: ((progress: Progress) => void) | undefined,
  ) {
    this.from = solver.time;
  }

  /** Reports if it is time to. */
  tick(): void {
    if (this.listener && performance.now() - this.last >= INTERVAL) this.report();
  }

  /** Reports now. */
  report(): void {
    if (!this.listener) return;
    this.last = performance.now();
    const { time, energy, dissipation } = this.solver.diagnostics();
    const fraction = fractionAt(time, this.from, this.times);
    this.listener({ time, fraction, steps: this.solver.steps, energy, dissipation });
  }
}
