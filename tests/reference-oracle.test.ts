// The oracle itself, against the reference cases: before it may judge the solver.
import { suite } from 'uvu';
import { referenceCase } from './oracle/cases.ts';
import { allClose, relativelyClose } from './oracle/compare.ts';
import { Convolution } from './oracle/convolution.ts';
import { burgersDensity, LogisticFlow } from './oracle/exact.ts';
import { evaluate } from './oracle/fourier.ts';
import { Galerkin } from './oracle/galerkin.ts';
import { lagrangianFlow } from './oracle/lagrangian.ts';

const sixteenth = Array.from({ length: 16 }, (_, j) => j / 16);

const closed = suite('oracle: closed forms');

closed('s = 1, ν = 1: the logistic flow gives case 01', () => {
  const { initial, answers, tolerance } = referenceCase('01');
  const flow = new LogisticFlow(initial);
  for (const { t, E, mu_at_x, X_of_label, ...more } of answers) {
    const density = sixteenth.map((x) => flow.density(t, x));
    const positions = sixteenth.map((x) => flow.position(t, x));
    allClose(density, mu_at_x, tolerance.mu_at_x, `μ at ${t}`);
    allClose(positions, X_of_label!, tolerance.X_of_label, `X at ${t}`);
    relativelyClose(flow.energy(t), E, tolerance.E_rel, `E at ${t}`);
    const norms = [...flow.extrema(t), flow.power(t, 2), flow.power(t, 3), flow.entropy(t)];
    const expected = [more.inf_mu!, more.sup_mu!, more.L2sq!, more.L3cubed!, more.entropy!];
    norms.forEach((value, i) => {
      relativelyClose(value, expected[i], tolerance.norms_rel, `norm ${i} at ${t}`);
    });
  }
});

closed('s = ½, ν = 1: complex Burgers gives case 03', () => {
  const { initial, answers, tolerance } = referenceCase('03');
  for (const { t, mu_at_x } of answers) {
    const density = sixteenth.map((x) => burgersDensity(initial, t, x));
    allClose(density, mu_at_x, tolerance.mu_at_x, `μ at ${t}`);
  }
});

closed('s = 1, any ν: the Lagrangian flow gives case 02', () => {
  const { initial, target, answers, tolerance } = referenceCase('02');
  const maps = lagrangianFlow(
    initial,
    target,
    answers.map(({ t }) => t),
  );
  answers.forEach(({ t, E, mu_at_x, X_of_label, mu_at_X_of_label }, i) => {
    const map = maps[i];
    const positions = sixteenth.map((x) => map.position(x));
    const carried = sixteenth.map((x) => map.densityAtLabel(x));
    const density = sixteenth.map((x) => map.density(x));
    allClose(positions, X_of_label!, tolerance.X_of_label, `X at ${t}`);
    allClose(carried, mu_at_X_of_label!, tolerance.mu_at_X_of_label, `μ∘X at ${t}`);
    allClose(density, mu_at_x, tolerance.mu_at_x, `μ at ${t}`);
    relativelyClose(map.energy, E, tolerance.E_rel, `E at ${t}`);
  });
});

closed.run();

const galerkin = suite('oracle: Galerkin');

// Modes and the end time for which the truncation error is below each file's tolerance and the run is short.
const runs: [id: string, cutoff: number, until: number][] = [
  ['01', 200, 4],
  ['02', 192, 4],
  ['03', 64, 0.5],
  ['04', 160, 5],
  ['05', 128, 10],
  ['06', 128, 1000],
  ['07', 128, 1000],
];

for (const [id, cutoff, until] of runs) {
  const { title, s, initial, target, answers, tolerance } = referenceCase(id);
  galerkin(`gives case ${id}: ${title}`, () => {
    const equation = new Galerkin(s, target.spectrum(cutoff));
    const reached = answers.filter(({ t }) => t <= until);
    const states = equation.solve(
      initial.spectrum(cutoff),
      reached.map(({ t }) => t),
    );
    reached.forEach(({ t, E, mu_at_x, dissipation }, i) => {
      const mu = equation.density(states[i]);
      const density = sixteenth.map((x) => evaluate(mu, x));
      allClose(density, mu_at_x, tolerance.mu_at_x, `μ at ${t}`);
      relativelyClose(equation.energy(states[i]), E, tolerance.E_rel, `E at ${t}`);
      if (dissipation === undefined) return;
      relativelyClose(equation.dissipation(states[i]), dissipation, 10 * tolerance.E_rel, `D at ${t}`);
    });
  });
}

galerkin('agrees with the convolution oracle to rounding', () => {
  const { s, initial, target } = referenceCase('05');
  const cutoff = 12;
  const equation = new Galerkin(s, target.spectrum(cutoff));
  const [h] = equation.solve(initial.spectrum(cutoff), [2]);
  const convolution = new Convolution(s, [cutoff], [32], target.samples(32));
  const [{ mu, energy }] = convolution.solve(convolution.spectrum([32], initial.samples(32)), [2]);
  // Both are stepped to a relative 1e−13 a step; some tens of steps.
  allClose(mu.slice(2 * cutoff), equation.density(h), 1e-12, 'μ̂');
  relativelyClose(energy, equation.energy(h), 1e-11, 'E');
});

galerkin.run();
