// How runs end, and that each end comes at its time with the last good state kept.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem, IntegratorName } from '../src/problem/types.ts';
import { analyse, evaluate, TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';

const module = await compileCore();
const n = 64;
const initial = sample(n, (x) => 1 + 0.4 * Math.cos(TAU * x) - 0.3 * Math.sin(TAU * x));
const target = sample(n, (x) => 1 + 0.2 * Math.cos(2 * TAU * x));
const all: IntegratorName[] = ['dopri54', 'etd43', 'bosh32', 'euler', 'heun', 'ssprk3', 'rk4', 'etdrk4'];

const solverOf = (more: Partial<DiscreteProblem>) =>
  createSolver(module, discreteProblem({ s: 1, initial, target, ...more }));

const times = suite('times asked for');

for (const integrator of all) {
  times(`${integrator}: are hit exactly, however they lie`, () => {
    const solver = solverOf({
      integrator,
      step: ['dopri54', 'etd43', 'bosh32'].includes(integrator) ? 0 : 0.01,
    });
    for (const t of [0.1, 0.1 * 3, 1 / 3, 1 / 3 + 1e-9, 0.5, Math.SQRT1_2, 1]) {
      assert.is(solver.advance(t, 1e6), 'reached');
      assert.is(solver.time, t);
      assert.is(solver.diagnostics().time, t);
    }
    const { steps } = solver;
    for (const t of [1, 0.5, 0]) assert.is(solver.advance(t, 1e6), 'reached');
    assert.is(solver.time, 1);
    assert.is(solver.steps, steps);
    solver.close();
  });
}

for (const method of ['spectral', 'finite-volume', 'lagrangian', 'exact'] as const) {
  times(`${method}: a budget may be more than 32 bits hold, or infinite`, () => {
    for (const budget of [2 ** 31, 2 ** 32, Number.POSITIVE_INFINITY]) {
      const solver = solverOf({ method });
      assert.is(solver.advance(0.1, budget), 'reached');
      solver.close();
    }
  });
}

times('a fixed step is taken as often as it fits', () => {
  const solver = solverOf({ integrator: 'rk4', step: 0.1 });
  // Ten times 0.1 does not add up to 1 in floating point: no eleventh step may be made of what is missing.
  assert.is(solver.advance(1, 1e6), 'reached');
  assert.is(solver.steps, 10);
  assert.is(solver.evaluations, 41);
  assert.is(solver.advance(1.05, 1e6), 'reached');
  assert.is(solver.steps, 11);
  solver.close();
});

times('times asked for hardly change an adaptive run', () => {
  const run = (integrator: IntegratorName, stops: number) => {
    const solver = solverOf({ integrator, end: 10, tolerance: { relative: 1e-8, absolute: 1e-12 } });
    for (let i = 1; i <= stops; i++) assert.is(solver.advance((10 * i) / stops, 1e6), 'reached');
    const { steps } = solver;
    solver.close();
    return steps;
  };
  for (const integrator of ['dopri54', 'etd43'] as const) {
    // Each stop costs about one step more, as the step size is kept across it.
    assert.ok(run(integrator, 10) <= run(integrator, 1) + 20);
  }
});

times.run();

const outcomes = suite('outcomes');

outcomes('budget: as many attempts as were allowed, then on from there', () => {
  const solver = solverOf({ integrator: 'dopri54' });
  assert.is(solver.advance(1, 7), 'budget');
  assert.is(solver.steps + solver.rejected, 7);
  assert.is(solver.advance(1, 0), 'budget');
  assert.is(solver.steps + solver.rejected, 7);
  assert.is(solver.advance(1, 1e6), 'reached');
  const unbroken = solverOf({ integrator: 'dopri54' });
  unbroken.advance(1, 1e6);
  assert.equal(solver.history(), unbroken.history());
  solver.close();
  unbroken.close();
});

for (const integrator of ['etd43', 'rk4'] as const) {
  outcomes(`${integrator}: max-steps when the limit is reached, and not one step more`, () => {
    const solver = solverOf({ integrator, step: integrator === 'rk4' ? 0.01 : 0, maxSteps: 12 });
    assert.is(solver.advance(1, 1e6), 'max-steps');
    assert.is(solver.steps + solver.rejected, 12);
    const { time } = solver;
    assert.ok(time > 0 && time < 1);
    assert.is(solver.advance(1, 1e6), 'max-steps');
    assert.is(solver.time, time);
    assert.is(solver.history().time.at(-1), time);
    solver.close();
  });
}

// [s, scheme, step]: beyond the scheme's bound of stability for the highest mode, within it for the others, so
// that the flow decays until the highest mode has grown out of the rounding.
const unstable: [number, IntegratorName, number][] = [
  [0.5, 'rk4', 0.0145],
  [0.25, 'heun', 0.0007],
  [0.75, 'ssprk3', 0.2],
];

for (const [s, integrator, step] of unstable) {
  outcomes(`${integrator}, s = ${s}: energy-increase when an unstable mode takes over`, () => {
    const solver = solverOf({ s, integrator, step, end: 50 });
    assert.is(solver.advance(50, 1e6), 'energy-increase');
    assert.ok(solver.time > 0.05 && solver.time < 10, `at ${solver.time}`);
    const { time, energy } = solver.history();
    // The state is that of the last good step: its energy is the least so far.
    assert.is(time.at(-1), solver.time);
    assert.is(time.length, solver.steps + 1);
    assert.is(Math.min(...energy), solver.diagnostics().energy);
    assert.is(solver.advance(50, 1e6), 'energy-increase');
    solver.close();
    const stable = solverOf({ s, integrator, step: step / 1.5, end: 1 });
    assert.is(stable.advance(1, 1e6), 'reached');
    stable.close();
  });
}

outcomes('a fixed step far too large ends at once, with the initial state kept', () => {
  for (const integrator of ['euler', 'rk4'] as const) {
    const solver = solverOf({ integrator, step: 10, end: 100 });
    assert.is(solver.advance(100, 1e6), 'energy-increase');
    assert.is(solver.time, 0);
    const density = new Float64Array(n);
    solver.density(density);
    assert.ok(density.every((value, j) => Math.abs(value - initial[j]) < 1e-14));
    solver.close();
  }
});

outcomes('non-finite when numbers overflow, and then too the state is that of the last good step', () => {
  const solver = solverOf({ integrator: 'euler', step: 1e200, end: 1e300 });
  assert.is(solver.advance(1e300, 1e6), 'non-finite');
  assert.is(solver.time, 0);
  assert.ok(Number.isFinite(solver.diagnostics().energy));
  solver.close();
});

outcomes('an adaptive run on what is not a number ends as non-finite', () => {
  const broken = initial.map((value, j) => (j === 3 ? Number.NaN : value));
  for (const integrator of ['dopri54', 'etd43'] as const) {
    const solver = solverOf({ initial: broken, integrator });
    assert.is(solver.advance(1, 1e4), 'non-finite');
    assert.is(solver.time, 0);
    solver.close();
  }
});

outcomes('step-underflow when the tolerance is beyond rounding', () => {
  const solver = solverOf({ tolerance: { relative: 1e-30, absolute: 0 } });
  assert.is(solver.advance(1, 1e6), 'step-underflow');
  assert.ok(solver.time < 1);
  solver.close();
});

outcomes('an end that is far away does not make the first steps too small', () => {
  for (const integrator of ['dopri54', 'etd43'] as const) {
    const solver = solverOf({ s: 2, integrator, end: 1e20 });
    assert.is(solver.advance(1e20, 100), 'budget');
    assert.ok(solver.time > 0);
    solver.close();
  }
});

outcomes('the stationary flow stands, and a run to zero energy comes to its end', () => {
  for (const integrator of ['dopri54', 'etd43'] as const) {
    const stationary = solverOf({ initial: target, integrator, end: 1e6 });
    assert.is(stationary.advance(1e6, 1e4), 'reached');
    assert.is(stationary.diagnostics().energy, 0);
    stationary.close();
  }
  const toTheEnd = solverOf({ target: new Float64Array(n).fill(1), integrator: 'etd43', end: 1e6 });
  assert.is(toTheEnd.advance(1e6, 1e5), 'reached');
  assert.ok(toTheEnd.diagnostics().energy < 1e-280);
  toTheEnd.close();
});

outcomes.run();

const negative = suite('negative density');

/** Truncation makes this density negative after a while: the target is a narrow peak for so few modes. */
const peaked = (() => {
  const peak = sample(32, (x) => Math.exp(6 * Math.cos(TAU * (x - 0.4))));
  const mean = peak.reduce((sum, value) => sum + value / 32, 0);
  return peak.map((value) => value / mean);
})();
const sparse = sample(32, (x) => 1 - 0.9 * Math.cos(TAU * x));

negative('is noted with the first time at which it is seen, and the run goes on', () => {
  const given = { s: 1.25, initial: sparse, target: peaked, end: 50 };
  const solver = createSolver(module, discreteProblem(given));
  assert.ok(Number.isNaN(solver.negativeSince));
  assert.is(solver.advance(50, 1e6), 'reached');
  const since = solver.negativeSince;
  const before = solver
    .history()
    .time.filter((t) => t < since)
    .at(-1)!;
  assert.ok(since > 1 && since < 50, `since ${since}`);
  solver.close();
  // The same trajectory, looked at on the grid of products by other means.
  const again = createSolver(module, discreteProblem(given));
  const lowest = (t: number): number => {
    again.advance(t, 1e6);
    const density = new Float64Array(32);
    again.density(density);
    const spectrum = analyse(density, 15);
    return Math.min(...sample(48, (x) => evaluate(spectrum, x)));
  };
  assert.ok(lowest(before) > -1e-10);
  assert.ok(lowest(since) < -1e-10);
  again.close();
});

negative('is not noted where there is none', () => {
  const solver = solverOf({ s: 2, end: 100, integrator: 'etd43' });
  solver.advance(100, 1e6);
  assert.ok(Number.isNaN(solver.negativeSince));
  solver.close();
});

negative('of the start is noted at time 0: a jump overshoots', () => {
  const jump = sample(n, (x) => (x < 0.5 ? 2 : 0));
  const solver = solverOf({ initial: jump });
  assert.is(solver.negativeSince, 0);
  solver.close();
});

negative.run();
