/** Plans: their memory stays where it is, their lengths are checked, and the kernels are those emitted. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acquireCore, compileCore, releaseCore } from '../src/engine/core.ts';
import { createFft, createFlux, FftLengthError, isFftLength } from '../src/engine/fft.ts';
import { noise, smooth } from './support/dft.ts';

const core = await compileCore();
const test = suite('fft plans');

test('the memory neither moves nor grows once a plan is made', () => {
  for (const n of [7, 96, 1024, 1536, 4096]) {
    const complex = createFft(core, n);
    const real = createFft(core, n, 'real');
    const flux = createFlux(core, { g: noise(2), kappa: noise(2), nu: noise(n) });
    const arrays = [complex.signal, complex.spectrum, real.signal, real.spectrum, flux.h, flux.out];
    const before = arrays.map((array) => [array.buffer, array.byteOffset, array.buffer.byteLength]);
    for (let j = 0; j < 20; j++) {
      for (const fft of [complex, real]) {
        fft.forward();
        fft.inverse();
      }
      flux.apply();
    }
    const after = arrays.map((array) => [array.buffer, array.byteOffset, array.buffer.byteLength]);
    assert.ok(
      before.every((row, j) => row.every((value, k) => value === after[j][k])),
      `n = ${n}`,
    );
    for (const plan of [complex, real, flux]) plan.close();
  }
});

test('an instance that was given back serves the next plan without growing, and with fresh zeros', () => {
  const first = createFft(core, 4096);
  first.signal.fill(1);
  first.spectrum.fill(1);
  first.close();
  first.close();
  const size = first.signal.buffer.byteLength;
  const second = createFft(core, 4096);
  assert.is(second.signal.buffer, first.signal.buffer);
  assert.is(second.signal.buffer.byteLength, size);
  assert.ok(second.signal.every((value) => value === 0));
  const third = createFft(core, 4096);
  assert.is.not(third.signal.buffer, second.signal.buffer, 'closing twice must not hand it out twice');
  second.close();
  third.close();
});

test('the arena hands out zeroed, disjoint memory at multiples of 64', () => {
  const exports = acquireCore(core);
  const starts = [1, 64, 100000, 8].map((bytes) => exports.arenaAllocate(bytes));
  assert.ok(starts.every((start) => start > 0 && start % 64 === 0));
  assert.ok(starts[1] >= starts[0] + 1 && starts[2] >= starts[1] + 64 && starts[3] >= starts[2] + 100000);
  assert.ok(new Uint8Array(exports.memory.buffer, starts[2], 100000).every((byte) => byte === 0));
  releaseCore(core, exports);
});

test('other lengths are refused by name', () => {
  for (const n of [0, -8, 1.5, 11, 13 * 64, 2 ** 25, Number.NaN, Number.POSITIVE_INFINITY, '8', undefined]) {
    assert.not(isFftLength(n));
    try {
      createFft(core, n as number);
      assert.unreachable(`length ${n} must be refused`);
    } catch (error) {
      assert.instance(error, FftLengthError);
      assert.is((error as FftLengthError).code, 'ERR_FFT_LENGTH');
      assert.match((error as Error).message, `length ${n}: allowed are whole numbers from 1 to 16777216`);
      assert.match((error as Error).message, '2, 3, 5 and 7');
    }
  }
  for (let n = 1; n <= 1000; n++) assert.is(isFftLength(n), smooth(n), `n = ${n}`);
});

test('tables of a product must fit', () => {
  const tables = { g: noise(4), kappa: noise(4), nu: noise(8) };
  assert.throws(() => createFlux(core, { ...tables, nu: noise(11) }), /length 11/);
  assert.throws(() => createFlux(core, { ...tables, nu: noise(6) }), /cutoff 3/);
  assert.throws(() => createFlux(core, { ...tables, kappa: noise(3) }), /kappa has 3/);
});

test('kernels.ts is what the emitter writes', () => {
  const emitted = execFileSync('node', ['assembly/fft/emit/main.mjs', '--print'], { encoding: 'utf8' });
  assert.ok(
    readFileSync('assembly/fft/kernels.ts', 'utf8') === emitted,
    'run node assembly/fft/emit/main.mjs',
  );
});

test.run();
