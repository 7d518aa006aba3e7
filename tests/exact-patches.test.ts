// The method `exact` for integer s and data that are constant between jumps: against closed forms, against methods
// that share no code with it, and against itself with more nodes.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { chebyshev, interpolationWeights } from '../src/exact/chebyshev.ts';
import { Patches } from '../src/exact/patches.ts';
import { Periodic } from '../src/exact/periodic.ts';
import { Pieces, polygonOf } from '../src/exact/pieces.ts';
import { Transported } from '../src/exact/transported.ts';
import type { Atom, DiscreteProblem, Patch } from '../src/problem/types.ts';
import { allClose, close, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { averagesOfPatches, flowMap, gapOf, vacuum } from './support/flow-map.ts';

const module = await compileCore();
const n = 64;
const flat = new Float64Array(n).fill(1);
const wavy = (m: number) => sample(m, (x) => 1 + 0.5 * Math.cos(TAU * x) + 0.2 * Math.sin(2 * TAU * x));

const gap = vacuum(0.31, 0.62);
const steps: Patch[] = [
  { from: 0, to: 0.2, density: 0.5 },
  { from: 0.2, to: 0.7, density: 1.6 },
  { from: 0.7, to: 1, density: 1 / 3 },
];
const atoms: Atom[] = [
  { position: 0, mass: 0.2 },
  { position: 0.15, mass: 0.5 },
  { position: 0.9, mass: 0.3 },
];
const data = { gap, steps, atoms };

/** Moves on to t. */
function run<Flow extends Patches | Transported>(flow: Flow, t: number): Flow {
  while (flow.moveTowards(t) < t);
  return flow;
}

const patches = suite('exact: patches at integer s');

patches(
  'Chebyshev points: polynomials up to their degree are differentiated, integrated and interpolated',
  () => {
    const { nodes, derivative, integral } = chebyshev(7);
    const weights = new Float64Array(8);
    for (let power = 0; power <= 7; power++) {
      const values = nodes.map((x) => x ** power);
      const row = (matrix: Float64Array, i: number) =>
        values.reduce((sum, value, j) => sum + matrix[8 * i + j] * value, 0);
      nodes.forEach((x, i) => {
        close(
          row(derivative, i),
          power === 0 ? 0 : power * x ** (power - 1),
          1e-13,
          `derivative of x^${power}`,
        );
        const exact = (x ** (power + 1) - (-1) ** (power + 1)) / (power + 1);
        close(row(integral, i), exact, 1e-14, `integral of x^${power}`);
      });
      interpolationWeights(nodes, 0.3, weights);
      close(row(weights, 0), 0.3 ** power, 1e-14, `x^${power} at 0.3`);
    }
  },
);

patches('a table of a function has its samples at its points, and beside them within rounding', () => {
  const table = new Periodic(sample(512, (x) => Math.sin(TAU * x)));
  for (const x of [4 / 512, 0.007812499999999999, 3 / 512, 1 - 2 ** -53, 2 ** -60, -(2 ** -60)]) {
    close(table.at(x), Math.sin(TAU * x), 1e-14, `at ${x}`);
  }
});

for (const [name, parts] of Object.entries(data)) {
  patches(`${name}, s = 1, ν = 1: the closed form`, () => {
    const flow = new Patches(polygonOf(parts), flat, 1, 5);
    const exact = new Pieces(polygonOf(parts), n);
    for (const t of [0, 0.5, 2, 5]) {
      run(flow, t);
      exact.moveTowards(t);
      const [found, wanted] = [flow.snapshot(), exact.snapshot()];
      // Positions are right to about 1e−13; densities are n times the difference of two masses.
      allClose(found.density, wanted.density, 1e-11, `μ at ${t}`);
      allClose(found.difference, wanted.difference, 2e-12, `ĥ at ${t}`);
      // Rounding of positions against a distance that falls like e^{−t}.
      relativelyClose(found.energy, wanted.energy, 2e-11, `E at ${t}`);
      relativelyClose(found.dissipation, wanted.dissipation, 2e-11, `D at ${t}`);
    }
  });
}

patches('s = 1, ν not uniform: from μ₀ = 1, the equations of the whole map', () => {
  const flow = new Patches(polygonOf([{ from: 0, to: 1, density: 1 }]), wavy(n), 1, 4);
  const other = new Transported(new Float64Array(256).fill(1), wavy(256));
  for (const t of [0.5, 4]) {
    const [found, wanted] = [run(flow, t).snapshot(), run(other, t).snapshot()];
    relativelyClose(found.energy, wanted.energy, 1e-10, `E at ${t}`);
    relativelyClose(found.dissipation, wanted.dissipation, 1e-10, `D at ${t}`);
    allClose(found.difference, wanted.difference.slice(0, n), 1e-11, `ĥ at ${t}`);
  }
});

patches('s = 2, 3, ν not uniform: from μ₀ = 1, the spectral method', () => {
  for (const s of [2, 3]) {
    const t = TAU ** (2 * s - 2);
    const given = { s, initial: flat, target: wavy(n), integrator: 'dopri54' } as const;
    const spectral = createSolver(module, discreteProblem(given));
    spectral.advance(t, 1e6);
    const density = new Float64Array(n);
    spectral.density(density);
    const wanted = spectral.diagnostics();
    spectral.close();
    const found = solverOf({ s, patches: [{ from: 0, to: 1, density: 1 }], target: wavy(n), end: t });
    found.advance(t, Number.POSITIVE_INFINITY);
    relativelyClose(found.diagnostics().energy, wanted.energy, 1e-9, `E at s = ${s}`);
    relativelyClose(found.diagnostics().dissipation, wanted.dissipation, 1e-9, `D at s = ${s}`);
    found.diagnostics().norms.forEach((norm, i) => {
      relativelyClose(norm, wanted.norms[i], 1e-9, `norm ${i}`);
    });
  }
});

patches('s = 2: two atoms keep the distance of the two-body law', () => {
  const pair = [
    { position: 0.1, mass: 0.5 },
    { position: 0.35, mass: 0.5 },
  ];
  const flow = new Patches(polygonOf(pair), flat, 2, 60);
  const w0 = 0.25 ** 2 / (0.25 - 0.25 ** 2);
  for (const t of [1, 20, 60]) {
    // ½ Σ m_i m_j K(x_i − x_j), K = −B_4/24, of two particles at the distance δ = ½ − u, u² = w/(4(1 + w)).
    const w = w0 * Math.exp(-t / 12);
    const u = Math.sqrt(w / (4 * (1 + w)));
    const kernel = (x: number) => -(x ** 4 - 2 * x ** 3 + x ** 2 - 1 / 30) / 24;
    const slope = (x: number) => -(4 * x ** 3 - 6 * x ** 2 + 2 * x) / 24;
    const { energy, dissipation } = run(flow, t).snapshot();
    relativelyClose(energy, 0.25 * (kernel(0) + kernel(0.5 - u)), 1e-12, `E at ${t}`);
    relativelyClose(dissipation, (slope(0.5 - u) / 2) ** 2, 1e-10, `D at ${t}`);
  }
});

patches('dE/dt = −D, by differences of order six, at s = 1 … 4', () => {
  for (const s of [1, 2, 3, 4]) {
    for (const [target, parts] of [
      [flat, gap],
      [wavy(n), steps],
    ] as const) {
      const unit = TAU ** (2 * s - 2);
      const flow = new Patches(polygonOf(parts), target, s, 3 * unit);
      const dt = 0.02 * unit;
      const rows = [-3, -2, -1, 0, 1, 2, 3].map((i) => run(flow, 3 * unit + i * dt).snapshot());
      const weights = [-1, 9, -45, 0, 45, -9, 1];
      const slope = rows.reduce((sum, { energy }, i) => sum + (weights[i] * energy) / (60 * dt), 0);
      // Differences err by (2 · 0.02)⁶/140 = 3e−11, and by the energy's last digits over 0.02.
      relativelyClose(rows[3].dissipation, -slope, 1e-8, `D at s = ${s}`);
    }
  }
});

patches('spectral: errors of energy and position fall geometrically with the degree, to rounding', () => {
  const at = (degree: number) => {
    const flow = new Patches(polygonOf(steps), wavy(n), 2, 100, { degree, tolerance: 1e-13 });
    return run(flow, 100).snapshot();
  };
  const exact = at(24);
  const errors = [4, 6, 8, 10].map((degree) => Math.abs(at(degree).energy / exact.energy - 1));
  const ratios = errors.slice(1).map((error, i) => errors[i] / error);
  // Two degrees more are worth one digit at least.
  for (const ratio of ratios) assert.ok(ratio > 10, `${errors}`);
  relativelyClose(at(16).energy, exact.energy, 1e-12, 'E of degree 16');
  allClose(at(16).density, exact.density, 1e-10, 'μ of degree 16');
});

patches('late layers: E at t = 10⁴ to ten digits, and the gap closing towards 2.42 t^{−1/2}', () => {
  const m = 4096;
  const at = (target: Float64Array, settings?: { degree: number; tolerance: number; refinement: number }) =>
    run(new Patches(polygonOf(gap), target, 2, 1e4, settings), 1e4).snapshot();
  const found = at(new Float64Array(m).fill(1));
  relativelyClose(found.energy, at(flat, { degree: 20, tolerance: 1e-13, refinement: 2 }).energy, 1e-10, 'E');
  // The flow map of `lagrangian` at 512 cells, of which the layer is a few.
  const map = flowMap({ s: 2, initial: averagesOfPatches(gap, 512), patches: gap });
  map.advance(1e4, Number.POSITIVE_INFINITY);
  relativelyClose(found.energy, map.diagnostics().energy, 1e-4, 'E of the flow map');
  const [left, right] = gapOf(map.map());
  map.close();
  const width = found.density.filter((value) => value === 0).length / m;
  // A cell at either end is cut; on its way to 2.42 t^{−1/2} the width is 2.21 t^{−1/2} by now.
  close(width, right - left, 2 / m, 'width of the gap');
  close(width * Math.sqrt(1e4), 2.21, 200 / m, 'gap');
});

patches('the flow map of `lagrangian` comes nearer at order 4', () => {
  for (const [s, t] of [
    [2, 40],
    [3, 1500],
  ]) {
    const exact = run(new Patches(polygonOf(gap), flat, s, t), t).snapshot();
    const errors = [64, 128, 256].map((m) => {
      const map = flowMap({ s, initial: averagesOfPatches(gap, m), patches: gap });
      map.advance(t, Number.POSITIVE_INFINITY);
      const { energy } = map.diagnostics();
      map.close();
      return Math.abs(energy / exact.energy - 1);
    });
    close(Math.log2(errors[0] / errors[2]) / 2, 4, 0.6, `order at s = ${s}: ${errors}`);
  }
});

patches('modes hold all of the energy but their tail, on any grid', () => {
  const flow = (m: number) => run(new Patches(polygonOf(steps), new Float64Array(m).fill(1), 2, 30), 30);
  const { difference, energy } = flow(512).snapshot();
  let sum = 0;
  for (let k = 1; k < 256; k++) sum += (difference[2 * k] ** 2 + difference[2 * k + 1] ** 2) / (TAU * k) ** 4;
  // Of a jump's modes |ĥ_k|² ~ k^{−2} those beyond K hold about K^{−5} of the energy.
  relativelyClose(sum, energy, 1e-11, '½‖h‖²');
  allClose(flow(64).snapshot().difference, difference.slice(0, 64), 1e-12, 'ĥ on 64 points');
});

function solverOf(given: Partial<DiscreteProblem>) {
  const usual = { s: 2, initial: flat, method: 'exact', integrator: null, patches: gap } as const;
  return createSolver(module, discreteProblem({ ...usual, ...given }));
}

patches('a run goes on from any step as if it had never stopped, and stops after a budget of steps', () => {
  const unbroken = solverOf({});
  assert.is(unbroken.advance(1, 3), 'budget');
  assert.is(unbroken.steps, 3);
  const resumed = solverOf({});
  resumed.importState(unbroken.exportState());
  for (const solver of [unbroken, resumed]) solver.advance(1, Number.POSITIVE_INFINITY);
  assert.equal(resumed.diagnostics(), unbroken.diagnostics());
  assert.equal(resumed.history(), unbroken.history());
  assert.ok(unbroken.history().energy.every((value, i, all) => i === 0 || value < all[i - 1]));
  const short = solverOf({ maxSteps: 4 });
  assert.is(short.advance(1, Number.POSITIVE_INFINITY), 'max-steps');
  assert.ok(short.diagnostics().time === short.time && short.time > 0);
});

patches('what has no such form is refused: other orders, targets with jumps', () => {
  for (const given of [
    { s: 2.5 },
    { s: 9 },
    { patches: [] },
    { targetPatches: steps, target: averagesOfPatches(steps, n) },
  ]) {
    assert.throws(() => solverOf(given), /no exact solution/);
  }
});

patches.run();
