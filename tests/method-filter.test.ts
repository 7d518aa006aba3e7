// The exponential filter of the spectral method: what it does to each mode, what it keeps, and what it costs.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { discretize } from '../src/problem/index.ts';
import type { DiscreteProblem, Filter } from '../src/problem/types.ts';
import { allClose, close } from './oracle/compare.ts';
import { LogisticFlow } from './oracle/exact.ts';
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

for (const integrator of ['euler', 'rk4', 'etdrk4'] as const) {
  filter(`${integrator}: one step ends with every mode times e^{−strength (|k|/K)^order}`, () => {
    const step = { integrator, step: 0.1 } as const;
    const [plain, filtered] = [null, strong].map((f) =>
      analyse(densityAfter(0.1, { ...step, filter: f }), n / 2 - 1),
    );
    for (let k = 1; k < n / 2; k++) {
      const factor = Math.exp(-strong.strength * (k / (n / 2 - 1)) ** strong.order);
      close(filtered[2 * k], factor * plain[2 * k], 1e-15, `Re ĥ_${k}`);
      close(filtered[2 * k + 1], factor * plain[2 * k + 1], 1e-15, `Im ĥ_${k}`);
    }
  });
}

filter('in two dimensions the factors of the axes multiply', () => {
  const grid = [12, 20];
  const initial = Float64Array.from({ length: 240 }, (_, i) => {
    const [x, y] = [Math.floor(i / 20) / 12, (i % 20) / 20];
    return 1 + 0.3 * Math.cos(TAU * (3 * x + 4 * y)) + 0.2 * Math.sin(TAU * (2 * x - 5 * y));
  });
  const target = new Float64Array(240).fill(1);
  // So short a step that nothing but the filter is seen.
  const given = { s: 1, grid, initial, target, integrator: 'euler', step: 1e-14 } as const;
  const filtered = densityAfter(1e-14, { ...given, filter: strong });
  const factor = (k: number, l: number) => Math.exp(-3 * ((k / 5) ** 4 + (l / 9) ** 4));
  const expected = initial.map((_, i) => {
    const [x, y] = [Math.floor(i / 20) / 12, (i % 20) / 20];
    return (
      1 +
      0.3 * factor(3, 4) * Math.cos(TAU * (3 * x + 4 * y)) +
      0.2 * factor(2, 5) * Math.sin(TAU * (2 * x - 5 * y))
    );
  });
  allClose(filtered, expected, 1e-12, 'μ');
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
