import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeAtomically } from '../src/cli/files.ts';
import { formatNumber, formatSeconds } from '../src/cli/format.ts';
import { renderChart } from '../src/cli/plot/chart.ts';
import { resultText } from '../src/cli/run/result.ts';
import { BadInput } from '../src/cli/status.ts';
import { solve } from '../src/index.ts';
import { makeScale } from '../src/plot/scale.ts';
import { turtles } from '../src/problem/turtles.ts';
import { inDirectory } from './support/cli.ts';

const test = suite('parts of the command line');

test('a reader sees the old file or the new one, never a part', () =>
  inDirectory(async (directory) => {
    const path = join(directory, 'file');
    const [short, long] = ['a'.repeat(1000), 'b'.repeat(4_000_000)];
    await writeAtomically(path, short);
    let writing = true;
    const reading = (async () => {
      let reads = 0;
      for (; writing; reads++) {
        const { length } = await readFile(path);
        assert.ok(length === short.length || length === long.length, `${length} bytes`);
      }
      return reads;
    })();
    for (let i = 0; i < 6; i++) await writeAtomically(path, i % 2 ? short : long);
    writing = false;
    assert.ok((await reading) > 0);
    assert.equal(await readdir(directory), ['file']);
  }));

test('a write that fails says why and leaves nothing behind', () =>
  inDirectory(async (directory) => {
    const path = join(directory, 'taken');
    await mkdir(path);
    await writeFile(join(path, 'inside'), '');
    const error = await writeAtomically(path, 'text').catch((reason) => reason);
    assert.instance(error, BadInput);
    assert.match(error.message, /^cannot write .*taken: it is a directory$/);
    assert.equal(await readdir(directory), ['taken']);
  }));

test('numbers that are not finite become null in result.json', async () => {
  const problem = { grid: 16, s: 1, initial: '1 + 0.1*cos(2*pi*x)', end: 0.1, save: { times: [0, 0.1] } };
  const solution = await solve(problem, { inline: true });
  solution.energy[1] = Number.NaN;
  solution.norms['-1'][0] = Number.POSITIVE_INFINITY;
  const result = JSON.parse(resultText(problem, solution));
  assert.equal([result.energy[1], result.norms['-1'][0]], [null, null]);
  assert.equal(result.time, [0, 0.1]);
});

test('ticks stand at round numbers inside the domain', () => {
  const labels = (scale: 'linear' | 'log', domain: [number, number], step?: number) =>
    makeScale({ scale, domain, step }, [0, 100]).ticks.map(({ label }) => label);
  assert.equal(labels('linear', [0, 2]), ['0.0', '0.5', '1.0', '1.5', '2.0']);
  assert.equal(labels('linear', [0, 360], 90), ['0', '90', '180', '270', '360']);
  assert.equal(labels('linear', [-0.1, 0.1], 0.05), ['−0.10', '−0.05', '0.00', '0.05', '0.10']);
  assert.equal(labels('log', [1e-2, 1e4]), ['10⁻²', '10⁻¹', '1', '10', '10²', '10³', '10⁴']);
  assert.equal(labels('log', [1e-30, 1]), ['10⁻³⁰', '10⁻²⁵', '10⁻²⁰', '10⁻¹⁵', '10⁻¹⁰', '10⁻⁵', '1']);
});

test('scales are straight in the variable of their axis', () => {
  const log = makeScale({ scale: 'log', domain: [1, 100] }, [10, 30]);
  assert.equal([1, 10, 100].map(log), [10, 20, 30]);
  assert.ok(Number.isNaN(log(0)));
  const linear = makeScale({ scale: 'linear', domain: [0, 4] }, [100, 0]);
  assert.equal([0, 1, 4].map(linear), [100, 75, 0]);
});

test('a chart escapes its words, breaks a curve where it has no place, and has a text alternative', () => {
  const axis = { scale: 'log', domain: [1, 100], label: 'a < b' } as const;
  const points = [
    [1, 1],
    [10, 10],
    [20, 0],
    [50, 50],
    [100, 100],
  ] as const;
  const svg = renderChart({
    id: 'c',
    title: 'E & "t"',
    description: '<script>',
    x: axis,
    y: axis,
    marks: [{ kind: 'line', points, style: 'curve', colour: 'ink' }],
  });
  assert.match(svg, '<title id="c-t">E &#38; &#34;t&#34;</title><desc id="c-d">&#60;script&#62;</desc>');
  assert.match(svg, 'role="img" aria-labelledby="c-t c-d"');
  const path = /class="curve ink" d="([^"]+)"/.exec(svg)?.[1] ?? '';
  assert.equal(path.replace(/[^ML]/g, ''), 'MLML');
});

test('numbers read like numbers', () => {
  const cases: [number, string][] = [
    [0, '0'],
    [2.5, '2.5'],
    [-0.01234, '−0.0123'],
    [3.14159e-9, '3.14 × 10⁻⁹'],
    [1e7, '10⁷'],
    [12345, '12300'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NaN, '–'],
  ];
  for (const [value, text] of cases) assert.is(formatNumber(value), text);
  assert.equal([0.0123, 12.3, 600].map(formatSeconds), ['0.012 s', '12 s', '10 min']);
});

test('the turtles are those of the source: 76 directions, the mean direction near 64 degrees', () => {
  assert.is(turtles.length, 76);
  const [c, s] = [Math.cos, Math.sin].map((f) => turtles.reduce((sum, a) => sum + f((a * Math.PI) / 180), 0));
  assert.is(Math.round((Math.atan2(s, c) * 180) / Math.PI), 64);
});

test.run();
