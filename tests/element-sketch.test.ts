// Densities drawn by hand, without a hand: what pencil and brush leave on the grid.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { resampled } from '../src/element/model/resample.ts';
import { Sketch, valueAt } from '../src/element/model/sketch.ts';

const test = suite('a sketch');

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const flat = (points: number) => new Float64Array(points).fill(1);

/** Σ over images of e^{−|x − x₀|²/2w²}, each axis by its definition. */
const gaussian = (x: number, centre: number, width: number) =>
  [-2, -1, 0, 1, 2].reduce((sum, image) => sum + Math.exp(-(((x - centre + image) / width) ** 2) / 2), 0);

test('a dab in the plane adds a Gaussian of its width and height, around the torus', () => {
  const [nx, ny] = [40, 24];
  for (const [place, width, height] of [
    [[0.3, 0.6], 0.05, 0.6],
    [[0.99, 0.01], 0.16, 2],
  ] as const) {
    const sketch = new Sketch('initial', flat(nx * ny), [nx, ny]);
    sketch.dab(place, { width, height });
    for (let i = 0; i < nx; i++) {
      for (let j = 0; j < ny; j++) {
        const expected = 1 + height * gaussian(i / nx, place[0], width) * gaussian(j / ny, place[1], width);
        // The brush ends at 5 standard deviations, e^{−12.5} = 4e−6 of its height.
        assert.ok(Math.abs(sketch.values[i * ny + j] - expected) < 1e-5 * height, `${i}, ${j}`);
      }
    }
  }
});

test('on the circle too, and the density that was given is left alone', () => {
  const given = flat(64);
  const sketch = new Sketch('target', given, [64]);
  sketch.dab([0.25, 0.9], { width: 0.04, height: 0.25 });
  assert.equal(given, flat(64));
  assert.is(valueAt(sketch.values, [64], [0.25, 0.9]), 1.25);
  assert.is(valueAt(sketch.values, [64], [1.25, 0]), 1.25);
  for (let j = 0; j < 64; j++) {
    assert.ok(Math.abs(sketch.values[j] - 1 - 0.25 * gaussian(j / 64, 0.25, 0.04)) < 2e-6);
  }
});

test('what is taken away ends at 0, and a density of no mass is the uniform one', () => {
  const sketch = new Sketch('initial', flat(32 * 32), [32, 32]);
  sketch.dab([0.5, 0.5], { width: 0.1, height: -3 });
  assert.is(valueAt(sketch.values, [32, 32], [0.5, 0.5]), 0);
  assert.ok(sketch.values.every((value) => value >= 0));
  assert.ok(Math.abs(mean(sketch.finished()) - 1) < 1e-14);
  sketch.wipe(0);
  assert.equal(sketch.finished(), flat(32 * 32));
});

test('a stroke is even, however fast the hand was', () => {
  const brush = { width: 0.05, height: 0.3 };
  const [slow, fast] = [0, 1].map(() => new Sketch('initial', flat(64 * 64), [64, 64]));
  fast.stroke([0.1, 0.5], [0.8, 0.5], brush);
  for (let i = 0; i < 14; i++) slow.stroke([0.1 + i * 0.05, 0.5], [0.15 + i * 0.05, 0.5], brush);
  for (let i = 0; i < fast.values.length; i++) assert.ok(Math.abs(fast.values[i] - slow.values[i]) < 1e-12);
  const along = [0.41, 0.45, 0.49].map((x) => valueAt(fast.values, [64, 64], [x, 0.5]));
  // Dabs half a width apart ripple by 2e^{−2π²·4} of their mean.
  for (const value of along) assert.ok(Math.abs(value / along[0] - 1) < 1e-6, `${along}`);
});

test('a blob is all the mass in one Gaussian', () => {
  const sketch = new Sketch('initial', flat(128), [128]);
  sketch.blob([0.5], 0.05);
  const density = sketch.finished();
  assert.ok(Math.abs(mean(density) - 1) < 1e-14);
  const variance = density.reduce((sum, value, j) => sum + value * (j / 128 - 0.5) ** 2, 0) / 128;
  // Cut at 5 standard deviations: less than 1e−5 of the variance is missing.
  assert.ok(Math.abs(variance / 0.05 ** 2 - 1) < 1e-4, String(variance));
});

test('a pencil gives heights across the seam, and what it did not touch is not smoothed', () => {
  const n = 200;
  const jump = Float64Array.from({ length: n }, (_, j) => (j < 100 ? 0.5 : 1.5));
  const sketch = new Sketch('initial', jump, [n]);
  sketch.pencil([0.95, 2], [1.05, 2]);
  assert.equal(
    [190, 199, 0, 10].map((j) => sketch.values[j]),
    [2, 2, 2, 2],
  );
  const density = sketch.finished();
  const scale = mean(sketch.values);
  // The jump in the middle stands as it was, scaled to mass 1 (smoothing moved less than a hundredth of the mass).
  assert.ok(Math.abs(density[100] / density[99] - 3) < 1e-12);
  assert.ok(Math.abs(density[99] * scale - 0.5) < 0.01);
  // Its ends are.
  assert.ok(density[190] < density[195] && density[190] > density[180]);
});

test('a density goes along to another grid, linear between its points, of mass 1', () => {
  const wave = (n: number) =>
    Float64Array.from({ length: n }, (_, j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / n));
  const product = (a: Float64Array, b: Float64Array) =>
    Float64Array.from(
      { length: a.length * b.length },
      (_, i) => a[Math.floor(i / b.length)] * b[i % b.length],
    );
  // To a grid that holds every other point of it, exactly.
  const coarse = resampled(product(wave(32), wave(48)), [32, 48], [16, 24]);
  product(wave(16), wave(24)).forEach((value, i) => {
    assert.ok(Math.abs(coarse[i] - value) < 1e-14);
  });
  const fine = resampled(product(wave(32), wave(48)), [32, 48], [64, 40]);
  assert.ok(Math.abs(mean(fine) - 1) < 1e-13);
  product(wave(64), wave(40)).forEach((value, i) => {
    // (2π/n)²/8 of a curvature of 0.5·1.5, on both axes.
    assert.ok(Math.abs(fine[i] - value) < 0.75 * ((2 * Math.PI) / 32) ** 2 * 0.25, `${i}`);
  });
});

test.run();
