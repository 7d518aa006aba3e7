// Every integrator converges at its order, no slower and no faster, and a scheme with one coefficient off does
// not: on an unsteady, truly nonlinear flow, against an integrator that shares no coefficient with them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { type Tableau, tableaux, type Weight } from '../src/engine/tableaux.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { Galerkin } from './oracle/galerkin.ts';
import { discreteProblem, sample } from './oracle/problem.ts';

const module = await compileCore();
const [n, cutoff, s] = [32, 15, 1.25];
const initial = sample(n, (x) => 1 + 0.5 * Math.cos(TAU * x) + 0.3 * Math.sin(2 * TAU * x));
const target = sample(n, (x) => 1 + 0.4 * Math.sin(TAU * x) + 0.2 * Math.cos(3 * TAU * x));
const oracle = new Galerkin(s, analyse(target, cutoff));
const times = [1, 10];
const references = oracle.solve(analyse(initial, cutoff), times, 1e-14).map((h) => oracle.density(h));

/** L² error of μ̂ at time 1 or 10, with what the run took. */
function run(tableau: Tableau, end: number, control: { step: number } | { relative: number }) {
  const step = 'step' in control ? control.step : 0;
  const tolerance = { relative: 'relative' in control ? control.relative : 1, absolute: 0 };
  const solver = createSolver(module, discreteProblem({ s, initial, target, end, step, tolerance }), tableau);
  assert.is(solver.advance(end, 1e6), 'reached');
  const density = new Float64Array(n);
  solver.density(density);
  const { steps, rejected } = solver;
  solver.close();
  const difference = analyse(density, cutoff).map((value, i) => value - references[times.indexOf(end)][i]);
  return { error: Math.hypot(...difference), steps, rejected };
}

/** The observed order from 16 to 32 steps: there asymptotic, and errors of order 5 still far from rounding. */
function observedOrder(tableau: Tableau): number {
  const { error: _, errorOrder: __, ...fixedStep } = tableau;
  const errors = [16, 32].map((steps) => run(fixedStep, 1, { step: 1 / steps }).error);
  return Math.log2(errors[0] / errors[1]);
}

const TOLERANCE = 0.05;
const order = suite('order of convergence');

for (const tableau of Object.values(tableaux)) {
  order(`${tableau.name}: ${tableau.order} ± ${TOLERANCE}`, () => {
    const observed = observedOrder(tableau);
    assert.ok(Math.abs(observed - tableau.order) <= TOLERANCE, `observed ${observed}`);
  });
}

order.run();

/** Every scheme that differs from `tableau` in one coefficient, by one percent. */
function* broken(tableau: Tableau): Generator<[what: string, Tableau]> {
  const rows = [...tableau.stages, tableau.solution];
  for (const [i, row] of rows.entries()) {
    for (const [j, weight] of row.entries()) {
      for (const [term, worse] of spoilt(weight).entries()) {
        const changed = rows.map((r, a) => (a === i ? r.map((w, b) => (b === j ? worse : w)) : r));
        const scheme = { ...tableau, stages: changed.slice(0, -1), solution: changed.at(-1)! };
        yield [`row ${i}, column ${j}, term ${term}`, scheme];
      }
    }
  }
}

/** The weight with each of its coefficients in turn one percent too large; none when it is zero. */
function spoilt(weight: Weight): Weight[] {
  if (typeof weight === 'number') return weight === 0 ? [] : [1.01 * weight];
  return weight.map((_, i) =>
    weight.map(([coefficient, m, c], j) => [i === j ? 1.01 * coefficient : coefficient, m, c]),
  );
}

const control = suite('order of convergence: negative controls');

for (const tableau of Object.values(tableaux)) {
  control(`${tableau.name}: no coefficient may be off by one percent`, () => {
    for (const [what, scheme] of broken(tableau)) {
      const observed = observedOrder(scheme);
      assert.ok(Math.abs(observed - tableau.order) > TOLERANCE, `${what} passed with order ${observed}`);
    }
  });
}

control('rows that still sum to their nodes do not save a scheme', () => {
  const { rk4 } = tableaux;
  const stages = [rk4.stages[0], rk4.stages[1], [0, 0.01, 0.99]];
  assert.ok(observedOrder({ ...rk4, stages }) < 4 - TOLERANCE);
});

control('the nodes of an exponential scheme count', () => {
  const { etdrk4 } = tableaux;
  for (const nodes of [
    [0, 0.505, 1 / 2, 1],
    [0, 1 / 2, 0.505, 1],
    [0, 1 / 2, 1 / 2, 0.99],
  ]) {
    assert.ok(observedOrder({ ...etdrk4, nodes }) < 4 - TOLERANCE, `nodes ${nodes}`);
  }
});

control.run();

const pairs = suite('embedded pairs');

for (const tableau of [tableaux.dopri54, tableaux.etd43, tableaux.bosh32]) {
  const stepExponent = 1 / (tableau.errorOrder! + 1);

  pairs(`${tableau.name}: the error follows the tolerance, steps ~ tolerance^(−${stepExponent})`, () => {
    const decades = 3;
    const [loose, tight] = [1e-7, 1e-10].map((relative) => run(tableau, 10, { relative }));
    // h ~ tol^(1/(q+1)) and error ~ h^(q+1) give the powers, but for the steps in which h grows to its size.
    const errorPower = Math.log10(loose.error / tight.error) / decades;
    assert.ok(Math.abs(errorPower - 1) < 0.1, `error ~ tolerance^${errorPower}`);
    const stepPower = Math.log10(tight.steps / loose.steps) / decades;
    assert.ok(Math.abs(stepPower - stepExponent) < 0.04, `steps ~ tolerance^−${stepPower}`);
    assert.ok(tight.rejected <= 0.1 * tight.steps + 2, `${tight.rejected} of ${tight.steps} rejected`);
  });

  pairs(`${tableau.name}: an error weight that is off by one percent costs steps`, () => {
    const worse = tableau.error!.map((w, i) => (i === tableau.error!.length - 1 ? spoilt(w)[0] : w));
    const right = run(tableau, 1, { relative: 1e-6 });
    const wrong = run({ ...tableau, error: worse }, 1, { relative: 1e-6 });
    assert.ok(wrong.steps > 10 * right.steps, `${wrong.steps} against ${right.steps}`);
  });
}

pairs.run();
