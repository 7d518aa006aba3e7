/** The leader's side: a solver's instance, and the threads that help it while it steps. */
import { acquireCore, type CoreExports, releaseCore, type TeamExports } from '../core.ts';
import { Choice } from './choice.ts';
import type { HelpMessage } from './help.ts';

/** Threads of a team at most (MOST_THREADS of assembly/threads/team.ts). */
export const MOST_THREADS = 8;

/** The helping threads of one thread that leads: started when first called, and shared by all of its teams. */
export class Helpers {
  private readonly posts: ((message: HelpMessage) => void)[] = [];
  private readonly teams = new Map<WebAssembly.Memory, { number: number; known: Set<number> }>();

  /**
   * @param module the build for several threads
   * @param start starts a thread that gives every message it receives to `help`, and returns how to post to it
   */
  constructor(
    readonly module: WebAssembly.Module,
    private readonly start: () => (message: HelpMessage) => void,
  ) {}

  /** Calls helper `thread`, from 1, to the team on `memory`. */
  call(thread: number, memory: WebAssembly.Memory): void {
    const team = this.teams.get(memory) ?? { number: this.teams.size, known: new Set() };
    this.teams.set(memory, team);
    this.posts[thread] ??= this.start();
    const means = team.known.has(thread) ? {} : { module: this.module, memory };
    team.known.add(thread);
    this.posts[thread]({ torusflow: 'help', team: team.number, thread, ...means });
  }
}

/** Several threads for one solver. */
export interface Crew {
  helpers: Helpers;
  /** The leader among them. */
  threads: number;
}

/** A solver's instance on one thread, or on several where there is a crew. */
export class Team {
  readonly core: CoreExports;
  private readonly crew: Crew | undefined;
  private readonly choice: Choice;

  constructor(
    private readonly module: WebAssembly.Module,
    crew?: Crew,
  ) {
    const shared = crew && acquireShared(crew);
    this.crew = shared && crew;
    this.core = shared ?? acquireCore(module);
    this.choice = new Choice(this.crew?.threads ?? 1);
    if (this.crew) this.exports.formTeam(this.crew.threads);
  }

  /** Threads that took part in steps so far. */
  get threads(): number {
    let took = 1;
    for (let thread = 1; thread < (this.crew?.threads ?? 1); thread++) {
      if (this.exports.chunksDone(thread) > 0) took++;
    }
    return took;
  }

  /** In shared memory: while it is not 0, steps under way are given up. Undefined without a crew. */
  get cancelFlag(): Int32Array | undefined {
    return this.crew && new Int32Array(this.core.memory.buffer, this.exports.cancelWord(), 1);
  }

  /** Runs `step`, which returns how many steps it tried, on as many threads as serve best. */
  run(step: () => number): void {
    const threads = this.choice.next();
    if (threads > 1) this.gather(threads);
    try {
      const start = performance.now();
      const steps = step();
      this.choice.learn(threads, steps, performance.now() - start);
    } catch (error) {
      throw this.crew && this.exports.hasFailed() ? new Error('a thread of the solver failed') : error;
    } finally {
      if (threads > 1) this.exports.dismiss();
    }
  }

  /** Gives the instance back, unless a helper may still be at work in it. */
  release(): void {
    if (!this.crew || !this.exports.hasFailed()) releaseCore(this.crew?.helpers ?? this.module, this.core);
  }

  private gather(threads: number): void {
    const { core, crew, exports } = this;
    exports.gather(threads);
    for (let thread = 1; thread < threads; thread++) {
      if (exports.isAway(thread)) crew!.helpers.call(thread, core.memory);
    }
  }

  private get exports(): TeamExports {
    return this.core as unknown as TeamExports;
  }
}

/**
 * An instance that helpers can share: they come back to the memories they know, so it stays with them. Undefined where
 * the system has no room for such a memory, whose largest size is reserved from the beginning.
 */
function acquireShared({ helpers }: Crew): CoreExports | undefined {
  try {
    return acquireCore(helpers.module, helpers);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
