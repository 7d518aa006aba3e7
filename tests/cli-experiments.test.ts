import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { studyCases } from '../src/cli/experiments/cases.ts';
import type { CaseResult } from '../src/cli/experiments/result.ts';
import { buildCli, inDirectory, runCli } from './support/cli.ts';

const test = suite('torusflow experiments');
const cli = await buildCli('experiments');

const few = ['--only', 's3-uniform', 's3-cosine-r2', 's1-cosine-r2', 'turtles'];
const fewCount = 7;

async function results(directory: string): Promise<CaseResult[]> {
  return JSON.parse(await readFile(join(directory, 'results.json'), 'utf8')).runs;
}

test('runs the cases chosen, reports them, and computes nothing twice', () =>
  inDirectory(async (directory) => {
    const first = await runCli(cli, ['experiments', '--out', directory, ...few]);
    assert.is(first.code, 0, first.stderr);
    assert.is(first.stdout, `${join(directory, 'report.html')}\n`);
    assert.match(first.stderr, `[${fewCount}/${fewCount}]`);
    const files = (await readdir(directory)).sort();
    assert.equal(files, ['energies.csv', 'points.csv', 'rates.csv', 'report.html', 'results.json', 'runs']);
    await reportIsWhole(directory);
    await tablesAgree(directory);

    const runs = join(directory, 'runs');
    const names = (await readdir(runs)).sort();
    assert.is(names.length, fewCount);
    const [damaged, ...untouched] = names;
    await writeFile(join(runs, damaged), '{"key": "cut o');
    const times = () => Promise.all(untouched.map(async (name) => (await stat(join(runs, name))).mtimeMs));
    const before = await times();
    const second = await runCli(cli, ['experiments', '--out', directory, ...few]);
    assert.is(second.code, 0, second.stderr);
    assert.is(second.stderr.match(/kept from an earlier run/g)?.length, fewCount - 1);
    assert.equal(await times(), before);
    assert.equal((await readdir(runs)).sort(), names);
    JSON.parse(await readFile(join(runs, damaged), 'utf8'));
  }));

/** The page holds what it should, and loads nothing from anywhere. */
async function reportIsWhole(directory: string): Promise<void> {
  const page = await readFile(join(directory, 'report.html'), 'utf8');
  for (const id of ['s1', 's3', 'turtles', 'parameters']) assert.match(page, `<section id="${id}">`);
  for (const id of [
    'summary',
    'energy-3-uniform',
    'ratio-3-uniform',
    'norms-3-uniform',
    'compensated-1-cosine',
  ]) {
    assert.match(page, `<title id="${id}-t">`);
  }
  assert.match(page, /stretched exponential/);
  assert.match(page, /Why nothing was fitted/);
  assert.not.match(
    page,
    /<(script|link|img|iframe|object)\b|@import|url\((?!#)|\bsrc=|NaN|undefined|Infinity/,
  );
  const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
  assert.is(new Set(ids).size, ids.length, 'ids are unique');
  const addresses = [...page.matchAll(/href="([^"#][^"]*)"/g)].map((match) => match[1]);
  const known = [
    'https://arxiv.org/abs/2603.01977',
    'results.json',
    'rates.csv',
    'energies.csv',
    'points.csv',
  ];
  assert.equal(addresses.sort(), known.sort());
}

async function tablesAgree(directory: string): Promise<void> {
  const lines = async (name: string) => (await readFile(join(directory, name), 'utf8')).split('\r\n');
  const [head, ...rates] = await lines('rates.csv');
  assert.match(head, /^run,s,target,r,quantity,law,fitted,low,high/);
  const all = await results(directory);
  assert.is(
    rates.length - 1,
    all.reduce((sum, run) => sum + run.rates.length, 0),
  );
  const energies = await lines('energies.csv');
  assert.is(
    energies.length - 2,
    all.reduce((sum, run) => sum + run.curve.time.length, 0),
  );
}

test('keeps finished runs when it is interrupted, and exits with 130', () =>
  inDirectory(async (directory) => {
    const args = [
      'experiments',
      '--out',
      directory,
      '--jobs',
      '1',
      '--only',
      's1-uniform-r2',
      's1.5-uniform-r0.5',
    ];
    let sent = false;
    const broken = await runCli(cli, args, {
      watch(child, stderr) {
        if (!sent && stderr.includes('[1/2]')) sent = child.kill('SIGINT');
      },
    });
    assert.is(broken.code, 130, broken.stderr);
    assert.match(broken.stderr, '1 of 2 runs are kept; the same command goes on with the rest');
    assert.equal(await readdir(directory), ['runs']);
    const again = await runCli(cli, ['experiments', '--out', directory, '--only', 's1-uniform-r2']);
    assert.is(again.code, 0);
    assert.match(again.stderr, 'kept from an earlier run');
  }));

test('refuses a word that is in no name, and a number of jobs that is none', () =>
  inDirectory(async (directory) => {
    const none = await runCli(cli, ['experiments', '--out', directory, '--only', 's7']);
    assert.is(none.code, 2);
    assert.match(none.stderr, /--only s7: no run has that in its name; the runs are\n {2}s1-uniform-smooth/);
    const jobs = await runCli(cli, ['experiments', '--out', directory, '--jobs', '0']);
    assert.is(jobs.code, 2);
    assert.match(jobs.stderr, /--jobs <count>' argument '0' is invalid. Allowed: a whole number ≥ 1/);
    assert.equal(await readdir(directory), []);
  }));

test('the set is the one that the study asks for', () => {
  for (const full of [false, true]) {
    const ids = studyCases(full).map(({ id }) => id);
    assert.is(new Set(ids).size, 59);
    for (const s of [1, 1.25, 1.5, 2, 3]) {
      for (const target of ['uniform', 'cosine']) {
        for (const data of ['smooth', 'r0.5', 'r1', 'r2']) assert.ok(ids.includes(`s${s}-${target}-${data}`));
      }
    }
  }
});

test.run();
