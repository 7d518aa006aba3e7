import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  compareLaws,
  cutoffFor,
  findWindow,
  fitLaw,
  trustedRange,
  windowDecades,
  windowEnd,
} from '../src/diagnostics/index.ts';
import { logGamma } from '../src/problem/special/gamma.ts';
import { close, noise, refused } from './support/diagnostics.ts';
import { linearHistory, logTimes } from './support/histories.ts';

const test = suite('fit and window');

test('exact laws are found exactly, however the times are spread', () => {
  const time = Float64Array.from({ length: 80 }, (_, i) => 1 + (i / 8) ** 2 + Math.sin(i) / 20);
  const power = fitLaw(
    time,
    time.map((t) => 3 * t ** -2.5),
    'algebraic',
  );
  close(power.exponent, 2.5, 1e-12);
  close(power.constant, 3, 1e-11);
  const exponential = fitLaw(
    time,
    time.map((t) => 0.2 * Math.exp(-0.7 * t)),
    'exponential',
  );
  close(exponential.exponent, 0.7, 1e-12);
  close(exponential.constant, 0.2, 1e-11);
  const both = fitLaw(
    time,
    time.map((t) => 5 * t ** -1.5 * Math.exp(-0.7 * t)),
    'exponential',
    { power: true },
  );
  close(both.exponent, 0.7, 1e-11);
  close(both.power!, 1.5, 1e-10);
  close(both.constant, 5, 1e-9);
  for (const fit of [power, exponential, both]) {
    const [low, high] = fit.interval;
    assert.ok(low <= fit.exponent && fit.exponent <= high && high - low < 1e-9);
  }
});

test('a fit approximates that of the whole curve: crowding points in one part of it changes little', () => {
  const law = (t: number) => t ** -2 * (1 + 1 / t);
  const even = logTimes(1, 100, 200);
  const crowded = Float64Array.from([...logTimes(1, 10, 800), ...logTimes(10.3, 100, 100)]);
  const [a, b] = [even, crowded].map((time) => fitLaw(time, time.map(law), 'algebraic').exponent);
  // The trapezoidal rule of either; unweighted the two differ by 0.1.
  assert.ok(Math.abs(a - b) < 1e-3, `${a} ${b}`);
});

test('the interval covers the truth when a correction decays through the window', () => {
  for (const gamma of [0.25, 0.5, 1, 2]) {
    for (const size of [-0.3, -0.05, 0.05, 0.5]) {
      const time = logTimes(1, 100, 120);
      const fit = fitLaw(
        time,
        time.map((t) => t ** -3 * (1 + size * t ** -gamma)),
        'algebraic',
      );
      const [low, high] = fit.interval;
      assert.ok(low <= 3 && 3 <= high, `correction ${size} t^−${gamma}: [${low}, ${high}]`);
      // And does not do so by being useless: it is no wider than a few times the error.
      assert.ok(high - low < 12 * Math.abs(fit.exponent - 3) + 1e-12, `correction ${size} t^−${gamma}`);
    }
  }
});

test('the interval covers the truth under noise, white or correlated, nineteen times in twenty', () => {
  const time = logTimes(1, 100, 100);
  for (const memory of [0, 0.9]) {
    let covered = 0;
    for (let run = 1; run <= 100; run++) {
      const white = noise(100, 7919 * run);
      let state = 0;
      const values = time.map((t, i) => {
        state = memory * state + white[i];
        return t ** -2 * Math.exp(0.01 * state);
      });
      const [low, high] = fitLaw(time, values, 'algebraic').interval;
      if (low <= 2 && 2 <= high) covered += 1;
    }
    assert.ok(covered >= 95, `memory ${memory}: ${covered} of 100`);
  }
});

test('the law that fits better is told, and a curve between them is left undecided', () => {
  const time = logTimes(1, 30, 60);
  assert.is(
    compareLaws(
      time,
      time.map((t) => t ** -2 * (1 + 0.1 / t)),
    ),
    'algebraic',
  );
  assert.is(
    compareLaws(
      time,
      time.map((t) => Math.exp(-t) * (1 + 0.1 / t)),
    ),
    'exponential',
  );
  assert.is(
    compareLaws(
      time,
      time.map((t) => Math.exp(-3 * t ** 0.5)),
    ),
    'undecided',
  );
});

test('log Γ is right at integers and at ½', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n++) {
    close(Math.exp(logGamma(n)), factorial, 1e-12);
    factorial *= n;
  }
  close(Math.exp(logGamma(0.5)), Math.sqrt(Math.PI), 1e-12);
});

test('the resolved window ends at t_hi/10, or earlier where small exponents feel the missing modes', () => {
  const slowest = 2 * Math.PI * 1000;
  close(windowEnd(4, 1.5, 1000), 0.2 * slowest, 1e-12);
  close(windowEnd(4, 2, 1000), 0.2 * slowest ** 2, 1e-12);
  // ∫_0^u x^{p−1}e^{−x}dx/Γ(p) ≈ u^p/Γ(p+1) = 1 % at u = (0.01·Γ(p+1))^{1/p}: p = 1 gives u = 0.01.
  close(windowEnd(1, 1.5, 1000), 0.005 * slowest, 1e-12);
  assert.is(windowEnd(4, 1, 1000), Infinity);
  // 0.1·(K/2)^{2s−2} = 10 at K = 20000.
  close(cutoffFor(1, 13, 1.25), 20000, 1e-4);
  close(windowDecades(13, 1.25, 20000), 1, 1e-12);
});

const whole = (time: ArrayLike<number>) => ({ first: 0, last: time.length - 1, limit: 'end' as const });

test('a transient is left out, and the window does not depend on how densely the history is sampled', () => {
  for (const n of [150, 3000]) {
    const time = logTimes(1e-3, 1e6, n);
    const values = time.map((t) => (1 + t) ** -2);
    const found = findWindow(time, values, 'algebraic', whole(time));
    assert.ok('first' in found);
    // The slope is 2t/(1+t): within 0.5 % of its middle from t ≈ 100 on.
    assert.ok(time[found.first] > 40 && time[found.first] < 200, `${time[found.first]}`);
    assert.is(found.last, n - 1);
  }
});

test('a long window is not bought with a wobble: a shorter, steadier one is taken', () => {
  // The slope wobbles by 8 % over the first decade and is straight over the next 1.4.
  const time = logTimes(1, 250, 400);
  const wobble = time.map((t) => (t < 10 ? 0.08 * Math.sin((2 * Math.PI * 2 * Math.log10(t)) / 1) : 0));
  let log = 0;
  const values = time.map((t, i) => {
    if (i > 0) log -= 3 * (1 + wobble[i]) * Math.log(t / time[i - 1]);
    return Math.exp(log);
  });
  const found = findWindow(time, values, 'algebraic', whole(time));
  assert.ok('first' in found && time[found.first] > 8, 'begins after the wobble');
});

test('with a power, λ + b/t counts as steady', () => {
  const time = Float64Array.from({ length: 300 }, (_, i) => 1 + i / 5);
  const values = time.map((t) => t ** -1.5 * Math.exp(-t));
  const range = { ...whole(time), last: 280 };
  const withPower = findWindow(time, values, 'exponential', range, { power: true });
  const without = findWindow(time, values, 'exponential', range);
  assert.ok('first' in withPower && time[withPower.first] < 10);
  assert.ok('reason' in without || without.first > withPower.first);
});

test('noise between close points does not hide a law', () => {
  const time = logTimes(1, 1e4, 5000);
  const jitter = noise(5000);
  const values = time.map((t, i) => t ** -2 * (1 + 1e-3 * jitter[i]));
  const found = findWindow(time, values, 'algebraic', whole(time));
  assert.ok('first' in found && time[found.first] < 1.1);
});

test('a curve that is neither law has no window, and the reason is in words', () => {
  const time = logTimes(0.1, 1e4, 300);
  const stretched = time.map((t) => Math.exp(-3 * t ** 0.3));
  const found = findWindow(time, stretched, 'algebraic', whole(time));
  assert.ok('reason' in found);
  assert.match(found.reason, /^No window: the run ends at t ≈ 10000, and before it the slope is steady/);
  const short = findWindow(time.subarray(0, 5), stretched, 'algebraic', whole(time.subarray(0, 5)));
  assert.ok('reason' in short);
});

test('rounding is left out: below 1e−30 of the start, or where the energy no longer falls', () => {
  const time = Float64Array.from({ length: 200 }, (_, i) => i * 0.5);
  const law = time.map((t) => Math.exp(-2 * t));
  const range = trustedRange(time, law, undefined, { s: 1, cutoff: 100 });
  assert.equal(range, { first: 0, last: 69, limit: 'rounding' }); // e^{−69} > 1e−30 > e^{−70}
  const floored = law.map((e) => Math.max(e, 1e-12));
  assert.is(time[trustedRange(time, floored, undefined, { s: 1, cutoff: 100 }).last], 14); // e^{−28} < 1e−12
});

test('what comes after the cut-off took over is left out', () => {
  const [s, r, cutoff] = [1.5, 0.5, 256];
  const time = logTimes(0.1, 1e6, 400);
  const { energy, tail } = linearHistory({ s, cutoff }, (k) => k ** (-2 * r - 1), time);
  const range = trustedRange(time, energy, tail, { s, cutoff });
  assert.is(range.limit, 'cut-off');
  close(time[range.last], windowEnd(4, s, cutoff), 0.4); // points are 1/8 decade apart
  // A history that tells no tail is judged by its own slope alone.
  assert.equal(trustedRange(time, energy, undefined, { s, cutoff }), range);
  // A heavy tail ends it earlier.
  const heavy = tail.map((share, i) => (time[i] > 50 ? 0.2 : share));
  assert.ok(time[trustedRange(time, energy, heavy, { s, cutoff }).last] <= 50);
});

test('the choice of the window knows nothing of the law it will find', () => {
  // The same window whatever the constant, and scaled with the unit of time.
  const time = logTimes(1e-2, 1e5, 300);
  const values = time.map((t) => (1 + 3 * t) ** -1.7);
  const found = findWindow(time, values, 'algebraic', whole(time));
  const scaled = findWindow(
    time.map((t) => 10 * t),
    values.map((v) => 7 * v),
    'algebraic',
    whole(time),
  );
  assert.equal(scaled, found);
});

test('what cannot be fitted is refused by name', () => {
  const time = logTimes(1, 10, 10);
  refused(() => fitLaw(time, new Float64Array(9), 'algebraic'), 'values.length');
  refused(() => fitLaw(time, new Float64Array(10), 'algebraic'), 'values[0]');
  refused(() => fitLaw(time.subarray(0, 8), time.subarray(0, 8), 'algebraic'), 'time.length');
  refused(() => fitLaw([0, ...time], [1, ...time], 'algebraic'), 'time[0]');
  refused(() => fitLaw([...time].reverse(), time, 'exponential'), 'time[1]');
});

test.run();
