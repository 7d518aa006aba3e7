// Points through the whole library: workers, cancelling and going on, positions at every save time, and the files.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, type Problem, shutdown, solve } from '../src/index.ts';
import { readNpy } from '../src/problem/index.ts';
import { buildCli, inDirectory, runCli } from './support/cli.ts';
import { randomPoints } from './support/particles.ts';

const test = suite('runs of points');
test.after(shutdown);

const dirac = { positions: [0.9, 0.1, 0.35], weights: [0.5, 0.2, 0.3] };
const problem: Problem = {
  grid: 16,
  s: 2,
  initial: { dirac },
  target: { dirac: { positions: [0.2, 0.6] } },
  end: 50,
  save: { times: [0, 10, 50] },
  method: 'particles',
};

test('a worker gives what this thread gives: positions in the order given at every save time', async () => {
  const [far, near] = [await solve(problem), await solve(problem, { inline: true })];
  assert.is(far.outcome.kind, 'completed');
  assert.equal(far.points, near.points);
  assert.equal(far.energy, near.energy);
  const { positions, weights } = far.points!;
  assert.is(positions.length, 9);
  assert.equal(Array.from(positions.subarray(0, 3)), dirac.positions);
  assert.equal(Array.from(weights), dirac.weights);
  assert.equal(Array.from(far.mass), [1, 1, 1]);
  assert.ok(far.minimum.every(Number.isNaN));
  // The histogram of the first save time.
  const { density } = far;
  assert.equal(Array.from(density.subarray(0, 16)), [0, 0, 3.2, 0, 0, 0, 4.8, 0, 0, 0, 0, 0, 0, 0, 8, 0]);
});

test('theory predicts the rates of densities alone: no power of time for point masses', async () => {
  const { rates } = await solve({ ...problem, target: 'uniform' }, { inline: true });
  assert.equal([rates[0].predicted, rates[0].predictedConstant], [null, null]);
  assert.match(rates[0].note, 'Point masses stay what they are for s > 1');
  const initial = { profile: 'rough', regularity: 1 } as const;
  const seen = await solve({ ...problem, initial, target: 'uniform', particles: 64 }, { inline: true });
  assert.is(seen.rates[0].predicted, 3);
});

test('flow.points() follows a flow that is stepped by hand; other methods have none', async () => {
  const flow = await open(problem);
  assert.equal(Array.from((await flow.points())!.positions), dirac.positions);
  await flow.advance(10);
  const there = (await flow.points())!;
  const { points } = await solve(problem, { inline: true });
  const expected = points!.positions.subarray(3, 6);
  // Save times shorten steps: the same within the tolerance.
  there.positions.forEach((x, i) => {
    assert.ok(Math.abs(x - expected[i]) < 1e-7, `point ${i}: ${x}, ${expected[i]}`);
  });
  await flow.close();
  const spectral = await open({ grid: 16, s: 2, initial: '1+0.5*cos(2*pi*x)', end: 1 });
  assert.is(await spectral.points(), null);
  await spectral.close();
});

test('a run that is cancelled goes on from its state to the same end, bit for bit', async () => {
  // So many points and steps, which stability bounds, that a run goes on long after its first progress.
  const long = {
    ...problem,
    initial: { dirac: randomPoints(3000, 1) },
    target: 'uniform',
    s: 1,
    save: { times: [0, 8000] },
    end: 8000,
  } as const;
  const controller = new AbortController();
  const first = await solve(long, { signal: controller.signal, onProgress: () => controller.abort() });
  assert.is(first.outcome.kind, 'cancelled');
  assert.ok(first.outcome.time < 8000);
  const second = await solve(long, { state: first.state });
  const unbroken = await solve(long);
  assert.is(second.outcome.kind, 'completed');
  assert.equal(second.points!.positions.slice(-3000), unbroken.points!.positions.slice(-3000));
});

test('the files: positions [times, N, d], weights, a density of the grid’s cells; no minimum and no maximum', () =>
  inDirectory(async (directory) => {
    const cli = await buildCli('particles');
    const plane = {
      ...{ torusflow: 1, grid: [8, 6], s: 1, method: 'particles', bandlimit: 5, end: 0.1 },
      ...{
        initial: '1 + 0.5*cos(2*pi*x)*cos(2*pi*y)',
        particles: 40,
        save: { times: [0, 0.1] },
        norms: [-1, 0],
      },
    };
    await writeFile(join(directory, 'problem.json'), JSON.stringify(plane));
    const ended = await runCli(cli, ['run', join(directory, 'problem.json'), '--out', directory]);
    assert.is(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /points +40/);
    const names = ['density.npy', 'positions.npy', 'problem.json', 'result.json', 'weights.npy'];
    assert.equal((await readdir(directory)).sort(), names);
    const read = async (name: string) => readNpy(await readFile(join(directory, name)));
    const [positions, weights, density] = await Promise.all(
      ['positions.npy', 'weights.npy', 'density.npy'].map(read),
    );
    assert.equal([positions.shape, weights.shape, density.shape], [[2, 40, 2], [40], [2, 8, 6]]);
    assert.ok(positions.data.every((x) => x >= 0 && x < 1));
    const mass = density.data.subarray(48).reduce((sum, value) => sum + value, 0) / 48;
    assert.ok(Math.abs(mass - 1) < 1e-14);
    const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
    assert.is(result.energy.length, 2);
    assert.equal(Object.keys(result.norms).sort(), ['-1', '0']);
    assert.not.ok('minimum' in result || 'maximum' in result);
  }));

test('what is wrong with a problem is said with status 2', () =>
  inDirectory(async (directory) => {
    const cli = await buildCli('particles');
    await writeFile(join(directory, 'problem.json'), JSON.stringify({ ...problem, s: 1 }));
    const ended = await runCli(cli, ['run', join(directory, 'problem.json'), '--out', directory]);
    assert.is(ended.code, 2);
    assert.match(ended.stderr, /s = 1: must be above 1 for a target of points/);
  }));

test.run();
