// s > 1 over long times: the exponential pair takes some hundreds of steps to t = 10⁶ and beyond, and the late
// energies, twenty orders of magnitude below the first, are right.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';

const module = await compileCore();
const n = 256;

/** |μ̂_k| = k^{−2}/4 with phases 2π frac(kφ): every mode is there. */
const initial = sample(n, (x) => {
  let sum = 1;
  for (let k = 1; k < n / 2; k++)
    sum += (0.5 / k ** 2) * Math.cos(TAU * (k * x + ((k * 0.6180339887498949) % 1)));
  return sum;
});

function run(s: number, contrast: number, end: number, relative: number) {
  const target = sample(n, (x) => 1 + contrast * Math.cos(TAU * (x - 0.3)));
  const tolerance = { relative, absolute: 1e-16 };
  const solver = createSolver(
    module,
    discreteProblem({ s, initial, target, end, integrator: 'etd43', tolerance }),
  );
  assert.is(solver.advance(end, 1e6), 'reached');
  const { steps, rejected } = solver;
  const { energy } = solver.diagnostics();
  const history = solver.history();
  solver.close();
  return { steps, rejected, energy, history };
}

const long = suite('long times');

// The steps that a prototype of the same pair took (1e−3 and 1e−5), and the energies it reached at 1e−5. Late
// energies at 1e−5 are right to 1e−3; with ν = 1 and s = 2, where the top of the spectrum decays, to 3e−3.
const cases: [s: number, contrast: number, end: number, loose: number, tight: number, accuracy: number][] = [
  [2, 0, 1e6, 68, 188, 3e-3],
  [2, 0.5, 1e6, 95, 355, 1e-3],
  [2, 0.9, 1e6, 314, 1635, 1e-3],
  [3, 0, 1e9, 78, 202, 1e-3],
  [3, 0.5, 1e9, 98, 384, 1e-3],
  [3, 0.9, 1e9, 272, 1087, 1e-3],
];

for (const [s, contrast, end, loose, tight, accuracy] of cases) {
  long(`s = ${s}, ν = 1 + ${contrast}cos: t = ${end} in at most ${loose} and ${tight} steps`, () => {
    assert.ok(run(s, contrast, end, 1e-3).steps <= loose);
    const { steps, rejected, energy } = run(s, contrast, end, 1e-5);
    assert.ok(steps <= tight, `${steps} steps`);
    assert.ok(rejected <= 3, `${rejected} rejected`);
    relativelyClose(energy, run(s, contrast, end, 1e-8).energy, accuracy, 'E');
  });
}

long('energy never increases on the way, and errors follow the tolerance down to 1e−10', () => {
  const { history } = run(3, 0.5, 1e9, 1e-10);
  for (let i = 1; i < history.energy.length; i++) {
    assert.ok(history.energy[i] <= history.energy[i - 1] * (1 + 1e-10), `at ${history.time[i]}`);
  }
  const energies = [1e-6, 1e-8, 1e-10].map((relative) => run(3, 0.5, 1e6, relative).energy);
  relativelyClose(energies[0], energies[2], 1e-4, 'E at 1e−6');
  relativelyClose(energies[1], energies[2], 1e-6, 'E at 1e−8');
});

long('the explicit pair agrees with the exponential one', () => {
  const [s, end] = [2, 3e3];
  const target = sample(n, (x) => 1 + 0.5 * Math.cos(TAU * (x - 0.3)));
  const [a, b] = (['dopri54', 'etd43'] as const).map((integrator) => {
    const solver = createSolver(module, discreteProblem({ s, initial, target, end, integrator }));
    assert.is(solver.advance(end, 1e6), 'reached');
    const { energy, norms } = solver.diagnostics();
    solver.close();
    return { energy, norms };
  });
  relativelyClose(a.energy, b.energy, 1e-9, 'E');
  a.norms.forEach((norm, i) => {
    relativelyClose(norm, b.norms[i], 1e-9, `norm ${i}`);
  });
});

long.run();
