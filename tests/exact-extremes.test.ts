// What the method `exact` says of the solution itself, however coarse the grid: its mass, minimum and maximum.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { extremesOf, extremesOnCircle } from '../src/exact/extremes.ts';
import { Patches } from '../src/exact/patches.ts';
import { polygonOf } from '../src/exact/pieces.ts';
import type { Atom, DiscreteProblem, Patch } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { burgersDensity } from './oracle/exact.ts';
import { TAU } from './oracle/fourier.ts';
import { lagrangianFlow } from './oracle/lagrangian.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { flowMap } from './support/flow-map.ts';

const module = await compileCore();

function at(t: number, given: Partial<DiscreteProblem> & Pick<DiscreteProblem, 's' | 'initial'>) {
  const solver = createSolver(module, discreteProblem({ method: 'exact', integrator: null, ...given }));
  assert.is(solver.advance(t, 1e6), 'reached');
  const measured = solver.diagnostics();
  const density = new Float64Array(given.initial.length);
  solver.density(density);
  return { density, ...measured };
}

const logistic = (t: number, mu: number) => mu / (Math.exp(-t) - Math.expm1(-t) * mu);
const flat = (n: number) => new Float64Array(n).fill(1);
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value / values.length, 0);

const test = suite('exact: mass and extremes');

test('s = 1, ν = 1: the logistic law, also of a notch that is narrower than a cell', () => {
  // A von Mises density e^{κ(cos 2π(x − c))}/I₀(κ), its extremes between grid points; I₀(3) by its series.
  const [kappa, center] = [3, 0.1234];
  let besselI0 = 0;
  for (let m = 0, term = 1; m < 30; term *= (kappa / 2 / ++m) ** 2) besselI0 += term;
  const initial = sample(64, (x) => Math.exp(kappa * Math.cos(TAU * (x - center))) / besselI0);
  for (const t of [0, 1, 6, 12]) {
    const { mass, minimum, maximum } = at(t, { s: 1, initial });
    assert.is(mass, 1);
    // The interpolant of 64 samples is right to rounding.
    relativelyClose(minimum, logistic(t, Math.exp(-kappa) / besselI0), 1e-12, `minimum at ${t}`);
    relativelyClose(maximum, logistic(t, Math.exp(kappa) / besselI0), 1e-12, `maximum at ${t}`);
  }
  // What samples alone would say: the notch at the antipode is about e^{−6} wide.
  const deep = sample(64, (x) => Math.exp(8 * Math.cos(TAU * (x - 0.5))));
  const normalised = deep.map((value) => value / mean(deep));
  assert.ok(Math.abs(mean(at(8, { s: 1, initial: normalised }).density) - 1) > 1e-4);
});

test('a density that touches 0 stays one at late times, whatever rounding makes of its interpolant', () => {
  const initial = sample(48, (x) => 1 + Math.cos(TAU * (x - 0.1)));
  for (const t of [10, 40, 100]) {
    const { minimum, maximum, density } = at(t, { s: 1, initial });
    assert.ok(minimum >= 0 && minimum < 1e-10 * Math.exp(t) && minimum <= 1, `minimum at ${t}: ${minimum}`);
    close(maximum, logistic(t, 2), 1e-12, `maximum at ${t}`);
    assert.ok(
      density.every((mu) => mu >= 0 && mu < 2),
      `μ at ${t}`,
    );
  }
});

test('s = 1, any ν: of an independent integration, between its labels and the grid points', () => {
  const initial = new Trigonometric([{ k: 1, cos: 0.3, sin: -0.4 }]);
  const target = new Trigonometric([{ k: 2, cos: 0.1, sin: 0.35 }]);
  const [map] = lagrangianFlow(initial, target, [3]);
  const fine = sample(2 ** 13, (x) => map.densityAtLabel(x));
  const { minimum, maximum } = at(3, { s: 1, initial: initial.samples(64), target: target.samples(64) });
  // The labels of the comparison are (1/8192) apart: μ'' times its square.
  close(minimum, Math.min(...fine), 1e-6, 'minimum');
  close(maximum, Math.max(...fine), 1e-6, 'maximum');
});

test('s = ½, ν = 1: of complex Burgers, on ten times as many points', () => {
  const initial = new Trigonometric([{ k: 1, cos: 0.3, sin: -0.4 }]);
  const fine = sample(640, (x) => burgersDensity(initial, 0.2, x));
  const { minimum, maximum } = at(0.2, { s: 0.5, initial: initial.samples(64) });
  close(minimum, Math.min(...fine), 1e-5, 'minimum');
  close(maximum, Math.max(...fine), 1e-5, 'maximum');
});

const steps: Patch[] = [
  { from: 0, to: 0.2, density: 0.5 },
  { from: 0.2, to: 0.7, density: 1.6 },
  { from: 0.7, to: 1, density: 1 / 3 },
];
const atoms: Atom[] = [
  { position: 0.15, mass: 0.5 },
  { position: 0.9, mass: 0.5 },
];

test('patches, vacuum and atoms at s = 1: logistic, 0, and 1/(1 − e^{−t}) from infinity', () => {
  for (const t of [0, 0.7, 20]) {
    const found = at(t, { s: 1, initial: flat(32), patches: steps });
    relativelyClose(found.minimum, logistic(t, 1 / 3), 1e-14, `minimum at ${t}`);
    relativelyClose(found.maximum, logistic(t, 1.6), 1e-14, `maximum at ${t}`);
    const vacuum = at(t, { s: 1, initial: flat(32), patches: [{ from: 0.2, to: 0.7, density: 2 }] });
    assert.is(vacuum.minimum, 0);
    relativelyClose(vacuum.maximum, logistic(t, 2), 1e-14, `maximum at ${t}`);
    const points = at(t, { s: 1, initial: flat(32), atoms });
    assert.is(points.minimum, 0);
    assert.is(points.maximum, t === 0 ? Number.POSITIVE_INFINITY : -1 / Math.expm1(-t));
  }
});

test('patches on panels: the logistic law at s = 1, the flow map at s = 2, atoms for ever', () => {
  const panels = new Patches(polygonOf(steps), flat(32), 1, 1);
  while (panels.moveTowards(1) < 1);
  relativelyClose(panels.snapshot().minimum, logistic(1, 1 / 3), 1e-11, 's = 1, minimum');
  relativelyClose(panels.snapshot().maximum, logistic(1, 1.6), 1e-11, 's = 1, maximum');
  const target = sample(512, (x) => 1 + 0.5 * Math.cos(TAU * x));
  const found = at(40, { s: 2, initial: flat(512), target, patches: steps });
  const labels = flowMap({ s: 2, initial: flat(512), target, patches: steps });
  labels.advance(40, 1e6);
  const { edges, masses } = labels.map();
  const densities = masses.map((mass, i) => mass / (edges[i + 1] - edges[i]));
  // Averages over cells of 1/512 beside the jumps, where the greatest and the least density are.
  relativelyClose(found.minimum, Math.min(...densities), 5e-3, 's = 2, minimum');
  relativelyClose(found.maximum, Math.max(...densities), 5e-3, 's = 2, maximum');
  const points = at(40, { s: 2, initial: flat(32), atoms });
  assert.equal([points.minimum, points.maximum], [0, Number.POSITIVE_INFINITY]);
});

test('extremes between the places that are looked at, and at the ends of a line', () => {
  const wave = extremesOnCircle(16, (x) => Math.cos(TAU * (x - 0.01)) + 0.1 * Math.sin(2 * TAU * x));
  const fine = sample(1e6, (x) => Math.cos(TAU * (x - 0.01)) + 0.1 * Math.sin(2 * TAU * x));
  close(
    wave.minimum,
    fine.reduce((a, b) => Math.min(a, b)),
    1e-10,
    'minimum',
  );
  close(
    wave.maximum,
    fine.reduce((a, b) => Math.max(a, b)),
    1e-10,
    'maximum',
  );
  assert.equal(
    extremesOf(Float64Array.of(1, 2, 3), (x) => x),
    { minimum: 1, maximum: 3 },
  );
});

test.run();
