// Whole grids at a time against one point at a time: expressions to the last bit, all else to rounding.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileExpression, type Part } from '../src/problem/expression/compile.ts';
import { sampleParts } from '../src/problem/expression/sample.ts';
import { axisPoints, sizeOf } from '../src/problem/grid.ts';
import { smoothPoints } from '../src/problem/heat-kernel.ts';
import { type Density, discretize } from '../src/problem/index.ts';
import { chirpPhase, randomPhase } from '../src/problem/random.ts';
import { fill, indexOf } from './support/grids.ts';
import { pointwise, wrappedGaussian } from './support/pointwise.ts';

const test = suite('sampling');

const sampled = (text: string, grid: number[]) =>
  sampleParts(compileExpression(text, ['x', 'y', 'z'].slice(0, grid.length)), grid.map(axisPoints));

/** The first point where an expression differs from its value there in a single bit. */
function difference(text: string, grid: number[]): string | undefined {
  const found = sampled(text, grid);
  assert.is(found.length, sizeOf(grid));
  const evaluate = pointwise(text);
  for (let i = 0; i < found.length; i++) {
    const x = indexOf(i, grid).map((j, axis) => j / grid[axis]);
    const value = evaluate(x);
    if (!Object.is(found[i], value)) return `${text} at ${x}: ${found[i]} ≠ ${value}`;
  }
  return undefined;
}

const grids = [[7], [4, 5], [3, 4, 5]];

test('expressions that depend on any of the axes have the bits of their values at each point', () => {
  const texts: [string, number[]][] = [
    // Rows longer than what is worked out together.
    ['1 + 0.5*cos(2*pi*x) + x*x', [2500]],
    ['cos(2*pi*x)*cos(2*pi*y) + (x < y ? sin(x*y) : 2)', [3, 2100]],
    ['2', [5]],
    ['x', [5]],
    ['-0*x', [5]],
    ...['3', 'x', 'y', 'sin(x)', 'sin(y)', 'cos(x)+cos(y)', 'x*y', '(x*y)^2 + x*y', '0/x'].map(
      (text): [string, number[]] => [text, [4, 5]],
    ),
    ...['z', 'y', 'x*z', 'y*z + x*y', 'sin(x*y)*sin(y*z)*sin(x*z)', 'hypot(x, y, z) + max(x*z, y, 0.5)'].map(
      (text): [string, number[]] => [text, [3, 4, 5]],
    ),
    ['x*z ? y : x && z', [3, 1, 5]],
  ];
  for (const [text, grid] of texts) assert.is(difference(text, grid), undefined);
});

const { text: anyText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom('x', 'x', '0.3', '2', 'pi', 'Y', 'Z'),
    fc
      .tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '%', '<', '==', '&&', '||', '^'), tie('text'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(fc.constantFrom('sin', 'exp', 'step', '-', '!'), tie('text')).map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `max(${a}, hypot(${b}, ${c}))`),
  ),
}));

test('so do random ones', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...grids), (text, grid) => {
      const own = text
        .replaceAll('Y', grid.length > 1 ? 'y' : 'x')
        .replaceAll('Z', grid.length > 2 ? 'z' : 'x');
      if (own.length <= 2000) assert.is(difference(own, grid), undefined);
    }),
    { numRuns: 150, seed: 1 },
  );
});

test('what depends on one coordinate is worked out once for each of its points, numbers once', () => {
  const calls = new Map<string, number>();
  const counted = (part: Part): Part => {
    const inputs = part.inputs.map(counted);
    const call = (...x: number[]) => {
      calls.set(part.name, (calls.get(part.name) ?? 0) + 1);
      return part.call(...x);
    };
    return { ...part, inputs, call };
  };
  const text = 'cos(x) + exp(y) + sin(x*z) + log(2)*abs(x + y + z) + abs(x + y + z)';
  sampleParts(counted(compileExpression(text, ['x', 'y', 'z'])), [4, 5, 6].map(axisPoints));
  // One part named twice is made twice here, where counting copies it.
  assert.equal(Object.fromEntries(calls), { cos: 4, exp: 5, sin: 24, abs: 240 });
});

/** Largest |a − b| over the largest |b|. */
function apart(a: Float64Array, b: Float64Array): number {
  const top = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0) / top;
}

const initialOf = async (initial: Density, grid: number[]) =>
  (await discretize({ grid, s: 1.5, initial, end: 1, normalize: true })).initial;

/** Σ_k a(|k|) cos(2πk·x + θ_k), mode by mode. */
function modes(grid: number[], phase: (k: number[]) => number, modulus: (k: number) => number): Float64Array {
  const sum = new Float64Array(sizeOf(grid));
  for (let flat = 1; flat < sum.length; flat++) {
    const k = indexOf(flat, grid).map((j, axis) => (2 * j < grid[axis] ? j : j - grid[axis]));
    if (k.some((component, axis) => 2 * Math.abs(component) === grid[axis])) continue;
    const [size, angle] = [modulus(Math.hypot(...k)), phase(k)];
    fill(grid, (index) => {
      const turns = index.reduce((all, j, axis) => all + ((k[axis] * j) % grid[axis]) / grid[axis], 0);
      return size * Math.cos(2 * Math.PI * turns + angle);
    }).forEach((value, i) => {
      sum[i] += value;
    });
  }
  return sum;
}

test('rough profiles are the sums of their modes', async () => {
  for (const grid of [[24], [15], [8, 9], [4, 6, 5]]) {
    const size = (k: number) => 0.02 * k ** (-1 - grid.length / 2);
    for (const [more, phase] of [
      [{ seed: 5 }, (k: number[]) => randomPhase(5, k)],
      [{ phases: 'chirp' }, chirpPhase],
    ] as const) {
      const found = await initialOf({ profile: 'rough', regularity: 1, amplitude: 0.02, ...more }, grid);
      const expected = modes(grid, phase, size).map((value) => 1 + value);
      // Rounding of a hundred terms.
      assert.ok(apart(found, expected) < 1e-14, `${grid}: ${apart(found, expected)}`);
    }
  }
});

test('a cosine runs along its wave vector', async () => {
  for (const [grid, k] of [
    [[20], [3]],
    [
      [8, 10],
      [2, -3],
    ],
    [
      [6, 8, 10],
      [1, 2, -4],
    ],
  ] as const) {
    const found = await initialOf({ profile: 'cosine', wavenumber: [...k], phase: 0.3 }, [...grid]);
    const expected = fill(grid, (index) => {
      const turns = index.reduce((all, j, axis) => all + (k[axis] * j) / grid[axis], 0);
      return 1 + 0.5 * Math.cos(2 * Math.PI * turns + 0.3);
    });
    // Rounding of an angle of some tens.
    assert.ok(apart(found, expected) < 1e-14);
  }
});

/** Σ_j w_j Π_i g_b(x_i − x_{j,i}), by images. */
const gaussians = (positions: number[][], weights: number[], b: number, grid: readonly number[]) =>
  fill(grid, (index) =>
    positions.reduce(
      (sum, position, j) =>
        sum +
        position.reduce(
          (product, x, axis) => product * wrappedGaussian(index[axis] / grid[axis] - x, b),
          weights[j],
        ),
      0,
    ),
  );

const positionsIn = (d: number) =>
  Array.from({ length: 5 }, (_, i) =>
    Array.from({ length: d }, (_, axis) => (0.37 * (i + 1) * (axis + 1.3)) % 1),
  );
const weights = [0.3, 0.2, 0.1, 0.25, 0.15];

test('points are sums of wrapped Gaussians, at every bandwidth that the grid resolves', () => {
  for (const [grid, b] of [
    // Coarser sums than the grid, the grid's own, and one that overlaps itself.
    ...[0.05, 0.1, 0.3, 1, 1e9].map((b): [number[], number] => [[64], b]),
    [[63, 40], 0.07],
    [[32, 128], 0.1],
    [[20, 24, 36], 0.14],
  ] as [number[], number][]) {
    const positions = positionsIn(grid.length);
    const found = smoothPoints(positions, weights, b, grid);
    // Beyond that the sum of images is 1, and no sum that can be formed.
    const error = apart(found, gaussians(positions, weights, Math.min(b, 3), grid));
    assert.ok(error < 2e-15, `${grid}, b = ${b}: ${error}`);
  }
});

test('on grids too coarse for the bandwidth they have the modes of the sum, and no others', () => {
  for (const [grid, b] of [
    [[32], 0.04],
    [[32], 0.01],
    [[15], 1e-6],
    [[16, 12], 0.09],
    [[9, 64], 0.05],
    [[8, 6, 10], 0.05],
  ] as [number[], number][]) {
    const positions = positionsIn(grid.length);
    const expected = new Float64Array(sizeOf(grid));
    positions.forEach((position, p) => {
      for (let flat = 0; flat < expected.length; flat++) {
        const k = indexOf(flat, grid).map((j, axis) => (2 * j < grid[axis] ? j : j - grid[axis]));
        if (k.some((component, axis) => 2 * Math.abs(component) === grid[axis])) continue;
        const decay = Math.exp(-2 * (Math.PI * b * Math.hypot(...k)) ** 2);
        for (let i = 0; i < expected.length; i++) {
          const turns = indexOf(i, grid).reduce(
            (all, j, axis) => all + k[axis] * (j / grid[axis] - position[axis]),
            0,
          );
          expected[i] += weights[p] * decay * Math.cos(2 * Math.PI * turns);
        }
      }
    });
    const error = apart(smoothPoints(positions, weights, b, grid), expected);
    // Rounding, a hundred times larger in the highest modes.
    assert.ok(error < 2e-13, `${grid}, b = ${b}: ${error}`);
  }
});

test('an array of samples that is given stays as it is', async () => {
  const given = Float64Array.of(2, 0, 1, 3);
  await initialOf(given, [4]);
  await initialOf({ samples: given }, [4]);
  assert.equal([...given], [2, 0, 1, 3]);
});

test.run();
