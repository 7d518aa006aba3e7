import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kernelDensity, mass } from '../src/diagnostics/index.ts';
import { discretize } from '../src/problem/index.ts';
import { noise, refused } from './support/diagnostics.ts';
import { refusalOf } from './support/refusal.ts';

const density = suite('density of points');

/** Σ_n e^{−(x+n)²/2b²}/(b√2π), over the images that matter. */
function wrapped(x: number, b: number): number {
  let sum = 0;
  for (let n = -6; n <= 6; n++) sum += Math.exp(-((x - Math.round(x) + n) ** 2) / (2 * b * b));
  return sum / (b * Math.sqrt(2 * Math.PI));
}

density('is the sum of wrapped Gaussians, in one to three dimensions, with weights', () => {
  for (const [grid, b] of [
    [[64], 0.05],
    [[50], 0.7],
    [[32, 40], 0.08],
    [[20, 18, 21], 0.13],
  ] as [number[], number][]) {
    const d = grid.length;
    const points = noise(4 * d, 3).map((x) => 3 * x);
    const weights = [0.1, 0.2, 0.3, 0.4];
    const found = kernelDensity({ points, weights }, b, grid);
    for (const j of [0, 7, found.length - 1]) {
      const index = grid.map((n, a) => Math.floor(j / grid.slice(a + 1).reduce((p, m) => p * m, 1)) % n);
      const direct = weights.reduce(
        (sum, w, i) =>
          sum + w * index.reduce((p, k, a) => p * wrapped(k / grid[a] - points[d * i + a], b), 1),
        0,
      );
      // What a grid of n points cuts off is e^{−(πnb)²/2}, and its density up to 20.
      assert.ok(Math.abs(found[j] - direct) < 1e-11, `${grid}, at ${j}: ${found[j]}, ${direct}`);
    }
    assert.ok(Math.abs(mass(found) - 1) < 1e-14);
  }
});

density('is what a problem makes of { points, bandwidth, weights }', async () => {
  const points = [0.1, 0.35, 0.9];
  for (const weights of [undefined, [0.5, 0.2, 0.3]]) {
    const initial = { points, bandwidth: 0.06, ...(weights && { weights }) };
    const problem = await discretize({ grid: 64, s: 1, initial, end: 1 });
    const found = kernelDensity({ points, weights }, 0.06, 64);
    const gaps = found.map((value, j) => Math.abs(value - problem.initial[j]));
    assert.ok(Math.max(...gaps) < 1e-14);
  }
});

density('what it cannot take is refused, by name', async () => {
  const mu = { points: [0.1, 0.2] };
  refused(() => kernelDensity(mu, 0, 16), 'bandwidth');
  refused(() => kernelDensity(mu, Number.NaN, 16), 'bandwidth');
  refused(() => kernelDensity(mu, 0.1, 1.5), 'grid');
  refused(() => kernelDensity({ points: [0.1, 0.2, 0.3] }, 0.1, [8, 8]), 'mu.points.length');
  refused(() => kernelDensity({ points: [0.1], weights: [2] }, 0.1, 8), 'the mass of mu.weights');
  const points = [0.1, 0.35];
  for (const [weights, path] of [
    [[1], 'initial.weights'],
    [[1.5, -0.5], 'initial.weights[1]'],
    [[1, 1], 'initial'],
  ] as [number[], string][]) {
    const refusal = await refusalOf(
      discretize({ grid: 16, s: 1, initial: { points, bandwidth: 0.2, weights }, end: 1 }),
    );
    assert.is(refusal.issues[0].path, path);
  }
});

density.run();
