import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { estimateRegularity, samplesOf, spectralConstant } from '../src/diagnostics/index.ts';
import { close, noise, refused } from './support/diagnostics.ts';
import { roughDensity } from './support/histories.ts';

const test = suite('regularity');
const on = (n: number, f: (x: number) => number) => Float64Array.from({ length: n }, (_, j) => f(j / n));

test('random phases: the regularity and the constant of the spectrum it was made of', () => {
  for (const r of [0.5, 1, 2]) {
    const { kind, regularity, error } = estimateRegularity(roughDensity(2048, r, 0.1));
    assert.is(kind, 'algebraic');
    assert.ok(Math.abs(regularity! - r) < 0.01, `${regularity}`); // means over half-octaves
    assert.ok(error! < 0.02);
    close(spectralConstant(roughDensity(2048, r, 0.1), r)!, 0.0025, 1e-9);
  }
});

test('random amplitudes: the truth lies within the error, nineteen times in twenty', () => {
  const n = 2048;
  let covered = 0;
  for (let run = 1; run <= 40; run++) {
    const draw = noise(2 * n, 104729 * run);
    const coefficients = new Float64Array(2 * n);
    for (let k = 1; 2 * k < n; k++) {
      // |ĥ_k|² exponentially distributed, as for a Gaussian random field.
      const size = Math.sqrt(-Math.log((1 + draw[2 * k]) / 2)) * k ** -1.5;
      const angle = Math.PI * draw[2 * k + 1];
      for (const [index, sign] of [
        [k, 1],
        [n - k, -1],
      ]) {
        coefficients[2 * index] = size * Math.cos(angle);
        coefficients[2 * index + 1] = sign * size * Math.sin(angle);
      }
    }
    const { kind, regularity, error } = estimateRegularity({ grid: [n], coefficients });
    assert.is(kind, 'algebraic');
    if (Math.abs(regularity! - 1) <= error!) covered += 1;
    assert.ok(Math.abs(regularity! - 1) < 0.4);
  }
  assert.ok(covered >= 37, `${covered} of 40`);
});

test('a jump has regularity ½ and a kink 3/2, seen from samples', () => {
  const jump = estimateRegularity(on(4096, (x) => (x > 0.2 && x < 0.53 ? 1 : 0)));
  const kink = estimateRegularity(
    on(4096, (x) => Math.min((x - 0.3) ** 2, (x - 0.3 + 1) ** 2, (x - 0.3 - 1) ** 2)),
  );
  for (const [found, exact] of [
    [jump, 0.5],
    [kink, 1.5],
  ] as const) {
    assert.is(found.kind, 'algebraic');
    // Aliasing of the samples steals up to 0.02; the estimate should know.
    assert.ok(Math.abs(found.regularity! - exact) < 0.03, `${found.regularity}`);
    assert.ok(Math.abs(found.regularity! - exact) <= found.error!, `${found.regularity} ± ${found.error}`);
  }
});

test('in the plane the number of modes in a shell does not count as smoothness', () => {
  const n = 128;
  const phase = noise(n * n);
  const coefficients = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [k, l] = [i < n / 2 ? i : i - n, j < n / 2 ? j : j - n];
      if ((k === 0 && l === 0) || -k === n / 2 || -l === n / 2 || k < 0 || (k === 0 && l < 0)) continue;
      const size = Math.hypot(k, l) ** -2; // r + d/2 = 2
      const angle = Math.PI * phase[i * n + j];
      const opposite = ((n - i) % n) * n + ((n - j) % n);
      coefficients[2 * (i * n + j)] = coefficients[2 * opposite] = size * Math.cos(angle);
      coefficients[2 * (i * n + j) + 1] = size * Math.sin(angle);
      coefficients[2 * opposite + 1] = -size * Math.sin(angle);
    }
  }
  const { kind, regularity } = estimateRegularity(samplesOf({ grid: [n, n], coefficients }), [n, n]);
  assert.is(kind, 'algebraic');
  assert.ok(Math.abs(regularity! - 1) < 0.05, `${regularity}`);
});

test('analytic fields are told from rough ones, with the width of their strip', () => {
  // 1/(cosh a − cos 2πx) has |f̂_k| ∝ e^{−a|k|}.
  for (const a of [1, 0.2, 0.02]) {
    const found = estimateRegularity(on(4096, (x) => 1 / (Math.cosh(a) - Math.cos(2 * Math.PI * x))));
    assert.is(found.kind, 'exponential', `a = ${a}`);
    assert.is(found.regularity, Infinity);
    close(found.constant!, a, 0.1); // half-octaves average a curve
  }
});

test('finitely many modes are recognised, and a constant has none', () => {
  const found = estimateRegularity(
    on(256, (x) => 1 + Math.cos(2 * Math.PI * x) + 0.01 * Math.sin(14 * Math.PI * x)),
  );
  assert.equal([found.kind, found.regularity, found.constant], ['band-limited', Infinity, 7]);
  assert.is(estimateRegularity(on(256, () => 1)).constant, 0);
});

test('a grid too coarse to tell says so', () => {
  assert.equal(estimateRegularity(noise(16)).kind, 'undecided');
  assert.is(estimateRegularity(noise(16)).regularity, null);
  assert.is(spectralConstant(noise(8), 1), null);
});

test('what is not a field is refused by name', () => {
  refused(() => estimateRegularity([1, NaN]), 'field[1]');
  refused(() => spectralConstant([1, 2], NaN), 'regularity');
});

test.run();
