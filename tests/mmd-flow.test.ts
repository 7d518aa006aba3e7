// mmdFlow: what a loop over pairs with Euler steps gives, and what it refuses.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pointEnergy, pointVelocity } from '../src/diagnostics/index.ts';
import { ArgumentError, type MmdOptions, mmdFlow, ProblemError } from '../src/index.ts';
import { close, noise } from './support/diagnostics.ts';

const flows = suite('mmdFlow');

const points = noise(12, 3).map((x) => 0.3 + 0.2 * x);
const target = noise(9, 4);
const inline = { inline: true } as const;
const wrap = (x: number) => x - Math.floor(x);

flows('with Euler steps it is the loop over pairs that one would write', async () => {
  const weights = points.map((_, i) => (i + 1) / 78);
  for (const s of [2, 3]) {
    const step = 0.25;
    const flow = await mmdFlow(points, target, {
      ...inline,
      ...{ s, weights, end: 10, integrator: 'euler', step, save: { times: [0, 5, 10] } },
    });
    let x = points.slice();
    for (const [row, t] of [0, 5, 10].entries()) {
      for (let i = 0; i < 5 / step && row > 0; i++) {
        const v = pointVelocity({ points: x, weights }, { points: target }, s);
        x = x.map((xi, j) => xi + step * v[j]);
      }
      // Forty steps, each right to rounding of velocities of 1e−2.
      x.forEach((xi, j) => {
        assert.ok(
          Math.abs(wrap(xi) - flow.trajectory[12 * row + j]) < 1e-13,
          `s = ${s}, t = ${t}, point ${j}`,
        );
      });
      const loss = pointEnergy({ points: x, weights }, { points: target }, s);
      assert.ok(Math.abs(flow.loss[row] - loss) < 1e-15, `s = ${s}, t = ${t}: ${flow.loss[row]}, ${loss}`);
    }
    assert.equal(flow.points, flow.trajectory.slice(24));
    assert.equal(Array.from(flow.time), [0, 5, 10]);
    assert.is(flow.outcome.kind, 'completed');
  }
});

flows('in the plane and in space, for real orders, it is that loop too', async () => {
  for (const [d, s] of [
    [1, 1.5],
    [2, 2.5],
    [2, 2],
    [3, 3],
  ]) {
    const [from, to] = [noise(6 * d, 5), noise(5 * d, 6)];
    const step = 0.5;
    const flow = await mmdFlow(from, to, {
      ...inline,
      d,
      s,
      end: 5,
      integrator: 'euler',
      step,
      save: { times: [5] },
    });
    let x = from.slice();
    for (let i = 0; i < 5 / step; i++) {
      const v = pointVelocity({ points: x }, { points: to }, s, { dimension: d });
      x = x.map((xi, j) => xi + step * v[j]);
    }
    // The solver's transforms and sums for real orders are asked for 1e−8 of the force, and are better.
    for (const [j, xi] of x.entries()) {
      assert.ok(Math.abs(wrap(xi) - flow.points[j]) < 1e-9, `d = ${d}, s = ${s}, number ${j}`);
    }
    const moved = x.reduce((most, xi, j) => Math.max(most, Math.abs(xi - from[j])), 0);
    assert.ok(moved > 1e-4, 'the points have moved');
    const loss = pointEnergy({ points: x }, { points: to }, s, { dimension: d });
    assert.ok(Math.abs(flow.loss[flow.loss.length - 1] / loss - 1) < 1e-6, `d = ${d}, s = ${s}: loss`);
  }
});

flows('a band limit or a mollifier makes any order possible', async () => {
  for (const smooth of [{ bandlimit: 12 }, { mollify: 0.05 }]) {
    const { loss } = await mmdFlow(noise(8, 5), noise(8, 6), { ...inline, ...smooth, d: 2, s: 1, end: 1 });
    assert.ok(loss[loss.length - 1] < loss[0]);
  }
});

flows('the loss falls, by what the dissipation says, until the points lie on the target', async () => {
  const flow = await mmdFlow(points, target.slice(0, 3), {
    ...inline,
    end: 1e4,
    save: { count: 30, spacing: 'log' },
  });
  const { loss } = flow;
  for (let i = 1; i < loss.length; i++) assert.ok(loss[i] <= loss[i - 1]);
  assert.ok(loss[loss.length - 1] < 1e-3 * loss[0]);
  assert.is(flow.solution.problem.s, 2, 'the order of shallow networks, (d + 3)/2');
});

flows('nested points and flat ones are the same points', async () => {
  const nested = await mmdFlow(
    Array.from(points, (x) => [x]),
    Array.from(target, (x) => [x]),
    { ...inline, end: 5 },
  );
  const flat = await mmdFlow(Array.from(points), target, { ...inline, end: 5, d: 1 });
  assert.equal(nested.trajectory, flat.trajectory);
});

flows('runs in a worker, and an abort keeps what was computed', async () => {
  const options = { end: 5, save: { times: [5] } };
  const [worker, here] = [
    await mmdFlow(points, target, options),
    await mmdFlow(points, target, { ...options, ...inline }),
  ];
  assert.equal(worker.points, here.points);
  const aborted = await mmdFlow(points, target, { ...options, signal: AbortSignal.abort() });
  assert.is(aborted.outcome.kind, 'cancelled');
  assert.is(aborted.points.length, 0);
});

flows('weights move the points as many points would', async () => {
  const x = [0.1, 0.4, 0.7];
  const doubled = await mmdFlow([0.1, 0.4, 0.4, 0.7], target, { ...inline, end: 20 });
  const weighted = await mmdFlow(x, target, { ...inline, end: 20, weights: [0.25, 0.5, 0.25] });
  // Two runs with steps of their own, each to a relative 1e−8.
  for (const [i, j] of [
    [0, 0],
    [1, 1],
    [2, 3],
  ])
    close(weighted.points[i], doubled.points[j], 1e-6);
});

flows.run();

const refusals = suite('what mmdFlow cannot take');

async function refused(call: Promise<unknown>, argument: string): Promise<void> {
  const error = await call.then(
    () => null,
    (reason) => reason,
  );
  assert.instance(error, ArgumentError, `${argument}: ${error}`);
  assert.is((error as ArgumentError).argument, argument);
}

refusals('is refused, by name', async () => {
  const flow = (x: unknown, y: unknown, options: unknown = { end: 1 }) =>
    mmdFlow(x as number[], y as number[], options as MmdOptions);
  await refused(flow([], target), 'points.length');
  await refused(flow(undefined, target), 'points');
  await refused(flow(points, 'target'), 'target');
  await refused(flow([0.1, Number.NaN], target), 'points[1]');
  await refused(flow([0.1, 0.2, 0.3], target, { d: 2, end: 1 }), 'points.length');
  await refused(flow([[0.1, 0.2], [0.3]], [[0, 0]]), 'points[1]');
  await refused(flow(points, target, { end: 1, d: 4 }), 'options.d');
  await refused(mmdFlow(points, target, undefined as never), 'options');
  await refused(flow(points, target, { end: 1, weights: [1] }), 'options.weights');
  await refused(flow([0.1, 0.2], target, { end: 1, weights: [1.5, -0.5] }), 'options.weights[1]');
  await refused(flow([0.1, 0.2], target, { end: 1, weights: [1, 1] }), 'the sum of options.weights');
  await refused(
    flow(points, [0.1, 0.2], { end: 1, targetWeights: [0.1, 0.2, 0.7] }),
    'options.targetWeights',
  );
  await refused(flow(points, target, { end: 1, lr: 0.1 }), 'options.lr');
  for (const options of [{ end: -1 }, {}, { end: 1, s: 1 }]) {
    const error = await flow(points, target, options).catch((reason) => reason);
    assert.instance(error, ProblemError, `${JSON.stringify(options)}: ${error}`);
  }
});

refusals.run();
