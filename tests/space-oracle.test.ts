// The solver against the convolution oracle on rectangles and boxes whose sides have the factors 3, 5 and 7, with
// data in every mode that the grid evolves: resolution plays no part, both solve the same truncated equation.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/create.ts';
import type { Dealias, IntegratorName } from '../src/problem/types.ts';
import { allClose, relativelyClose } from './oracle/compare.ts';
import { Convolution } from './oracle/convolution.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { solvedAt } from './support/cells.ts';
import { noise } from './support/diagnostics.ts';

const module = await compileCore();
const oracle = suite('planes and space against the oracle');

const cases: [grid: number[], s: number, dealias: Dealias, integrator: IntegratorName][] = [
  [[21, 10], 1.5, '3/2', 'etd43'],
  [[14, 15], 1, '2/3', 'dopri54'],
  [[9, 25], 2, '2/3', 'etd43'],
  [[27, 7], 0.75, '3/2', 'dopri54'],
  [[5, 7, 9], 1, '3/2', 'dopri54'],
  [[10, 6, 7], 2.5, '3/2', 'etd43'],
  [[14, 9, 10], 0.5, '2/3', 'etd43'],
];

for (const [grid, s, dealias, integrator] of cases) {
  oracle(`[${grid}], s = ${s}, ${dealias}, ${integrator}: μ̂ and energy`, () => {
    const cutoff = grid.map((n) => (dealias === '2/3' ? Math.floor((n - 1) / 3) : Math.ceil(n / 2) - 1));
    const count = grid.reduce((product, n) => product * n, 1);
    const [initial, target] = [7, 8].map((seed) => {
      const values = noise(count, seed);
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      return values.map((value) => 1 + 0.5 * (value - mean));
    });
    // Of the order of the time in which the slowest evolved mode moves, or the fastest where high modes are fast.
    const t = 0.2 * TAU ** (2 * s - 2) * (s < 1 ? Math.hypot(...cutoff) ** (2 * s - 2) : 1);
    const given = { s, grid, initial, target, dealias, integrator };
    const { density, energy } = solvedAt(module, discreteProblem(given), t);
    const reference = new Convolution(s, cutoff, grid, target);
    const [expected] = reference.solve(reference.spectrum(grid, initial), [t]);
    allClose(reference.spectrum(grid, density), expected.mu, 1e-11, 'μ̂');
    relativelyClose(energy, expected.energy, 1e-10, 'E');
    const moved = reference.spectrum(grid, initial).map((value, i) => value - expected.mu[i]);
    assert.ok(Math.hypot(...moved) > 1e-3, 'the flow has moved the density far more than the tolerance');
  });
}

oracle.run();
