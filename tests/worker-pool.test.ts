import { getEventListeners } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { StateError } from '../src/engine/errors.ts';
import { ArgumentError, ClosedError } from '../src/solve/errors.ts';
import { openSession } from '../src/solve/session.ts';
import type { Driver, Run } from '../src/solve/types.ts';
import { loadCore } from '../src/worker/core.ts';
import { WorkerError, type WorkerErrorCode } from '../src/worker/errors.ts';
import { type Loan, type PoolOptions, WorkerPool } from '../src/worker/pool.ts';
import { cosineEnergy, cosineProblem, endlessProblem } from './support/cosine.ts';

const test = suite('workers in Node');
const pools: WorkerPool[] = [];

function poolOf(options: PoolOptions): WorkerPool {
  const pool = new WorkerPool(options);
  pools.push(pool);
  return pool;
}

test.after.each(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

async function borrowed(pool: WorkerPool, use: 'solve' | 'open' = 'solve'): Promise<Loan> {
  return (await pool.borrow(use)) as Loan;
}

/** Awaits a rejection with a WorkerError of this code. */
async function fails(promise: Promise<unknown>, code: WorkerErrorCode): Promise<WorkerError> {
  const reason = await promise.then(
    () => assert.unreachable(`fulfilled instead of ${code}`),
    (error) => error,
  );
  assert.instance(reason, WorkerError);
  assert.is((reason as WorkerError).code, code);
  return reason as WorkerError;
}

const script = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;

async function runOnce(pool: WorkerPool): Promise<Run> {
  const { client, release } = await borrowed(pool);
  const driver = await client.open(cosineProblem());
  const run = await driver.run();
  await driver.close();
  release();
  return run;
}

test('give the same bits as this thread', async () => {
  const inline = await openSession(await loadCore(), cosineProblem()).run();
  const remote = await runOnce(poolOf({ workers: 1 }));
  const bits = ({ solver, ...run }: Run) => ({ ...run, solver: { ...solver, seconds: 0 } });
  assert.equal(bits(remote), bits(inline));
  // Four decades above the tolerance of a step.
  remote.time.forEach((t, i) => {
    assert.ok(Math.abs(remote.energy[i] / cosineEnergy(t) - 1) < 1e-6);
  });
});

test('are started when needed, at most as many as allowed, and used again', async () => {
  const pool = poolOf({ workers: 2 });
  const [a, b] = await Promise.all([borrowed(pool), borrowed(pool)]);
  assert.is.not(a.client, b.client);
  const waiting = borrowed(pool);
  a.release();
  assert.is((await waiting).client, a.client);
  b.release();
  assert.not.ok(pool.idle);
});

test('serve those that queue in turn', async () => {
  const pool = poolOf({ workers: 1 });
  const served: number[] = [];
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (i) => {
      await runOnce(pool);
      served.push(i);
    }),
  );
  assert.equal(served, [0, 1, 2, 3, 4, 5]);
  assert.ok(pool.idle);
});

test('let open flows share, so that solves are served while they stay open', async () => {
  const pool = poolOf({ workers: 1 });
  const { client, release } = await borrowed(pool, 'open');
  const other = await borrowed(pool, 'open');
  const flow = await client.open(endlessProblem());
  const advancing = flow.advance(1e6);
  const run = await runOnce(pool);
  assert.is(run.outcome.kind, 'completed');
  flow.cancel();
  assert.is((await advancing).kind, 'cancelled');
  await flow.close();
  release();
  other.release();
  assert.ok(pool.idle);
});

test('leave the queue when the signal aborts', async () => {
  const pool = poolOf({ workers: 1 });
  const first = await borrowed(pool);
  const controller = new AbortController();
  const waiting = pool.borrow('solve', controller.signal);
  controller.abort();
  assert.is(await waiting, undefined);
  const { signal } = new AbortController();
  const served = pool.borrow('solve', signal);
  first.release();
  ((await served) as Loan).release();
  assert.equal(getEventListeners(signal, 'abort'), []);
  assert.ok(pool.idle);
});

/** A flow in a worker that has calls of several kinds pending. */
async function busy(pool: WorkerPool): Promise<{ loan: Loan; driver: Driver; pending: Promise<unknown>[] }> {
  const loan = await borrowed(pool);
  const driver = await loan.client.open(endlessProblem());
  const pending = [driver.run(), driver.history(), driver.frame(new Float64Array(64))];
  return { loan, driver, pending };
}

test('reject every pending call when they end, and are replaced', async () => {
  const pool = poolOf({ workers: 1 });
  const { loan, driver, pending } = await busy(pool);
  const thread = (loan.client as unknown as { thread: { endpoint: Worker; terminate(): void } }).thread;
  const outcomes = Promise.all(pending.map((call) => fails(call, 'ERR_WORKER_CRASHED')));
  thread.terminate();
  const [{ message }] = await outcomes;
  assert.match(message, /exited with code/);
  await fails(driver.diagnostics(), 'ERR_WORKER_CRASHED');
  await driver.close();
  loan.release();
  assert.is((await runOnce(pool)).outcome.kind, 'completed');
});

test('that throw outside of a call reject with what they threw', async () => {
  const text = `
    const { parentPort } = process.getBuiltinModule('node:worker_threads');
    parentPort.on('message', ({ id, path }) => {
      if (path[0] === 'load') parentPort.postMessage({ id, type: 'RAW' });
      else setTimeout(() => { throw new Error('out of luck'); }, 1);
    });`;
  const pool = poolOf({ workers: 1, workerUrl: script(text) });
  const { client } = await borrowed(pool);
  const error = await fails(client.open(cosineProblem()), 'ERR_WORKER_CRASHED');
  assert.match(error.message, /out of luck/);
  assert.instance(error.cause, Error);
});

test('whose script throws, or is not there, or is silent, reject with ERR_WORKER_LOAD', async () => {
  const addresses = [
    script('throw new Error("no good")'),
    new URL('file:///no/such/worker.js'),
    'not a url',
    'https://example.org/worker.js',
  ];
  for (const workerUrl of addresses) {
    const pool = poolOf({ workers: 1, workerUrl });
    const calls = [pool.borrow('solve'), pool.borrow('open'), pool.borrow('solve')];
    await Promise.all(calls.map((call) => fails(call, 'ERR_WORKER_LOAD')));
    assert.ok(pool.idle);
  }
  const silent = poolOf({ workerUrl: script('setInterval(() => {}, 1000)'), loadTimeout: 100 });
  const { cause } = await fails(silent.borrow('solve'), 'ERR_WORKER_LOAD');
  assert.match((cause as Error).message, /100 ms/);
});

test('need a solver that can be loaded', async () => {
  const notWasm = `data:application/wasm,${encodeURIComponent('not wasm')}`;
  for (const wasmUrl of [new URL('file:///no/such/core.wasm'), notWasm]) {
    await fails(poolOf({ wasmUrl }).borrow('solve'), 'ERR_CORE_LOAD');
  }
});

test('carry the class, code and fields of errors', async () => {
  const { client } = await borrowed(poolOf({ workers: 1 }));
  const driver = await client.open(cosineProblem());
  try {
    await driver.advance(-1);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, ArgumentError);
    const { code, argument, value, allowed } = error as ArgumentError;
    assert.equal([code, argument, value], ['ERR_ARGUMENT', 'to', -1]);
    assert.match(allowed, /finite time/);
  }
  const state = Uint8Array.of(1, 2, 3);
  const opening = client.open(cosineProblem(), state);
  const error = await opening.then(
    () => assert.unreachable(),
    (reason) => reason,
  );
  assert.instance(error, StateError);
  assert.is((error as StateError).code, 'ERR_STATE');
});

test('reject what is pending when their pool closes, and what comes later', async () => {
  const pool = poolOf({ workers: 1 });
  const { pending } = await busy(pool);
  const queued = pool.borrow('solve');
  const outcomes = Promise.all(pending.map((call) => fails(call, 'ERR_WORKER_CLOSED')));
  const rejected = queued.catch((error) => error);
  await pool.close();
  await pool.close();
  await outcomes;
  assert.instance(await rejected, ClosedError);
  assert.instance(await pool.borrow('solve').catch((error) => error), ClosedError);
});

test.run();
