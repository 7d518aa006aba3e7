/** Flows in two and three dimensions on teams of threads: the same bits as on one thread. */
import { isDeepStrictEqual } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/core.ts';
import { createSolver } from '../src/engine/create.ts';
import type { Crew } from '../src/engine/threads/team.ts';
import type { Solver } from '../src/engine/types.ts';
import type { DiscreteProblem } from '../src/problem/types.ts';
import { discreteProblem } from './oracle/problem.ts';
import { calledWith, endHelpers, helpersFrom, startHelper } from './support/helpers.ts';

const single = await compileCore();
const threaded = await compileCore('threads');

const test = suite('flows on several threads');
test.after.each(endHelpers);

/** Samples of a density with many modes, on a grid whose first axis is slowest. */
function rough(grid: readonly number[], shift: number): Float64Array {
  const size = grid.reduce((product, n) => product * n, 1);
  return Float64Array.from({ length: size }, (_, j) => {
    let value = 1;
    for (let k = 1; k <= 6; k++)
      value += (0.1 / k) * Math.sin(2 * Math.PI * k * (j / size) * 7 + k * k + shift);
    return value;
  });
}

const problemOn = (grid: number[], changes: Partial<DiscreteProblem>): DiscreteProblem =>
  discreteProblem({
    s: 1.3,
    grid,
    initial: rough(grid, 0),
    target: rough(grid, 1),
    tolerance: { relative: 1e-6, absolute: 1e-12 },
    end: 0.05,
    ...changes,
  });

/** All that is known of a solver's state. */
function everything(solver: Solver, points: number): unknown {
  const density = new Float64Array(points);
  solver.density(density);
  return { density, state: solver.exportState(), ...solver.diagnostics(), history: solver.history() };
}

/** Of two answers of `everything`; what differs in so much would take minutes to print. */
const same = (a: unknown, b: unknown, what?: string) => assert.ok(isDeepStrictEqual(a, b), what);

/** All that is known of a solver at the problem's end. */
const run = (problem: DiscreteProblem, crew?: Crew): unknown => runOn(problem, crew)[0];

/** The same, and whether every thread of the crew took part on the way. */
function runOn(problem: DiscreteProblem, crew?: Crew): [seen: unknown, all: boolean] {
  const solver = createSolver(single, problem, undefined, crew);
  while (solver.advance(problem.end, 3) === 'budget');
  const seen = everything(solver, problem.initial.length);
  const all = solver.threads === (crew?.threads ?? 1);
  solver.close();
  return [seen, all];
}

const volumes = { method: 'finite-volume', integrator: null, end: 0.02 } as const;
const cases: [string, number[], Partial<DiscreteProblem>][] = [
  ['etd43 in the plane', [96, 60], { integrator: 'etd43' }],
  ['dopri54 in the plane', [64, 96], { integrator: 'dopri54' }],
  ['etd43 in space', [16, 20, 24], { integrator: 'etd43' }],
  ['dopri54 in space', [24, 16, 18], { integrator: 'dopri54' }],
  ['rk4 with a filter', [64, 64], { integrator: 'rk4', step: 0.005, filter: { order: 8, strength: 30 } }],
  ['etdrk4 by the rule of two thirds', [80, 72], { integrator: 'etdrk4', step: 0.01, dealias: '2/3' }],
  ['finite volumes in the plane', [64, 90], { ...volumes, reconstruction: 'muscl' }],
  ['finite volumes in space', [20, 16, 24], volumes],
];

for (const [name, grid, changes] of cases) {
  test(`${name}: 1, 2 and 3 threads give the bits of the build for one`, () => {
    const problem = problemOn(grid, changes);
    const expected = run(problem);
    for (const threads of [1, 2, 3]) {
      const crew = { helpers: helpersFrom(threaded), threads };
      // Helpers take a while to come: the first runs may be over before.
      for (let [k, complete] = [0, false]; k < 3 || !complete; k++) {
        assert.ok(k < 500, 'every thread takes part');
        const [seen, all] = runOn(problem, crew);
        same(seen, expected, `${threads} threads, run ${k}`);
        complete ||= all;
      }
    }
  });
}

test('count one thread where helpers do not come', () => {
  const problem = problemOn([64, 64], {});
  const crew = { helpers: helpersFrom(threaded, calledWith('')), threads: 3 };
  const solver = createSolver(single, problem, undefined, crew);
  solver.advance(problem.end, 4);
  assert.is(solver.threads, 1);
  solver.close();
});

test('go on from states of one another', () => {
  const problem = problemOn([64, 48], { integrator: 'etd43' });
  const crew = { helpers: helpersFrom(threaded), threads: 2 };
  const [one, two] = [createSolver(single, problem), createSolver(single, problem, undefined, crew)];
  one.advance(problem.end / 2, 1e6);
  two.importState(one.exportState());
  one.advance(problem.end, 1e6);
  two.advance(problem.end, 1e6);
  same(everything(two, 64 * 48), everything(one, 64 * 48));
  one.close();
  two.close();
});

/** Raises and lowers the flag, for a time of its own each. */
const meddler = `
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  parentPort.once('message', ({ flag, count }) => {
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let k = 0; k < 400; k++) {
      Atomics.store(flag, 0, 1 - (k & 1));
      Atomics.add(count, 0, 1);
      Atomics.wait(clock, 0, 0, 0.2 + Math.random());
    }
  });`;

for (const [integrator, threads] of [
  ['etd43', 2],
  ['dopri54', 1],
] as const) {
  test(`give up steps of ${integrator} from any point on, and leave no trace of them`, () => {
    const problem = problemOn([96, 96], { integrator, end: 0.2 });
    const expected = run(problem);
    const solver = createSolver(single, problem, undefined, { helpers: helpersFrom(threaded), threads });
    const flag = solver.cancelFlag!;
    Atomics.store(flag, 0, 1);
    assert.is(solver.advance(problem.end, 10), 'budget');
    assert.equal([solver.steps, solver.time, solver.evaluations], [0, 0, 1]);
    const count = new Int32Array(new SharedArrayBuffer(4));
    startHelper(meddler)({ flag, count } as never);
    const deadline = performance.now() + 30_000;
    let given = 0;
    while (performance.now() < deadline && solver.time < problem.end) {
      const before = solver.steps + solver.rejected;
      solver.advance(problem.end, 1);
      if (solver.steps + solver.rejected === before) given++;
    }
    assert.is(solver.time, problem.end);
    assert.ok(given > 0 && Atomics.load(count, 0) > 0, `${given} steps given up`);
    same(everything(solver, problem.initial.length), expected);
    solver.close();
    const next = createSolver(single, problem, undefined, { helpers: helpersFrom(threaded), threads });
    assert.is(Atomics.load(next.cancelFlag!, 0), 0);
    next.close();
  });
}

test('have no flag in shared memory on one thread', () => {
  const solver = createSolver(single, problemOn([16, 16], {}));
  assert.is(solver.cancelFlag, undefined);
  solver.close();
});

/** Gives up when it is called: whatever the leader waits for, it is told. */
const gone = calledWith('exports.fail(); throw new Error("out of luck");');

test('survive helpers that fail without work in their hands', () => {
  const problem = problemOn([64, 64], { integrator: 'etd43' });
  same(run(problem, { helpers: helpersFrom(threaded, gone), threads: 2 }), run(problem));
});

/** Takes a chunk as assembly/threads/team.ts does, and fails. */
const takesAndFails = calledWith(`
  const ticket = new BigInt64Array(memory.buffer, 64 + 320 + 64 * thread, 1);
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    const seen = Atomics.load(ticket, 0);
    if ((seen & 0xffffn) >= ((seen >> 16n) & 0xffffn)) continue;
    if (Atomics.compareExchange(ticket, 0, seen, seen + 1n) === seen) break;
  }
  exports.fail();`);

test('end with an error when a helper fails with work in its hands, and leave the memory alone', () => {
  const problem = problemOn([64, 64], { integrator: 'rk4', step: 1e-6, end: 1 });
  const helpers = helpersFrom(threaded, takesAndFails);
  const solver = createSolver(single, problem, undefined, { helpers, threads: 2 });
  const deadline = performance.now() + 20_000;
  assert.throws(() => {
    while (performance.now() < deadline) solver.advance(problem.end, 10);
  }, /a thread of the solver failed/);
  solver.close();
  const healthy = { helpers: helpersFrom(threaded), threads: 2 };
  const other = problemOn([64, 64], { integrator: 'etd43' });
  same(run(other, healthy), run(other));
});

test.run();
