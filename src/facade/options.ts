import { MOST_THREADS } from '../engine/threads/team.ts';
import { didYouMean, oneOf } from '../problem/suggest.ts';
import { ArgumentError } from '../solve/errors.ts';
import type { Progress } from '../solve/types.ts';
import { type Pool, WorkerPool } from '../worker/pool.ts';
import type { Threads } from '../worker/threads.ts';

/** Where and from what a flow runs. */
export interface OpenOptions {
  /** Run on this thread instead of in a worker: for scripts and tests. Default false. */
  inline?: boolean;
  /** The workers to use. Default: one pool for the whole program, as large as the machine. */
  pool?: Pool;
  /** Address of a served copy of `torusflow/worker`, for pages whose policy forbids blob: workers. */
  workerUrl?: string | URL;
  /** Address of a served copy of `torusflow/core.wasm`. */
  wasmUrl?: string | URL;
  /** Address of a served copy of `torusflow/core-threads.wasm`. */
  wasmThreadsUrl?: string | URL;
  /**
   * How many threads the spectral method and finite volumes may step on in two and three dimensions: 1 to 8, or 'auto',
   * the default: those of the machine, from about 256² points on. More than one where threads can share memory: in Node, and in
   * browsers on pages that are cross-origin isolated; there they are used while they make steps faster. Results do
   * not depend on it; `solution.solver.threads` says how many ran.
   */
  threads?: Threads;
  /**
   * Goes on from here, bit for bit: the `state` of a solution, or of `Flow.exportState`. A solve then answers for
   * the save times from the state's own time on.
   */
  state?: Uint8Array;
  /** Reads the files that densities name. Default: from disk in Node, by `fetch` from the page elsewhere. */
  readFile?: (path: string) => Promise<Uint8Array>;
}

/** How `solve` runs a problem: where, with what to tell and to be told. */
export interface SolveOptions extends OpenOptions {
  /** Ends the run within 50 ms of work; what was computed until then is kept. */
  signal?: AbortSignal;
  /** Told how far the run is, at most fifteen times a second and once at the end. */
  onProgress?: (progress: Progress) => void;
}

type Check = readonly [allowed: string, fits: (value: unknown) => boolean];

/** By its tag, since `instanceof` fails for what another realm (a frame, a test runner's sandbox) made. */
const tagged = (tag: string) => (value: unknown) =>
  Object.prototype.toString.call(value) === `[object ${tag}]`;

const url: Check = ['a string or a URL', (value) => typeof value === 'string' || tagged('URL')(value)];
const threads: Check = [
  `'auto' or a whole number from 1 to ${MOST_THREADS}`,
  (value) =>
    value === 'auto' ||
    (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_THREADS),
];
const call: Check = ['a function', (value) => typeof value === 'function'];

const openChecks: Record<keyof OpenOptions, Check> = {
  inline: ['true or false', (value) => typeof value === 'boolean'],
  pool: ['a pool of createPool', (value) => value instanceof WorkerPool],
  workerUrl: url,
  wasmUrl: url,
  wasmThreadsUrl: url,
  threads,
  state: ['a Uint8Array', tagged('Uint8Array')],
  readFile: call,
};

const solveChecks: Record<keyof SolveOptions, Check> = {
  ...openChecks,
  signal: ['an AbortSignal', tagged('AbortSignal')],
  onProgress: call,
};

/** The options of `solve`. */
export const solveOptionNames: readonly string[] = Object.keys(solveChecks);

const poolChecks = {
  workers: ['a whole number ≥ 1', (value: unknown) => Number.isInteger(value) && (value as number) >= 1],
  workerUrl: url,
  wasmUrl: url,
  wasmThreadsUrl: url,
  threads,
  loadTimeout: ['a number > 0', (value: unknown) => typeof value === 'number' && value > 0],
} as const satisfies Record<string, Check>;

/** @throws ArgumentError naming the first option of `open` that cannot be taken. */
export const checkOpenOptions = (options: OpenOptions): void => checkUse(options, openChecks);

/** @throws ArgumentError naming the first option of `solve` that cannot be taken. */
export const checkSolveOptions = (options: SolveOptions): void => checkUse(options, solveChecks);

/** @throws ArgumentError naming the first option of `createPool` that cannot be taken. */
export const checkPoolOptions = (options: object): void => check(options, poolChecks);

/** What is a pool's own business, and what a run on this thread has no use for. */
const addresses = ['workerUrl', 'wasmUrl', 'wasmThreadsUrl'] as const;
const ofWorkers = ['workerUrl', 'wasmThreadsUrl', 'threads'] as const;

function checkUse(options: OpenOptions, checks: Record<string, Check>): void {
  check(options, checks);
  if (options.pool && (options.inline || addresses.some((key) => options[key] !== undefined))) {
    throw new ArgumentError(
      'options.pool',
      options.pool,
      'left out beside inline, workerUrl, wasmUrl and wasmThreadsUrl',
    );
  }
  const idle = options.inline && ofWorkers.find((key) => options[key] !== undefined);
  if (idle) throw new ArgumentError(`options.${idle}`, options[idle], 'left out beside inline');
}

function check(options: object, checks: Record<string, Check>): void {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError('options', options, 'an object');
  }
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(checks, key)) {
      const known = Object.keys(checks);
      throw new ArgumentError(`options.${key}`, value, `one of ${oneOf(known)}${didYouMean(key, known)}`);
    }
    const [allowed, fits] = checks[key];
    if (value !== undefined && !fits(value)) throw new ArgumentError(`options.${key}`, value, allowed);
  }
}
