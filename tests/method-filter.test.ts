// The exponential filter of the spectral method: what it does to each mode, what it keeps, and what it costs.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { discretize } from '../src/problem/index.ts';
import type { DiscreteProblem, Filter } from '../src/problem/types.ts';
import { allClose, close } from './oracle/compare.ts';
import { LogisticFlow, linearDecay } from './oracle/exact.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();
const n = 48;
const rough = sample(n, (x) => {
  let sum = 1;
  for (let k = 1; k < n / 2; k++)
    sum += (0.3 / k ** 1.5) * Math.cos(TAU * (k * x + ((k * k * 0.618034) % 1)));
  return sum;
});
const strong: Filter = { order: 4, strength: 3 };

function densityAfter(t: number, given: Partial<DiscreteProblem>): Float64Array {
  const problem = discreteProblem({ s: 1.5, initial: rough, ...given });
  const solver = createSolver(module, problem);
  assert.is(solver.advance(t, 1e6), 'reached');
  const density = new Float64Array(problem.initial.length);
  solver.density(density);
  solver.close();
  return density;
}

const filter = suite('filter');

/** What is left of mode k after the time t from 0 on, on an axis with the cutoff K. */
const left = ({ order, strength }: Filter, s: number, t: number, k: number, cutoff: number) =>
  (1 + t * TAU ** (2 - 2 * s)) ** (-strength * (k / cutoff) ** order);

filter('one step of Euler ends with every mode times its factor', () => {
  const step = { integrator: 'euler', step: 0.1 } as const;
  const [plain, filtered] = [null, strong].map((f) =>
    analyse(densityAfter(0.1, { ...step, filter: f }), n / 2 - 1),
  );
  for (let k = 1; k < n / 2; k++) {
    const factor = left(strong, 1.5, 0.1, k, n / 2 - 1);
    close(filtered[2 * k], factor * plain[2 * k], 1e-15, `Re ĥ_${k}`);
    close(filtered[2 * k + 1], factor * plain[2 * k + 1], 1e-15, `Im ĥ_${k}`);
  }
});

filter('damps by the time that has passed, in however many steps', () => {
  const size = 1e-7;
  const initial = sample(n, (x) => {
    let sum = 1;
    for (let k = 1; k < n / 2; k++) sum += 2 * size * Math.cos(TAU * (k * x + ((k * k * 0.618034) % 1)));
    return sum;
  });
  for (const [integrator, step] of [
    ['etdrk4', 1],
    ['etdrk4', 0.25],
    ['rk4', 0.1],
    ['etd43', 0],
  ] as const) {
    const tolerance = { relative: 1e-6, absolute: 0 };
    const given = { s: 1.5, initial, integrator, step, tolerance, filter: strong };
    const spectrum = analyse(densityAfter(20, { ...given, end: 20 }), n / 2 - 1);
    for (let k = 1; k < n / 2; k++) {
      const expected = size * linearDecay(1.5, k, 20) * left(strong, 1.5, 20, k, n / 2 - 1);
      const found = Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]);
      // Quadratic terms are smaller by size × modes. rk4 filters its last stage too, a first-order splitting.
      close(found, expected, (integrator === 'rk4' ? 2e-2 : 1e-4) * size, `${integrator}: |ĥ_${k}|`);
    }
  }
});

filter('in two dimensions the factors of the axes multiply', () => {
  const grid = [12, 20];
  const field = (a: number, b: number) =>
    Float64Array.from({ length: 240 }, (_, i) => {
      const [x, y] = [Math.floor(i / 20) / 12, (i % 20) / 20];
      return 1 + a * Math.cos(TAU * (3 * x + 4 * y)) + b * Math.sin(TAU * (2 * x - 5 * y));
    });
  // So faint that the flow is linear; one step of Euler.
  const [size, t] = [1e-8, 0.1];
  const target = new Float64Array(240).fill(1);
  const given = { s: 1, grid, initial: field(size, size), target, integrator: 'euler', step: t } as const;
  const filtered = densityAfter(t, { ...given, filter: strong });
  const factor = (k: number, l: number) => left(strong, 1, t, k, 5) * left(strong, 1, t, l, 9) * (1 - t);
  const expected = field(size * factor(3, 4), size * factor(2, 5));
  allClose(filtered, expected, 2e-15, 'μ');
});

filter('keeps the mass to the last bit, and the energy falls at every step', () => {
  const solver = createSolver(
    module,
    discreteProblem({ s: 1.5, initial: rough, filter: strong, integrator: 'etd43' }),
  );
  assert.is(solver.advance(50, 1e6), 'reached');
  close(solver.diagnostics().mass, 1, 2e-16, 'mass');
  const { energy } = solver.history();
  for (let i = 1; i < energy.length; i++) assert.ok(energy[i] < energy[i - 1]);
  solver.close();
});

filter('order 8 and strength 36: resolved data feel it by 1e−6 at 128 points, a hundredfold at 64', () => {
  const density = new Trigonometric([
    { k: 1, cos: 0.3, sin: -0.2 },
    { k: 2, cos: 0.1, sin: 0.15 },
  ]);
  const flow = new LogisticFlow(density);
  const error = (points: number) => {
    const given = { s: 1, initial: density.samples(points), filter: { order: 8, strength: 36 } };
    const found = densityAfter(1, {
      ...given,
      integrator: 'etd43',
      tolerance: { relative: 1e-8, absolute: 1e-12 },
    });
    return found.reduce((sum, value, j) => sum + Math.abs(value - flow.density(1, j / points)) / points, 0);
  };
  const errors = [64, 128].map(error);
  // Twice the modes: (k/K)^8 falls by 2^8 at each k, and the largest k that matters is further from K.
  assert.ok(errors[1] < 1e-6 && errors[0] > 100 * errors[1] && errors[0] < 1e-3, `${errors}`);
});

filter('costs hardly a step, and takes the density of a flow with vacuum nearer to what it is', () => {
  const patches = [
    { from: 0, to: 0.25, density: 4 / 3 },
    { from: 0.5, to: 1, density: 4 / 3 },
  ];
  const covered = sample(128, (x) => (x === 0.25 || x === 0.5 ? 0.5 : x < 0.25 || x > 0.5 ? 1 : 0));
  const given = { s: 1, initial: covered.map((share) => (4 / 3) * share), patches };
  const exact = densityAfter(1, { ...given, method: 'exact', integrator: null });
  const tolerance = { relative: 1e-6, absolute: 1e-12 };
  const [plain, filtered] = [null, { order: 8, strength: 36 }].map((f) => {
    const solver = createSolver(
      module,
      discreteProblem({ ...given, tolerance, integrator: 'etd43', filter: f }),
    );
    assert.is(solver.advance(1, 1e6), 'reached');
    const density = new Float64Array(128);
    solver.density(density);
    const { steps } = solver;
    solver.close();
    return { steps, error: density.reduce((sum, value, j) => sum + Math.abs(value - exact[j]) / 128, 0) };
  });
  assert.ok(filtered.steps <= 1.1 * plain.steps, `${filtered.steps} steps, ${plain.steps} without`);
  assert.ok(filtered.error < 0.95 * plain.error, `${filtered.error}, ${plain.error} without`);
});

filter(
  'is off unless asked for, takes its order and strength, and belongs to the spectral method',
  async () => {
    const problem = { grid: 16, s: 1.5, initial: 'uniform', end: 1 };
    assert.is((await discretize(problem)).filter, null);
    assert.equal((await discretize({ ...problem, filter: true })).filter, { order: 8, strength: 36 });
    assert.equal((await discretize({ ...problem, filter: { order: 16 } })).filter, {
      order: 16,
      strength: 36,
    });
    const refused = async (more: object) =>
      discretize({ ...problem, ...more }).catch((error) => error.message);
    assert.match(await refused({ filter: { order: 1 } }), /filter.order = 1: must be a number from 2 to 64/);
    assert.match(await refused({ filter: 7 }), /filter = 7: must be true, false, or an object/);
    assert.match(await refused({ s: 1, method: 'exact', filter: true }), /"exact" does not read it/);
    // Where a key is given that one method alone reads, "auto" is that method.
    const automatic = await discretize({ ...problem, s: 1, filter: true });
    assert.is(automatic.method, 'spectral');
    assert.match(automatic.reason, /filter was given/);
  },
);

filter.run();
