// Symmetries of the equation are symmetries of the solver: translations and reflections of the grid, exchange
// of axes, harmonic scaling, scaling of the mass, and the semigroup.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem } from '../src/problem/types.ts';
import { allClose, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();

type Given = Parameters<typeof discreteProblem>[0];

function solutionAt(given: Given, t: number) {
  const problem: DiscreteProblem = discreteProblem({ ...given, end: t });
  const solver = createSolver(module, problem);
  assert.is(solver.advance(t, 1e6), 'reached');
  const density = new Float64Array(problem.target.length);
  solver.density(density);
  const { energy, dissipation, norms } = solver.diagnostics();
  solver.close();
  return { density, energy, dissipation, norms };
}

const amplitude = fc.double({ min: -0.2, max: 0.2, noNaN: true });
/** Random about a fixed part at wavenumber k, so that no two with different k are nearly equal. */
const around = (fixed: number) =>
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(0.3, -0.4), amplitude, amplitude).map(
    ([k, a, b, c]) =>
      new Trigonometric([
        { k: fixed, cos: a, sin: 0.1 },
        { k, cos: b, sin: c },
      ]),
  );
const start = around(1);
const goal = around(2);
const order = fc.double({ min: 0.3, max: 3, noNaN: true });
const length = fc.constantFrom(32, 36, 45, 49, 50, 64, 75, 105);
const integrator = fc.constantFrom('dopri54' as const, 'etd43' as const);

/** Symmetric runs differ by the rounding of different sums, which the flow does not amplify. */
const ROUNDING = 1e-11;
const runs = { numRuns: 15, seed: 20261121, endOnFailure: true };
const typicalTime = (s: number) => 0.5 * TAU ** (2 * s - 2);

const symmetry = suite('symmetries');

symmetry('a translation by grid points commutes with the flow', () => {
  fc.assert(
    fc.property(order, length, start, goal, integrator, fc.nat(), (s, n, from, to, scheme, j) => {
      const shift = (f: Float64Array) => f.map((_, i) => f[(i + j) % n]);
      const [initial, target] = [from.samples(n), to.samples(n)];
      const plain = solutionAt({ s, initial, target, integrator: scheme }, typicalTime(s));
      const moved = solutionAt(
        { s, initial: shift(initial), target: shift(target), integrator: scheme },
        typicalTime(s),
      );
      allClose(moved.density, shift(plain.density), ROUNDING, 'μ');
      relativelyClose(moved.energy, plain.energy, 1e-10, 'E');
    }),
    runs,
  );
});

symmetry('a reflection commutes with the flow', () => {
  fc.assert(
    fc.property(order, length, start, goal, integrator, (s, n, from, to, scheme) => {
      const reflect = (f: Float64Array) => f.map((_, i) => f[(n - i) % n]);
      const [initial, target] = [from.samples(n), to.samples(n)];
      const plain = solutionAt({ s, initial, target, integrator: scheme }, typicalTime(s));
      const mirrored = solutionAt(
        { s, initial: reflect(initial), target: reflect(target), integrator: scheme },
        typicalTime(s),
      );
      allClose(mirrored.density, reflect(plain.density), ROUNDING, 'μ');
      relativelyClose(mirrored.dissipation, plain.dissipation, 1e-10, 'D');
    }),
    runs,
  );
});

symmetry('harmonic scaling: μ(m^{2−2s} t, m x) solves the flow from μ₀(m x), with energy m^{−2s} E', () => {
  fc.assert(
    fc.property(order, start, goal, fc.constantFrom(2, 3, 5), (s, from, to, m) => {
      const n = 35;
      const repeat = (f: Float64Array) => Float64Array.from({ length: m * n }, (_, i) => f[i % n]);
      // The samples of f(m x) on m n points are those of f on n points, repeated: x = i/(m n), m x = i/n.
      const [initial, target] = [from.samples(n), to.samples(n)];
      const t = typicalTime(s);
      const plain = solutionAt({ s, initial, target }, t);
      const fine = { s, initial: repeat(initial), target: repeat(target) };
      const scaled = solutionAt(fine, t * m ** (2 * s - 2));
      allClose(scaled.density, repeat(plain.density), 10 * ROUNDING, 'μ');
      relativelyClose(scaled.energy, plain.energy * m ** (-2 * s), 1e-9, 'E');
      // Norms scale as m^q: the orders −1, 0 and 1.
      [-1, 0, 1].forEach((q, i) => {
        relativelyClose(scaled.norms[i], plain.norms[i] * m ** q, 1e-9, `‖·‖ in H^${q}`);
      });
    }),
    runs,
  );
});

symmetry('mass scaling: (cμ₀, cν) runs c times as fast, with energy c² E', () => {
  fc.assert(
    fc.property(order, length, start, goal, fc.constantFrom(0.1, 3), (s, n, from, to, c) => {
      const [initial, target] = [from.samples(n), to.samples(n)];
      const scale = (f: Float64Array) => f.map((value) => c * value);
      const t = typicalTime(s);
      const plain = solutionAt({ s, initial, target }, t);
      const scaled = solutionAt({ s, initial: scale(initial), target: scale(target) }, t / c);
      allClose(scaled.density, scale(plain.density), ROUNDING, 'μ');
      relativelyClose(scaled.energy, c * c * plain.energy, 1e-10, 'E');
      relativelyClose(scaled.dissipation, c ** 3 * plain.dissipation, 1e-10, 'D');
    }),
    runs,
  );
});

symmetry('a flow started from where another one is goes on as that one does', () => {
  fc.assert(
    fc.property(order, length, start, goal, integrator, (s, n, from, to, scheme) => {
      const given = { s, target: to.samples(n), integrator: scheme };
      const t = typicalTime(s);
      const half = solutionAt({ ...given, initial: from.samples(n) }, 0.4 * t);
      const whole = solutionAt({ ...given, initial: from.samples(n) }, t);
      const second = solutionAt({ ...given, initial: half.density }, 0.6 * t);
      allClose(second.density, whole.density, 1e-10, 'μ');
    }),
    runs,
  );
});

symmetry(
  'in two dimensions, data of one coordinate follow the one-dimensional flow, along either axis',
  () => {
    const [n, other, s, t] = [36, 10, 1.3, 1];
    const [from, to] = [
      new Trigonometric([
        { k: 1, cos: 0.3, sin: 0.2 },
        { k: 3, cos: 0.1, sin: -0.2 },
      ]),
      new Trigonometric([{ k: 2, cos: -0.4, sin: 0.1 }]),
    ];
    const line = solutionAt({ s, initial: from.samples(n), target: to.samples(n) }, t);
    const along = (first: boolean, f: Float64Array) =>
      Float64Array.from({ length: n * other }, (_, i) => f[first ? Math.floor(i / other) : i % n]);
    for (const first of [true, false]) {
      const grid = first ? [n, other] : [other, n];
      const initial = along(first, from.samples(n));
      const plane = solutionAt({ s, grid, initial, target: along(first, to.samples(n)) }, t);
      allClose(plane.density, along(first, line.density), ROUNDING, `μ along axis ${first ? 0 : 1}`);
      relativelyClose(plane.energy, line.energy, 1e-10, 'E');
      relativelyClose(plane.dissipation, line.dissipation, 1e-10, 'D');
    }
  },
);

symmetry('exchanging the axes commutes with the flow', () => {
  const [a, b, s, t] = [14, 15, 1.5, 3];
  const from = new Trigonometric([
    { k: [1, 0], cos: 0.3, sin: 0.2 },
    { k: [1, -2], cos: 0.1, sin: 0.2 },
  ]);
  const to = new Trigonometric([{ k: [0, 1], cos: 0.2, sin: -0.3 }]);
  const swap = (f: Float64Array) => Float64Array.from(f, (_, i) => f[(i % a) * b + Math.floor(i / a)]);
  const given = { s, grid: [a, b], initial: from.samples(a, b), target: to.samples(a, b) };
  const plain = solutionAt(given, t);
  const swapped = solutionAt(
    { s, grid: [b, a], initial: swap(given.initial), target: swap(given.target) },
    t,
  );
  allClose(swapped.density, swap(plain.density), ROUNDING, 'μ');
  relativelyClose(swapped.energy, plain.energy, 1e-10, 'E');
});

symmetry.run();
