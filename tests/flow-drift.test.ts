// How far mass moves on average, which no density tells, and the constants of decay that follow from it.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  estimateRates,
  limitMap,
  rateEstimator,
  transportFactor,
  uniformConstant,
} from '../src/diagnostics/index.ts';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { lagrangianFlow } from './oracle/lagrangian.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();

const N = 256;
const steps = { integrator: 'etd43', tolerance: { relative: 1e-5, absolute: 1e-18 } } as const;
/** 1 + 0.5 sin 2πx + 0.15 cos 4πx towards 1 + 0.4 cos 2πx + 0.1 sin 4πx: no symmetry keeps mass in place. */
const initial = new Trigonometric([
  { k: 1, cos: 0, sin: 0.5 },
  { k: 2, cos: 0.15, sin: 0 },
]);
const target = new Trigonometric([
  { k: 1, cos: 0.4, sin: 0 },
  { k: 2, cos: 0, sin: 0.1 },
]);
/** The same, half as far from uniform: wave packets are stretched less, and the cut-off is felt everywhere at once. */
const mild = {
  initial: new Trigonometric([
    { k: 1, cos: 0, sin: 0.3 },
    { k: 2, cos: 0.1, sin: 0 },
  ]),
  target: new Trigonometric([
    { k: 1, cos: 0.3, sin: 0 },
    { k: 2, cos: 0, sin: 0.1 },
  ]),
};

function run(given: Partial<DiscreteProblem> & { s: number; end: number }, n = N) {
  const problem = discreteProblem({ initial: initial.samples(n), target: target.samples(n), ...given });
  const solver = createSolver(module, problem);
  assert.is(solver.advance(given.end, 1e5), 'reached');
  const history = solver.history();
  const density = new Float64Array(problem.initial.length);
  solver.density(density);
  solver.close();
  return { problem, history, density, drift: history.drift.at(-1)! };
}

const drift = suite('drift');

drift('the spectral method and the flow map find the same, of order 1/N² by the middles of cells', () => {
  for (const [s, end] of [
    [1, 12],
    [1.5, 2000],
    [2, 1e4],
    [3, 1e5],
  ]) {
    const tolerance = { relative: 1e-8, absolute: 1e-15 };
    const spectral = run({ s, end, integrator: 'etd43', tolerance }).drift;
    assert.ok(spectral < -0.012, `s = ${s}: ${spectral}`);
    const map = (n: number) => {
      const labels = { method: 'lagrangian', tolerance: { relative: 1e-8, absolute: 1e-12 } } as const;
      return run({ s, end, ...labels }, n).drift;
    };
    close(map(512), spectral, 3e-7, `s = ${s}`);
    // Four times as many cells leave a sixteenth of the error, where rounding and steps let it be seen.
    const [coarse, fine] = [map(64), map(256)].map((value) => Math.abs(value - spectral));
    assert.ok(coarse > 4 * fine, `s = ${s}: ${coarse}, ${fine}`);
  }
});

drift('at s = 1 that of the exact solution, by any scheme', () => {
  const exact = run({ s: 1, end: 12, method: 'exact', integrator: null }).drift;
  for (const integrator of ['etd43', 'dopri54'] as const) {
    const { drift } = run({ s: 1, end: 12, integrator, tolerance: { relative: 1e-9, absolute: 1e-15 } });
    // Hermite's rule over steps that are chosen for the densities.
    close(drift, exact, 1e-9, integrator);
  }
});

drift('a fixed step halved leaves a sixteenth of the error', () => {
  const [coarse, fine, reference] = [0.1, 0.05, 0.00625].map(
    (step) => run({ s: 1, end: 1, integrator: 'rk4', step }, 64).drift,
  );
  close(Math.log2((coarse - reference) / (fine - reference)), 4, 0.2, 'order');
});

drift('towards ν = 1 there is none, and in the plane it is not followed', () => {
  const uniform = new Float64Array(64).fill(1);
  for (const s of [1, 2]) {
    const { history } = run({ s, end: 10, initial: initial.samples(64), target: uniform });
    assert.ok(history.drift.every((value) => value === 0));
  }
  const plane = { grid: [8, 8], initial: uniform, target: uniform };
  assert.ok(run({ s: 1, end: 1, ...plane }).history.drift.every(Number.isNaN));
});

drift('a state takes it along', () => {
  const problem = discreteProblem({
    s: 2,
    initial: initial.samples(64),
    target: target.samples(64),
    end: 40,
  });
  const [whole, before, after] = [problem, problem, problem].map((of) => createSolver(module, of));
  whole.advance(10, 1e5);
  whole.advance(40, 1e5);
  before.advance(10, 1e5);
  after.importState(before.exportState());
  after.advance(40, 1e5);
  assert.equal(after.history().drift, whole.history().drift);
});

drift('the limit map with this drift takes labels to where they come to rest', () => {
  const { drift } = run({ s: 1, end: 40, method: 'exact', integrator: null });
  const { position } = limitMap(initial.samples(N), target.samples(N), drift);
  // At the minimum of ν labels arrive like e^{−t inf ν}: e^{−13}.
  const [rest] = lagrangianFlow(initial, target, [40]);
  position.forEach((x, j) => {
    close(x, rest.position(j / N), 1e-5, `label ${j}`);
  });
});

drift.run();

const constants = suite('constants of decay');

constants('one cusp, s = 1.5: the place where it comes to rest decides, and the drift decides that', () => {
  const [s, r, n, size] = [1.5, 1.5, 8192, 0.004];
  const p = (r + s) / (s - 1);
  for (const at of [0, 0.25]) {
    const cusp = sample(n, (x) => size * (2 / Math.PI - Math.abs(Math.sin(Math.PI * (x - at)))));
    const given = { s, initial: initial.samples(n).map((mu, j) => mu + cusp[j]), target: target.samples(n) };
    const end = 0.03 * p * (Math.PI * n) ** (2 * s - 2);
    const { history, drift } = run({ ...given, ...steps, end });
    // |sin πx| has the coefficients −2/(π(4k² − 1)).
    const linear = uniformConstant((size / TAU) ** 2, r, s);
    const place = { regularity: r, s, singularAt: Math.round(at * n) };
    const predicted = (moved: number) =>
      linear * transportFactor(given.initial, given.target, { ...place, drift: moved });
    const measured = lastEnergy(history) * end ** p;
    // What the cut-off takes by then; without the drift it would be 3 and 6 % off.
    relativelyClose(measured, predicted(drift), 0.015, `cusp at ${at}`);
    assert.ok(Math.abs(measured / predicted(0) - 1) > 0.02, `cusp at ${at}: the drift does not matter`);
  }
});

/** [s, r, points]. */
const spread: [number, number, number][] = [
  [1.5, 0.5, 8192],
  [2, 0.5, 2048],
  [2, 1, 2048],
  [3, 0.5, 1024],
  [3, 1, 1024],
];

for (const [s, r, n] of spread) {
  const p = (r + s) / (s - 1);
  constants(`s = ${s}, roughness ${r} all over, ν not uniform: E ~ C t^−${p.toFixed(2)}`, () => {
    const end = (p / 30) * (Math.PI * n) ** (2 * s - 2);
    const { problem, history } = run({
      s,
      end,
      initial: rough(n, r),
      target: mild.target.samples(n),
      ...steps,
    });
    const [{ predictedConstant }] = estimateRates({ history }, { ...problem, regularity: r });
    // What few modes carry the energy when s is large: their phases are felt.
    relativelyClose(lastEnergy(history) * end ** p, predictedConstant!, 0.04, 'C');
  });
}

constants('a history that followed no drift predicts no constant, unless one is stated', () => {
  const problem = { s: 1.5, initial: rough(1024, 1), target: mild.target.samples(1024), regularity: 1 };
  const [time, energy] = [
    [1, 2],
    [2, 1],
  ];
  const constant = (drift: number[] | undefined, stated?: number) =>
    estimateRates({ history: { time, energy, drift } }, { ...problem, drift: stated })[0].predictedConstant;
  assert.is(constant(undefined), null);
  assert.is(constant([0, Number.NaN]), null);
  const [none, some] = [constant([0.1, 0]), constant([0, 0.1])];
  assert.is(constant([0, 0.1], 0), none);
  assert.is(constant(undefined, 0.1), some);
  // One estimator for many histories.
  const estimate = rateEstimator(problem);
  for (const [drift, expected] of [
    [0.1, some],
    [0, none],
  ]) {
    const [rate] = estimate({ history: { time, energy, drift: [0, drift!] } });
    assert.is(rate.predictedConstant, expected);
  }
  assert.ok(Math.abs(some! / none! - 1) > 0.01, `${some}, ${none}`);
});

constants.run();

/** The first density and modes |k| of size 0.003 |k|^{−r−1/2} with chirp phases, which spread them over the circle. */
function rough(n: number, r: number): Float64Array {
  const density = mild.initial.samples(n);
  const cosine = sample(n, (x) => Math.cos(TAU * x));
  const sine = sample(n, (x) => Math.sin(TAU * x));
  for (let k = 1; k < n / 2; k++) {
    const phase = TAU * ((k * k * 0.6180339887498949) % 1);
    const [a, b] = [0.006 * k ** (-r - 0.5) * Math.cos(phase), 0.006 * k ** (-r - 0.5) * Math.sin(phase)];
    for (let j = 0; j < n; j++) density[j] += a * cosine[(j * k) % n] - b * sine[(j * k) % n];
  }
  return density;
}

function lastEnergy({ energy }: { energy: Float64Array }): number {
  return energy[energy.length - 1];
}
