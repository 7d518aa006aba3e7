/** Nonuniform transforms: laws they obey, another implementation's figures, and what they refuse. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/core.ts';
import { createNufft, NufftError } from '../src/engine/nufft.ts';
import { distance } from './support/dft.ts';
import { directModes, inner, noise, wavenumbers } from './support/nufft.ts';

const core = await compileCore();
const test = suite('laws of nonuniform transforms');

const cases: number[][] = [[2000], [40, 31], [9, 8, 11]];
const COUNT = 3000;

for (const cutoffs of cases) {
  const d = cutoffs.length;
  const x = noise(COUNT * d, 21);
  const c = noise(COUNT, 22);

  test(`d = ${d}: the two types are each other's adjoint, to rounding at any tolerance`, () => {
    for (const tolerance of [1e-2, 1e-5, 1e-8, 1e-11]) {
      const nufft = createNufft(core, cutoffs, { points: COUNT, tolerance });
      nufft.setPoints(x);
      // Modes of a real field, whatever the tolerance.
      const f = nufft.pointsToModes(noise(COUNT, 23));
      const left = inner(cutoffs, nufft.pointsToModes(c), f);
      const right = nufft.modesToPoints(f).reduce((sum, value, j) => sum + c[j] * value, 0);
      nufft.close();
      // Sums of some thousand terms of order 1, of random signs.
      assert.ok(Math.abs(left - right) < 1e-13 * Math.hypot(...f) * Math.hypot(...c), `${left} ${right}`);
    }
  });

  test(`d = ${d}: moving all points turns the modes`, () => {
    const shift = [0.3, -1.7, 0.123456].slice(0, d);
    const tolerance = 1e-7;
    const nufft = createNufft(core, cutoffs, { points: COUNT, tolerance });
    nufft.setPoints(x);
    const still = nufft.pointsToModes(c);
    nufft.setPoints(x.map((at, i) => at + shift[i % d]));
    const moved = nufft.pointsToModes(c);
    nufft.close();
    const turned = wavenumbers(cutoffs).flatMap((k, i) => {
      const angle = -2 * Math.PI * k.reduce((sum, wavenumber, axis) => sum + wavenumber * shift[axis], 0);
      const [re, im] = [still[2 * i], still[2 * i + 1]];
      return [re * Math.cos(angle) - im * Math.sin(angle), re * Math.sin(angle) + im * Math.cos(angle)];
    });
    assert.ok(distance(moved, turned) < 2 * tolerance);
  });

  test(`d = ${d}: the order of the points does not matter beyond rounding`, () => {
    const nufft = createNufft(core, cutoffs, { points: COUNT, tolerance: 1e-6 });
    nufft.setPoints(x);
    const once = nufft.pointsToModes(c);
    const order = nufft.order();
    assert.equal(
      order.slice().sort(),
      Int32Array.from({ length: COUNT }, (_, j) => j),
      'the order is a permutation',
    );
    nufft.setPoints(Float64Array.from(x, (_, i) => x[order[Math.floor(i / d)] * d + (i % d)]));
    const sorted = nufft.pointsToModes(Float64Array.from(order, (j) => c[j]));
    assert.ok(distance(once, sorted) < 1e-14);
    assert.equal(
      nufft.order(),
      Int32Array.from({ length: COUNT }, (_, j) => j),
      'sorted points stay',
    );
    nufft.close();
  });
}

/**
 * Type 1 on the circle with the kernel e^{β(√(1−z²) − 1)}, β = 2.3 w, on a grid of twice the resolution: by
 * exponentials, a sum over the grid and quadrature. Barnett, Magland and af Klinteberg 2019 (1.8).
 */
function semicircleModes(cutoff: number, x: Float64Array, c: Float64Array, width: number): Float64Array {
  const n = 2 * (2 * cutoff + 1);
  const phi = (z: number) => Math.exp(2.3 * width * (Math.sqrt(Math.max(0, 1 - z * z)) - 1));
  const grid = new Float64Array(n);
  x.forEach((at, j) => {
    const u = (at - Math.floor(at)) * n;
    for (let i = 0, first = Math.ceil(u - width / 2); i < width; i++)
      grid[(first + i + n) % n] += c[j] * phi((2 * (first + i - u)) / width);
  });
  const places = Float64Array.from(grid, (_, l) => l / n);
  return directModes([cutoff], places, grid).map((value, i) => {
    let transform = 0;
    for (let q = -199; q < 200; q++)
      transform += (width / 400) * phi(q / 200) * Math.cos((Math.PI * width * (q / 200) * (i >> 1)) / n);
    return value / transform;
  });
}

test('as right as the kernel and the widths of FINUFFT, and in agreement with them', () => {
  const x = noise(300, 31);
  const c = noise(300, 32);
  const direct = directModes([60], x, c);
  for (const [width, tolerance] of [
    [4, 1e-3],
    [7, 1e-6],
    [10, 1e-9],
    [13, 1e-12],
  ]) {
    const nufft = createNufft(core, 60, { points: 300, tolerance });
    nufft.setPoints(x);
    const ours = nufft.pointsToModes(c);
    nufft.close();
    const theirs = semicircleModes(60, x, c, width);
    // FINUFFT's rule, w = ⌈log₁₀(10/ε)⌉, gives ε to within a factor of two.
    assert.ok(distance(theirs, direct) < 2 * tolerance, `width ${width}: ${distance(theirs, direct)}`);
    assert.ok(distance(ours, theirs) < 3 * tolerance, `width ${width}: ${distance(ours, theirs)}`);
  }
});

test('one plan serves any number of points up to its own, and none', () => {
  const nufft = createNufft(core, [6, 7], { points: 500, tolerance: 1e-10, gradient: true });
  for (const count of [500, 1, 0, 33, 500]) {
    const x = noise(2 * count, count);
    const c = noise(count, count + 1);
    nufft.setPoints(x);
    const modes = nufft.pointsToModes(c);
    if (count === 0) assert.ok(modes.every((value) => value === 0));
    else assert.ok(distance(modes, directModes([6, 7], x, c)) < 1e-10);
    assert.is(nufft.modesToPoints(modes).length, count);
    assert.is(nufft.gradientToPoints(modes).length, 2 * count);
    assert.is(nufft.order().length, count);
  }
  nufft.close();
});

test('results go where they are asked to, and inputs stay', () => {
  const nufft = createNufft(core, 5, { points: 9 });
  const [x, c] = [noise(9, 1), noise(9, 2)];
  const [keptX, keptC] = [x.slice(), c.slice()];
  nufft.setPoints(x);
  const out = new Float64Array(12);
  assert.is(nufft.pointsToModes(c, out), out);
  const modes = out.slice();
  assert.equal(nufft.pointsToModes(c), modes);
  nufft.modesToPoints(out);
  assert.equal(out, modes);
  assert.equal([x, c], [keptX, keptC]);
  assert.equal(nufft.shape, [6]);
  nufft.close();
});

/** The error of something that must be refused. */
function refused(action: () => unknown): NufftError {
  try {
    action();
  } catch (error) {
    assert.instance(error, NufftError, String(error));
    return error as NufftError;
  }
  throw new Error('it was taken');
}

test('what cannot be taken is refused by name, value and what is allowed', () => {
  const plan = (cutoff: unknown, options: object) => () =>
    createNufft(core, cutoff as number, options as { points: number });
  for (const cutoff of [-1, 1.5, Number.NaN, '8', [], [1, 2, 3, 4], [4, -1], undefined])
    assert.is(refused(plan(cutoff, { points: 1 })).argument, 'cutoff');
  for (const points of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, undefined])
    assert.is(refused(plan(4, { points })).argument, 'points');
  for (const tolerance of [0, 1, -1e-6, 1e-15, Number.NaN])
    assert.match(refused(plan(4, { points: 1, tolerance })).message, /^tolerance = .*from 1e-14 to 0.1$/);
  assert.match(refused(plan([1000, 1000, 1000], { points: 1 })).message, /^cutoff = \[1000, .*3.5 GiB/);
  assert.match(refused(plan(4, { points: 2 ** 31 })).message, /^points = 2147483648.*3.5 GiB/);

  const nufft = createNufft(core, [3, 4], { points: 10 });
  const modes = new Float64Array(2 * 7 * 5);
  assert.is(refused(() => nufft.setPoints(new Float64Array(5))).argument, 'x.length');
  assert.is(refused(() => nufft.setPoints(new Float64Array(22))).argument, 'x.length');
  assert.match(refused(() => nufft.setPoints([0, 0, 0, Number.NaN])).message, 'x[3] = NaN: must be finite');
  nufft.setPoints(noise(20));
  assert.match(
    refused(() => nufft.pointsToModes(noise(9))).message,
    'strengths.length = 9: must be 10 numbers long',
  );
  assert.is(
    refused(() => nufft.pointsToModes([...noise(9), Number.POSITIVE_INFINITY])).argument,
    'strengths[9]',
  );
  assert.is(refused(() => nufft.modesToPoints(new Float64Array(12))).argument, 'modes.length');
  assert.is(refused(() => nufft.modesToPoints(modes, new Float64Array(3))).argument, 'out');
  assert.is(refused(() => nufft.gradientToPoints(modes)).argument, 'gradient');
  nufft.close();
  nufft.close();
  assert.is(refused(() => nufft.modesToPoints(modes)).argument, 'nufft');
  assert.is(refused(() => nufft.setPoints([])).argument, 'nufft');
});

test.run();
