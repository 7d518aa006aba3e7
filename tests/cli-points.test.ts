// The study of points: orders of convergence in N, the floor, and the noise of random starts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pointCases } from '../src/cli/experiments/points/cases.ts';
import {
  convergenceOrder,
  expectedEnergy,
  meanDistances,
  meanEnergy,
} from '../src/cli/experiments/points/laws.ts';
import type { PointResult } from '../src/cli/experiments/points/run.ts';
import { buildCli, inDirectory, runCli } from './support/cli.ts';

const test = suite('the study of points');
const cli = await buildCli('points');

const only = ['points-s1-', 'points-s2-quantiles', 'points-s2-iid'];

test('measures how N points come near the density, and their floor', () =>
  inDirectory(async (directory) => {
    const ended = await runCli(cli, ['experiments', '--out', directory, '--only', ...only]);
    assert.is(ended.code, 0, ended.stderr);
    const text = await readFile(join(directory, 'results.json'), 'utf8');
    const results: PointResult[] = JSON.parse(text).points;
    assert.equal(
      results.map((result) => result.case.id),
      [
        'points-s1-quantiles',
        'points-s1-stratified',
        'points-s1-iid',
        'points-s2-quantiles',
        'points-s2-iid',
      ],
    );
    for (const result of results) agrees(result);
    await filesAgree(directory, results);

    const again = await runCli(cli, ['experiments', '--out', directory, '--only', ...only]);
    assert.is(again.stderr.match(/kept from an earlier run/g)?.length, results.length);
  }));

function agrees(result: PointResult): void {
  const { case: of, time, measured } = result;
  const end = time.length - 1;
  const orders = measured.map((_, row) => convergenceOrder(result, row));
  if (of.start === 'iid') {
    // W₂ of independent draws: N^{−½}, with the scatter of four draws at each N.
    assert.ok(Math.abs(orders[0] - 0.5) < 0.1, `${of.id}: ${orders}`);
    // For s = 1 the noise is gone at t = 15, for s = 2 it is not.
    assert.ok(Math.abs(orders[orders.length - 1] - (of.s === 1 ? 1 : 0.53)) < 0.05, `${of.id}: ${orders}`);
  } else {
    for (const order of orders) assert.ok(Math.abs(order - 1) < 0.02, `${of.id}: ${orders}`);
  }
  for (const count of of.counts) {
    const ratio = meanEnergy(result, count)[end] / expectedEnergy(result, count)[end];
    // Noise has the scatter of four draws; without it, or once it is gone, the floor is what is left.
    const allowed = of.s === 2 && of.start === 'iid' ? 0.6 : 1e-3;
    assert.ok(Math.abs(ratio - 1) < allowed, `${of.id}, N = ${count}: ${ratio}`);
  }
  if (of.start === 'quantiles' && of.s === 1) {
    // Near the uniform density points at quantiles are 1/N apart, and stand for 1/(N√12) about them.
    for (const { count, distance } of meanDistances(result, measured.length - 1)) {
      assert.ok(Math.abs(distance * count * Math.sqrt(12) - 1) < 1e-3, `N = ${count}: ${distance}`);
    }
  }
}

async function filesAgree(directory: string, results: PointResult[]): Promise<void> {
  const lines = (await readFile(join(directory, 'points.csv'), 'utf8')).split('\r\n');
  assert.is(lines[0], 'run,N,seed,time,energy,energy_of_density,w2_from_density');
  assert.is(
    lines.length - 2,
    results.reduce((sum, { flows, time }) => sum + flows.length * time.length, 0),
  );
  const page = await readFile(join(directory, 'report.html'), 'utf8');
  for (const id of ['points-s1-iid-energy', 'points-s2-quantiles-energy', 'points-s2-distance']) {
    assert.match(page, `<title id="${id}-t">`);
  }
  assert.not.match(page, /NaN|undefined|Infinity/);
}

test('follows 16 to 4096 points, random real orders to 1024, and more of all in the full set', () => {
  for (const full of [false, true]) {
    const cases = pointCases(full);
    assert.is(new Set(cases.map(({ id }) => id)).size, cases.length);
    for (const { s, counts, start, seeds } of cases) {
      assert.is(counts[0], 16);
      const most = full ? 16384 : s === 1.5 && start !== 'quantiles' ? 1024 : 4096;
      assert.is(counts[counts.length - 1], most);
      assert.is(seeds.length, start === 'quantiles' ? 1 : full ? 16 : 4);
    }
  }
});

test.run();
