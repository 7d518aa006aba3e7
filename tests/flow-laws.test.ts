// What the equation promises of every solution: mass stays, energy falls, and falls by exactly the dissipation.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { IntegratorName } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem, INTEGRATORS } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();

const initial = new Trigonometric([
  { k: 1, cos: 0.4, sin: -0.3 },
  { k: 3, cos: 0.1, sin: 0.1 },
]);
const target = new Trigonometric([
  { k: 1, cos: -0.2, sin: 0.3 },
  { k: 2, cos: 0.2, sin: 0 },
]);

const laws = suite('conservation and dissipation');

for (const integrator of INTEGRATORS) {
  laws(`${integrator}: mass stays 1 to rounding, at every time and for every order s`, () => {
    for (const s of [0.5, 1, 2.5]) {
      for (const n of [48, 125]) {
        const given = { s, initial: initial.samples(n), target: target.samples(n), integrator } as const;
        const step = 1e-3 * Math.min(1, TAU ** (2 * s - 2));
        const solver = createSolver(module, discreteProblem({ ...given, step }));
        for (const share of [0, 0.1, 1]) {
          assert.is(solver.advance(100 * share * step, 1e6), 'reached');
          // The mean of n numbers of size one.
          close(solver.diagnostics().mass, 1, 1e-15, `s = ${s}, n = ${n}`);
        }
        solver.close();
      }
    }
  });
}

/** Nodes and weights of Gauss and Legendre on [−1, 1], by Newton on P_m. */
function gauss(m: number): [node: number, weight: number][] {
  return Array.from({ length: m }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (m + 0.5));
    let slope = 0;
    for (let pass = 0; pass < 100; pass++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= m; k++)
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (m * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)];
  });
}

for (const s of [0, 0.5, 1, 1.5, 3]) {
  for (const dealias of ['3/2', '2/3'] as const) {
    laws(`s = ${s}, ${dealias}: the energy lost is the time integral of ∫μ|v|²`, () => {
      const n = 96;
      const end = TAU ** (2 * s - 2);
      const given = { s, initial: initial.samples(n), target: target.samples(n), dealias };
      const solver = createSolver(module, discreteProblem({ ...given, end, integrator: 'etd43' }));
      const first = solver.diagnostics().energy;
      // 24 nodes on each of four intervals: beyond what a smooth decay needs.
      const nodes = gauss(24).reverse();
      let dissipated = 0;
      for (const [from, to] of [
        [0, 0.02],
        [0.02, 0.1],
        [0.1, 0.4],
        [0.4, 1],
      ]) {
        for (const [node, weight] of nodes) {
          const half = ((to - from) / 2) * end;
          assert.is(solver.advance(from * end + half * (1 + node), 1e6), 'reached');
          dissipated += half * weight * solver.diagnostics().dissipation;
        }
      }
      solver.advance(end, 1e6);
      const lost = first - solver.diagnostics().energy;
      solver.close();
      assert.ok(lost > 0.2 * first);
      relativelyClose(dissipated, lost, 1e-10, '∫D dt');
    });
  }
}

laws('the energy of random flows never increases, whatever the scheme', () => {
  const amplitude = fc.double({ min: -0.2, max: 0.2, noNaN: true });
  const density = fc.tuple(amplitude, amplitude, amplitude, amplitude).map(
    ([a, b, c, d]) =>
      new Trigonometric([
        { k: 1, cos: a, sin: b },
        { k: 4, cos: c, sin: d },
      ]),
  );
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 4, noNaN: true }),
      density,
      density,
      fc.constantFrom<IntegratorName>('dopri54', 'etd43'),
      fc.constantFrom(1e-3, 1e-8),
      (s, from, towards, integrator, relative) => {
        const end = (s < 1 ? 0.05 : 5) * TAU ** (2 * s - 2);
        const tolerance = { relative, absolute: 1e-12 };
        const given = {
          s,
          initial: from.samples(64),
          target: towards.samples(64),
          integrator,
          tolerance,
          end,
        };
        const solver = createSolver(module, discreteProblem(given));
        assert.is(solver.advance(end, 1e5), 'reached');
        const { energy } = solver.history();
        solver.close();
        for (let i = 1; i < energy.length; i++) assert.ok(energy[i] <= energy[i - 1] * (1 + 1e-10));
      },
    ),
    { numRuns: 40, seed: 20261121, endOnFailure: true },
  );
});

laws('s = 1: extrema and energy stay within the bounds of the comparison principle', () => {
  const n = 256;
  const [low, high] = target.extrema;
  const [m, M] = initial.extrema;
  const given = { s: 1, initial: initial.samples(n), target: target.samples(n), end: 6 };
  const solver = createSolver(module, discreteProblem(given));
  const first = solver.diagnostics().energy;
  for (const t of [0.2, 1, 3, 6]) {
    assert.is(solver.advance(t, 1e6), 'reached');
    const { minimum, maximum, energy } = solver.diagnostics();
    // Equalities of the logistic equation with inf ν and sup ν in place of ν.
    assert.ok(minimum >= low / (1 + (low / m - 1) * Math.exp(-low * t)) - 1e-9, `minimum at ${t}`);
    assert.ok(maximum <= high / (1 + (high / M - 1) * Math.exp(-high * t)) + 1e-9, `maximum at ${t}`);
    const upper = first * (1 - m / low + (m / low) * Math.exp(low * t)) ** -2;
    const lower = first * (1 - M / high + (M / high) * Math.exp(high * t)) ** -2;
    assert.ok(energy <= upper * (1 + 1e-9) && energy >= lower * (1 - 1e-9), `energy at ${t}`);
  }
  solver.close();
});

laws.run();
