import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { npyBytes, readNpy } from '../src/problem/index.ts';
import { buildCli, inDirectory, runCli } from './support/cli.ts';

const test = suite('torusflow run');
const cli = await buildCli('run');

const problem = {
  torusflow: 1,
  grid: [64],
  s: 1,
  initial: '1 + 0.5*cos(2*pi*x)',
  end: 2,
  save: { times: [0, 0.5, 1, 2] },
  norms: [-1, 0, 0.5],
};

async function write(directory: string, name: string, content: unknown): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('writes result.json and density.npy, and stdout carries a summary alone', () =>
  inDirectory(async (directory) => {
    const out = join(directory, 'made/on/the/way');
    const ended = await runCli(cli, ['run', await write(directory, 'problem.json', problem), '--out', out]);
    assert.is(ended.code, 0, ended.stderr);
    assert.equal((await readdir(out)).sort(), ['density.npy', 'result.json']);
    const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'));
    assert.is(result.torusflow, 1);
    assert.equal(result.problem, problem);
    assert.equal([result.outcome.kind, result.outcome.time], ['completed', 2]);
    assert.equal(result.time, [0, 0.5, 1, 2]);
    for (const key of ['energy', 'dissipation', 'mass', 'minimum', 'maximum'])
      assert.is(result[key].length, 4);
    assert.equal(Object.keys(result.norms).sort(), ['-1', '0', '0.5']);
    assert.is(result.norms['0.5'].length, 4);
    assert.is(result.rates[0].quantity, 'energy');
    for (const key of ['method', 'reason', 'steps', 'rejected', 'evaluations', 'seconds']) {
      assert.ok(key in result.solver, key);
    }
    // s = 1, ν = 1: E(t) = E(0)e^{−2t}; the tolerance of the problem is 1e−8 a step.
    assert.ok(Math.abs(result.energy[3] / (result.energy[0] * Math.exp(-4)) - 1) < 1e-6);
    const { data, shape } = readNpy(await readFile(join(out, 'density.npy')));
    assert.equal(shape, [4, 64]);
    assert.ok(Math.abs(data[0] - 1.5) < 1e-14);
    // At a maximum of μ₀ the density is logistic: 1/(1 + (1/1.5 − 1)e^{−t}) at t = 2.
    assert.ok(Math.abs(data[3 * 64] - 1 / (1 - Math.exp(-2) / 3)) < 1e-6);
    assert.match(ended.stdout, /^outcome +completed at t = 2\n/);
    assert.match(ended.stdout, /rates +energy ~ e\^\(−2 t\)/);
    assert.match(ended.stderr, /started\n.*completed at t = 2/s);
  }));

test('says on stderr what it will take, and keeps as many densities as it is told', () =>
  inDirectory(async (directory) => {
    const given = { ...problem, grid: [16, 20], save: { ...problem.save, densities: 2 } };
    const file = await write(directory, 'problem.json', given);
    const { code, stderr } = await runCli(cli, ['run', file, '--out', directory]);
    assert.is(code, 0, stderr);
    assert.match(stderr, /^memory: about 1 MiB for the solver, 1 MiB for densities\n/);
    const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
    assert.equal(
      [result.time, result.densityTime],
      [
        [0, 0.5, 1, 2],
        [0, 2],
      ],
    );
    assert.equal(readNpy(await readFile(join(directory, 'density.npy'))).shape, [2, 16, 20]);
    const large = { ...problem, grid: [512, 512, 512] };
    const refused = await runCli(cli, ['run', '-', '--out', directory], { input: JSON.stringify(large) });
    assert.is(refused.code, 2);
    assert.match(refused.stderr, /grid = \[512, 512, 512\]: would take [\d.]+ GiB/);
  }));

test('a method that moves points writes where they were and what they weigh', () =>
  inDirectory(async (directory) => {
    const vacuum = { profile: 'vacuum', from: 0.4, to: 0.6 };
    const moving = {
      ...problem,
      s: 2,
      initial: vacuum,
      method: 'lagrangian',
      end: 40,
      save: { times: [0, 40] },
    };
    const ended = await runCli(cli, [
      ...['run', await write(directory, 'problem.json', moving)],
      ...['--out', directory, '--quiet'],
    ]);
    assert.is(ended.code, 0, ended.stderr);
    const positions = readNpy(await readFile(join(directory, 'positions.npy')));
    const weights = readNpy(await readFile(join(directory, 'weights.npy')));
    const count = weights.shape[0];
    assert.equal(positions.shape, [2, count, 1]);
    assert.ok(Math.abs(weights.data.reduce((sum, w) => sum + w, 0) - 1) < 1e-12);
    assert.ok(positions.data.every((x) => x >= 0 && x < 1));
    // At first nothing weighs in the gap; then its edges have come closer: the outermost points have moved in.
    const heavy = [...weights.data.keys()].filter((i) => weights.data[i] > 0);
    const nearest = (row: number) =>
      Math.min(...heavy.map((i) => Math.abs(positions.data[row * count + i] - 0.5)));
    assert.ok(nearest(0) > 0.1);
    assert.ok(nearest(1) < nearest(0) - 0.005, `${nearest(0)} → ${nearest(1)}`);
  }));

test('--json prints the result, --quiet says nothing on stderr, and a problem comes by stdin', () =>
  inDirectory(async (directory) => {
    const args = ['run', '-', '--out', directory, '--json', '--quiet'];
    const ended = await runCli(cli, args, { input: JSON.stringify(problem) });
    assert.equal([ended.code, ended.stderr], [0, '']);
    assert.is(ended.stdout, await readFile(join(directory, 'result.json'), 'utf8'));
  }));

test('files of a problem are relative to the problem file', () =>
  inDirectory(async (directory) => {
    await mkdir(join(directory, 'deep'));
    const samples = Float64Array.from({ length: 64 }, (_, j) => 1 + 0.3 * Math.sin((2 * Math.PI * j) / 64));
    await writeFile(join(directory, 'deep/mu0.npy'), npyBytes(samples, [64]));
    const file = await write(directory, 'deep/problem.json', { ...problem, initial: { file: 'mu0.npy' } });
    const ended = await runCli(cli, ['run', file, '--out', directory, '--quiet']);
    assert.is(ended.code, 0, ended.stderr);
    const { data } = readNpy(await readFile(join(directory, 'density.npy')));
    // Through Fourier space and back: rounding.
    for (let j = 0; j < 64; j++) assert.ok(Math.abs(data[j] - samples[j]) < 1e-14);
  }));

test('a grid of two axes gives densities of shape [times, n_1, n_2]', () =>
  inDirectory(async (directory) => {
    const flat = {
      grid: [16, 12],
      s: 1,
      initial: '1 + 0.2*cos(2*pi*(x+y))',
      end: 0.1,
      save: { times: [0, 0.1] },
    };
    const ended = await runCli(cli, ['run', '-', '--out', directory, '--quiet'], {
      input: JSON.stringify(flat),
    });
    assert.is(ended.code, 0, ended.stderr);
    assert.equal(readNpy(await readFile(join(directory, 'density.npy'))).shape, [2, 16, 12]);
  }));

test('a run that ends early exits with 3 and keeps what was computed', () =>
  inDirectory(async (directory) => {
    const short = { ...problem, integrator: 'rk4', step: 0.01, maxSteps: 70 };
    const ended = await runCli(cli, ['run', '-', '--out', directory], { input: JSON.stringify(short) });
    assert.is(ended.code, 3);
    const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
    assert.is(result.outcome.kind, 'max-steps');
    assert.equal(result.time, [0, 0.5]);
    assert.equal(readNpy(await readFile(join(directory, 'density.npy'))).shape, [2, 64]);
    assert.match(ended.stdout, /outcome +max-steps at t = 0\.7/);
    assert.match(ended.stdout, 'Raise maxSteps');
  }));

/** Arguments and stdin, what stderr says, for every kind of mistake; DIR stands for a directory of the test. */
const mistakes: [title: string, args: string[], input: unknown, says: RegExp[]][] = [
  ['no subcommand', [], '', [/Usage: torusflow/]],
  ['an unknown subcommand', ['walk'], '', [/unknown command 'walk'/]],
  ['an unknown option', ['run', '-', '--out', 'DIR', '--fast'], problem, [/unknown option '--fast'/]],
  ['no problem file', ['run', '--out', 'DIR'], '', [/missing required argument 'problem.json'/]],
  ['no directory', ['run', '-'], problem, [/required option '-o, --out <dir>' not specified/]],
  ['two problem files', ['run', '-', '-', '--out', 'DIR'], problem, [/too many arguments/]],
  [
    'a file that is not there',
    ['run', 'DIR/none.json', '--out', 'DIR'],
    '',
    [/none\.json: there is no such file/],
  ],
  ['a directory as the problem', ['run', 'DIR', '--out', 'DIR/o'], '', [/it is a directory/]],
  [
    'a file in the way of the directory',
    ['run', '-', '--out', 'package.json'],
    problem,
    [/--out package\.json: cannot write there: a file of that name/],
  ],
  [
    'a file on the way to the directory',
    ['run', '-', '--out', 'package.json/x'],
    problem,
    [/not a directory/],
  ],
  ['broken JSON', ['run', '-', '--out', 'DIR'], '{"grid": [64],\n "s": }', [/line 2, column 7/]],
  ['an empty file', ['run', '-', '--out', 'DIR'], '', [/not valid JSON/]],
  ['a list', ['run', '-', '--out', 'DIR'], '[]', [/problem/]],
  [
    'a missing density file',
    ['run', '-', '--out', 'DIR'],
    { ...problem, initial: { file: 'none.npy' } },
    [/initial.*none\.npy/],
  ],
  [
    'several mistakes in one problem',
    ['run', '-', '--out', 'DIR'],
    { ...problem, grid: [11], s: -1, ent: 3, norms: 'all' },
    [/grid\[0\] = 11: /, /s = -1: must be a number from 0 to 20/, /ent = 3: .*end/, /norms = "all": /],
  ],
  [
    'a negative density',
    ['run', '-', '--out', 'DIR'],
    { ...problem, initial: '1 + 2*cos(2*pi*x)' },
    [/initial/],
  ],
];

for (const [title, args, input, says] of mistakes) {
  test(`${title} is refused with status 2 and its reason`, () =>
    inDirectory(async (directory) => {
      const given = args.map((arg) => arg.replace('DIR', directory));
      const text = typeof input === 'string' ? input : JSON.stringify(input);
      const { code, stdout, stderr } = await runCli(cli, given, { input: text });
      assert.is(code, 2, stderr);
      assert.is(stdout, '');
      for (const expected of says) assert.match(stderr, expected);
      assert.not.match(stderr, /\n +at /, 'a mistake of the user shows no stack');
      assert.equal(await readdir(directory), []);
    }));
}

test('--help and --version exit with 0 and speak on stdout', async () => {
  for (const args of [['--help'], ['run', '--help'], ['experiments', '--help'], ['--version']]) {
    const { code, stdout, stderr } = await runCli(cli, args);
    assert.equal([code, stderr], [0, '']);
    assert.ok(stdout.endsWith('\n'));
  }
});

test.run();
