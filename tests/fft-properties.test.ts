/** The transforms against fft.js at powers of two, and the identities that hold at every length. */
import fc from 'fast-check';
import FFT from 'fft.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/core.ts';
import { createFft } from '../src/engine/fft.ts';
import { distance, noise, root, smooth } from './support/dft.ts';

const core = await compileCore();
const test = suite('fft properties');

// Two transforms, each right to 10⁻¹⁵.
const TWICE = 2e-15;

const powers = Array.from({ length: 11 }, (_, k) => 2 ** (k + 7));
const anyLength = fc.integer({ min: 1, max: 700 }).filter(smooth);

test('powers of two from 128 to 131072 agree with fft.js', () => {
  for (const n of powers) {
    const other = new FFT(n);
    const x = noise(2 * n, n);
    const expected = new Float64Array(2 * n);
    const fft = createFft(core, n);
    other.transform(expected, x);
    fft.signal.set(x);
    fft.forward();
    assert.ok(distance(fft.spectrum, expected) < TWICE, `complex, n = ${n}`);
    fft.close();
    const real = createFft(core, n, 'real');
    other.realTransform(expected, x.subarray(0, n));
    real.signal.set(x.subarray(0, n));
    real.forward();
    assert.ok(distance(real.spectrum, expected.slice(0, n + 2)) < TWICE, `real, n = ${n}`);
    real.close();
  }
});

test('there and back multiplies by n', () => {
  for (const kind of ['complex', 'real'] as const) {
    for (const n of [...powers, 6, 9, 96, 1000, 1536, 2187, 5040, 16807, 49152]) {
      const fft = createFft(core, n, kind);
      const x = noise(fft.signal.length, n);
      fft.signal.set(x);
      fft.forward();
      fft.inverse();
      assert.ok(
        distance(
          fft.signal.map((value) => value / n),
          x,
        ) < TWICE,
        `${kind}, n = ${n}`,
      );
      fft.close();
    }
  }
});

test('Parseval: Σ|X_k|² = n Σ|x_j|², conjugate modes of a real field counted twice', () => {
  fc.assert(
    fc.property(anyLength, fc.nat(), (n, seed) => {
      const fft = createFft(core, n, 'real');
      fft.signal.set(noise(n, seed));
      fft.forward();
      let sum = 0;
      for (let k = 0; k <= n / 2; k++) {
        const twice = k === 0 || 2 * k === n ? 1 : 2;
        sum += twice * (fft.spectrum[2 * k] ** 2 + fft.spectrum[2 * k + 1] ** 2);
      }
      const expected = n * fft.signal.reduce((total, x) => total + x * x, 0);
      fft.close();
      // Plain sums of up to 700 squares round to about 10⁻¹⁴.
      assert.ok(Math.abs(sum - expected) <= 1e-13 * expected, `n = ${n}, seed = ${seed}`);
    }),
    { numRuns: 60 },
  );
});

test('linearity', () => {
  fc.assert(
    fc.property(anyLength, fc.nat(), fc.double({ min: -8, max: 8, noNaN: true }), (n, seed, factor) => {
      const fft = createFft(core, n);
      const a = noise(2 * n, seed);
      const b = noise(2 * n, seed + 1);
      const [A, B, C] = [a, b, a.map((x, j) => x + factor * b[j])].map((x) => {
        fft.signal.set(x);
        fft.forward();
        return fft.spectrum.slice();
      });
      fft.close();
      const expected = A.map((x, k) => x + factor * B[k]);
      assert.ok(distance(C, expected) < 1e-14 * (1 + Math.abs(factor)), `n = ${n}, seed = ${seed}`);
    }),
    { numRuns: 60 },
  );
});

test('a shift by one turns mode k by e^{−2πi k/n}', () => {
  fc.assert(
    fc.property(anyLength, fc.nat(), (n, seed) => {
      const fft = createFft(core, n);
      const x = noise(2 * n, seed);
      fft.signal.set(x);
      fft.forward();
      const expected = fft.spectrum.map((value, j) => {
        const [c, s] = root(j >> 1, n);
        return j % 2 === 0 ? value * c + fft.spectrum[j + 1] * s : value * c - fft.spectrum[j - 1] * s;
      });
      fft.signal.set(x.subarray(2 * n - 2));
      fft.signal.set(x.subarray(0, 2 * n - 2), 2);
      fft.forward();
      assert.ok(distance(fft.spectrum, expected) < TWICE, `n = ${n}, seed = ${seed}`);
      fft.close();
    }),
    { numRuns: 60 },
  );
});

test.run();
