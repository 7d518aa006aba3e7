// The method `exact`: against closed forms and differential equations of the tests' own, against the spectral
// method, and against what the theory says of atoms, vacuum and late times.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem } from '../src/problem/types.ts';
import { allClose, close, relativelyClose } from './oracle/compare.ts';
import { burgersDensity, LogisticFlow } from './oracle/exact.ts';
import { analyse, halfSquaredNorm, TAU } from './oracle/fourier.ts';
import { lagrangianFlow } from './oracle/lagrangian.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();
const grid = (n: number) => Array.from({ length: n }, (_, j) => j / n);
const open = (given: Parameters<typeof discreteProblem>[0]) =>
  createSolver(module, discreteProblem({ method: 'exact', integrator: null, ...given }));

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value / values.length, 0);

function solutionAt(given: Parameters<typeof discreteProblem>[0], t: number) {
  const solver = open(given);
  assert.is(solver.advance(t, 1e6), 'reached');
  assert.is(solver.time, t);
  const density = new Float64Array(given.initial.length);
  solver.density(density);
  const measured = solver.diagnostics();
  const history = solver.history();
  solver.close();
  return { density, history, ...measured };
}

const asymmetric = new Trigonometric([
  { k: 1, cos: 0.3, sin: -0.2 },
  { k: 2, cos: 0.1, sin: 0.15 },
]);
const target = new Trigonometric([
  { k: 1, cos: 0.2, sin: -0.3 },
  { k: 2, cos: 0.15, sin: 0 },
]);

const smooth = suite('exact: smooth densities');

smooth('s = 1, ν = 1: the closed form to 1e−12, and what is measured of it', () => {
  const flow = new LogisticFlow(asymmetric);
  for (const t of [0, 0.3, 1, 5]) {
    const { density, energy, dissipation, norms } = solutionAt({ s: 1, initial: asymmetric.samples(90) }, t);
    const expected = grid(90).map((x) => flow.density(t, x));
    allClose(density, expected, 1e-12, `μ at ${t}`);
    relativelyClose(energy, flow.energy(t), 1e-12, `E at ${t}`);
    relativelyClose(dissipation, 2 * flow.energy(t), 1e-12, `D at ${t}`);
    close(mean(density), 1, 1e-13, 'mass');
    relativelyClose(norms[0], Math.sqrt(2 * flow.energy(t)), 1e-12, `the norm in Ḣ^{−1} at ${t}`);
    // ∫ μ² = ∫ μ₀ μ_t∘X is a number of its own.
    relativelyClose(norms[1] ** 2, flow.power(t, 2) - 1, 1e-9, `the norm in L² at ${t}`);
  }
});

smooth('s = 1, ν = 1: differences stay right relative to themselves when they are 1e−20', () => {
  const [late, later] = [20, 46].map((t) => solutionAt({ s: 1, initial: asymmetric.samples(64) }, t));
  // By t = 20 the map stands but for 1e−9: from there on h scales by e^{−t}.
  late.norms.forEach((norm, i) => {
    relativelyClose(later.norms[i], norm * Math.exp(-26), 1e-8, `norm ${i}`);
  });
});

smooth('s = 1, any ν: the Lagrangian flow to 1e−11', () => {
  const times = [0.5, 2, 6];
  const maps = lagrangianFlow(asymmetric, target, times);
  times.forEach((t, i) => {
    const given = { s: 1, initial: asymmetric.samples(180), target: target.samples(180) };
    const { density, energy, norms } = solutionAt(given, t);
    const expected = grid(180).map((x) => maps[i].density(x));
    allClose(density, expected, 1e-11, `μ at ${t}`);
    relativelyClose(energy, maps[i].energy, 1e-10, `E at ${t}`);
    // Two ways to the same number: ½∫v² over the map, and the sum over the modes.
    relativelyClose(0.5 * norms[0] ** 2, energy, 1e-9, `½‖h‖² at ${t}`);
    close(mean(density), 1, 1e-12, 'mass');
  });
});

smooth('s = ½, ν = 1: complex Burgers to 1e−12', () => {
  for (const t of [0, 0.05, 0.3, 1]) {
    const { density, energy } = solutionAt({ s: 0.5, initial: asymmetric.samples(128) }, t);
    const expected = grid(128).map((x) => burgersDensity(asymmetric, t, x));
    allClose(density, expected, 1e-12, `μ at ${t}`);
    const spectrum = analyse(Float64Array.from(expected), 60);
    relativelyClose(energy, halfSquaredNorm(spectrum, -0.5), 1e-10, `E at ${t}`);
  }
});

smooth(
  's = ½: from data that touch zero, with modes up to 40, the energy falls at the rate of the dissipation',
  () => {
    const initial = Float64Array.from({ length: 128 }, (_, j) => {
      const x = TAU * (j / 128);
      return 1 + 0.5 * Math.cos(x) + 0.3 * Math.cos(9 * x) + 0.2 * Math.sin(40 * x);
    });
    const { history } = solutionAt({ s: 0.5, initial }, 2);
    assert.ok(history.time.length > 60);
    for (let i = 1; i < history.time.length; i++) assert.ok(history.energy[i] < history.energy[i - 1]);
    const [before, now, after] = [0.1999, 0.2, 0.2001].map((t) => solutionAt({ s: 0.5, initial }, t));
    // Central difference: h²E'''/6E' ~ 1e−8·(2·2π)²/6.
    relativelyClose((before.energy - after.energy) / 2e-4, now.dissipation, 1e-6, 'D');
  },
);

for (const [what, given] of [
  ['geodesic', { s: 1, initial: asymmetric.samples(64) }],
  ['transported', { s: 1, initial: asymmetric.samples(64), target: target.samples(64) }],
  ['burgers', { s: 0.5, initial: asymmetric.samples(64) }],
] as const) {
  smooth(`${what}: agrees with the spectral method to its tolerance`, () => {
    const spectral = createSolver(module, discreteProblem({ ...given, integrator: 'dopri54' }));
    spectral.advance(1.5, 1e6);
    const density = new Float64Array(64);
    spectral.density(density);
    const found = solutionAt(given, 1.5);
    // 64 points hold these densities to about 1e−8.
    allClose(found.density, density, 1e-7, 'μ');
    relativelyClose(found.dissipation, spectral.diagnostics().dissipation, 1e-6, 'D');
    found.norms.forEach((norm, i) => {
      relativelyClose(norm, spectral.diagnostics().norms[i], 1e-6, `norm ${i}`);
    });
    spectral.close();
  });

  smooth(`${what}: goes on from a state as if it had never stopped`, () => {
    const unbroken = open(given);
    unbroken.advance(0.7, 1e6);
    const state = unbroken.exportState();
    const resumed = open(given);
    resumed.importState(state);
    for (const solver of [unbroken, resumed]) solver.advance(2, 1e6);
    assert.equal(resumed.diagnostics(), unbroken.diagnostics());
    assert.equal(resumed.history(), unbroken.history());
    assert.ok(Buffer.from(resumed.exportState()).equals(unbroken.exportState()));
  });
}

smooth.run();

/** Uniform on [0.3, 0.8]. */
const patch = [{ from: 0.3, to: 0.8, density: 2 }];
const pieces = suite('exact: jumps, vacuum, atoms');

/** Cell averages of a density with the cumulative function F, lifted. */
const averages = (n: number, F: (x: number) => number) =>
  grid(n).map((x) => n * (F(x + 0.5 / n) - F(x - 0.5 / n)));

const flat = (n: number) => new Float64Array(n).fill(1);

pieces('an indicator: one patch whose gap closes like e^{−t}', () => {
  const n = 40;
  for (const t of [0, 0.5, 3]) {
    const gap = 0.5 * Math.exp(-t);
    const [left, right] = [0.05 + gap / 2, 1.05 - gap / 2];
    const rise = (x: number) => Math.min(1, Math.max(0, (x - left) / (right - left)));
    const { density, energy } = solutionAt({ s: 1, initial: flat(n), patches: patch }, t);
    allClose(
      density,
      averages(n, (x) => rise(x) + rise(x + 1) + rise(x - 1)),
      1e-12,
      `μ at ${t}`,
    );
    // F − x is a saw of slopes 1 and −1: its variance is (½)²/12·… = ∫ over ±¼ of x² · 4 = 1/48.
    relativelyClose(energy, (Math.exp(-2 * t) * 0.5) / 48, 1e-13, `E at ${t}`);
  }
});

pieces('an atom: E = e^{−2t}/24, and a patch of width 1 − e^{−t}', () => {
  const n = 50;
  for (const t of [0.1, 1, 4]) {
    const width = 1 - Math.exp(-t);
    const rise = (x: number) => Math.min(1, Math.max(0, (x - 0.3) / width + 0.5));
    const given = { s: 1, initial: flat(n), atoms: [{ position: 0.3, mass: 1 }] };
    const { density, energy, dissipation } = solutionAt(given, t);
    allClose(
      density,
      averages(n, (x) => rise(x) + rise(x - 1) + rise(x + 1)),
      1e-12,
      `μ at ${t}`,
    );
    relativelyClose(energy, Math.exp(-2 * t) / 24, 1e-14, 'E');
    relativelyClose(dissipation, Math.exp(-2 * t) / 12, 1e-14, 'D');
  }
});

pieces('several atoms: each grows into a patch of its mass, and modes are those of the patches', () => {
  const atoms = [
    { position: 0, mass: 0.2 },
    { position: 0.15, mass: 0.5 },
    { position: 0.9, mass: 0.3 },
  ];
  const n = 240;
  const { density, norms, energy } = solutionAt({ s: 1, initial: flat(n), atoms }, 0.8);
  const spread = 1 - Math.exp(-0.8);
  close(mean(density), 1, 1e-13, 'mass');
  // Inside a patch the density is 1/(1 − e^{−t}), whatever the atom's mass.
  const inside = 1 / spread;
  assert.ok(density.filter((value) => Math.abs(value - inside) < 1e-10).length > 0.45 * n);
  for (const value of density) assert.ok(value >= 0 && value <= inside + 1e-10);
  // The whole energy against that of the first 119 modes: the tail of a jump's modes is about k^{−3}/100.
  relativelyClose(0.5 * norms[0] ** 2, energy, 1e-5, '½‖h‖²');
  const at0 = solutionAt({ s: 1, initial: flat(n), atoms }, 0);
  assert.is(at0.density.filter((value) => value > 0).length, 3);
  // ½Σ_ij m_i m_j K(x_i − x_j), K(x) = x²/2 − |x|/2 + 1/12 (times 1 on the circle).
  const kernel = (x: number) => x ** 2 / 2 - Math.abs(x) / 2 + 1 / 12;
  const sum = atoms.flatMap((a) => atoms.map((b) => 0.5 * a.mass * b.mass * kernel(a.position - b.position)));
  relativelyClose(
    at0.energy,
    sum.reduce((total, value) => total + value),
    1e-13,
    'E of the atoms',
  );
});

pieces('modes of patches: against the integral by hand, and late ones relative to themselves', () => {
  const { norms } = solutionAt({ s: 1, initial: flat(64), patches: patch, norms: [0] }, 0);
  let sum = 0;
  for (let k = 1; k <= 31; k++) sum += 2 * ((2 * Math.sin((Math.PI * k) / 2)) / (Math.PI * k)) ** 2;
  relativelyClose(norms[0], Math.sqrt(sum), 1e-13, '‖h‖');
  const [a, b] = [20, 60].map((t) => solutionAt({ s: 1, initial: flat(64), patches: patch, norms: [-1] }, t));
  relativelyClose(b.norms[0], a.norms[0] * Math.exp(-40), 1e-8, 'late norm');
});

pieces(
  'samples that no interpolant of theirs can stand for: as averages over cells, converging to the patch',
  () => {
    const error = (n: number) => {
      // Samples of the indicator of [0.3, 0.8] at points: its interpolant is negative.
      const initial = Float64Array.from({ length: n }, (_, j) => (j / n >= 0.3 && j / n < 0.8 ? 2 : 0));
      const { energy, minimum, density } = solutionAt({ s: 1, initial }, 1);
      assert.ok(minimum >= 0);
      close(mean(density), 1, 1e-13, 'mass');
      return Math.abs(energy / (Math.exp(-2) / 96) - 1);
    };
    // Energies of translates are the same: with 0.5 n cells filled, the histogram is the indicator moved by half a cell.
    assert.ok(error(200) < 1e-12);
    // 0.3·104 = 31.2: still 52 cells.
    assert.ok(error(104) < 1e-12);
  },
);

pieces('a continued run is the same', () => {
  const given = { s: 1, initial: flat(64), patches: patch };
  const whole = open(given);
  whole.advance(1, 1e6);
  const resumed = open(given);
  resumed.importState(whole.exportState());
  for (const solver of [whole, resumed]) solver.advance(3, 1e6);
  assert.ok(Buffer.from(resumed.exportState()).equals(whole.exportState()));
  assert.throws(
    () => open({ ...given, s: 1, patches: [] }).importState(whole.exportState()),
    /another problem/,
  );
});

pieces('a problem without an exact solution is refused', () => {
  const problem: Partial<DiscreteProblem> = { grid: [8, 8] };
  assert.throws(() => open({ s: 1, initial: flat(64), ...problem }), /no exact solution/);
  assert.throws(() => open({ s: 2, initial: flat(64) }), /no exact solution/);
});

pieces(
  'rows of the history stand at powers of 10^{1/32} beside the times asked for, as many as the budget',
  () => {
    const solver = open({ s: 1, initial: asymmetric.samples(32) });
    assert.is(solver.advance(2, 5), 'budget');
    assert.is(solver.steps, 5);
    assert.is(solver.advance(2, 1e6), 'reached');
    const { time } = solver.history();
    const ratios = Array.from(time)
      .slice(2, -1)
      .map((t, i) => t / time[i + 1]);
    for (const ratio of ratios) close(ratio, 10 ** (1 / 32), 1e-9, 'ratio');
    assert.is(time.at(-1), 2);
  },
);

pieces.run();
