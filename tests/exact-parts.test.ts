// The parts that exact solutions are made of, on data that is harder for them than that of the solutions' own tests.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Burgers } from '../src/exact/burgers.ts';
import { Extrapolation } from '../src/exact/extrapolation.ts';
import { bandwidth, spectrumOf, tabulate } from '../src/exact/periodic.ts';
import { close } from './oracle/compare.ts';
import { burgersDensity } from './oracle/exact.ts';
import { TAU } from './oracle/fourier.ts';
import { sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const test = suite('exact: parts');

test('a table holds every mode of its samples to 1e−11, up to the last ones', () => {
  for (const k of [1, 20, 31]) {
    const table = tabulate(spectrumOf(sample(64, (x) => Math.cos(TAU * k * x + 0.4))));
    for (const x of [0.0123, 0.4999, 0.731]) {
      close(table.at(x), Math.cos(TAU * k * x + 0.4), 1e-11, `mode ${k} at ${x}`);
    }
  }
});

test('a faint mode counts for the bandwidth, rounding does not', () => {
  assert.is(
    bandwidth(spectrumOf(sample(64, (x) => 1 + 0.3 * Math.cos(TAU * x) + 1e-9 * Math.cos(TAU * 11 * x)))),
    11,
  );
  assert.is(bandwidth(spectrumOf(sample(64, (x) => 1 + 0.3 * Math.cos(TAU * x)))), 1);
});

test('complex Burgers keeps faint modes, and finds its root after a leap', () => {
  const initial = new Trigonometric([
    { k: 1, cos: 0.9, sin: 0 },
    { k: 9, cos: 1e-4, sin: 2e-4 },
  ]);
  const flow = new Burgers(initial.samples(64));
  // By 0.5, in one leap, the faint mode is gone.
  for (const t of [0.01, 0.5]) {
    assert.is(flow.moveTowards(t), t);
    const { density } = flow.snapshot();
    density.forEach((mu, j) => {
      close(mu, burgersDensity(initial, t, j / 64), 1e-11, `μ at ${j}/64, t = ${t}`);
    });
  }
});

test('a step that is much too long is taken back', () => {
  // y' = −200 y: at a step of 1 the extrapolation is off by many orders.
  const path = new Extrapolation(
    (y, out) => out.set(y.map((value) => -200 * value)),
    Float64Array.of(1),
    1e-13,
  );
  path.step = 1;
  while (path.moveTowards(0.05) < 0.05);
  close(path.y[0], Math.exp(-10), 1e-11, 'y');
});

test.run();
