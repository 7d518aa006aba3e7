// What is read off two densities before anything is predicted, at the edges of each rule.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareLaws, estimateRegularity, predictRate, settingOf } from '../src/diagnostics/index.ts';
import { roughDensity } from './support/histories.ts';

const test = suite('what theory needs of a flow');
const on = (n: number, f: (x: number) => number) => Float64Array.from({ length: n }, (_, j) => f(j / n));
const wave = (k: number, x: number) => Math.cos(2 * Math.PI * k * x);
const flat = on(64, () => 1);

test('a target has one non-degenerate minimum, or it has not', () => {
  const single = (f: (x: number) => number) => settingOf(1, [64], flat, on(64, f), null).quadraticMinimum;
  assert.ok(single((x) => 1 + 0.5 * wave(1, x)));
  // Two wells: equally deep, and not.
  assert.not(single((x) => 1 + 0.5 * wave(2, x)));
  assert.ok(single((x) => 1 + 0.5 * wave(2, x) + 0.02 * wave(1, x - 0.25)));
  // Flat at the bottom, ν'' = 0.04 where the range is 4: quadratic only below what a run shows.
  assert.not(single((x) => 1 + (1 - wave(1, x)) ** 2 + 0.001 * (1 - wave(1, x))));
});

test('faint modes count for the slowest that a flow can hold', () => {
  const slowest = (f: (x: number) => number) => settingOf(0.5, [64], on(64, f), 'uniform', null).slowest;
  assert.is(
    slowest((x) => 1 + 0.2 * wave(2, x) + 0.1 * wave(4, x)),
    2,
  );
  // 2 and 3 make 1, however faint.
  assert.is(
    slowest((x) => 1 + 0.2 * wave(2, x) + 2e-4 * wave(3, x)),
    1,
  );
});

test('a target counts as the rougher only where the estimates can tell', () => {
  const n = 1024;
  // μ₀ − ν = −½(ν − 1): as rough as ν, told by the same spectrum but for its size.
  const target = roughDensity(n, 1, 0.02);
  const half = target.map((nu) => 0.5 + 0.5 * nu);
  const smooth = half.map((mu, j) => mu + 1e-4 * ((-1) ** j / n));
  assert.match(settingOf(2, [n], smooth, target, null).regularityNote, /of μ₀ − ν/);
  const { regularity, error } = estimateRegularity(target);
  const within = settingOf(2, [n], half, target, regularity! + 1.9 * error!);
  assert.match(within.regularityNote, /as stated/);
  const beyond = settingOf(2, [n], half, target, regularity! + 2.1 * error!);
  assert.match(beyond.regularityNote, /the rougher/);
});

test('the error of a regularity tells that a spectrum is bent', () => {
  const n = 4096;
  const bent = (drop: number) => {
    const [coefficients, knee] = [new Float64Array(2 * n), 180];
    for (let k = 1; 2 * k < n; k++) {
      const size = k ** -1.5 * (k > knee ? (k / knee) ** -drop : 1);
      coefficients[2 * k] = coefficients[2 * (n - k)] = size;
    }
    return estimateRegularity({ grid: [n], coefficients });
  };
  assert.ok(bent(0).error! < 1e-3, `${bent(0).error}`);
  // The halves of K/64 … K/4 differ by 2·0.2 in their slopes: 0.1 of r.
  const { error } = bent(0.2);
  assert.ok(error! > 0.08 && error! < 0.2, `${error}`);
});

test('a small minimum of the target is a rate, a vanishing one is none', () => {
  const setting = { ...settingOf(1, [64], flat, 'uniform', Number.POSITIVE_INFINITY), targetMaximum: 2 };
  assert.is(predictRate({ ...setting, targetMinimum: 0.002 }, 'energy').exponent, 0.004);
  assert.is(predictRate({ ...setting, targetMinimum: 1e-12 }, 'energy').exponent, null);
});

test('between two laws that are both wrong, the verdict takes a factor of two in the residuals', () => {
  const time = Float64Array.from({ length: 60 }, (_, i) => 10 ** (i / 30));
  // log E = −log t − ct: c times the residual of t in log t against that of log t in t.
  const verdict = (c: number) =>
    compareLaws(
      time,
      time.map((t) => Math.exp(-c * t) / t),
    );
  const first = (wanted: string) => {
    let [low, high] = [1e-4, 10];
    for (let i = 0; i < 40; i++) {
      const c = Math.sqrt(low * high);
      if (verdict(c) === 'algebraic' || (wanted === 'exponential' && verdict(c) === 'undecided')) low = c;
      else high = c;
    }
    return high;
  };
  const ratio = first('exponential') / first('undecided');
  assert.ok(Math.abs(ratio - 4) < 1e-6, `${ratio}`);
});

test.run();
