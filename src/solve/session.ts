import { type Rate, rateEstimator } from '../diagnostics/rates.ts';
import { roughnessOf } from '../diagnostics/roughness.ts';
import { createSolver, Fields } from '../engine/create.ts';
import type { Crew } from '../engine/threads/team.ts';
import type { Diagnostics, FieldName, History, PointMasses, Solver, Stop } from '../engine/types.ts';
import { nextTask } from '../problem/next-task.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { ArgumentError } from './errors.ts';
import { outcomeOf, warningsOf } from './outcome.ts';
import { Pace } from './pace.ts';
import { Reporter } from './progress.ts';
import { Rows } from './rows.ts';
import type { Driver, Outcome, Progress, Run, ShellSpectrum, SolverReport } from './types.ts';

/**
 * One flow on this thread. It steps in batches of a few milliseconds and looks at the event loop between
 * them, so that a page stays alive, several sessions take turns in one worker, and `cancel` is heard.
 */
export class Session implements Driver {
  private readonly pace = new Pace();
  private cancelled = false;
  private work: Promise<unknown> = Promise.resolve();
  private closed = false;
  private estimate: ReturnType<typeof rateEstimator> | undefined;
  private fields: Fields | undefined;
  /** The density, for the fields of it. */
  private scratch: Float64Array | undefined;
  private beginning: Pick<ShellSpectrum, 'initial' | 'law'> | undefined;

  constructor(
    private readonly solver: Solver,
    private readonly problem: DiscreteProblem,
    /** Where fields and spectra are worked out, laid out once they are asked for. */
    private readonly module: WebAssembly.Module,
  ) {}

  run(onProgress?: (progress: Progress) => void): Promise<Run> {
    return this.begin(this.runThrough(onProgress));
  }

  async advance(to: number): Promise<Outcome> {
    if (!(to >= this.solver.time && to < Number.POSITIVE_INFINITY)) {
      throw new ArgumentError('to', to, `a finite time from the flow's own, ${this.solver.time}, on`);
    }
    return this.begin(this.advanceTo(to));
  }

  /** Keeps hold of the work under way, which `close` has to wait for. */
  private begin<T>(work: Promise<T>): Promise<T> {
    this.work = work.catch(() => {});
    return work;
  }

  private async runThrough(onProgress?: (progress: Progress) => void): Promise<Run> {
    this.cancelled = false;
    const { solver } = this;
    const times = this.problem.times.filter((time) => time >= solver.time);
    const rows = new Rows(this.problem, times);
    const reporter = new Reporter(solver, times, onProgress);
    let stop: Stop | 'cancelled' = 'reached';
    for (const time of times) {
      stop = await this.stepTo(time, () => reporter.tick());
      if (stop !== 'reached') break;
      rows.push(solver);
    }
    reporter.report();
    const history = solver.history();
    return {
      outcome: outcomeOf(stop, solver.time, this.problem),
      warnings: warningsOf(solver, history),
      ...rows.take(),
      history,
      solver: this.report(),
      state: solver.exportState(),
    };
  }

  private async advanceTo(to: number): Promise<Outcome> {
    this.cancelled = false;
    const stop = await this.stepTo(to);
    return outcomeOf(stop, this.solver.time, this.problem);
  }

  /** Steps to `to` in batches, calling `between` after each look at the event loop. */
  private async stepTo(to: number, between?: () => void): Promise<Stop | 'cancelled'> {
    for (;;) {
      if (this.pace.due) {
        await nextTask();
        between?.();
        this.pace.renew();
      }
      if (this.cancelled) return 'cancelled';
      if (this.solver.time === to) return 'reached';
      const stop = this.pace.advance(this.solver, to);
      if (stop !== 'budget') return stop;
    }
  }

  /** In shared memory, where there is such: 1 makes the step under way end at once, as the flow was before it. */
  get cancelFlag(): Int32Array | undefined {
    return this.solver.cancelFlag;
  }

  cancel(): void {
    this.cancelled = true;
  }

  async frame(buffer: Float64Array): Promise<Float64Array> {
    this.solver.density(buffer);
    return buffer;
  }

  async points(): Promise<PointMasses | null> {
    return this.solver.points?.() ?? null;
  }

  async field(name: FieldName, buffer: Float64Array): Promise<Float64Array> {
    this.layFields().field(name, this.density(), buffer);
    return buffer;
  }

  /** The first time, as long as a Fourier transform of the data takes in JavaScript. */
  async spectrum(): Promise<ShellSpectrum> {
    const { initial, target, grid, regularity } = this.problem;
    const fields = this.layFields();
    this.beginning ??= {
      initial: fields.shells(initial).power,
      law: roughnessOf(initial, target, grid, regularity),
    };
    // Copies: what crosses to another thread is handed over.
    return { ...fields.shells(this.density()), ...this.beginning, initial: this.beginning.initial.slice() };
  }

  private layFields(): Fields {
    this.fields ??= new Fields(this.module, this.problem);
    return this.fields;
  }

  private density(): Float64Array {
    this.scratch ??= new Float64Array(this.problem.target.length);
    this.solver.density(this.scratch);
    return this.scratch;
  }

  async diagnostics(): Promise<Diagnostics> {
    return this.solver.diagnostics();
  }

  async history(): Promise<History> {
    return this.solver.history();
  }

  /** Some milliseconds; the first time, as long as Fourier transforms of both densities take in JavaScript. */
  async rates(): Promise<Rate[]> {
    this.estimate ??= rateEstimator(this.problem);
    return this.estimate({ history: this.solver.history() });
  }

  async exportState(): Promise<Uint8Array> {
    return this.solver.exportState();
  }

  async importState(state: Uint8Array): Promise<void> {
    if (state.length > 0) this.solver.importState(state);
  }

  /** Ends what is under way as 'cancelled' and gives the solver's memory back. Closing twice is fine. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.cancel();
    await this.work;
    this.fields?.close();
    this.solver.close();
  }

  private report(): SolverReport {
    const { method, integrator, reason } = this.problem;
    const { steps, rejected, evaluations, threads = 1 } = this.solver;
    const seconds = this.pace.spent / 1000;
    return { method, integrator, reason, steps, rejected, evaluations, seconds, threads };
  }
}

/** Lays out a solver for `problem`, on a crew where there is one, continued from `state` if one is given. */
export function openSession(
  module: WebAssembly.Module,
  problem: DiscreteProblem,
  state?: Uint8Array,
  crew?: Crew,
): Session {
  const solver = createSolver(module, problem, undefined, crew);
  try {
    if (state?.length) solver.importState(state);
  } catch (error) {
    solver.close();
    throw error;
  }
  return new Session(solver, problem, module);
}
