// What finite volumes keep in every step, on data as harsh as it comes: nonnegative cells, the mass, a falling
// energy; and how their runs end.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { StateError } from '../src/engine/errors.ts';
import { discretize } from '../src/problem/index.ts';
import type { DiscreteProblem, Reconstruction } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { sample } from './oracle/problem.ts';
import { distance, solvedAt, volumeProblem } from './support/cells.ts';
import { everything } from './support/everything.ts';

const module = await compileCore();
const both: Reconstruction[] = ['muscl', 'weno5'];

function ofMass1(values: Float64Array): Float64Array {
  const mass = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mass);
}

/** Numbers in [0, 1) that look random. */

const random = (j: number) => Math.abs((Math.sin(12.9898 * j + 78.233) * 43758.5453) % 1);

const harsh: Record<string, (n: number) => Float64Array> = {
  indicator: (n) => sample(n, (x) => (x >= 0.2 && x < 0.7 ? 1 : 0)),
  'one cell': (n) => sample(n, (x) => (x === 0 ? 1 : 0)),
  'every other cell': (n) => sample(n, (x) => Math.round(x * n) % 2),
  'random with holes': (n) => sample(n, (x) => Math.max(0, random(x * n) - 0.5)),
  'twenty orders of magnitude': (n) => sample(n, (x) => 10 ** (-20 * random(x * n))),
  'a double zero': (n) => sample(n, (x) => 1 + Math.cos(TAU * x)),
};
const peaked = (n: number) => ofMass1(sample(n, (x) => Math.exp(4 * Math.cos(TAU * (x - 0.3)))));

const laws = suite('laws of finite volumes');

for (const [s, t] of [
  [0, 2e-3],
  [0.5, 0.05],
  [1, 8],
  [1.5, 60],
  [2, 1e3],
  [3, 1e5],
] as const) {
  for (const [name, data] of Object.entries(harsh)) {
    laws(`s = ${s}, ${name}: nonnegative, of mass 1, of less energy, step by step`, () => {
      // A relative tolerance of 1e9 leaves the choice of the steps to the bounds of positivity and decay alone.
      for (const [reconstruction, relative] of [
        ['muscl', 1e-3],
        ['weno5', 1e-3],
        ['muscl', 1e9],
        ['weno5', 1e9],
      ] as const) {
        const n = 60;
        const tolerance = { relative, absolute: 1e-12 };
        const given = { s, initial: ofMass1(data(n)), target: peaked(n), reconstruction, tolerance };
        const solver = createSolver(module, volumeProblem({ ...given, norms: [] }));
        const density = new Float64Array(n);
        for (let before = solver.diagnostics().energy; solver.time < t; ) {
          assert.is.not(solver.advance(t, 1), 'step-underflow');
          const { energy, dissipation, mass } = solver.diagnostics();
          solver.density(density);
          assert.ok(
            density.every((value) => value >= 0),
            `${Math.min(...density)} at ${solver.time}`,
          );
          // Sums of 60 numbers that each step rounds once: measured 1e−15.
          close(mass, 1, 4e-15, 'mass');
          assert.ok(energy <= before, `energy ${before} → ${energy} at ${solver.time}`);
          assert.ok(dissipation >= 0);
          before = energy;
        }
        // Within bounds that are proven, hardly a step is taken back.
        assert.ok(solver.rejected < 20 + solver.steps / 4, `${solver.rejected} of ${solver.steps}`);
        assert.ok(Number.isNaN(solver.negativeSince));
        solver.close();
      }
    });
  }
}

laws('a step whose later stages pass their own bounds is taken back', () => {
  // Velocities grow here; nothing but these bounds is left to take a step back.
  const tolerance = { relative: 1e9, absolute: 1 };
  const initial = ofMass1(sample(12, (x) => 0.01 + Math.max(0, random(x * 12 + 20) - 0.5)));
  const target = ofMass1(sample(12, (x) => random(x * 12 + 220) ** 8));
  for (const reconstruction of both) {
    const solver = createSolver(
      module,
      volumeProblem({ s: 0.25, initial, target, reconstruction, tolerance }),
    );
    assert.is(solver.advance(0.1, 1e4), 'reached');
    assert.ok(solver.rejected > 0 && solver.rejected < 10, `${solver.rejected}`);
    // An attempt that is taken back early has fewer evaluations than the three of a step.
    assert.ok(solver.evaluations < 1 + 3 * (solver.steps + solver.rejected));
    solver.close();
  }
});

laws('the energy that is lost is the dissipation, integrated over time', () => {
  for (const reconstruction of both) {
    const tolerance = { relative: 1e-9, absolute: 1e-12 };
    const initial = ofMass1(harsh['random with holes'](48));
    const solver = createSolver(module, volumeProblem({ s: 1.5, initial, reconstruction, tolerance }));
    solver.advance(20, 1e6);
    const { time, energy, dissipation } = solver.history();
    let lost = 0;
    for (let i = 1; i < time.length; i++) {
      lost += ((time[i] - time[i - 1]) * (dissipation[i] + dissipation[i - 1])) / 2;
    }
    // The trapezoidal rule over some thousand steps: 1e−5.
    relativelyClose(lost, energy[0] - energy.at(-1)!, 1e-4, reconstruction);
    solver.close();
  }
});

laws('where μ = ν nothing moves', () => {
  for (const reconstruction of both) {
    const solver = createSolver(
      module,
      volumeProblem({ s: 2, initial: peaked(64), target: peaked(64), reconstruction }),
    );
    const density = new Float64Array(64);
    assert.is(solver.advance(1e6, 1e4), 'reached');
    solver.density(density);
    assert.equal(density, peaked(64));
    assert.is(solver.diagnostics().energy, 0);
    solver.close();
  }
});

laws('late energies are right relative to themselves', () => {
  const initial = sample(64, (x) => 1 + 0.1 * Math.cos(TAU * x));
  const tolerance = { relative: 1e-6, absolute: 1e-12 };
  const problem = volumeProblem({ s: 1, initial, reconstruction: 'weno5', tolerance });
  const solver = createSolver(module, problem);
  const first = solver.diagnostics().energy;
  for (const t of [1, 5, 10, 15]) {
    assert.is(solver.advance(t, 1e6), 'reached');
    // ν = 1: E(0)e^{−2t}, to 1e−13 of its start at t = 15.
    relativelyClose(solver.diagnostics().energy, first * Math.exp(-2 * t), 1e-4, `at ${t}`);
  }
  // On to where all that is left is rounding, without a step too small.
  assert.is(solver.advance(1000, 1e5), 'reached');
  assert.ok(solver.steps < 6000, `${solver.steps} steps`);
  solver.close();
});

laws.run();

const runs = suite('runs of finite volumes');

const problemWith = (more: Partial<DiscreteProblem> = {}) =>
  volumeProblem({
    s: 1.5,
    initial: ofMass1(harsh['random with holes'](60)),
    target: peaked(60),
    reconstruction: 'weno5',
    tolerance: { relative: 1e-5, absolute: 1e-12 },
    ...more,
  });

for (const reconstruction of both) {
  runs(`${reconstruction}: a continued run is bit-identical to an unbroken one`, () => {
    const unbroken = createSolver(module, problemWith({ reconstruction }));
    unbroken.advance(3, 1e6);
    unbroken.advance(7, 5);
    const saved = unbroken.exportState();
    const resumed = createSolver(module, problemWith({ reconstruction }));
    resumed.importState(saved);
    assert.equal(resumed.exportState(), saved);
    assert.equal(everything(resumed, 60), everything(unbroken, 60));
    for (const t of [7, 11.3, 20]) {
      assert.is(unbroken.advance(t, 1e6), 'reached');
      assert.is(resumed.advance(t, 1e6), 'reached');
      assert.equal(everything(resumed, 60), everything(unbroken, 60), `at ${t}`);
    }
    unbroken.close();
    resumed.close();
  });
}

runs('a state of the other reconstruction, or of another method, is refused', () => {
  const saved = createSolver(module, problemWith()).exportState();
  const others: Partial<DiscreteProblem>[] = [
    { reconstruction: 'muscl' },
    { method: 'spectral', integrator: 'etd43' },
  ];
  for (const more of others) {
    const other = createSolver(module, problemWith(more));
    assert.throws(
      () => other.importState(saved),
      (error: unknown) => error instanceof StateError,
    );
    other.close();
  }
});

runs('times asked for are hit exactly, and cost hardly a step', () => {
  const solver = createSolver(module, problemWith());
  for (const t of [0.1, 0.1 * 3, 1 / 3, 1 / 3 + 1e-9, 0.5, Math.SQRT1_2, 1, 9]) {
    assert.is(solver.advance(t, 1e6), 'reached');
    assert.is(solver.time, t);
  }
  const { steps } = solver;
  for (const t of [9, 0.5, 0]) assert.is(solver.advance(t, 1e6), 'reached');
  assert.is(solver.steps, steps);
  const direct = createSolver(module, problemWith());
  direct.advance(9, 1e6);
  assert.ok(steps <= direct.steps + 16, `${steps} steps, ${direct.steps} without stops`);
  solver.close();
  direct.close();
});

runs('a positive step is the longest that is taken', () => {
  const solver = createSolver(module, problemWith({ step: 1 / 64, end: 1 }));
  solver.advance(1, 1e6);
  const { time } = solver.history();
  for (let i = 1; i < time.length; i++) assert.ok(time[i] - time[i - 1] <= 1 / 64);
  solver.close();
});

runs('budget and max-steps end a run with the state of its last step', () => {
  const solver = createSolver(module, problemWith({ maxSteps: 12 }));
  assert.is(solver.advance(1e3, 7), 'budget');
  assert.is(solver.steps + solver.rejected, 7);
  assert.is(solver.advance(1e3, 1e6), 'max-steps');
  assert.is(solver.steps + solver.rejected, 12);
  assert.is(solver.history().time.at(-1), solver.time);
  assert.ok(solver.time > 0);
  solver.close();
});

runs('what is not a number ends as non-finite', () => {
  const initial = problemWith().initial.map((value, j) => (j === 3 ? Number.NaN : value));
  for (const reconstruction of both) {
    const solver = createSolver(module, problemWith({ initial, reconstruction }));
    assert.is(solver.advance(1, 1e4), 'non-finite');
    assert.is(solver.time, 0);
    solver.close();
  }
});

runs(
  'a tolerance beyond rounding is no underflow: steps are as small as rounding lets them be, not smaller',
  () => {
    const solver = createSolver(
      module,
      problemWith({ tolerance: { relative: 1e-30, absolute: 0 }, end: 1e-4 }),
    );
    assert.is(solver.advance(1e-4, 1e5), 'reached');
    solver.close();
  },
);

runs('where no tolerance is given, steps err less than cells do, and are as few as that allows', async () => {
  const given = { grid: 256, s: 1, initial: { profile: 'indicator', from: 0.2, to: 0.7 }, end: 1 };
  const loose = await discretize({ ...given, method: 'finite-volume' });
  const tight = { ...loose, tolerance: { relative: 1e-8, absolute: 1e-12 } };
  const [a, b] = [loose, tight].map((problem) => solvedAt(module, problem, 1));
  // The error in space is 7e−3.
  assert.ok(distance(a.density, b.density) < 7e-4, `${distance(a.density, b.density)}`);
  assert.ok(a.steps < b.steps / 5, `${a.steps}, ${b.steps}`);
});

runs.run();
