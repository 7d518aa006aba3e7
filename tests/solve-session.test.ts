import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Stop } from '../src/engine/types.ts';
import { ArgumentError } from '../src/solve/errors.ts';
import { Session } from '../src/solve/session.ts';
import type { Progress } from '../src/solve/types.ts';
import { type Behaviour, FakeSolver, fakeProblem } from './support/fake-solver.ts';

const test = suite('a session');

function begin(behaviour: Behaviour, times: readonly number[]) {
  const solver = new FakeSolver(behaviour);
  return { solver, session: new Session(solver, fakeProblem(times), {} as WebAssembly.Module) };
}

test('keeps one row for each save time, and hits each exactly', async () => {
  const { session } = begin({}, [0, 0.25, 1]);
  const run = await session.run();
  assert.is(run.outcome.kind, 'completed');
  assert.equal([...run.time], [0, 0.25, 1]);
  assert.equal([...run.energy], [1, Math.exp(-0.5), Math.exp(-2)]);
  assert.equal([...run.norms['0']], [2, 2, 2]);
  assert.equal([...run.density], [0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 1, 1, 1, 1]);
  assert.is(run.solver.steps, 100);
  assert.is(run.solver.evaluations, 400);
});

for (const stop of ['max-steps', 'non-finite', 'energy-increase', 'step-underflow'] as Stop[]) {
  test(`keeps what was computed when the solver stops with ${stop}`, async () => {
    const { session } = begin({ fails: { at: 0.5, stop } }, [0, 0.25, 1]);
    const run = await session.run();
    assert.is(run.outcome.kind, stop);
    assert.ok(run.outcome.time >= 0.5 && run.outcome.time < 0.52);
    assert.match(run.outcome.message, /t = 0\.5/);
    assert.equal([...run.time], [0, 0.25]);
    assert.is(run.density.length, 8);
    assert.ok(run.history.time.length > 50);
    assert.ok(run.state.length > 0);
  });
}

test('warns of a negative density and of an exhausted resolution, at the time they were first seen', async () => {
  const { session } = begin({ negativeSince: 0.125, exhaustedFrom: 0.5 }, [0, 1]);
  const { warnings } = await session.run();
  assert.equal(
    warnings.map(({ kind, time }) => [kind, Number(time.toFixed(6))]),
    [
      ['negative-density', 0.125],
      ['resolution-exhausted', 0.5],
    ],
  );
  assert.match(warnings[0].message, /t = 0\.125/);
});

test('says nothing of the tail of a spectrum that is rounding', async () => {
  // e^{−2t} < 1e−30 from t = 34.6 on.
  const { session } = begin({ step: 0.5, exhaustedFrom: 36 }, [0, 40]);
  assert.equal((await session.run()).warnings, []);
});

test('lets the event loop run between batches of steps, and cancels there', async () => {
  const { session, solver } = begin({ cost: 1, step: 1e-6 }, [0, 1]);
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  const cancelling = new Promise<number>((resolve) =>
    setTimeout(() => {
      session.cancel();
      resolve(solver.steps);
    }, 200),
  );
  const run = await session.run();
  clearInterval(timer);
  assert.is(run.outcome.kind, 'cancelled');
  assert.ok(turns >= 3, `the loop ran ${turns} times`);
  // A step costs 1 ms, so fewer than 50 steps are less than 50 ms of work.
  assert.ok(solver.steps - (await cancelling) < 50);
  assert.equal([...run.time], [0]);
});

test('makes batches as long as a slice allows when steps are cheap', async () => {
  const { session, solver } = begin({ step: 1e-5 }, [0, 1]);
  await session.run();
  assert.ok(solver.largest >= 64, `largest batch: ${solver.largest}`);
});

test('reports progress sparingly, rising to 1', async () => {
  const { session } = begin({ cost: 1, step: 0.002 }, [0, 0.5, 1]);
  const reports: Progress[] = [];
  const start = performance.now();
  await session.run((progress) => reports.push(progress));
  const seconds = (performance.now() - start) / 1000;
  assert.ok(reports.length >= 3);
  // Fifteen a second, and the last one.
  assert.ok(reports.length <= 15 * seconds + 1, `${reports.length} reports in ${seconds} s`);
  for (let i = 1; i < reports.length; i++) assert.ok(reports[i].fraction >= reports[i - 1].fraction);
  assert.is(reports.at(-1)?.fraction, 1);
  assert.is(reports.at(-1)?.energy, Math.exp(-2));
});

test('measures progress along the save times', async () => {
  // Cancelled at t = 1, after two of four intervals of a logarithmic scale.
  const { session } = begin({ fails: { at: 1, stop: 'max-steps' } }, [0, 0.1, 1, 10, 100]);
  const reports: Progress[] = [];
  await session.run((progress) => reports.push(progress));
  assert.is(reports.at(-1)?.fraction, 0.5);
});

test('goes on from a state with the save times that are left', async () => {
  const { session, solver } = begin({}, [0, 0.25, 1]);
  solver.time = 0.5;
  const run = await session.run();
  assert.equal([...run.time], [1]);
});

test('advances by hand, and refuses to go back or to infinity', async () => {
  const { session } = begin({}, [0, 1]);
  assert.is((await session.advance(0.5)).kind, 'completed');
  assert.is((await session.advance(0.5)).time, 0.5);
  for (const to of [0.25, Number.NaN, Number.POSITIVE_INFINITY]) {
    try {
      await session.advance(to);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, ArgumentError);
      assert.is((error as ArgumentError).argument, 'to');
    }
  }
  assert.is((await session.diagnostics()).time, 0.5);
});

test('goes on after an advance was cancelled', async () => {
  const { session } = begin({ cost: 1, step: 0.001 }, [0, 1]);
  const advancing = session.advance(1000);
  setTimeout(() => session.cancel(), 30);
  const { kind, time } = await advancing;
  assert.is(kind, 'cancelled');
  assert.is((await session.advance(time + 0.005)).kind, 'completed');
});

test('closes once, and only when the work under way has ended', async () => {
  const { session, solver } = begin({ cost: 1, step: 1e-6 }, [0, 1]);
  const running = session.run();
  setTimeout(() => void session.close(), 30);
  assert.is((await running).outcome.kind, 'cancelled');
  await session.close();
  await session.close();
  assert.is(solver.closed, 1);
});

test.run();
