/** The fused product in two and three dimensions against a composition of plain transforms. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cutoffs, productGrid } from '../src/problem/resolution.ts';
import type { Dealias } from '../src/problem/types.ts';
import { type Along, Box, fast, fieldOf, plainly, spectrumOf, wavenumbers } from './support/box.ts';
import { distance, noise } from './support/dft.ts';

const test = suite('the product in two and three dimensions');

/** Random symbols, and the spectra of random fields: h without mean, and a target. */
function example(grid: readonly number[], cutoff: readonly number[], along: Along) {
  const modes = wavenumbers(cutoff);
  const points = grid.reduce((a, b) => a * b);
  const h = spectrumOf(noise(points, 2), grid, cutoff, along);
  h.fill(0, 0, 2);
  const target = spectrumOf(noise(points, 3), grid, cutoff, along);
  // Positive, so that no zero beside the points can pass for the minimum.
  target[0] += 5;
  const sigma = noise(modes.length, 4).map((x, i) => (i === 0 ? 0 : x));
  // φ is real: the symbol is even in k.
  const index = new Map(modes.map((k, i) => [k.join(), i]));
  modes.forEach((k, i) => {
    const mirror = index.get(k.map((ki) => -ki || 0).join());
    if (mirror !== undefined) sigma[i] = sigma[mirror];
  });
  return { modes, h, target, sigma };
}

type Example = ReturnType<typeof example>;

/** −∇·((h + target) v), v = −∇φ, by transforms of every field; and the least h + target. */
function composition(
  { modes, h, target, sigma }: Example,
  m: readonly number[],
  cutoff: readonly number[],
  along: Along,
) {
  const mu = fieldOf(
    h.map((value, i) => value + target[i]),
    cutoff,
    m,
    along,
  );
  const out = new Float64Array(h.length);
  for (let axis = 0; axis < m.length; axis++) {
    const derivative = (modes_: Float64Array) =>
      modes_.map((_, i) => 2 * Math.PI * modes[i >> 1][axis] * (i & 1 ? modes_[i - 1] : -modes_[i + 1]));
    const phi = h.map((value, i) => sigma[i >> 1] * value);
    const v = fieldOf(
      derivative(phi).map((x) => -x),
      cutoff,
      m,
      along,
    );
    const flux = spectrumOf(
      v.map((value, j) => value * mu[j]),
      m,
      cutoff,
      along,
    );
    derivative(flux).forEach((value, i) => {
      out[i] -= value;
    });
  }
  return { out, least: Math.min(...mu) };
}

/** Lays the example out; `run` is given the plan and the addresses of h, σ, target, out and returns the least. */
function inSolver<T>(
  { h, target, sigma }: Example,
  m: readonly number[],
  cutoff: readonly number[],
  run: (box: Box, h: number, sigma: number, target: number, out: number) => T,
) {
  const box = new Box(m, cutoff, 3, 3);
  const { core, plan } = box;
  const spectrum = box.put(target);
  const blocks = core.arenaAllocate(core.fieldBytes(plan));
  core.toBlocks(plan, spectrum, blocks);
  const [x, symbol] = [box.put(h), box.put(sigma)];
  const y = box.put(new Float64Array(h.length).fill(Number.NaN));
  const least = run(box, x, symbol, blocks, y);
  assert.equal(box.get(x, h.length), h, 'keeps its input');
  const out = box.get(y, h.length);
  box.close();
  return { out, least };
}

const whole = (box: Box, h: number, sigma: number, target: number, out: number) =>
  box.core.product(box.plan, h, sigma, target, out);

function compare(grid: readonly number[], m: readonly number[], cutoff: readonly number[], along: Along) {
  const given = example(grid, cutoff, along);
  const expected = composition(given, m, cutoff, along);
  const { out, least } = inSolver(given, m, cutoff, whole);
  const found = distance(out, expected.out);
  // Chains of transforms, products and a sum over the axes, on both sides.
  assert.ok(found < 2e-14, `m = [${m}], K = [${cutoff}]: ${found}`);
  assert.ok(Math.abs(least - expected.least) < 1e-13, `minimum, m = [${m}]: ${least - expected.least}`);
}

const grids = [
  [4, 4],
  [8, 8],
  [5, 7],
  [9, 12],
  [12, 9],
  [15, 21],
  [16, 10],
  [24, 6],
  [6, 24],
  [28, 18],
  [4, 4, 4],
  [5, 6, 7],
  [8, 6, 10],
  [7, 9, 4],
  [6, 5, 9],
];

for (const dealias of ['2/3', '3/2', 'none'] as Dealias[]) {
  test(`dealias ${dealias}: small grids, even and odd, against the definition`, () => {
    for (const grid of grids) {
      compare(grid, productGrid(grid, dealias), cutoffs(grid, dealias), plainly);
    }
  });
}

test('any points and cutoffs: odd lengths, few modes, all modes', () => {
  for (const [m, cutoff] of [
    [
      [9, 15],
      [2, 7],
    ],
    [
      [15, 9],
      [7, 1],
    ],
    [
      [25, 14],
      [12, 3],
    ],
    [
      [10, 27],
      [0, 13],
    ],
    [
      [14, 8],
      [6, 0],
    ],
    [
      [5, 7, 9],
      [2, 3, 4],
    ],
    [
      [9, 10, 7],
      [4, 1, 2],
    ],
    [
      [8, 5, 12],
      [1, 2, 0],
    ],
  ]) {
    compare(m, m, cutoff, plainly);
  }
});

test('lengths of real use', () => {
  for (const [grid, dealias] of [
    [[128, 128], '3/2'],
    [[256, 64], '2/3'],
    [[96, 160], '3/2'],
    [[32, 16, 24], '3/2'],
    [[36, 32, 30], '2/3'],
  ] as [number[], Dealias][]) {
    compare(grid, productGrid(grid, dealias), cutoffs(grid, dealias), fast);
  }
});

test('parts of any size give the same bits, in any order', () => {
  for (const m of [
    [24, 16],
    [15, 27],
    [12, 10, 8],
    [9, 5, 7],
  ]) {
    const cutoff = m.map((n) => Math.floor((n - 1) / 3));
    const given = example(m, cutoff, plainly);
    const expected = inSolver(given, m, cutoff, whole);
    const found = inSolver(given, m, cutoff, ({ core, plan }, h, sigma, target, out) => {
      const inParts = <T>(count: number, run: (part: number, begin: number, end: number) => T) => {
        const cuts = [0, Math.floor(count / 3), Math.floor(count / 2), count];
        return [2, 0, 1].map((part) => run(part, cuts[part], cuts[part + 1]));
      };
      const [pairs, slabs] = [core.columnPairs(plan), core.slabs(plan)];
      inParts(pairs, (...range) => core.columnsToFields(plan, h, sigma, ...range));
      const least = inParts(slabs, (...range) => core.productOfSlabs(plan, target, ...range));
      inParts(pairs, (...range) => core.fluxesToColumns(plan, out, ...range));
      return Math.min(...least);
    });
    assert.equal(found.out, expected.out, `[${m}]`);
    assert.is(found.least, expected.least, `[${m}]: minimum`);
  }
});

test('a value that is not finite reaches the output, and nothing remains of it afterwards', () => {
  for (const [m, cutoff] of [
    [
      [24, 16],
      [7, 5],
    ],
    [
      [8, 12, 10],
      [2, 3, 3],
    ],
  ]) {
    const given = example(m, cutoff, plainly);
    const expected = inSolver(given, m, cutoff, whole);
    for (const at of [3, given.h.length - 1, Math.floor(given.h.length / 2)]) {
      const found = inSolver(given, m, cutoff, (box, h, sigma, target, out) => {
        new Float64Array(box.core.memory.buffer, h, given.h.length)[at] = Number.NaN;
        whole(box, h, sigma, target, out);
        assert.ok(box.get(out, given.h.length).some(Number.isNaN), `[${m}], ${at}`);
        new Float64Array(box.core.memory.buffer, h, given.h.length)[at] = given.h[at];
        return whole(box, h, sigma, target, out);
      });
      assert.equal(found, expected);
    }
  }
});

test.run();
