/** Transforms of real fields in two and three dimensions, against the definition, fft.js and their own laws. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Box, fast, fieldOf, modeCount, plainly, spectrumOf, wavenumbers } from './support/box.ts';
import { distance, noise } from './support/dft.ts';

// Each axis adds some 3·10⁻¹⁶ of rounding in L²; a wrong twiddle or mode is off by far more.
const TOLERANCE = 1e-15;

const test = suite('transforms in two and three dimensions');

function toSpectrum(samples: Float64Array, grid: readonly number[], cutoff: readonly number[]) {
  const box = new Box(grid, cutoff);
  const [x, y] = [box.put(samples), box.put([], 2 * box.modes)];
  box.core.toSpectrum(box.plan, x, y);
  assert.equal(box.get(x, box.points), samples, `${grid}: keeps its input`);
  const spectrum = box.get(y, 2 * box.modes);
  box.close();
  return spectrum;
}

function toField(spectrum: Float64Array, grid: readonly number[], cutoff: readonly number[]) {
  const box = new Box(grid, cutoff);
  const [x, y] = [box.put(spectrum), box.put([], box.points)];
  box.core.toField(box.plan, x, y);
  assert.equal(box.get(x, 2 * box.modes), spectrum, `${grid}: keeps its input`);
  const field = box.get(y, box.points);
  box.close();
  return field;
}

/** All modes, those below Nyquist, the two thirds, few, none; where an axis is even its Nyquist mode too. */
function cutoffsOf(grid: readonly number[]): number[][] {
  const rules = [
    (n: number) => Math.floor(n / 2),
    (n: number) => Math.floor((n - 1) / 2),
    (n: number) => Math.floor((n - 1) / 3),
    () => 1,
    () => 0,
  ];
  const mixed = grid.map((n, axis) => rules[axis % 3](n));
  return [...rules.map((rule) => grid.map(rule)), mixed];
}

const lengths = [4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 24, 25, 27, 28, 32, 35, 36];
const planes = lengths.flatMap((a, i) => [
  [a, lengths[(3 * i + 1) % lengths.length]],
  [a, lengths[(7 * i + 4) % lengths.length]],
  [a, a],
]);
const spaces = [
  [4, 4, 4],
  [4, 5, 6],
  [6, 4, 5],
  [5, 9, 8],
  [8, 12, 10],
  [7, 4, 16],
  [16, 8, 7],
  [12, 15, 4],
  [9, 7, 5],
];

test('forward, against the definition: even, odd and tiny lengths, every kind of cutoff', () => {
  for (const grid of [...planes, ...spaces]) {
    const samples = noise(grid.reduce((a, b) => a * b));
    for (const cutoff of cutoffsOf(grid)) {
      const expected = spectrumOf(samples, grid, cutoff, plainly);
      const error = toSpectrum(samples, grid, cutoff).map((value, i) => value - expected[i]);
      // Against the whole field, for a few modes of noise may happen to be small.
      const found =
        Math.hypot(...error) / Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
      assert.ok(found < TOLERANCE, `[${grid}], K = [${cutoff}]: ${found}`);
    }
  }
});

test('inverse, against the definition', () => {
  for (const grid of [...planes, ...spaces]) {
    for (const cutoff of cutoffsOf(grid)) {
      if (cutoff.some((k, axis) => 2 * k === grid[axis])) continue;
      const spectrum = spectrumOf(noise(grid.reduce((a, b) => a * b)), grid, cutoff, plainly);
      const found = distance(toField(spectrum, grid, cutoff), fieldOf(spectrum, cutoff, grid, plainly));
      assert.ok(found < TOLERANCE, `[${grid}], K = [${cutoff}]: ${found}`);
    }
  }
});

const large = [
  [64, 128],
  [256, 256],
  [384, 96],
  [1, 2, 3].map((i) => 16 * i),
  [24, 40, 36],
  [480, 30],
  [105, 63],
  [1024, 6],
  [6, 1024],
];

test('forward and back, all modes: the samples again', () => {
  for (const grid of [...planes, ...spaces, ...large]) {
    const cutoff = grid.map((n) => Math.floor(n / 2));
    const samples = noise(
      grid.reduce((a, b) => a * b),
      5,
    );
    const found = distance(toField(toSpectrum(samples, grid, cutoff), grid, cutoff), samples);
    assert.ok(found < TOLERANCE, `[${grid}]: ${found}`);
  }
});

test('lengths of real use, against fft.js', () => {
  for (const grid of large) {
    const cutoff = grid.map((n) => Math.floor((n - 1) / 2));
    const samples = noise(
      grid.reduce((a, b) => a * b),
      3,
    );
    const expected = spectrumOf(samples, grid, cutoff, fast);
    const found = distance(toSpectrum(samples, grid, cutoff), expected);
    // Bluestein's algorithm, where fft.js does not know the length, has 2·10⁻¹⁵ of its own.
    assert.ok(found < 5 * TOLERANCE, `[${grid}]: ${found}`);
  }
});

test('Parseval: Σ multiplicity |f̂_k|² is the mean of f²', () => {
  for (const grid of large) {
    const cutoff = grid.map((n) => Math.floor(n / 2));
    const samples = noise(
      grid.reduce((a, b) => a * b),
      4,
    );
    const spectrum = toSpectrum(samples, grid, cutoff);
    let sum = 0;
    wavenumbers(cutoff).forEach((k, i) => {
      // The Nyquist mode of the last axis stands once in the full spectrum, of another axis in two slots.
      const last = k.at(-1) as number;
      let weight = last === 0 || 2 * last === grid.at(-1) ? 1 : 2;
      k.slice(0, -1).forEach((ki, axis) => {
        if (2 * Math.abs(ki) === grid[axis]) weight /= 2;
      });
      sum += weight * (spectrum[2 * i] ** 2 + spectrum[2 * i + 1] ** 2);
    });
    const mean = samples.reduce((total, value) => total + value ** 2, 0) / samples.length;
    assert.ok(Math.abs(sum / mean - 1) < 1e-13, `[${grid}]: ${sum / mean - 1}`);
  }
});

test('a shift turns each mode, a reflection conjugates it, an exchange of axes exchanges its wavenumbers', () => {
  for (const [n0, n1] of [
    [12, 20],
    [15, 16],
    [32, 9],
  ]) {
    const grid = [n0, n1];
    const samples = noise(n0 * n1, 6);
    const cutoff = grid.map((n) => Math.floor((n - 1) / 2));
    const spectrum = toSpectrum(samples, grid, cutoff);
    const at = (i: number, j: number) => samples[((i + n0) % n0) * n1 + ((j + n1) % n1)];
    const moved = (f: (i: number, j: number) => number) =>
      Float64Array.from({ length: n0 * n1 }, (_, p) => f(Math.floor(p / n1), p % n1));
    const modes = wavenumbers(cutoff);
    const shifted = toSpectrum(
      moved((i, j) => at(i - 2, j - 5)),
      grid,
      cutoff,
    );
    const turned = modes.flatMap(([a, b], i) => {
      const angle = -2 * Math.PI * ((2 * a) / n0 + (5 * b) / n1);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const [re, im] = [spectrum[2 * i], spectrum[2 * i + 1]];
      return [re * c - im * s, re * s + im * c];
    });
    assert.ok(distance(shifted, turned) < 3 * TOLERANCE, `shift, [${grid}]`);
    const reflected = toSpectrum(
      moved((i, j) => at(-i, -j)),
      grid,
      cutoff,
    );
    const conjugate = spectrum.map((value, i) => (i & 1 ? -value : value));
    assert.ok(distance(reflected, conjugate) < TOLERANCE, `reflection, [${grid}]`);
    const transposed = toSpectrum(
      Float64Array.from({ length: n0 * n1 }, (_, p) => at(p % n0, Math.floor(p / n0))),
      [n1, n0],
      [cutoff[1], cutoff[0]],
    );
    const exchanged = modes.flatMap(([a, b]) => {
      // f̂ of the image at (b, a); its half of the spectrum has a ≥ 0.
      const [row, column] = a < 0 ? [-b, -a] : [b, a];
      const index = (row < 0 ? row + 2 * cutoff[1] + 1 : row) * (cutoff[0] + 1) + column;
      return [transposed[2 * index], (a < 0 ? -1 : 1) * transposed[2 * index + 1]];
    });
    assert.ok(distance(exchanged, spectrum) < TOLERANCE, `exchange, [${grid}]`);
  }
});

test('nothing is read or written beyond a spectrum or a field', () => {
  // Beyond the end of the memory is a trap.
  for (const grid of [[15, 9], [16, 8], [9, 7], [8, 16], ...spaces]) {
    for (const cutoff of cutoffsOf(grid)) {
      const samples = noise(
        grid.reduce((a, b) => a * b),
        9,
      );
      const spectrum = toSpectrum(samples, grid, cutoff);
      const field = toField(spectrum, grid, cutoff);
      for (const last of ['spectrum', 'field']) {
        const box = new Box(grid, cutoff);
        let points = last === 'field' ? 0 : box.put(samples);
        const modes = last === 'field' ? box.put([], 2 * box.modes) : box.putLast([], 2 * box.modes);
        points ||= box.putLast(samples);
        box.core.toSpectrum(box.plan, points, modes);
        assert.equal(box.get(modes, 2 * box.modes), spectrum, `[${grid}] to [${cutoff}]`);
        box.core.toField(box.plan, modes, points);
        assert.equal(box.get(points, box.points), field, `[${cutoff}] to [${grid}]`);
        box.close();
      }
    }
  }
});

test('parts of any size give the same bits, in any order', () => {
  for (const { grid, cutoff } of [
    [12, 20],
    [15, 9],
    [24, 32],
    [6, 10, 8],
    [9, 5, 7],
  ].flatMap((grid) =>
    [1, 0].map((less) => ({ grid, cutoff: grid.map((n) => Math.floor((n - less) / 2)) })),
  )) {
    const samples = noise(
      grid.reduce((a, b) => a * b),
      8,
    );
    const spectrum = toSpectrum(samples, grid, cutoff);
    const field = toField(spectrum, grid, cutoff);
    const box = new Box(grid, cutoff, 1, 3);
    const { core, plan } = box;
    const [x, y] = [box.put(samples), box.put([], 2 * box.modes)];
    const [pairs, slabs] = [core.columnPairs(plan), core.slabs(plan)];
    assert.is(pairs, Math.ceil(modeCount(cutoff) / (2 * cutoff[0] + 1) / 2));
    const inParts = (count: number, run: (part: number, begin: number, end: number) => void) => {
      const cuts = [0, Math.floor(count / 3), Math.floor(count / 2), count];
      for (const part of [2, 0, 1]) run(part, cuts[part], cuts[part + 1]);
    };
    inParts(slabs, (...range) => core.slabsToWork(plan, x, y, ...range));
    inParts(pairs, (...range) => core.columnsToSpectrum(plan, y, ...range));
    assert.equal(box.get(y, 2 * box.modes), spectrum, `[${grid}] forward`);
    inParts(pairs, (...range) => core.columnsToWork(plan, y, ...range));
    inParts(slabs, (...range) => core.slabsToField(plan, x, false, ...range));
    assert.equal(box.get(x, box.points), field, `[${grid}] inverse`);
    box.close();
  }
});

test.run();
