// Problems are validated and sampled in workers; functions, files and what cannot be cloned stay with the caller.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPool, open, type Problem, ProblemError, shutdown, solve } from '../src/index.ts';
import { discretize, npyBytes } from '../src/problem/index.ts';
import { refusalOf } from './support/refusal.ts';

const test = suite('sampling in workers');
test.after(shutdown);

const good: Problem = { grid: 32, s: 1.5, initial: '1 + 0.5*cos(2*pi*x)', end: 0.01, save: { times: [0] } };
const wave = (x: number) => 1 + 0.3 * Math.sin(2 * Math.PI * x);

/** What this thread says of a problem, and what a worker and an inline run do. */
async function refusals(problem: object, readFile?: () => Promise<Uint8Array>): Promise<ProblemError[]> {
  const asked = problem as Problem;
  const all = [
    discretize(asked, { readFile }),
    open(asked, { readFile }),
    solve(asked, { readFile }),
    solve(asked, { readFile, inline: true }),
  ];
  return Promise.all(all.map((call) => refusalOf(call)));
}

const cyclic: Record<string, unknown> = { count: 3 };
cyclic.first = cyclic;

const bad: [string, object][] = [
  ['a key', { ...good, s: -1 }],
  ['no problem at all', (() => 1) as object],
  ['several keys', { ...good, s: '1', end: -2, save: { count: 0 }, initial: 'x +', target: '-1' }],
  ['a function where none belongs', { ...good, s: () => 1, norms: [0, () => 1], filter: () => true }],
  ['a symbol and a bigint', { ...good, s: Symbol('s'), end: 3n, seed: [1n, { a: Symbol.iterator }] }],
  ['what holds itself', { ...good, save: cyclic }],
  ['a function that throws', { ...good, initial: () => assert.unreachable('no') }],
  ['a function with holes', { ...good, target: (x: number) => (x === 0.5 ? Number.NaN : 1), end: -1 }],
  ['a function that is negative', { ...good, initial: (x: number) => 1 + 2 * Math.cos(2 * Math.PI * x) }],
  ['a function on no grid', { ...good, grid: 11, initial: wave }],
  ['a function under a profile', { ...good, initial: { profile: 'rough', regularity: 1, over: () => '1' } }],
  ['a factor', { ...good, grid: [8, 8], initial: { product: ['1', () => Number.NaN] } }],
  ['a factor too many', { ...good, grid: [8, 8], initial: { product: ['1', '1', '1'] } }],
  ['a list with a hole', { ...good, grid: 4, initial: [1, undefined, 1, 1] }],
  ['a list with a word', { ...good, grid: 4, initial: { samples: [1, 'one', 1, 1] } }],
  ['a file that is not there', { ...good, initial: { file: 'no-such.npy' }, s: 'one' }],
  ['an image that is none', { ...good, grid: [8, 8], initial: { image: 'no-such.png' } }],
  ['a method that cannot', { ...good, s: 2, initial: { profile: 'rough', regularity: 1 }, method: 'exact' }],
];

for (const [what, problem] of bad) {
  test(`${what} is refused in the same words by workers`, async () => {
    const [here, ...there] = await refusals(problem);
    for (const error of there) {
      assert.instance(error, ProblemError);
      // Faults of functions and files come first, which are found before the rest.
      const sorted = (e: ProblemError) => [...e.issues].sort((a, b) => a.path.localeCompare(b.path));
      assert.equal(sorted(error), sorted(here));
      assert.equal(error.message.split('\n').sort(), here.message.split('\n').sort());
    }
  });
}

test('flows from functions, files, lists and images have the samples of this thread', async () => {
  const bytes = npyBytes(
    Float64Array.from({ length: 32 }, (_, j) => wave(j / 32)),
    [32],
  );
  const readFile = async () => bytes;
  const pixels = { width: 4, height: 4, data: Uint8ClampedArray.from({ length: 64 }, (_, i) => 3 * i + 40) };
  const cases: Partial<Problem>[] = [
    { initial: wave, target: (x: number) => wave(x + 0.2) },
    { initial: { file: 'mu0.npy' } },
    { initial: Array.from({ length: 32 }, (_, j) => wave(j / 32)) },
    { initial: { samples: Float32Array.from({ length: 32 }, (_, j) => wave(j / 32)) }, normalize: true },
    { initial: { profile: 'rough', regularity: 1, amplitude: 0.05, over: wave } },
    { grid: [8, 6], initial: { product: [wave, '1'] } },
    { grid: [8, 8], initial: { image: pixels, floor: 0.2 } },
    { grid: [8, 8], initial: (x: number, y: number) => wave(x) * wave(y) },
  ];
  for (const more of cases) {
    const problem = { ...good, ...more };
    const expected = await discretize(problem, { readFile });
    for (const inline of [false, true]) {
      const flow = await open(problem, { readFile, inline });
      assert.equal(flow.initial, expected.initial);
      assert.equal(flow.target, expected.target);
      assert.is(flow.reason, expected.reason);
      assert.is((await flow.diagnostics()).time, 0);
      // Run again from its own description it is the same.
      assert.equal((await discretize(flow.problem, { readFile })).initial.length, expected.initial.length);
      await flow.close();
    }
  }
  assert.is(pixels.data.length, 64);
  assert.ok(bytes.length > 256);
});

test('a function is called on this thread, a few milliseconds at a time', async () => {
  let calls = 0;
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  });
  const slow = (x: number, y: number) => {
    calls += 1;
    const end = performance.now() + 0.02;
    while (performance.now() < end);
    return wave(x) * wave(y);
  };
  const { problem } = await solve({ ...good, grid: [64, 64], initial: slow });
  clearInterval(counting);
  // Once for each point: the description that comes with the solution takes the same samples.
  assert.is(calls, 64 * 64);
  assert.is((problem.initial as { samples: number[] }).samples.length, 64 * 64);
  // Of 80 ms of calls, at most a tenth at a time.
  assert.ok(turns >= 5, `${turns} turns of the event loop`);
});

test('an abort ends the sampling of a function, and the solve as cancelled', async () => {
  for (const inline of [false, true]) {
    const controller = new AbortController();
    let calls = 0;
    const initial = (x: number) => {
      if (++calls === 500) controller.abort();
      const end = performance.now() + 0.05;
      while (performance.now() < end);
      return wave(x);
    };
    const { outcome, solver, time, rates } = await solve(
      { ...good, grid: 2 ** 14, initial },
      { inline, signal: controller.signal },
    );
    assert.equal([outcome.kind, outcome.time, time.length, rates], ['cancelled', 0, 0, []]);
    assert.is(solver.method, 'auto');
    assert.ok(calls < 2000, `${calls} calls`);
  }
});

test('on grids that no run could hold functions are not called', async () => {
  for (const inline of [false, true]) {
    let calls = 0;
    const initial = () => ++calls;
    const error = await refusalOf(solve({ ...good, grid: [512, 512, 512], initial }, { inline }));
    assert.match(error.message, 'GiB');
    assert.is(calls, 0);
  }
});

test('bad input is refused while every worker solves, and what waits moves to the one that is free first', async () => {
  const pool = createPool({ workers: 2 });
  const endless: Problem = {
    ...good,
    method: 'spectral',
    integrator: 'rk4',
    step: 1e-6,
    end: 1e6,
    maxSteps: 1e9,
  };
  const running = [new AbortController(), new AbortController()].map((controller) => ({
    controller,
    done: solve(endless, { pool, signal: controller.signal }),
  }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.match((await refusalOf(solve({ ...good, s: -1 }, { pool }))).message, 's = -1');
  const waiting = [0, 1, 2].map(() => solve({ ...good, initial: wave }, { pool }));
  // Both are asked to, so that some of those that wait were sampled in the worker of the other.
  for (const { controller } of running.reverse()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort();
  }
  const inline = await solve({ ...good, initial: wave }, { inline: true });
  for (const solution of await Promise.all(waiting)) {
    assert.equal(solution.energy, inline.energy);
    assert.equal(solution.rates, inline.rates);
  }
  await Promise.all(running.map(({ done }) => done));
  assert.ok(pool.idle);
  await pool.close();
});

test.run();
