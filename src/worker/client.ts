import { type Remote, transfer, wrap } from 'comlink';
import type { Parcel } from '../problem/portable.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import type { Driver, Plan, Progress, RatedRun } from '../solve/types.ts';
import { carryErrors } from './carry.ts';
import { hasThreads, loadCore } from './core.ts';
import { errorClasses } from './crossing.ts';
import { WorkerError } from './errors.ts';
import type { ProgressMessage, Service } from './service.ts';
import type { Thread } from './thread.ts';
import { type Start, waysToStart } from './ways.ts';

export interface ClientOptions {
  workerUrl?: string | URL;
  /** Milliseconds a worker may take to load. */
  loadTimeout?: number;
  /** Address of a served copy of `torusflow/core-threads.wasm`. */
  wasmThreadsUrl?: string | URL;
}

/** A problem that a worker keeps. */
export interface Prepared {
  readonly id: number;
  readonly plan: Plan;
}

/** Generous: a machine under load may take seconds to start a thread. */
const LOAD_TIMEOUT = 20_000;

/** One worker, seen from the thread that uses it. */
export class Client {
  /** Why the worker ended, once it has. */
  failure: WorkerError | undefined;
  private onEnd = () => {};
  private readonly service: Remote<Service>;
  private readonly pending = new Set<(reason: WorkerError) => void>();
  private readonly listeners = new Map<number, (progress: Progress) => void>();
  private sessions = 0;
  /** Whether the worker can lead other threads, and whether it has the build for it. */
  private leads = false;
  private equipped: Promise<void> | undefined;

  private constructor(
    private readonly thread: Thread,
    private readonly options: ClientOptions,
  ) {
    this.service = wrap<Service>(thread.endpoint);
    thread.hold(false);
    thread.onFailure((reason) => this.fail(crashed(reason)));
    thread.onMessage((data) => this.hear(data as ProgressMessage));
  }

  /** Starts a worker, tries the next way where one is blocked, and hands it the compiled solver. */
  static async start(core: Promise<WebAssembly.Module>, options: ClientOptions): Promise<Client> {
    carryErrors(errorClasses);
    const reasons: unknown[] = [];
    for (const way of waysToStart(options.workerUrl)) {
      try {
        return await Client.load(way, core, options);
      } catch (error) {
        if (error instanceof WorkerError && error.code === 'ERR_CORE_LOAD') throw error;
        reasons.push(error);
      }
    }
    throw unloadable(options.workerUrl, reasons.at(-1));
  }

  /** The thread starts while the solver is being compiled. */
  private static async load(
    way: Start,
    core: Promise<WebAssembly.Module>,
    options: ClientOptions,
  ): Promise<Client> {
    const client = new Client(way(), options);
    const module = await core.catch((error) => {
      client.end(error);
      throw error;
    });
    const timeout = options.loadTimeout ?? LOAD_TIMEOUT;
    const late = `it did not answer within ${timeout} ms`;
    const timer = setTimeout(() => client.fail(new WorkerError('ERR_WORKER_LOAD', late)), timeout);
    try {
      client.leads = await client.call((service) => service.load(module));
      return client;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Validates and samples a problem in the worker, which keeps the result until it is opened, taken or dropped.
   *
   * @param samples whether copies of the samples are wanted here
   * @throws ProblemError
   */
  async prepare(parcel: Parcel, samples: boolean): Promise<Prepared> {
    const id = ++this.sessions;
    const plan = await this.asking(parcel, (service) => service.prepare(id, parcel.content, samples));
    return { id, plan };
  }

  /** Finds what is wrong with a problem apart from its densities. @throws ProblemError */
  check(parcel: Parcel): Promise<void> {
    return this.asking(parcel, (service) => service.check(parcel.content));
  }

  /**
   * Opens a session of what was prepared in this worker, or of a problem that came from elsewhere.
   *
   * @param threads how many it may step on, where the worker can share memory with others
   */
  async open(source: Prepared | DiscreteProblem, state?: Uint8Array, threads = 1): Promise<Driver> {
    const [id, given] = 'id' in source ? [source.id, undefined] : [++this.sessions, handed(source)];
    const several = threads > 1 && this.leads && hasThreads(this.options.wasmThreadsUrl);
    if (several) await this.equip();
    const flag = await this.call((service) => service.open(id, given, state, several ? threads : 1));
    return this.driver(id, flag);
  }

  /** What was prepared, for another worker. */
  take({ id }: Prepared): Promise<DiscreteProblem> {
    return this.call((service) => service.take(id));
  }

  /** What there is of a run of what was prepared that is cancelled before it begins. */
  skip({ id }: Prepared, state?: Uint8Array): Promise<RatedRun> {
    return this.call((service) => service.skip(id, state));
  }

  /** A call about a problem, whose errors name what stands in the problem itself. */
  private asking<T>(parcel: Parcel, invoke: (service: Remote<Service>) => Promise<T>): Promise<T> {
    return this.call(invoke).catch((error) => {
      throw parcel.restored(error);
    });
  }

  /** Hands the worker the build for several threads, once. */
  private equip(): Promise<void> {
    this.equipped ??= loadCore(this.options.wasmThreadsUrl, 'threads')
      .then((module) => this.call((service) => service.equip(module)))
      .catch((reason) => {
        this.equipped = undefined;
        throw reason;
      });
    return this.equipped;
  }

  /** @param flag in shared memory, where there is such: heard within a step, while messages are heard between steps */
  private driver(id: number, flag?: Int32Array): Driver {
    const raise = (value: 0 | 1) => flag && Atomics.store(flag, 0, value);
    return {
      run: async (onProgress) => {
        raise(0);
        if (onProgress) this.listeners.set(id, onProgress);
        try {
          return await this.call((service) => service.run(id, onProgress !== undefined));
        } finally {
          this.listeners.delete(id);
        }
      },
      advance: (to) => {
        raise(0);
        return this.call((service) => service.advance(id, to));
      },
      cancel: () => {
        raise(1);
        void this.call((service) => service.cancel(id)).catch(() => {});
      },
      frame: (buffer) =>
        this.call((service) => service.frame(id, transfer(buffer, [buffer.buffer as ArrayBuffer]))),
      field: (name, buffer) =>
        this.call((service) => service.field(id, name, transfer(buffer, [buffer.buffer as ArrayBuffer]))),
      spectrum: () => this.call((service) => service.spectrum(id)),
      points: () => this.call((service) => service.points(id)),
      diagnostics: () => this.call((service) => service.diagnostics(id)),
      history: () => this.call((service) => service.history(id)),
      rates: () => this.call((service) => service.rates(id)),
      exportState: () => this.call((service) => service.exportState(id)),
      importState: (state) => this.call((service) => service.importState(id, state)),
      // A worker that has ended took its sessions with it.
      close: () =>
        this.call((service) => service.close(id)).catch((error) => {
          if (!this.failure) throw error;
        }),
    };
  }

  /** Calls `listener` when the worker ends, however it ends. */
  whenEnded(listener: () => void): void {
    if (this.failure) listener();
    else this.onEnd = listener;
  }

  /** Ends the worker; calls that are pending reject with `reason`. */
  end(reason = new WorkerError('ERR_WORKER_CLOSED', 'the pool was closed')): void {
    this.fail(reason);
  }

  /** Calls the service; rejects when the worker ends before it answers. Node stays alive meanwhile. */
  private call<T>(invoke: (service: Remote<Service>) => Promise<T>): Promise<T> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise<T>((resolve, reject) => {
      if (this.pending.size === 0) this.thread.hold(true);
      this.pending.add(reject);
      const settled = () => {
        this.pending.delete(reject);
        if (this.pending.size === 0) this.thread.hold(false);
      };
      invoke(this.service).finally(settled).then(resolve, reject);
    });
  }

  private hear(message: ProgressMessage): void {
    if (message?.torusflow === 'progress') this.listeners.get(message.session)?.(message.progress);
  }

  private fail(reason: WorkerError): void {
    if (this.failure) return;
    this.failure = reason;
    this.thread.terminate();
    for (const reject of this.pending) reject(reason);
    this.pending.clear();
    this.onEnd();
  }
}

/** A copy of a problem, whose samples are transferred. */
function handed(problem: DiscreteProblem): DiscreteProblem {
  const copy = { ...problem, initial: problem.initial.slice(), target: problem.target.slice() };
  return transfer(copy, [copy.initial.buffer, copy.target.buffer]);
}

const text = (reason: unknown) => (reason instanceof Error ? reason.message : String(reason));

const crashed = (reason: unknown) =>
  new WorkerError('ERR_WORKER_CRASHED', `a worker ended before it answered: ${text(reason)}`, {
    cause: reason,
  });

function unloadable(workerUrl: string | URL | undefined, reason: unknown): WorkerError {
  const cause = { cause: reason };
  return workerUrl === undefined
    ? new WorkerError(
        'ERR_WORKER_BLOCKED',
        `the self-contained worker could not start (${text(reason)}). Where a Content-Security-Policy forbids blob: and data: workers, serve torusflow/worker and pass its address as workerUrl (on an element: worker-url).`,
        cause,
      )
    : new WorkerError(
        'ERR_WORKER_LOAD',
        `no worker could be loaded from ${workerUrl}: ${text(reason)}`,
        cause,
      );
}
