import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { npyBytes } from '../src/problem/index.ts';
import { buildCli, type Ended, inDirectory, runCli } from './support/cli.ts';

const test = suite('torusflow run, interrupted');
const cli = await buildCli('interrupt');

// Some 300,000 short steps: seconds of work, with many save times on the way.
const problem = {
  grid: [256],
  s: 1.5,
  initial: { profile: 'rough', regularity: 1 },
  end: 3,
  integrator: 'rk4',
  step: 1e-5,
  save: { count: 40, spacing: 'linear' },
};

async function result(directory: string) {
  return JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
}

/** Runs, and sends SIGINT `delay` milliseconds after the start was announced. */
function interruptAfter(delay: number, file: string, out: string): Promise<Ended> {
  let waiting = false;
  return runCli(cli, ['run', file, '--out', out], {
    watch(child, stderr) {
      if (waiting || !stderr.includes('started')) return;
      waiting = true;
      setTimeout(() => child.kill('SIGINT'), delay);
    },
  });
}

test('keeps a checkpoint, and the same command goes on to the numbers of an unbroken run', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'problem.json');
    await writeFile(file, JSON.stringify(problem));
    const [broken, whole] = [join(directory, 'broken'), join(directory, 'whole')];
    const unbroken = runCli(cli, ['run', file, '--out', whole, '--quiet']);
    const reached = [0];
    for (let delay = 400; reached.length < 3; delay += 100) {
      const ended = await interruptAfter(delay, file, broken);
      assert.is(ended.code, 130, `${ended.stdout}${ended.stderr}`);
      assert.equal((await readdir(broken)).sort(), ['checkpoint.bin', 'density.npy', 'result.json']);
      const { outcome, time } = await result(broken);
      assert.is(outcome.kind, 'cancelled');
      assert.ok(time.every((t: number) => t <= outcome.time));
      // A machine under load may not have begun; such an interruption is no test of going on.
      if (outcome.time > reached[reached.length - 1]) reached.push(outcome.time);
    }
    const last = await runCli(cli, ['run', file, '--out', broken]);
    assert.is(last.code, 0, last.stderr);
    assert.match(last.stderr, /going on from .*checkpoint\.bin at t = /);
    assert.equal((await readdir(broken)).sort(), ['density.npy', 'result.json']);
    assert.is((await unbroken).code, 0);
    const [a, b] = [await result(broken), await result(whole)];
    a.solver.seconds = b.solver.seconds;
    assert.equal(a, b);
    const density = (out: string) => readFile(join(out, 'density.npy'));
    assert.ok((await density(broken)).equals(await density(whole)));
  }));

test('a checkpoint of another problem is told of and not used', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'problem.json');
    await writeFile(file, JSON.stringify(problem));
    assert.is((await interruptAfter(0, file, directory)).code, 130);
    await writeFile(file, JSON.stringify({ ...problem, end: 0.01 }));
    const ended = await runCli(cli, ['run', file, '--out', directory]);
    assert.is(ended.code, 0);
    assert.match(ended.stderr, /checkpoint\.bin is of another problem or version: starting at t = 0/);
    assert.not.ok((await readdir(directory)).includes('checkpoint.bin'));
  }));

test('a checkpoint whose density file has changed since is refused', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'problem.json');
    const density = join(directory, 'mu0.npy');
    const wave = (a: number) =>
      Float64Array.from({ length: 256 }, (_, j) => 1 + a * Math.cos((Math.PI * j) / 128));
    await writeFile(file, JSON.stringify({ ...problem, initial: { file: 'mu0.npy' } }));
    await writeFile(density, npyBytes(wave(0.5), [256]));
    // Cancelled before it began, a run has no state that could be of other densities: wait until it is under way.
    let time = 0;
    for (let delay = 400; time === 0; delay += 100) {
      assert.is((await interruptAfter(delay, file, directory)).code, 130);
      time = (await result(directory)).outcome.time;
    }
    await writeFile(density, npyBytes(wave(0.4), [256]));
    const ended = await runCli(cli, ['run', file, '--out', directory]);
    assert.is(ended.code, 2, ended.stderr);
    assert.match(ended.stderr, /checkpoint\.bin is of other densities: remove it/);
  }));

test('a checkpoint that is no checkpoint is told of and not used', () =>
  inDirectory(async (directory) => {
    const file = join(directory, 'problem.json');
    await writeFile(file, JSON.stringify({ ...problem, end: 0.01 }));
    await writeFile(join(directory, 'checkpoint.bin'), 'half a fi');
    const ended = await runCli(cli, ['run', file, '--out', directory]);
    assert.is(ended.code, 0);
    assert.match(ended.stderr, /another problem or version/);
  }));

test.run();
