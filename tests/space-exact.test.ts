// Two and three dimensions against what is known exactly: for s = 1, ν = 1 the extrema and every integral of a
// function of the density (docs/theory.md), for small μ₀ − ν the decay of each mode by itself.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { entropy, extrema, fourierCoefficients, lpNorm } from '../src/diagnostics/index.ts';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { discretize } from '../src/problem/index.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { indexOf, sizeOf } from './support/grids.ts';
import { extremeValue } from './support/interpolant.ts';

const module = await compileCore();
const exact = suite('s = 1, ν = 1 in planes and space');

/** What the density of a fluid particle that began at μ₀ has become: μ' = −μ(μ − 1) along the flow. */
const logistic = (initial: number, t: number) => 1 / (1 + (1 / initial - 1) * Math.exp(-t));

for (const [grid, modes, integrator] of [
  [[64, 64], 3, 'dopri54'],
  [[75, 84], 3, 'etd43'],
  [[30, 30, 30], 2, 'dopri54'],
  [[27, 28, 30], 2, 'etd43'],
] as const) {
  exact(
    `${grid.join(' × ')}, ${integrator}: extrema, L^p norms and entropy of a random density`,
    async () => {
      const problem = await discretize({
        ...{ grid: [...grid], s: 1, end: 1.2, save: { times: [1.2] }, method: 'spectral', integrator },
        initial: { profile: 'random-fourier', modes, decay: 1, amplitude: 0.5, seed: 20 + grid.length },
        tolerance: { relative: 1e-10 },
      });
      const solver = createSolver(module, problem);
      const start = problem.initial;
      const ends = [extremeValue(start, grid, -1), extremeValue(start, grid, 1)];
      const density = new Float64Array(start.length);
      const mean = (f: (mu: number) => number) => start.reduce((sum, mu) => sum + f(mu), 0) / start.length;
      for (const t of [0.3, 1.2]) {
        assert.is(solver.advance(t, 1e4), 'reached');
        solver.density(density);
        // The grid holds the modes of these powers to about 1e−10.
        for (const p of [1.5, 2, 3, 6]) {
          const integral = mean((mu) => mu * logistic(mu, t) ** (p - 1));
          relativelyClose(lpNorm(density, p), integral ** (1 / p), 1e-8, `L^${p} at ${t}`);
        }
        const information = mean((mu) => mu * Math.log(logistic(mu, t)));
        close(entropy(density), information, 1e-8, `∫ μ log μ at ${t}`);
        // The extrema lie between grid points: those of the trigonometric interpolants.
        for (const [i, sign] of ([-1, 1] as const).entries()) {
          relativelyClose(extremeValue(density, grid, sign), logistic(ends[i], t), 1e-8, `extremum at ${t}`);
        }
        const seen = extrema(density);
        const { minimum, maximum, mass } = solver.diagnostics();
        assert.equal([minimum, maximum], [seen.minimum, seen.maximum]);
        close(mass, 1, 1e-15, 'mass');
      }
      solver.close();
    },
  );
}

exact('points that every reflection keeps are at rest, and their densities logistic', async () => {
  // Even in each coordinate, so that no velocity can point away from where all coordinates are 0 or ½.
  const problem = await discretize({
    ...{ grid: [28, 30, 24], s: 1, end: 1.5, method: 'spectral', tolerance: { relative: 1e-10 } },
    initial:
      '1 + 0.2*cos(2*pi*x)*cos(2*pi*y) - 0.15*cos(2*pi*y)*cos(2*pi*z) + 0.05*cos(4*pi*x) + 0.1*cos(2*pi*z)',
  });
  const solver = createSolver(module, problem);
  const density = new Float64Array(problem.initial.length);
  for (const t of [0.4, 1.5]) {
    assert.is(solver.advance(t, 1e4), 'reached');
    solver.density(density);
    for (const a of [0, 14])
      for (const b of [0, 15])
        for (const c of [0, 12]) {
          const at = (a * 30 + b) * 24 + c;
          relativelyClose(density[at], logistic(problem.initial[at], t), 1e-8, `[${a}, ${b}, ${c}] at ${t}`);
        }
  }
  solver.close();
});

exact.run();

const linear = suite('small differences in planes and space');

/** Every mode below the Nyquist ones, with sizes within a factor of 3 and phases that repeat nowhere. */
function field(grid: readonly number[], size: number): Float64Array {
  const widest = grid.map((n) => Math.ceil(n / 2) - 1);
  const box = widest.map((half) => 2 * half + 1);
  const terms = Array.from({ length: sizeOf(box) }, (_, flat) =>
    indexOf(flat, box).map((j, axis) => j - widest[axis]),
  )
    // One of each pair ±k.
    .filter((k) => (k.find((component) => component !== 0) ?? 0) > 0)
    .map((k, i) => ({ k, amplitude: size * (1 + (i % 3)), phase: TAU * ((i * i * 0.61803398875) % 1) }));
  return new Trigonometric(
    terms.map(({ k, amplitude, phase }) => ({
      k,
      cos: amplitude * Math.cos(phase),
      sin: amplitude * Math.sin(phase),
    })),
  ).samples(...grid);
}

for (const grid of [
  [12, 18],
  [15, 14],
  [6, 10, 7],
  [8, 5, 6],
]) {
  for (const s of [0.5, 1, 1.5, 2.5]) {
    linear(`${grid.join(' × ')}, s = ${s}: every mode decays at the rate |2πk|^{2−2s}`, () => {
      // The odd part of the flow in the size of h: what is left of nonlinearity is of third order, 1e−9 of it.
      const size = 1e-5;
      const half = Math.max(...grid) / 2;
      const t = s < 1 ? 1 / (TAU * half) : TAU ** (2 * s - 2);
      const end = [size, -size].map((sign) => {
        const tolerance = { relative: 1e-10, absolute: 1e-16 };
        const initial = field(grid, sign);
        const given = { s, grid, initial, tolerance, integrator: 'etd43' } as const;
        const solver = createSolver(
          module,
          discreteProblem({ ...given, target: new Float64Array(initial.length).fill(1) }),
        );
        assert.is(solver.advance(t, 1e4), 'reached');
        const density = new Float64Array(initial.length);
        solver.density(density);
        solver.close();
        return density;
      });
      const odd = (a: Float64Array, b: Float64Array) =>
        fourierCoefficients(
          a.map((value, i) => (value - b[i]) / 2),
          grid,
        ).coefficients;
      const before = odd(field(grid, size), field(grid, -size));
      const after = odd(end[0], end[1]);
      let seen = 0;
      for (let i = 1; i < before.length / 2; i++) {
        const was = Math.hypot(before[2 * i], before[2 * i + 1]);
        if (was < size / 10) continue;
        seen++;
        const square = indexOf(i, grid).reduce((sum, j, a) => sum + Math.min(j, grid[a] - j) ** 2, 0);
        const factor = Math.exp(-t * (TAU * Math.sqrt(square)) ** (2 - 2 * s));
        const off = Math.hypot(
          after[2 * i] - factor * before[2 * i],
          after[2 * i + 1] - factor * before[2 * i + 1],
        );
        // Third order in some hundred modes of 1e−5, and samples near 1 in double precision.
        assert.ok(off < 1e-7 * was, `mode ${i}, |k|² = ${square}: ${off / was}`);
        assert.ok(1 - factor > 1e-3, 'and what is held to a part in 10⁷ has moved');
      }
      // Both of each pair ±k: all modes but 0 and those on a Nyquist plane.
      assert.is(seen, grid.reduce((product, n) => product * (2 * Math.ceil(n / 2) - 1), 1) - 1);
    });
  }
}

linear.run();
