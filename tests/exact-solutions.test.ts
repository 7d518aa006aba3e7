// The solver against closed forms and against ordinary differential equations that are not its own.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem } from '../src/problem/types.ts';
import { allClose, close, relativelyClose } from './oracle/compare.ts';
import { burgersDensity, LogisticFlow, linearDecay } from './oracle/exact.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { lagrangianFlow } from './oracle/lagrangian.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();
const grid = (n: number) => Array.from({ length: n }, (_, j) => j / n);

/** The density at time t, and what is measured of it. */
function solutionAt(problem: DiscreteProblem, t: number) {
  const solver = createSolver(module, problem);
  assert.is(solver.advance(t, 1e6), 'reached');
  const density = new Float64Array(problem.target.length);
  solver.density(density);
  const measured = solver.diagnostics();
  solver.close();
  return { density, ...measured };
}

const exact = suite('exact solutions');

const asymmetric = new Trigonometric([
  { k: 1, cos: 0.3, sin: -0.2 },
  { k: 2, cos: 0.1, sin: 0.15 },
]);

exact('s = 1, ν = 1: the closed form to 1e−10 at n = 256', () => {
  const flow = new LogisticFlow(asymmetric);
  for (const integrator of ['dopri54', 'etd43'] as const) {
    for (const t of [0.3, 1, 5]) {
      const problem = discreteProblem({ s: 1, initial: asymmetric.samples(256), integrator });
      const { density, energy, dissipation, mass } = solutionAt(problem, t);
      allClose(
        density,
        grid(256).map((x) => flow.density(t, x)),
        1e-10,
        `${integrator}: μ at ${t}`,
      );
      relativelyClose(energy, flow.energy(t), 1e-10, `${integrator}: E at ${t}`);
      // dE/dt = −2E for the closed form.
      relativelyClose(dissipation, 2 * flow.energy(t), 1e-10, `${integrator}: D at ${t}`);
      close(mass, 1, 1e-15, `${integrator}: mass`);
    }
  }
});

exact('s = 1, ν = 1: extrema, L² norm, entropy of the logistic density', () => {
  const flow = new LogisticFlow(asymmetric);
  const problem = discreteProblem({ s: 1, initial: asymmetric.samples(256) });
  const { density, minimum, maximum, norms } = solutionAt(problem, 2);
  const [low, high] = flow.extrema(2);
  // The extremum lies within half a cell of a grid point: off by at most μ''/8n².
  close(minimum, low, 1e-4, 'minimum');
  close(maximum, high, 1e-4, 'maximum');
  relativelyClose(norms[1], Math.sqrt(flow.power(2, 2) - 1), 1e-10, '‖μ−1‖ in L²');
  const entropy = density.reduce((sum, value) => sum + (value * Math.log(value)) / 256, 0);
  relativelyClose(entropy, flow.entropy(2), 1e-10, 'entropy');
});

exact('s = 1, any ν: the Lagrangian flow to 1e−9', () => {
  const target = new Trigonometric([
    { k: 1, cos: 0.2, sin: -0.3 },
    { k: 2, cos: 0.15, sin: 0 },
  ]);
  const times = [0.5, 2];
  const maps = lagrangianFlow(asymmetric, target, times);
  const problem = discreteProblem({ s: 1, initial: asymmetric.samples(250), target: target.samples(250) });
  times.forEach((t, i) => {
    const { density, energy } = solutionAt(problem, t);
    const expected = grid(250).map((x) => maps[i].density(x));
    allClose(density, expected, 1e-9, `μ at ${t}`);
    relativelyClose(energy, maps[i].energy, 1e-10, `E at ${t}`);
  });
});

exact('s = ½, ν = 1: complex Burgers to 1e−11', () => {
  for (const t of [0.05, 0.3, 1]) {
    const problem = discreteProblem({ s: 0.5, initial: asymmetric.samples(128), integrator: 'etd43' });
    const { density } = solutionAt(problem, t);
    const expected = grid(128).map((x) => burgersDensity(asymmetric, t, x));
    allClose(density, expected, 1e-11, `μ at ${t}`);
  }
});

for (const s of [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4.5]) {
  exact(`s = ${s}, ν = 1: a perturbation of size 1e−6 decays by the linear law, mode by mode`, () => {
    const [n, size] = [64, 1e-6];
    // Phases frac(k²·golden ratio): no symmetry that could hide a wrong sign or a dropped conjugate.
    const phase = (k: number) => TAU * ((k * k * 0.6180339887498949) % 1);
    const initial = sample(n, (x) => {
      let sum = 1;
      for (let k = 1; k < n / 2; k++) sum += size * Math.cos(TAU * k * x + phase(k));
      return sum;
    });
    // The lowest mode halves, or for s > 1 the eighth loses a tenth: the lower ones decay, the higher ones stand.
    const t = s <= 1 ? 0.7 * TAU ** (2 * s - 2) : 0.1 * (8 * TAU) ** (2 * s - 2);
    for (const integrator of ['etd43', 'dopri54'] as const) {
      const problem = discreteProblem({
        s,
        initial,
        integrator,
        tolerance: { relative: 1e-9, absolute: 1e-18 },
      });
      const { density } = solutionAt(problem, t);
      const spectrum = analyse(density, n / 2 - 1);
      for (let k = 1; k < n / 2; k++) {
        const decayed = (size / 2) * linearDecay(s, k, t);
        // The quadratic terms are smaller by size × number of modes = 3e−5, times a factor of order one.
        const tolerance = (size / 2) * 1e-4;
        close(spectrum[2 * k], decayed * Math.cos(phase(k)), tolerance, `${integrator}: Re ĥ_${k}`);
        close(spectrum[2 * k + 1], decayed * Math.sin(phase(k)), tolerance, `${integrator}: Im ĥ_${k}`);
      }
    }
  });
}

exact.run();
