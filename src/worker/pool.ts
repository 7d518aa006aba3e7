import { ClosedError } from '../solve/errors.ts';
import type { Plan } from '../solve/types.ts';
import { Client } from './client.ts';
import { loadCore } from './core.ts';
import { asyncDispose } from './dispose.ts';
import { processors, type Threads, threadsFor } from './threads.ts';

/** How a pool of workers is made. */
export interface PoolOptions {
  /** How many workers at most. Default: one for each processor the machine offers. */
  workers?: number;
  /** Address of a served copy of `torusflow/worker`, where a Content-Security-Policy forbids blob: workers. */
  workerUrl?: string | URL;
  /** Address of a served copy of `torusflow/core.wasm`. */
  wasmUrl?: string | URL;
  /** Address of a served copy of `torusflow/core-threads.wasm`. */
  wasmThreadsUrl?: string | URL;
  /** Milliseconds a worker may take to load. Default 20 000. */
  loadTimeout?: number;
  /** Threads for each flow that does not say how many: 1 to 8, or 'auto', the default. */
  threads?: Threads;
}

/** A program's own set of workers. */
export interface Pool extends AsyncDisposable {
  /** How many workers at most. */
  readonly size: number;
  /** Whether no worker is in use. */
  readonly idle: boolean;
  /** Ends every worker. Calls that are pending reject with a WorkerError, later ones with a ClosedError. */
  close(): Promise<void>;
}

/** A worker on loan. */
export interface Loan {
  client: Client;
  /** Threads that a flow in it should step on, asked for by `threads` or else by the pool's own option. */
  threadsFor(problem: Plan, threads?: Threads): number;
  /**
   * Of a share in a worker: the right to solve, in this worker where no other solve runs in it, otherwise in the next
   * that is free. Undefined when `signal` aborts in the queue. The share is to be given back in any case.
   */
  promote(signal?: AbortSignal): Promise<Loan | undefined>;
  /** Gives the worker back; a second time is nothing. */
  release(): void;
}

interface Member {
  client: Promise<Client>;
  /** A worker runs one solve at a time, … */
  solving: boolean;
  /** … and takes turns between it and any number of open flows. */
  flows: number;
}

type Use = 'solve' | 'open';

interface Waiter {
  resolve(member: Member | undefined): void;
  reject(reason: ClosedError): void;
}

const load = (member: Member): number => Number(member.solving) + member.flows;

/**
 * Workers that are started when needed, kept for reuse, and replaced when they end. Solves queue for a worker
 * that is not solving; open flows share, so that one that stays open keeps nobody else waiting.
 */
export class WorkerPool implements Pool {
  readonly size: number;
  private readonly members = new Set<Member>();
  private readonly queue: Waiter[] = [];
  private closed = false;

  constructor(private readonly options: PoolOptions = {}) {
    this.size = options.workers ?? processors();
  }

  get idle(): boolean {
    return this.queue.length === 0 && [...this.members].every((member) => load(member) === 0);
  }

  /**
   * Lends a worker. Undefined when `signal` aborts while the request is queued.
   *
   * @throws WorkerError when the worker cannot be started; ClosedError after `close`.
   */
  async borrow(use: Use, signal?: AbortSignal): Promise<Loan | undefined> {
    if (this.closed) throw new ClosedError('pool');
    return this.lend(this.choose(use) ?? (await this.wait(signal)), use);
  }

  private async lend(member: Member | undefined, use: Use): Promise<Loan | undefined> {
    if (!member) return undefined;
    try {
      return await this.loan(member, use);
    } catch (error) {
      this.release(member, use);
      throw error;
    }
  }

  private async loan(member: Member, use: Use): Promise<Loan> {
    let held = true;
    const release = () => {
      if (held) this.release(member, use);
      held = false;
    };
    const promote = async (signal?: AbortSignal) => {
      if (!member.solving) {
        member.solving = true;
        release();
        return this.loan(member, 'solve');
      }
      return this.lend(this.choose('solve') ?? (await this.wait(signal)), 'solve');
    };
    const threads: Loan['threadsFor'] = (plan, asked) => this.threadsFor(plan, asked);
    return { client: await member.client, threadsFor: threads, promote, release };
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiter of this.queue.splice(0)) waiter.reject(new ClosedError('pool'));
    const clients = await Promise.allSettled([...this.members].map(({ client }) => client));
    for (const client of clients) if (client.status === 'fulfilled') client.value.end();
  }

  [asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Reserves an idle worker, else a new one, else the one with least to do; none if a solve has to wait. */
  private choose(use: Use): Member | undefined {
    const candidates = [...this.members].filter((member) => use === 'open' || !member.solving);
    const best = candidates.sort((a, b) => load(a) - load(b)).at(0);
    const full = this.members.size >= this.size;
    const chosen = (best && load(best) === 0) || full ? best : this.start();
    if (chosen && use === 'open') chosen.flows += 1;
    else if (chosen) chosen.solving = true;
    return chosen;
  }

  private threadsFor(problem: Plan, threads = this.options.threads ?? 'auto'): number {
    const busy = [...this.members].filter((member) => load(member) > 0).length;
    return threadsFor(problem, threads, busy);
  }

  private release(member: Member, use: Use): void {
    if (use === 'open') member.flows -= 1;
    else member.solving = false;
    this.serve();
  }

  private start(): Member {
    const client = Client.start(loadCore(this.options.wasmUrl), this.options);
    const member: Member = { client, solving: false, flows: 0 };
    const drop = () => {
      this.members.delete(member);
      if (!this.closed) this.serve();
    };
    client.then((started) => started.whenEnded(drop), drop);
    this.members.add(member);
    return member;
  }

  private wait(signal?: AbortSignal): Promise<Member | undefined> {
    let leave = () => {};
    const served = new Promise<Member | undefined>((resolve, reject) => {
      const waiter = { resolve, reject };
      this.queue.push(waiter);
      leave = () => {
        const place = this.queue.indexOf(waiter);
        if (place >= 0) this.queue.splice(place, 1);
        // No effect on one that has been served.
        resolve(undefined);
      };
    });
    signal?.addEventListener('abort', leave);
    return served.finally(() => signal?.removeEventListener('abort', leave));
  }

  /** Gives those that wait a worker, first come, first served. */
  private serve(): void {
    while (this.queue.length > 0) {
      const member = this.choose('solve');
      if (!member) return;
      this.queue.shift()?.resolve(member);
    }
  }
}
