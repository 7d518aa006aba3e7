// The solver against the independent solver of tests/oracle on random problems: any s from 0 to 3, random ν and
// μ₀, every allowed kind of length, one to three dimensions. Both solve the same truncated equation, so they
// agree to the tolerance of the time steps whatever the data: resolution plays no part.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { Dealias, DiscreteProblem, IntegratorName } from '../src/problem/types.ts';
import { allClose, relativelyClose } from './oracle/compare.ts';
import { Convolution } from './oracle/convolution.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { Galerkin } from './oracle/galerkin.ts';
import { discreteProblem } from './oracle/problem.ts';
import { type Term, Trigonometric } from './oracle/trigonometric.ts';

const module = await compileCore();

/** The density on the grid at time t, with what was measured. */
function solutionAt(problem: DiscreteProblem, t: number) {
  const solver = createSolver(module, problem);
  assert.is(solver.advance(t, 1e6), 'reached');
  const density = new Float64Array(problem.target.length);
  solver.density(density);
  const measured = solver.diagnostics();
  const { cutoff } = solver;
  solver.close();
  return { ...measured, density, cutoff };
}

/** Terms whose amplitudes add up to 0.3 … 0.6: a positive density, and far from uniform. */
function terms(dimension: number, widest: number): fc.Arbitrary<Term[]> {
  const k = fc.array(fc.integer({ min: -widest, max: widest }), {
    minLength: dimension,
    maxLength: dimension,
  });
  const size = fc.record({
    k: k.map((vector) => (vector.some((ki) => ki !== 0) ? vector : [...vector.slice(1), 1])),
    share: fc.double({ min: 0.1, max: 1, noNaN: true }),
    angle: fc.double({ min: 0, max: TAU, noNaN: true }),
  });
  return fc
    .tuple(fc.array(size, { minLength: 1, maxLength: 4 }), fc.double({ min: 0.3, max: 0.6, noNaN: true }))
    .map(([all, total]) => {
      const scale = total / all.reduce((sum, { share }) => sum + share, 0);
      return all.map(({ k, share, angle }) => ({
        k,
        cos: scale * share * Math.cos(angle),
        sin: scale * share * Math.sin(angle),
      }));
    });
}

/** A time in which the flow changes much, and explicit steps are not too many for s < 1. */
const typicalTime = (s: number, cutoff: number) =>
  s < 1 ? Math.max(TAU ** (2 * s - 2) / 4, 20 * (TAU * cutoff) ** (2 * s - 2)) : 0.3 * TAU ** (2 * s - 2);

const random = suite('random problems against the oracle');

const lengths = [16, 27, 25, 30, 35, 42, 49, 60, 63, 64, 70, 81, 96, 100];

random('d = 1: density, energy and dissipation agree', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.constantFrom(...lengths),
      terms(1, 6),
      terms(1, 6),
      fc.constantFrom<Dealias>('3/2', '2/3'),
      fc.constantFrom<IntegratorName>('dopri54', 'etd43'),
      (s, n, initialTerms, targetTerms, dealias, integrator) => {
        const initial = new Trigonometric(initialTerms).samples(n);
        const target = new Trigonometric(targetTerms).samples(n);
        const cutoff = dealias === '2/3' ? Math.floor((n - 1) / 3) : Math.ceil(n / 2) - 1;
        const t = Math.min(typicalTime(s, cutoff), 100);
        const problem = discreteProblem({ s, initial, target, dealias, integrator });
        const { density, energy, dissipation, cutoff: kept } = solutionAt(problem, t);
        assert.equal(kept, [cutoff]);
        const oracle = new Galerkin(s, analyse(target, cutoff));
        const [h] = oracle.solve(analyse(initial, cutoff), [t]);
        allClose(analyse(density, cutoff), oracle.density(h), 1e-10, 'μ̂');
        relativelyClose(energy, oracle.energy(h), 1e-9, 'E');
        relativelyClose(dissipation, oracle.dissipation(h), 1e-9, 'D');
      },
    ),
    { numRuns: 25, seed: 20261121, endOnFailure: true },
  );
});

for (const [grid, widest] of [
  [[10, 12], 2],
  [[6, 5, 6], 1],
] as const) {
  const d = grid.length;
  random(`d = ${d}: density and energy agree with the convolution oracle`, () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        terms(d, widest),
        terms(d, widest),
        fc.constantFrom<IntegratorName>('dopri54', 'etd43'),
        (s, initialTerms, targetTerms, integrator) => {
          const initial = new Trigonometric(initialTerms).samples(...grid);
          const target = new Trigonometric(targetTerms).samples(...grid);
          const t = 0.2 * TAU ** (2 * s - 2);
          const problem = discreteProblem({ s, grid: [...grid], initial, target, integrator });
          const { density, energy, cutoff } = solutionAt(problem, t);
          const oracle = new Convolution(s, cutoff, grid, target);
          const [expected] = oracle.solve(oracle.spectrum(grid, initial), [t]);
          allClose(oracle.spectrum(grid, density), expected.mu, 1e-10, 'μ̂');
          relativelyClose(energy, expected.energy, 1e-9, 'E');
        },
      ),
      { numRuns: 4, seed: 20261121, endOnFailure: true },
    );
  });
}

random.run();

const parabolic = suite('s < 1 against the oracle');

for (const s of [0, 0.25, 0.75]) {
  parabolic(`s = ${s}${s === 0 ? ', ∂tμ = ∇·(μ∇(μ−ν)), the quadratic porous medium' : ''}`, () => {
    const n = 64;
    const initial = new Trigonometric([{ k: 1, cos: 0.6, sin: -0.2 }]).samples(n);
    const target = new Trigonometric([{ k: 2, cos: 0.1, sin: 0.4 }]).samples(n);
    const oracle = new Galerkin(s, analyse(target, 31));
    const times = [0.2, 1].map((share) => share * TAU ** (2 * s - 2));
    const states = oracle.solve(analyse(initial, 31), times);
    times.forEach((t, i) => {
      const problem = discreteProblem({ s, initial, target, integrator: 'etd43' });
      const { density, energy } = solutionAt(problem, t);
      allClose(analyse(density, 31), oracle.density(states[i]), 1e-11, `μ̂ at ${t}`);
      relativelyClose(energy, oracle.energy(states[i]), 1e-9, `E at ${t}`);
    });
  });
}

parabolic.run();

const aliased = suite('without dealiasing');

aliased("'none' differs from the Galerkin solution by aliasing on coarse grids, and not on fine ones", () => {
  const [initial, target] = [
    new Trigonometric([{ k: 3, cos: 0.5, sin: 0.2 }]),
    new Trigonometric([{ k: 2, cos: -0.3, sin: 0.4 }]),
  ];
  const difference = (n: number) => {
    const given = { s: 1.5, initial: initial.samples(n), target: target.samples(n) };
    const [with_, without] = (['3/2', 'none'] as const).map(
      (dealias) => solutionAt(discreteProblem({ ...given, dealias }), 1).density,
    );
    return Math.max(...with_.map((value, j) => Math.abs(value - without[j])));
  };
  assert.ok(difference(10) > 1e-3);
  assert.ok(difference(128) < 1e-12);
});

aliased.run();
