// Flows in two and three dimensions against what is known of them in every dimension.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem, IntegratorName } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { fast, spectrumOf, wavenumbers } from './support/box.ts';
import { noise } from './support/dft.ts';

const module = await compileCore();
const boxes = suite('flows in two and three dimensions');

function solvedAt(given: Parameters<typeof discreteProblem>[0], t: number) {
  const problem: DiscreteProblem = discreteProblem({ ...given, target: given.initial.map(() => 1) });
  const solver = createSolver(module, problem);
  assert.is(solver.advance(t, 1e6), 'reached');
  const density = new Float64Array(problem.target.length);
  solver.density(density);
  const { steps } = solver;
  solver.close();
  return { density, steps };
}

/** The last grid is so long that each of its modes has coefficients of its own. */
for (const grid of [
  [20, 12],
  [15, 30],
  [10, 8, 12],
  [9, 14, 6],
  [4, 180],
]) {
  for (const integrator of ['etd43', 'etdrk4', 'dopri54'] as IntegratorName[]) {
    boxes(`[${grid}], ${integrator}: near ν = 1 every mode decays at its own rate |2πk|^{2−2s}`, () => {
      const points = grid.reduce((a, b) => a * b);
      const size = 1e-6;
      const h = noise(points, 9);
      const mean = h.reduce((sum, x) => sum + x, 0) / points;
      const initial = h.map((x) => 1 + size * (x - mean));
      const cutoff = grid.map((n) => Math.ceil(n / 2) - 1);
      for (const [s, t] of [
        [0.75, 0.2],
        [1.5, 20],
      ]) {
        const tolerance = { relative: 1e-8, absolute: 1e-14 };
        const step = integrator === 'etdrk4' ? t / 32 : 0;
        const { density } = solvedAt({ s, grid, initial, integrator, tolerance, step }, t);
        const before = spectrumOf(initial, grid, cutoff, fast);
        const after = spectrumOf(density, grid, cutoff, fast);
        wavenumbers(cutoff).forEach((k, i) => {
          const rate = Math.hypot(...k.map((ki) => TAU * ki)) ** (2 - 2 * s);
          const factor = i === 0 ? 1 : Math.exp(-rate * t);
          for (const j of [2 * i, 2 * i + 1]) {
            // What is neglected is of second order in the deviation.
            close(after[j], factor * before[j], 5 * size ** 2, `s = ${s}, k = [${k}]`);
          }
        });
      }
    });
  }
}

/** Even in every coordinate: the flow does not move the points whose coordinates are 0 or ½. */
const even = new Trigonometric([
  { k: [1, 0, 0], cos: 0.18, sin: 0 },
  { k: [0, 1, 0], cos: -0.11, sin: 0 },
  { k: [1, 1, 0], cos: 0.04, sin: 0 },
  { k: [1, -1, 0], cos: 0.04, sin: 0 },
  { k: [0, 0, 1], cos: 0.09, sin: 0 },
  { k: [0, 1, 1], cos: 0.03, sin: 0 },
  { k: [0, 1, -1], cos: 0.03, sin: 0 },
]);
const skew = new Trigonometric([
  { k: [1, 0, 0], cos: 0.2, sin: 0.1 },
  { k: [0, 1, 0], cos: -0.1, sin: 0.15 },
  { k: [1, -1, 0], cos: 0.05, sin: 0.1 },
  { k: [0, 1, 1], cos: 0.08, sin: -0.05 },
  { k: [1, 0, -1], cos: 0.05, sin: 0.06 },
]);
/** Of a field in space the part that does not vary along the third axis. */
const plane = (f: Trigonometric) =>
  new Trigonometric(
    f.terms.filter(({ k }) => k[2] === 0).map((term) => ({ ...term, k: term.k.slice(0, 2) })),
  );

const mean = (values: Float64Array, f: (x: number, i: number) => number) =>
  values.reduce((sum, x, i) => sum + f(x, i), 0) / values.length;

/** s = 1, ν = 1: d/dt μ(X) = −μ(μ − 1)(X) along the flow. */
const logistic = (mu: number, t: number) => 1 / (1 + (1 / mu - 1) * Math.exp(-t));

for (const [name, field, grid] of [
  ['even', plane(even), [48, 64]],
  ['skew', plane(skew), [72, 60]],
  ['even', even, [36, 40, 30]],
  ['skew', skew, [32, 36, 30]],
] as [string, Trigonometric, number[]][]) {
  boxes(`s = 1, ν = 1, ${name} data on [${grid}]: L^p norms and entropy are known exactly`, () => {
    const initial = field.samples(...grid);
    const tolerance = { relative: 1e-10, absolute: 1e-14 };
    const t = 1.5;
    const { density } = solvedAt({ s: 1, grid, initial, tolerance, integrator: 'dopri54' }, t);
    // ∫ f(μ_t) = ∫ μ₀ f(μ_t∘X)/(μ_t∘X); the sums are integrals to rounding, for the fields are smooth.
    for (const p of [0.5, 2, 3, 5]) {
      const exact = mean(initial, (mu) => mu * logistic(mu, t) ** (p - 1));
      relativelyClose(
        mean(density, (mu) => mu ** p),
        exact,
        1e-8,
        `∫ μ^${p}`,
      );
    }
    const entropy = mean(initial, (mu) => mu * Math.log(logistic(mu, t)));
    relativelyClose(
      mean(density, (mu) => mu * Math.log(mu)),
      entropy,
      1e-8,
      'entropy',
    );
    if (name !== 'even') return;
    // The corners of an eighth of the box stay where they are; two of them are the extrema.
    const strides = grid.map((_, axis) => grid.slice(axis + 1).reduce((a, b) => a * b, 1));
    for (let corner = 0; corner < 2 ** grid.length; corner++) {
      const at = grid.reduce((sum, n, axis) => sum + (corner & (1 << axis) ? (n / 2) * strides[axis] : 0), 0);
      close(density[at], logistic(initial[at], t), 1e-8, `μ at corner ${corner}`);
    }
  });
}

boxes.run();
