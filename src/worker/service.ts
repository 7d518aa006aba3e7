import { transfer } from 'comlink';
import type { Rate } from '../diagnostics/rates.ts';
import type { HelpMessage } from '../engine/threads/help.ts';
import { Helpers } from '../engine/threads/team.ts';
import type { Diagnostics, FieldName, History, PointMasses } from '../engine/types.ts';
import { checkUnsampled, discretize } from '../problem/discretize.ts';
import type { Portable } from '../problem/portable.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { emptyRun } from '../solve/empty.ts';
import { openSession, type Session } from '../solve/session.ts';
import type { Outcome, Plan, Progress, RatedRun, Run, ShellSpectrum } from '../solve/types.ts';
import { canShare } from './threads.ts';
import { buffersOf } from './transfer.ts';

/** A report of progress, sent beside comlink's messages: nobody answers it, nobody waits. */
export interface ProgressMessage {
  torusflow: 'progress';
  session: number;
  progress: Progress;
}

/** What a worker does for its client: many sessions, each known by a number the client gave it. */
export class Service {
  private readonly sessions = new Map<number, Session>();
  /** Problems that wait to be opened. */
  private readonly prepared = new Map<number, DiscreteProblem>();
  private module!: WebAssembly.Module;
  private helpers: Helpers | undefined;

  /** @param startHelper starts a thread that helps with what this one leads */
  constructor(
    private readonly post: (message: ProgressMessage) => void,
    private readonly startHelper: () => (message: HelpMessage) => void,
  ) {}

  /** The first call: hands over the compiled solver; the answer is whether this thread can lead others. */
  load(module: WebAssembly.Module): boolean {
    this.module = module;
    return canShare();
  }

  /** Hands over the build for several threads, before the first session that wants them. */
  equip(module: WebAssembly.Module): void {
    this.helpers = new Helpers(module, this.startHelper);
  }

  /** Validates and samples a problem, and keeps it. */
  async prepare(id: number, { problem, files, ...known }: Portable, samples: boolean): Promise<Plan> {
    const readFile = async (name: string) => files[name];
    const discrete = await discretize(problem, { readFile, ...known });
    this.prepared.set(id, discrete);
    const { grid, method, dealias, reason } = discrete;
    const plan = { grid, method, dealias, reason };
    if (!samples) return plan;
    const [initial, target] = [discrete.initial.slice(), discrete.target.slice()];
    return transfer({ ...plan, initial, target }, [initial.buffer, target.buffer]);
  }

  check({ problem, issues }: Portable): void {
    checkUnsampled(problem, issues);
  }

  /** Gives away what was prepared. */
  take(id: number): DiscreteProblem {
    const problem = this.taken(id);
    return transfer(problem, [problem.initial.buffer, problem.target.buffer] as ArrayBuffer[]);
  }

  skip(id: number, state?: Uint8Array): RatedRun {
    return emptyRun(this.taken(id), state);
  }

  private taken(id: number): DiscreteProblem {
    const problem = this.prepared.get(id)!;
    this.prepared.delete(id);
    return problem;
  }

  /**
   * Opens a session of the problem, or of what was prepared; the answer is its flag for cancelling, where it has one.
   */
  open(
    id: number,
    given: DiscreteProblem | undefined,
    state: Uint8Array | undefined,
    threads: number,
  ): Int32Array | undefined {
    const problem = given ?? this.taken(id);
    const crew = threads > 1 ? { helpers: this.helpers!, threads } : undefined;
    const session = openSession(this.module, problem, state, crew);
    this.sessions.set(id, session);
    return session.cancelFlag;
  }

  async run(id: number, watched: boolean): Promise<Run> {
    const listener = (progress: Progress) => this.post({ torusflow: 'progress', session: id, progress });
    const run = await this.session(id).run(watched ? listener : undefined);
    return transfer(run, buffersOf(run));
  }

  advance(id: number, to: number): Promise<Outcome> {
    return this.session(id).advance(to);
  }

  cancel(id: number): void {
    this.sessions.get(id)?.cancel();
  }

  async frame(id: number, buffer: Float64Array): Promise<Float64Array> {
    const frame = await this.session(id).frame(buffer);
    return transfer(frame, [frame.buffer]);
  }

  async field(id: number, name: FieldName, buffer: Float64Array): Promise<Float64Array> {
    const field = await this.session(id).field(name, buffer);
    return transfer(field, [field.buffer]);
  }

  async spectrum(id: number): Promise<ShellSpectrum> {
    const spectrum = await this.session(id).spectrum();
    return transfer(spectrum, buffersOf(spectrum));
  }

  async points(id: number): Promise<PointMasses | null> {
    const points = await this.session(id).points();
    return points && transfer(points, [points.positions.buffer as ArrayBuffer]);
  }

  diagnostics(id: number): Promise<Diagnostics> {
    return this.session(id).diagnostics();
  }

  async history(id: number): Promise<History> {
    const history = await this.session(id).history();
    return transfer(history, buffersOf(history));
  }

  rates(id: number): Promise<Rate[]> {
    return this.session(id).rates();
  }

  exportState(id: number): Promise<Uint8Array> {
    return this.session(id).exportState();
  }

  importState(id: number, state: Uint8Array): Promise<void> {
    return this.session(id).importState(state);
  }

  async close(id: number): Promise<void> {
    const session = this.sessions.get(id);
    this.sessions.delete(id);
    await session?.close();
  }

  private session(id: number): Session {
    return this.sessions.get(id)!;
  }
}
