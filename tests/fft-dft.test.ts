/** The transforms against the definition of the discrete Fourier transform, at every allowed length to 128. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/core.ts';
import { createFft } from '../src/engine/fft.ts';
import { dft, dftMode, distance, noise, root, smooth } from './support/dft.ts';

// The aim of the design: relative L² error 10⁻¹⁵ at every length; a wrong twiddle is off by far more.
const TOLERANCE = 1e-15;

const lengths = Array.from({ length: 128 }, (_, j) => j + 1).filter(smooth);
const core = await compileCore();
const test = suite('fft against the definition');

test('complex transforms, both directions', () => {
  for (const n of lengths) {
    const fft = createFft(core, n);
    const x = noise(2 * n, n);
    fft.signal.set(x);
    fft.forward();
    assert.ok(distance(fft.spectrum, dft(x, -1)) < TOLERANCE, `forward, n = ${n}`);
    assert.equal(fft.signal, x, `forward keeps its input, n = ${n}`);
    fft.spectrum.set(x);
    fft.inverse();
    assert.ok(distance(fft.signal, dft(x, 1)) < TOLERANCE, `inverse, n = ${n}`);
    assert.equal(fft.spectrum, x, `inverse keeps its input, n = ${n}`);
    fft.close();
  }
});

test('real transforms, both directions', () => {
  for (const n of lengths) {
    const fft = createFft(core, n, 'real');
    const x = noise(n, n);
    fft.signal.set(x);
    fft.forward();
    const whole = dft(complexOf(x), -1);
    assert.ok(
      distance(fft.spectrum, whole.subarray(0, fft.spectrum.length)) < TOLERANCE,
      `forward, n = ${n}`,
    );
    assert.equal(fft.signal, x, `forward keeps its input, n = ${n}`);
    const spectrum = noise(fft.spectrum.length, n + 7);
    fft.spectrum.set(spectrum);
    fft.inverse();
    const field = dft(hermitian(spectrum, n), 1).filter((_, j) => j % 2 === 0);
    assert.ok(distance(fft.signal, field) < TOLERANCE, `inverse, n = ${n}`);
    assert.equal(fft.spectrum, spectrum, `inverse keeps its input, n = ${n}`);
    fft.close();
  }
});

test('single modes, the Nyquist mode included, come out alone', () => {
  for (const n of lengths) {
    const fft = createFft(core, n, 'real');
    for (let k = 0; k <= n / 2; k++) {
      const alone = k === 0 || 2 * k === n;
      for (const part of alone ? [0] : [0, 1]) {
        fft.signal.set(Float64Array.from({ length: n }, (_, j) => root(j * k, n)[part]));
        fft.forward();
        const expected = new Float64Array(fft.spectrum.length);
        expected[2 * k + part] = alone ? n : part === 0 ? n / 2 : -n / 2;
        assert.ok(distance(fft.spectrum, expected) < TOLERANCE, `n = ${n}, k = ${k}, part ${part}`);
        fft.spectrum.set(expected);
        fft.inverse();
        const field = Float64Array.from({ length: n }, (_, j) => n * root(j * k, n)[part]);
        assert.ok(distance(fft.signal, field) < TOLERANCE, `inverse, n = ${n}, k = ${k}, part ${part}`);
      }
    }
    fft.close();
  }
});

test('imaginary parts of the zero and Nyquist modes are not read', () => {
  for (const n of lengths) {
    const fft = createFft(core, n, 'real');
    const spectrum = noise(fft.spectrum.length, n);
    fft.spectrum.set(spectrum);
    fft.inverse();
    const field = fft.signal.slice();
    fft.spectrum[1] = 1e300;
    if (n % 2 === 0) fft.spectrum[n + 1] = -1e300;
    fft.inverse();
    assert.equal(fft.signal, field, `n = ${n}`);
    fft.close();
  }
});

test('long transforms, mode by mode', () => {
  for (const n of [640, 768, 1536, 2048, 3072, 3125, 4096, 6174, 8192, 10080, 15625, 32768, 65536, 98304]) {
    const fft = createFft(core, n);
    const x = noise(2 * n, n);
    fft.signal.set(x);
    fft.forward();
    const some = Array.from({ length: 12 }, (_, j) => Math.floor((j * (n - 1)) / 11));
    const expected = some.flatMap((k) => dftMode(x, k, -1));
    const found = some.flatMap((k) => [fft.spectrum[2 * k], fft.spectrum[2 * k + 1]]);
    assert.ok(distance(found, expected) < TOLERANCE, `n = ${n}: ${distance(found, expected)}`);
    fft.close();
  }
});

function complexOf(x: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * x.length }, (_, j) => (j % 2 ? 0 : x[j / 2]));
}

/** The n modes of a real field from its half spectrum; the zero and Nyquist modes lose their imaginary part. */
function hermitian(half: Float64Array, n: number): Float64Array {
  const whole = new Float64Array(2 * n);
  for (let k = 0; k <= n / 2; k++) {
    const im = k === 0 || 2 * k === n ? 0 : half[2 * k + 1];
    whole.set([half[2 * k], im], 2 * k);
    if (k > 0) whole.set([half[2 * k], -im], 2 * (n - k));
  }
  return whole;
}

test.run();
