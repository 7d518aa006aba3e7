import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { transformAxes } from '../src/diagnostics/fft.ts';
import {
  fourierCoefficients,
  radialSpectrum,
  samplesOf,
  sobolevNorm,
  sobolevNorms,
} from '../src/diagnostics/index.ts';
import { refine } from '../src/diagnostics/spectrum.ts';
import { close, noise, refused } from './support/diagnostics.ts';

const test = suite('spectrum');

test('the transform of any length is the discrete Fourier transform', () => {
  // Up to 31 is the largest radix; 74 and 202 have a larger prime factor.
  for (const n of [...Array.from({ length: 64 }, (_, i) => i + 1), 74, 202]) {
    const input = noise(2 * n);
    const output = input.slice();
    transformAxes(output, [n]);
    for (let k = 0; k < n; k++) {
      let [re, im] = [0, 0];
      for (let j = 0; j < n; j++) {
        const angle = (-2 * Math.PI * ((j * k) % n)) / n;
        re += input[2 * j] * Math.cos(angle) - input[2 * j + 1] * Math.sin(angle);
        im += input[2 * j] * Math.sin(angle) + input[2 * j + 1] * Math.cos(angle);
      }
      // Some 10 roundings of numbers of size √n.
      assert.ok(Math.hypot(output[2 * k] - re, output[2 * k + 1] - im) < 1e-13 * n, `n = ${n}, k = ${k}`);
    }
  }
});

test('a trigonometric polynomial has the coefficients it was made of', () => {
  const n = 30;
  const f = Float64Array.from(
    { length: n },
    (_, j) => 2 + 3 * Math.cos((4 * Math.PI * j) / n) - 5 * Math.sin((14 * Math.PI * j) / n),
  );
  const { coefficients } = fourierCoefficients(f);
  const expected = new Float64Array(2 * n);
  expected[0] = 2;
  expected[2 * 2] = expected[2 * (n - 2)] = 1.5;
  expected[2 * 7 + 1] = 2.5;
  expected[2 * (n - 7) + 1] = -2.5;
  // Rounding of the transform.
  for (const [i, value] of coefficients.entries())
    assert.ok(Math.abs(value - expected[i]) < 1e-14, `entry ${i}`);
});

test('the samples come back from the coefficients, in one to three dimensions', () => {
  for (const grid of [[1], [7], [64], [12, 10], [8, 9], [6, 5, 4]]) {
    const f = noise(grid.reduce((a, b) => a * b, 1));
    const back = samplesOf(fourierCoefficients(f, grid));
    for (const [j, value] of f.entries()) assert.ok(Math.abs(value - back[j]) < 1e-14, `${grid}`);
  }
});

test('Parseval: the shells of the radial spectrum add up to ∫ f²', () => {
  for (const grid of [[100], [64], [12, 10], [6, 5, 4]]) {
    const f = noise(grid.reduce((a, b) => a * b, 1));
    const { power, modes } = radialSpectrum(f, grid);
    const square = f.reduce((sum, value) => sum + value * value, 0) / f.length;
    close(
      power.reduce((a, b) => a + b, 0),
      square,
      1e-13,
      `${grid}`,
    ); // rounding of the transform
    assert.is(
      modes.reduce((a, b) => a + b, 0),
      f.length,
    );
    const mean = f.reduce((a, b) => a + b, 0) / f.length;
    close(sobolevNorm(f, 0, grid), Math.sqrt(square - mean * mean), 1e-13, `${grid}`);
  }
});

test('the last axis is the fastest, and shells are rounded |k|', () => {
  const [n1, n2] = [12, 10];
  const f = new Float64Array(n1 * n2);
  for (let i = 0; i < n1; i++) {
    for (let j = 0; j < n2; j++) f[i * n2 + j] = Math.cos(2 * Math.PI * ((3 * i) / n1 - (4 * j) / n2));
  }
  const { power } = radialSpectrum(f, [n1, n2]);
  close(power[5], 0.5, 1e-14); // |(3, −4)| = 5
  // One mode at ±(3, −4): ‖f‖_{Ḣ^q} = (2π·5)^q/√2.
  for (const q of [-2.5, -1, 0, 0.5, 2])
    close(sobolevNorm(f, q, [n1, n2]), (10 * Math.PI) ** q / Math.SQRT2, 1e-12);
});

test('a single mode scales as (2πk)^q, the mean never counts, the Nyquist mode counts once', () => {
  const n = 48;
  const mode = (k: number) =>
    Float64Array.from({ length: n }, (_, j) => 7 + Math.cos((2 * Math.PI * j * k) / n));
  for (const k of [1, 5, 23]) {
    const norms = sobolevNorms(mode(k), [-3, -0.5, 1]);
    for (const [i, q] of [-3, -0.5, 1].entries()) close(norms[i], (2 * Math.PI * k) ** q / Math.SQRT2, 1e-11);
  }
  // cos(πnx) is ±1 on the grid, of mean square 1.
  close(sobolevNorm(mode(24), 1), 2 * Math.PI * 24, 1e-12);
});

test('norms do not change when the field is translated', () => {
  const grid = [12, 10];
  const f = noise(120);
  const moved = f.map((_, i) => f[((Math.floor(i / 10) + 5) % 12) * 10 + ((i + 3) % 10)]);
  for (const q of [-1.5, 0, 1]) close(sobolevNorm(moved, q, grid), sobolevNorm(f, q, grid), 1e-13);
});

test('refinement interpolates: every second point of the finer grid is the old one', () => {
  const f = noise(120);
  const fine = samplesOf(refine(fourierCoefficients(f, [12, 10]), [24, 20]));
  f.forEach((value, i) => {
    const at = 2 * Math.floor(i / 10) * 20 + 2 * (i % 10);
    assert.ok(Math.abs(fine[at] - value) < 1e-14);
  });
});

test('what is not a field is refused by name', () => {
  refused(() => fourierCoefficients([1, NaN, 2]), 'field[1]');
  refused(() => fourierCoefficients([1, 2, 3], [2, 2]), 'grid');
  refused(() => fourierCoefficients([1, 2, 3], [1.5, 2]), 'grid');
  refused(() => fourierCoefficients([1, 2], [1, 1, 1, 2]), 'grid');
  refused(() => fourierCoefficients([]), 'grid');
  refused(() => sobolevNorm([1, 2], NaN), 'q');
  refused(() => sobolevNorm([1, 2], Infinity), 'q');
});

test.run();
