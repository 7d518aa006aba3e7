/** Threads as a user asks for them: in workers in Node, whose helpers come and go with them. */
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  ArgumentError,
  createPool,
  open,
  type Pool,
  type Problem,
  type Solution,
  type SolveOptions,
  solve,
  WorkerError,
} from '../src/index.ts';
import type { WorkerPool } from '../src/worker/pool.ts';
import { threadsFor } from '../src/worker/threads.ts';
import { runNode } from './support/child.ts';
import { cosineProblem } from './support/cosine.ts';
import { requireBuilt } from './support/package.ts';

const test = suite('threads of workers');
const pools: Pool[] = [];

function poolOf(options: Parameters<typeof createPool>[0]): Pool {
  const pool = createPool(options);
  pools.push(pool);
  return pool;
}

test.after.each(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const plane: Problem = {
  grid: [64, 48],
  s: 1.2,
  initial: '1 + 0.5*cos(2*pi*x)*sin(2*pi*y) + 0.2*cos(6*pi*(x + 2*y))',
  end: 0.2,
  save: { times: [0.1, 0.2] },
  method: 'spectral',
};
/** Steps for ever, in steps that are too small. */
const endless: Problem = {
  ...plane,
  end: 1e6,
  save: { times: [0, 1e6] },
  integrator: 'rk4',
  step: 1e-7,
  maxSteps: 1e9,
};

const bits = ({ solver, ...rest }: Solution) => ({ ...rest, solver: { ...solver, seconds: 0, threads: 0 } });

/** Solves until so many threads took part: helpers take a while to come, and a run may be over before. */
async function solveOn(threads: number, options: SolveOptions): Promise<Solution> {
  for (let k = 0; k < 200; k++) {
    const solution = await solve(plane, options);
    if (solution.solver.threads === threads) return solution;
  }
  throw new Error(`${threads} threads never took part`);
}

test('give the same bits however many they are, and are counted', async () => {
  const expected = bits(await solve(plane, { inline: true }));
  const pool = poolOf({ workers: 1 });
  for (const threads of [1, 2, 3]) {
    const solution = await solveOn(threads, { pool, threads });
    assert.ok(isDeepStrictEqual(bits(solution), expected), `${threads} threads`);
  }
});

test('are those of the pool where a call does not say', async () => {
  const pool = poolOf({ workers: 1, threads: 2 });
  await solveOn(2, { pool });
  assert.is((await solve(plane, { pool, threads: 1 })).solver.threads, 1);
});

test('serve several flows of one worker in turn', async () => {
  const pool = poolOf({ workers: 1, threads: 2 });
  const flows = await Promise.all([open(plane, { pool }), open(plane, { pool }), open(plane, { pool })]);
  await Promise.all(flows.map((flow) => flow.advance(0.1)));
  await flows[0].close();
  await Promise.all(flows.slice(1).map((flow) => flow.advance(0.2)));
  const states = await Promise.all(flows.slice(1).map((flow) => flow.exportState()));
  const { state } = await solve(plane, { inline: true });
  for (const seen of states) assert.ok(isDeepStrictEqual(seen, state));
  await Promise.all(flows.slice(1).map((flow) => flow.close()));
});

test('are as many as the machine has where the problem is large enough, shared among busy workers', () => {
  const sized = (grid: number[]) => ({ ...cosineProblem(), grid });
  const auto = threadsFor(sized([256, 256]), 'auto', 1);
  assert.ok(auto >= 1 && auto <= 8);
  assert.is(threadsFor(sized([64, 64, 64]), 'auto', 1), auto);
  assert.is(threadsFor(sized([256, 256]), 'auto', 1000), 1);
  assert.is(threadsFor(sized([64, 64]), 'auto', 1), 1);
  assert.is(threadsFor(sized([64, 64]), 3, 1), 3);
  assert.is(threadsFor(sized([2 ** 20]), 3, 1), 1);
  assert.is(threadsFor({ ...sized([256, 256]), method: 'finite-volume' }, 3, 1), 3);
  assert.is(threadsFor({ ...sized([256, 256]), method: 'lagrangian' }, 3, 1), 1);
});

test('are refused where they make no sense', async () => {
  const allowed = "'auto' or a whole number from 1 to 8";
  for (const threads of [0, 9, 1.5, 'many', Number.NaN] as number[]) {
    for (const call of [() => solve(plane, { threads }), () => open(plane, { threads })]) {
      const error = await call().catch((reason) => reason);
      assert.instance(error, ArgumentError);
      assert.equal([error.argument, error.allowed], ['options.threads', allowed]);
    }
    assert.throws(
      () => createPool({ threads }),
      (error: Error) => error instanceof ArgumentError,
    );
  }
  const inline = await solve(plane, { inline: true, threads: 2 }).catch((reason) => reason);
  assert.is(inline.argument, 'options.threads');
});

test('need a build that can be loaded, where they are asked for', async () => {
  const wasmThreadsUrl = new URL('file:///no/such/core-threads.wasm');
  const error = await solve(plane, { wasmThreadsUrl, threads: 2 }).catch((reason) => reason);
  assert.instance(error, WorkerError);
  assert.is(error.code, 'ERR_CORE_LOAD');
  assert.is((await solve(plane, { wasmThreadsUrl, threads: 1 })).outcome.kind, 'completed');
});

/** Threads of this process; undefined where the system does not tell. */
function threadsNow(): number | undefined {
  try {
    return readdirSync('/proc/self/task').length;
  } catch {
    return undefined;
  }
}

/** Waits until this process has no more threads than before. */
async function settle(before: number | undefined): Promise<void> {
  if (before === undefined) return;
  const deadline = performance.now() + 20_000;
  while (threadsNow()! > before) {
    assert.ok(performance.now() < deadline, `${threadsNow()} threads, ${before} before`);
    await sleep(20);
  }
}

/** An endless call to a flow on three threads, which have all come: resolves to why it failed. */
async function busy(pool: Pool): Promise<{ failure: Promise<WorkerError> }> {
  await solveOn(3, { pool, threads: 3 });
  const flow = await open(endless, { pool, threads: 3 });
  return { failure: flow.advance(1e6).catch((error) => error) as Promise<WorkerError> };
}

test('end with a worker that is closed or that crashes', async () => {
  await solve(plane, { inline: true });
  const before = threadsNow();
  for (const end of ['close', 'crash']) {
    const pool = poolOf({ workers: 1 });
    const { failure } = await busy(pool);
    await sleep(50);
    if (end === 'close') await pool.close();
    else await crash(pool);
    const error = await failure;
    assert.is(error.code, end === 'close' ? 'ERR_WORKER_CLOSED' : 'ERR_WORKER_CRASHED');
    await settle(before);
    if (end === 'crash') assert.is((await solve(plane, { pool, threads: 2 })).outcome.kind, 'completed');
  }
});

/** Ends the pool's worker from outside. */
async function crash(pool: Pool): Promise<void> {
  const [member] = [
    ...(pool as unknown as { members: Set<{ client: Promise<{ thread: { terminate(): void } }> }> }).members,
  ];
  (await member.client).thread.terminate();
}

test('are heard when a signal aborts', async () => {
  const pool = poolOf({ workers: 1, threads: 2 });
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  const { outcome } = await solve(endless, { pool, signal: controller.signal, onProgress });
  assert.is(outcome.kind, 'cancelled');
  assert.ok((pool as WorkerPool).idle);
});

test('give the same bits after an advance was cancelled', async () => {
  const pool = poolOf({ workers: 1, threads: 2 });
  const { state } = await solve(plane, { inline: true });
  const flow = await open(plane, { pool });
  for (let k = 0; k < 5; k++) {
    const { kind } = await flow.advance(0.1, { signal: AbortSignal.timeout(k) });
    assert.ok(kind === 'cancelled' || kind === 'completed');
  }
  assert.is((await flow.advance(0.1)).kind, 'completed');
  assert.is((await flow.advance(0.2)).kind, 'completed');
  assert.ok(isDeepStrictEqual(await flow.exportState(), state));
  await flow.close();
});

test('keep no program from its end', async () => {
  requireBuilt();
  const text = `
    import { open, solve } from './dist/index.js';
    const problem = ${JSON.stringify(endless)};
    await solve({ ...problem, end: 1e-4, save: { times: [1e-4] } }, { threads: 3 });
    const flow = await open(problem, { threads: 3 });
    await flow.advance(1e-4);
    console.log('done');`;
  const { code, stdout, stderr } = await runNode(['--input-type=module', '--eval', text]);
  assert.equal([code, stdout, stderr], [0, 'done\n', '']);
});

test.run();
