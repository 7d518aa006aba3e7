// The solver on the reference cases, within the tolerances that the cases state.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { referenceCase } from './oracle/cases.ts';
import { allClose, relativelyClose } from './oracle/compare.ts';
import { analyse } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();
const reference = suite('reference cases');

// n: a multiple of 16, so that the points of the answers are grid points, with modes enough for the tolerance.
const sizes = { '01': 512, '02': 640, '03': 256, '04': 640, '05': 480, '06': 400, '07': 400 };

for (const [id, n] of Object.entries(sizes)) {
  const { title, s, initial, target, answers, tolerance } = referenceCase(id);
  // The stable choice at each end: exponential where high modes are stiff, s < 1, or times are long, s ≥ 1.25.
  const integrator = s === 1 ? 'dopri54' : 'etd43';

  reference(`${id}: ${title} (${integrator}, n = ${n})`, () => {
    const given = { s, initial: initial.samples(n), target: target.samples(n), integrator } as const;
    const solver = createSolver(module, discreteProblem({ ...given, end: answers.at(-1)!.t }));
    const density = new Float64Array(n);
    for (const answer of answers) {
      const { t } = answer;
      assert.is(solver.advance(t, 1e6), 'reached');
      solver.density(density);
      const { energy, dissipation } = solver.diagnostics();
      const sixteenths = density.filter((_, j) => j % (n / 16) === 0);
      allClose(sixteenths, answer.mu_at_x, tolerance.mu_at_x, `μ at ${t}`);
      relativelyClose(energy, answer.E, tolerance.E_rel, `E at ${t}`);
      if (answer.dissipation !== undefined) {
        relativelyClose(dissipation, answer.dissipation, 2 * tolerance.E_rel, `D at ${t}`);
      }
      if (answer.mu_hat_1_to_4 !== undefined) {
        allClose(analyse(density, 4).slice(2), answer.mu_hat_1_to_4.flat(), tolerance.mu_at_x, `μ̂ at ${t}`);
      }
    }
    solver.close();
  });
}

interface PlaneAnswer extends Record<string, number | number[]> {
  t: number;
  E: number;
  dissipation: number;
  entropy_int_mu_log_mu: number;
}

reference('12: in two dimensions with s = 1, ν = 1 every L^p norm is exact', () => {
  const file = JSON.parse(readFileSync('tests/reference/12_d2_s1_lp_identities.json', 'utf8'));
  // Modes |k_i| < 60, as the coarser of the two runs that the file compares.
  const n = 120;
  const initial = new Trigonometric(file.inputs.mu0).samples(n, n);
  const target = new Float64Array(n * n).fill(1);
  const solver = createSolver(module, discreteProblem({ s: 1, grid: [n, n], initial, target }));
  const density = new Float64Array(n * n);
  for (const answer of file.outputs as PlaneAnswer[]) {
    assert.is(solver.advance(answer.t, 1e6), 'reached');
    solver.density(density);
    const mean = (g: (value: number) => number) => density.reduce((sum, v) => sum + g(v), 0) / density.length;
    for (const p of [2, 3, 4, -1]) {
      const power = mean((v) => v ** p);
      relativelyClose(power, answer[`int_mu^${p}`] as number, file.tolerance.exact_norms_rel, `∫μ^${p}`);
    }
    const entropy = mean((v) => v * Math.log(v));
    relativelyClose(entropy, answer.entropy_int_mu_log_mu, file.tolerance.exact_norms_rel, 'entropy');
    const { energy, dissipation } = solver.diagnostics();
    relativelyClose(energy, answer.E, file.tolerance.E_rel, 'E');
    relativelyClose(dissipation, answer.dissipation, file.tolerance.E_rel, 'D');
  }
  solver.close();
});

reference.run();
