// What every method promises in two and three dimensions: energy falls by exactly the dissipation, schemes converge
// at their orders, finite volumes keep a density positive, and a state carries everything.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dissipation, energy, sobolevNorms } from '../src/diagnostics/index.ts';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { tableaux } from '../src/engine/tableaux.ts';
import type { DiscreteProblem, IntegratorName } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { Convolution } from './oracle/convolution.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { volumeProblem } from './support/cells.ts';
import { everything } from './support/everything.ts';
import { fill } from './support/grids.ts';

const module = await compileCore();

const planeFrom = new Trigonometric([
  { k: [1, 0], cos: 0.3, sin: 0.2 },
  { k: [1, -2], cos: 0.1, sin: 0.2 },
]);
const planeTo = new Trigonometric([{ k: [1, 1], cos: 0.2, sin: -0.3 }]);
const spaceFrom = new Trigonometric([
  { k: [1, 0, 0], cos: 0.3, sin: 0.1 },
  { k: [0, 1, -1], cos: 0.2, sin: 0.1 },
]);
const spaceTo = new Trigonometric([{ k: [1, 0, -1], cos: 0.1, sin: 0.3 }]);

const laws = suite('energy and dissipation in planes and space');

for (const [grid, from, to] of [
  [[20, 18], planeFrom, planeTo],
  [[9, 10, 12], spaceFrom, spaceTo],
] as const) {
  const given = { grid: [...grid], initial: from.samples(...grid), target: to.samples(...grid) };

  laws(`[${grid}]: what the solver measures is what the arrays say`, () => {
    for (const s of [0.5, 1, 2]) {
      const solver = createSolver(module, discreteProblem({ ...given, s }));
      assert.is(solver.advance(0.1 * TAU ** (2 * s - 2), 1e5), 'reached');
      const density = new Float64Array(given.initial.length);
      solver.density(density);
      const measured = solver.diagnostics();
      solver.close();
      relativelyClose(measured.energy, energy(density, given.target, s, grid), 1e-12, 'E');
      relativelyClose(measured.dissipation, dissipation(density, given.target, s, grid), 1e-12, 'D');
      const difference = density.map((value, i) => value - given.target[i]);
      sobolevNorms(difference, [-1, 0, 1], grid).forEach((norm, i) => {
        relativelyClose(measured.norms[i], norm, 1e-12, 'norms');
      });
    }
  });

  for (const s of [0.5, 1, 2.5]) {
    for (const dealias of ['3/2', '2/3'] as const) {
      laws(`[${grid}], s = ${s}, ${dealias}: the energy lost is the time integral of ∫μ|v|²`, () => {
        // Composite Simpson on steps that the flow resolves; its error falls sixteenfold with each halving.
        const end = (s < 1 ? 0.1 : 0.4) * TAU ** (2 * s - 2);
        const residual = (intervals: number) => {
          const solver = createSolver(module, discreteProblem({ ...given, s, dealias, integrator: 'etd43' }));
          const first = solver.diagnostics();
          let dissipated = 0;
          let before = first.energy;
          for (let i = 0; i <= 2 * intervals; i++) {
            assert.is(solver.advance((i * end) / (2 * intervals), 1e5), 'reached');
            const { dissipation: rate, energy: now, mass } = solver.diagnostics();
            const weight = i === 0 || i === 2 * intervals ? 1 : i % 2 ? 4 : 2;
            dissipated += (weight * rate * end) / (6 * intervals);
            assert.ok(now <= before);
            close(mass, 1, 1e-15, 'mass');
            before = now;
          }
          solver.close();
          const lost = first.energy - before;
          assert.ok(lost > 0.1 * first.energy);
          return Math.abs(dissipated - lost) / lost;
        };
        const [coarse, fine] = [residual(8), residual(16)];
        assert.ok(fine < 1e-6, `residual ${fine}`);
        close(Math.log2(coarse / fine), 4, 0.3, 'order of the quadrature');
      });
    }
  }
}

laws.run();

const order = suite('order of convergence in a plane');
{
  // Steps in which errors of order 5 are still a hundred times rounding, and their next order shows a little.
  const [grid, s, end] = [[10, 9], 1.25, 1];
  const initial = new Trigonometric([
    { k: [1, 0], cos: 0.5, sin: 0 },
    { k: [1, -2], cos: 0, sin: 0.3 },
  ]).samples(...grid);
  const target = new Trigonometric([
    { k: [0, 1], cos: 0, sin: 0.4 },
    { k: [3, 1], cos: 0.2, sin: 0 },
  ]).samples(...grid);
  const oracle = new Convolution(s, [4, 4], grid, target);
  const [{ mu: reference }] = oracle.solve(oracle.spectrum(grid, initial), [end]);
  for (const tableau of Object.values(tableaux)) {
    order(`${tableau.name}: ${tableau.order} ± 0.2`, () => {
      const { error: _, errorOrder: __, ...fixed } = tableau;
      const errors = [16, 32].map((steps) => {
        const given = { s, grid, initial, target, end, step: end / steps };
        const solver = createSolver(module, discreteProblem(given), fixed);
        assert.is(solver.advance(end, 1e4), 'reached');
        const density = new Float64Array(initial.length);
        solver.density(density);
        solver.close();
        return Math.hypot(...oracle.spectrum(grid, density).map((value, i) => value - reference[i]));
      });
      close(Math.log2(errors[0] / errors[1]), tableau.order, 0.2, `errors ${errors}`);
    });
  }
}
order.run();

const volumes = suite('finite volumes in space');

for (const s of [0.75, 1, 2]) {
  for (const reconstruction of ['muscl', 'weno5'] as const) {
    volumes(`s = ${s}, ${reconstruction}, a ball in vacuum: nonnegative, of mass 1, of less energy`, () => {
      const grid = [12, 10, 14];
      const ball = fill(grid, (index) => {
        const x = index.map((j, a) => j / grid[a] - [0.4, 0.5, 0.6][a]);
        return x.reduce((sum, xi) => sum + xi * xi, 0) < 0.1 ? 1 : 0;
      });
      const mass = ball.reduce((sum, value) => sum + value, 0) / ball.length;
      const initial = ball.map((value) => value / mass);
      const target = spaceTo.samples(...grid);
      const tolerance = { relative: 1e-3, absolute: 1e-12 };
      const solver = createSolver(
        module,
        volumeProblem({ s, grid, initial, target, reconstruction, tolerance }),
      );
      const [t, density] = [s < 1 ? 0.05 : TAU ** (2 * s - 2), new Float64Array(initial.length)];
      const start = solver.diagnostics().energy;
      let before = start;
      while (solver.time < t) {
        solver.advance(t, 1);
        const measured = solver.diagnostics();
        solver.density(density);
        assert.ok(density.every((value) => value >= 0));
        close(measured.mass, 1, 1e-14, 'mass');
        assert.ok(measured.energy <= before, `energy ${before} → ${measured.energy} at ${solver.time}`);
        before = measured.energy;
      }
      assert.ok(before < 0.7 * start);
      solver.close();
    });
  }
}

volumes.run();

const state = suite('states in planes and space');

for (const [grid, from, to] of [
  [[12, 15], planeFrom, planeTo],
  [[8, 6, 9], spaceFrom, spaceTo],
] as const) {
  const given = { s: 1.5, grid: [...grid], initial: from.samples(...grid), target: to.samples(...grid) };
  const points = given.initial.length;
  const problems: [string, DiscreteProblem][] = [
    ...(['dopri54', 'etd43', 'rk4', 'etdrk4'] as const).map((integrator: IntegratorName) => {
      const step = integrator === 'rk4' || integrator === 'etdrk4' ? 1 / 16 : 0;
      return [integrator, discreteProblem({ ...given, integrator, step, end: 20 })] as [
        string,
        DiscreteProblem,
      ];
    }),
    ['finite volumes', volumeProblem({ ...given, tolerance: { relative: 1e-4, absolute: 1e-12 }, end: 20 })],
  ];
  for (const [name, problem] of problems) {
    state(`[${grid}], ${name}: a continued run is bit-identical to an unbroken one`, () => {
      const unbroken = createSolver(module, problem);
      unbroken.advance(3, 1e5);
      unbroken.advance(7, 3);
      const resumed = createSolver(module, problem);
      resumed.importState(unbroken.exportState());
      assert.equal(everything(resumed, points), everything(unbroken, points));
      for (const t of [7, 20]) {
        assert.is(unbroken.advance(t, 1e5), 'reached');
        assert.is(resumed.advance(t, 1e5), 'reached');
        assert.equal(everything(resumed, points), everything(unbroken, points), `at ${t}`);
      }
      assert.equal(resumed.exportState(), unbroken.exportState());
      unbroken.close();
      resumed.close();
    });
  }
}

state.run();
