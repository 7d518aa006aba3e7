// The asymptotic laws of the flows, constants included, in runs far from the linear regime: they judge what
// errors that act over many decades of time would spoil.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { analyse, evaluate, TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';

const module = await compileCore();

/** Γ(x) by Stirling's series from 20 on and the recurrence below. */
function gamma(x: number): number {
  if (x < 20) return gamma(x + 1) / x;
  return Math.exp((x - 0.5) * Math.log(x) - x + 0.5 * Math.log(TAU) + 1 / (12 * x) - 1 / (360 * x ** 3));
}

/** 1 + 0.4 cos 2πx and modes of size 0.02 |k|^{−r−1/2}, phases 2π frac(k²φ): regularity r, nothing localised. */
function roughDensity(n: number, r: number): Float64Array {
  const density = sample(n, (x) => 1 + 0.4 * Math.cos(TAU * x));
  const cosine = sample(n, (x) => Math.cos(TAU * x));
  const sine = sample(n, (x) => Math.sin(TAU * x));
  for (let k = 1; k < n / 2; k++) {
    const phase = TAU * ((k * k * 0.6180339887498949) % 1);
    const [a, b] = [0.04 * k ** (-r - 0.5) * Math.cos(phase), 0.04 * k ** (-r - 0.5) * Math.sin(phase)];
    for (let j = 0; j < n; j++) density[j] += a * cosine[(j * k) % n] - b * sine[(j * k) % n];
  }
  return density;
}

/**
 * lim E t^p for ν = 1 and |ĥ_k|² ~ c|k|^{−2r−1}, spread evenly over the circle:
 * c (2π)^{2r} Γ(p) 2^{−p} / (2(s−1)) · ∫ μ̄₀^{−(2r+1)}, where wave packets are stretched by 1/μ̄₀, the smooth
 * part of μ₀.
 */
function constant(density: Float64Array, s: number, r: number): number {
  const p = (r + s) / (s - 1);
  const smooth = analyse(density, 16);
  const transported = sample(1024, (x) => evaluate(smooth, x) ** (-2 * r - 1));
  const mean = transported.reduce((sum, value) => sum + value / 1024, 0);
  return (0.02 ** 2 * TAU ** (2 * r) * gamma(p) * 2 ** -p * mean) / (2 * (s - 1));
}

const rates = suite('asymptotic laws');

const algebraic: [s: number, r: number, n: number][] = [
  [1.5, 0.5, 4096],
  [2, 0.5, 1024],
  [2, 1, 1024],
  [2, 2, 1024],
  [3, 0.5, 512],
  [3, 1, 512],
  [3, 2, 512],
];

for (const [s, r, n] of algebraic) {
  const p = (r + s) / (s - 1);
  rates(`s = ${s}, regularity ${r}: E ~ C t^−${p.toFixed(2)}, C too`, () => {
    const initial = roughDensity(n, r);
    // A tenth of the time in which the decay reaches the cutoff.
    const end = (p / 20) * (Math.PI * n) ** (2 * s - 2);
    const tolerance = { relative: 1e-5, absolute: 1e-14 };
    const solver = createSolver(module, discreteProblem({ s, initial, integrator: 'etd43', tolerance, end }));
    const [early, late] = [0.1, 1].map((share) => {
      assert.is(solver.advance(share * end, 1e5), 'reached');
      return solver.diagnostics().energy;
    });
    solver.close();
    close(Math.log10(early / late), p, 0.05, 'exponent');
    // Few modes carry the energy at a time when s is large: their phases are felt.
    relativelyClose(late * end ** p, constant(initial, s, r), 0.02, 'C');
  });
}

rates('s = 1, ν with a minimum: E ~ C e^{−2 inf ν t} t^{−3/2}', () => {
  const n = 256;
  const initial = sample(n, (x) => 1 + 0.3 * Math.sin(TAU * x) + 0.2 * Math.cos(2 * TAU * x));
  const target = sample(n, (x) => 1 + 0.5 * Math.cos(TAU * x));
  const tolerance = { relative: 1e-8, absolute: 1e-200 };
  const solver = createSolver(module, discreteProblem({ s: 1, initial, target, tolerance, end: 300 }));
  const [first, second] = [200, 300].map((t) => {
    assert.is(solver.advance(t, 1e5), 'reached');
    return Math.log(solver.diagnostics().energy) + t;
  });
  solver.close();
  // The next term is of relative order 1/t: between 200 and 300 it moves the power by about 0.02.
  close((second - first) / Math.log(300 / 200), -1.5, 0.03, 'power of t');
});

rates.run();
