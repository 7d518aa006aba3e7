// No axis and no direction is preferred in two and three dimensions, for any method, and data that do not vary
// along some axes move as they would without those axes.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/create.ts';
import type { DiscreteProblem } from '../src/problem/types.ts';
import { allClose, relativelyClose } from './oracle/compare.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { solvedAt, volumeProblem } from './support/cells.ts';
import { fill, flatOf, permuted, reflected } from './support/grids.ts';

const module = await compileCore();
const symmetry = suite('isometries of the grid in planes and space');

// No two axes alike, in length or in data; odd lengths and even ones.
const spaces = [
  [12, 15],
  [10, 9, 8],
];
const from = [
  new Trigonometric([
    { k: [1, 0], cos: 0.3, sin: 0.2 },
    { k: [1, -2], cos: 0.1, sin: 0.2 },
    { k: [3, 1], cos: 0.05, sin: -0.05 },
  ]),
  new Trigonometric([
    { k: [1, 0, 0], cos: 0.3, sin: 0.1 },
    { k: [1, -1, 0], cos: 0.1, sin: 0.1 },
    { k: [0, 2, -1], cos: 0.1, sin: -0.1 },
    { k: [1, 1, 2], cos: 0.05, sin: 0.05 },
  ]),
];
const to = [
  new Trigonometric([{ k: [1, 1], cos: 0.2, sin: -0.3 }]),
  new Trigonometric([
    { k: [0, 1, 0], cos: 0.2, sin: -0.3 },
    { k: [1, 0, -2], cos: 0.1, sin: 0.1 },
  ]),
];

type Given = Pick<DiscreteProblem, 's' | 'initial'> & Partial<DiscreteProblem>;
const methods: [string, (given: Given) => DiscreteProblem][] = [
  ['dopri54', (given) => discreteProblem({ ...given, integrator: 'dopri54' })],
  ['etd43 with 2/3', (given) => discreteProblem({ ...given, integrator: 'etd43', dealias: '2/3' })],
  ['no dealiasing', (given) => discreteProblem({ ...given, integrator: 'etd43', dealias: 'none' })],
  [
    'finite volumes',
    // The same steps for both, so that the two differ by rounding.
    (given) => volumeProblem({ ...given, step: 0.02, tolerance: { relative: 1, absolute: 1 } }),
  ],
];

/** All orders of 0 … d − 1. */
const orders = (d: number): number[][] =>
  d === 1
    ? [[0]]
    : orders(d - 1).flatMap((order) =>
        Array.from({ length: d }, (_, at) => [...order.slice(0, at), d - 1, ...order.slice(at)]),
      );

for (const [i, grid] of spaces.entries()) {
  const d = grid.length;
  const initial = from[i].samples(...grid);
  const target = to[i].samples(...grid);
  for (const [name, problem] of methods) {
    const given = { s: 1.5, grid, initial, target, end: 2 };
    const plain = solvedAt(module, problem(given), 2);

    const same = (image: Given, expected: Float64Array, what: string) => {
      const solved = solvedAt(module, problem({ ...given, ...image }), 2);
      // Sums in another order: rounding, which the flow does not amplify.
      allClose(solved.density, expected, 1e-12, `${what}: μ`);
      relativelyClose(solved.energy, plain.energy, 1e-11, `${what}: E`);
      relativelyClose(solved.dissipation, plain.dissipation, 1e-11, `${what}: D`);
      for (const [q, norm] of plain.norms.entries()) relativelyClose(solved.norms[q], norm, 1e-11, what);
    };

    symmetry(`${name}, d = ${d}: every order of the axes`, () => {
      for (const order of orders(d)) {
        const turned = (f: Float64Array) => permuted(f, grid, order);
        const image = { grid: turned(initial).grid, initial: turned(initial).samples };
        same(
          { s: 1.5, ...image, target: turned(target).samples },
          turned(plain.density).samples,
          `axes ${order}`,
        );
      }
    });

    symmetry(`${name}, d = ${d}: every reflection`, () => {
      for (let mask = 1; mask < 2 ** d; mask++) {
        const axes = grid.map((_, axis) => axis).filter((axis) => mask & (1 << axis));
        const turned = (f: Float64Array) => reflected(f, grid, axes);
        same(
          { s: 1.5, initial: turned(initial), target: turned(target) },
          turned(plain.density),
          `−x along ${axes}`,
        );
      }
    });
  }
}

symmetry('the data tell the isometries apart', () => {
  const [grid] = spaces;
  const f = from[0].samples(...grid);
  assert.ok(reflected(f, grid, [0]).some((value, j) => Math.abs(value - f[j]) > 0.1));
  assert.equal(permuted(f, grid, [1, 0]).grid, [15, 12]);
});

symmetry.run();

const lower = suite('fewer dimensions within more');

const within: [grid: number[], axes: number[]][] = [
  [[12, 8], [0]],
  [[10, 15], [1]],
  [[4, 21, 6], [1]],
  [[16, 5, 4], [0]],
  [[6, 4, 14], [2]],
  [
    [9, 5, 8],
    [0, 2],
  ],
  [
    [4, 10, 7],
    [1, 2],
  ],
];

for (const [grid, axes] of within) {
  lower(`[${grid}]: data that vary along ${axes} alone move as on [${axes.map((a) => grid[a])}]`, () => {
    const small = axes.map((axis) => grid[axis]);
    const wave = (shift: number) =>
      new Trigonometric([
        { k: small.map(() => 1), cos: 0.3, sin: shift },
        { k: small.map((_, a) => (a === 0 ? 2 : -1)), cos: 0.1, sin: -0.2 },
      ]).samples(...small);
    const along = (f: Float64Array) =>
      fill(
        grid,
        (index) =>
          f[
            flatOf(
              axes.map((a) => index[a]),
              small,
            )
          ],
      );
    for (const s of [0.75, 1, 2]) {
      const t = s < 1 ? 0.2 : 1;
      const [initial, target] = [wave(0.2), wave(-0.1)];
      const given = { s, integrator: 'etd43' } as const;
      const less = solvedAt(module, discreteProblem({ ...given, grid: small, initial, target }), t);
      const more = solvedAt(
        module,
        discreteProblem({ ...given, grid: [...grid], initial: along(initial), target: along(target) }),
        t,
      );
      // The other axes add modes that are rounding, and shells of the error norm that share their size.
      allClose(more.density, along(less.density), 1e-11, `s = ${s}: μ`);
      relativelyClose(more.energy, less.energy, 1e-10, 'E');
      relativelyClose(more.dissipation, less.dissipation, 1e-10, 'D');
      for (const [q, norm] of less.norms.entries()) relativelyClose(more.norms[q], norm, 1e-10, 'norms');
    }
  });
}

lower.run();
