// Convergence in the number of points: for analytic data every further mode counts, so the error falls by the
// same factor with every mode, whatever the rule against aliasing.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { LogisticFlow } from './oracle/exact.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();
const initial = new Trigonometric([
  { k: 1, cos: 0.3, sin: -0.2 },
  { k: 2, cos: 0.1, sin: 0.15 },
]);
const flow = new LogisticFlow(initial);

/** Largest error of the density at time 1, and the number of modes. */
function run(n: number, dealias: '3/2' | '2/3' | 'none') {
  const solver = createSolver(module, discreteProblem({ s: 1, initial: initial.samples(n), dealias }));
  assert.is(solver.advance(1, 1e6), 'reached');
  const density = new Float64Array(n);
  solver.density(density);
  const [cutoff] = solver.cutoff;
  solver.close();
  return { error: Math.max(...density.map((v, j) => Math.abs(v - flow.density(1, j / n)))), cutoff };
}

const resolution = suite('spectral convergence');

for (const dealias of ['3/2', '2/3', 'none'] as const) {
  resolution(`${dealias}: the error falls geometrically with the modes, down to rounding`, () => {
    const runs = [16, 24, 32, 48, 64, 96].map((n) => run(n, dealias)).filter(({ error }) => error > 1e-11);
    assert.ok(runs.length >= 5);
    // Decades per mode between neighbours; an algebraic law would halve them with every doubling.
    const rates = runs
      .slice(1)
      .map((now, i) => Math.log10(runs[i].error / now.error) / (now.cutoff - runs[i].cutoff));
    assert.ok(Math.max(...rates) < 1.8 * Math.min(...rates), `decades per mode: ${rates}`);
    assert.ok(run(192, dealias).error < 1e-13);
  });
}

resolution('odd lengths and lengths of 2, 3, 5 and 7 are as good as powers of two', () => {
  for (const n of [105, 108, 112, 120, 125, 126, 135, 140, 144, 147, 150, 175, 189, 225, 243]) {
    assert.ok(run(n, '3/2').error < 1e-13, `n = ${n}`);
  }
});

resolution.run();
