// Energies, velocities and norms of point masses against closed forms, Fourier sums and the reference cases.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  energy,
  type PointMeasure,
  particleFloor,
  pointEnergy,
  pointVelocity,
  sobolevDistance,
  sobolevNorm,
  type TorusMeasure,
  wassersteinDistance,
} from '../src/diagnostics/index.ts';
import { zeta } from '../src/problem/special/zeta.ts';
import { close, noise, refused } from './support/diagnostics.ts';

const TAU = 2 * Math.PI;
const reference = (name: string) => JSON.parse(readFileSync(`tests/reference/${name}.json`, 'utf8'));

/** A trigonometric density 1 + Σ cos·cos 2πk·x + sin·sin 2πk·x on a grid. */
function trigonometric(
  grid: number[],
  terms: { k: number | number[]; cos: number; sin: number }[],
): Float64Array {
  const size = grid.reduce((product, n) => product * n, 1);
  return Float64Array.from({ length: size }, (_, i) => {
    const x =
      grid.length === 1 ? [i / grid[0]] : [Math.floor(i / grid[1]) / grid[0], (i % grid[1]) / grid[1]];
    return terms.reduce((sum, { k, cos, sin }) => {
      const angle = TAU * [k].flat().reduce((dot, c, a) => dot + c * x[a], 0);
      return sum + cos * Math.cos(angle) + sin * Math.sin(angle);
    }, 1);
  });
}

const cloud = (count: number, d: number, seed: number): PointMeasure => {
  const raw = noise(count, seed + 1).map((value) => value + 1.2);
  const sum = raw.reduce((a, b) => a + b, 0);
  return { points: noise(count * d, seed).map((x) => 2 * x), weights: raw.map((w) => w / sum) };
};

const energies = suite('energies of points');

energies('N equispaced points against ν = 1: ζ(2s)(2πN)^{−2s}', () => {
  for (const count of [1, 2, 7, 64]) {
    const points = Array.from({ length: count }, (_, i) => i / count + 0.123);
    for (const s of [0.6, 1, 1.5, 2, 3]) {
      const exact = zeta(2 * s) * (TAU * count) ** (-2 * s);
      close(particleFloor(count, s), exact, 1e-15);
      // Sums of kernel values, right to 1e−15 of K(0), cancel down to the energy.
      const allowed = 1e-15 * 2 * zeta(2 * s) * TAU ** (-2 * s);
      const found = pointEnergy({ points }, 'uniform', s);
      assert.ok(
        Math.abs(found - exact) < allowed + 1e-14 * exact,
        `N = ${count}, s = ${s}: ${found}, ${exact}`,
      );
    }
  }
});

energies('reference case 19: the floor', () => {
  for (const { N, s, E_equispaced_Diracs_vs_uniform: E } of reference('19_static_energies').outputs
    .equispaced) {
    const points = Array.from({ length: N }, (_, i) => i / N);
    close(pointEnergy({ points }, 'uniform', s), E, 1e-6);
    assert.ok(Math.abs(pointEnergy({ points }, 'uniform', s) - E) < 1e-15);
  }
});

energies('a lattice of n^d points: ½ (2πn)^{−2s} Σ_{k≠0} |k|^{−2s}', () => {
  // Σ over Z² is 4ζ(s)β(s); that over Z³ is Epstein's, as tabulated by Borwein et al., Lattice Sums Then and Now.
  const sums: [number, number, number][] = [
    [2, 2, (4 * Math.PI ** 2 * 0.915965594177219) / 6],
    [1.5, 2, 4 * zeta(1.5) * 0.864502653461202],
    [2, 3, 16.53231595976167],
  ];
  for (const [s, d, sum] of sums) {
    for (const n of [1, 3]) {
      const points = Array.from({ length: n ** d }, (_, i) =>
        Array.from({ length: d }, (_, a) => (Math.floor(i / n ** a) % n) / n),
      ).flat();
      close(
        pointEnergy({ points }, 'uniform', s, { dimension: d }),
        0.5 * (TAU * n) ** (-2 * s) * sum,
        1e-12,
      );
    }
  }
});

energies('s = 1, d = 1: half the squared Wasserstein distance to ν = 1', () => {
  const mu = cloud(9, 1, 3);
  close(pointEnergy(mu, 'uniform', 1), wassersteinDistance(mu, 'uniform') ** 2 / 2, 1e-12);
});

/** ½ Σ_{0<|k|≤K} |2πk|^{−2s} |μ̂_k − ν̂_k|², with f̂_k summed directly. */
function fourierEnergy(parts: [Float64Array, Float64Array][], d: number, s: number, K: number): number {
  const modes = (a: number): number[][] =>
    a === 0 ? [[]] : modes(a - 1).flatMap((k) => Array.from({ length: 2 * K + 1 }, (_, i) => [...k, i - K]));
  let total = 0;
  for (const k of modes(d)) {
    const square = k.reduce((sum, c) => sum + c * c, 0);
    if (square === 0) continue;
    let [re, im] = [0, 0];
    for (const [points, weights] of parts) {
      weights.forEach((w, i) => {
        const turns = k.reduce((sum, c, a) => sum + c * points[d * i + a], 0) % 1;
        re += w * Math.cos(TAU * turns);
        im -= w * Math.sin(TAU * turns);
      });
    }
    total += 0.5 * (TAU * TAU * square) ** -s * (re * re + im * im);
  }
  return total;
}

energies('two sets of points: half the squared mean discrepancy, as summed over modes', () => {
  for (const [d, s, K] of [
    [1, 3, 1000],
    [1, 2.5, 2000],
    [2, 4, 40],
    [3, 5, 14],
  ]) {
    const [mu, nu] = [cloud(6, d, 10 + d), cloud(4, d, 30 + d)];
    const part = (m: PointMeasure, sign: number): [Float64Array, Float64Array] => [
      m.points as Float64Array,
      (m.weights as Float64Array).map((w) => sign * w),
    ];
    const direct = fourierEnergy([part(mu, 1), part(nu, -1)], d, s, K);
    // What lies beyond K is K^{d−2s} of the first modes.
    close(
      pointEnergy(mu, nu, s, { dimension: d }),
      direct,
      20 * K ** (d - 2 * s) + 1e-12,
      `d = ${d}, s = ${s}`,
    );
    close(sobolevDistance(nu, mu, -s, { dimension: d }) ** 2 / 2, direct, 20 * K ** (d - 2 * s) + 1e-12);
  }
});

energies('a density for a target, in one and two dimensions', () => {
  for (const [grid, s] of [
    [[12], 3],
    [[9, 10], 4],
  ] as [number[], number][]) {
    const d = grid.length;
    const nu = noise(
      grid.reduce((a, b) => a * b, 1),
      4,
    ).map((value) => 1 + 0.1 * value);
    const mu = cloud(5, d, 8);
    // The density's own modes, apart from the rest: ν̂_k against μ̂_k for the modes of the grid, μ̂_k alone beyond.
    const found = pointEnergy(mu, nu, s, { grid });
    const alone = pointEnergy(mu, 'uniform', s, { dimension: d });
    const squares = energy(nu, 'uniform', s, grid);
    // ⟨μ, K*ν⟩ by polarisation with another method: the smooth potential of ν summed at the points.
    const polar = (alone + squares - found) as number;
    const cross = crossTerm(mu, nu, grid, s);
    assert.ok(Math.abs(polar - cross) < 1e-15, `d = ${d}: ${polar}, ${cross}`);
    assert.ok(Math.abs(cross) > 1e-7 * squares ** 0.5 * alone ** 0.5, 'the two are not orthogonal');
    close(pointEnergy(nu, mu, s, { grid }), found, 1e-12);
  }
});

/** Σ_i w_i (K_s*ν)(x_i), from a direct transform of the samples. */
function crossTerm(mu: PointMeasure, nu: Float64Array, grid: number[], s: number): number {
  const d = grid.length;
  const half = grid.map((n) => Math.floor(n / 2));
  let total = 0;
  const modes =
    d === 1
      ? range(half[0]).map((k) => [k])
      : range(half[0]).flatMap((k) => range(half[1]).map((l) => [k, l]));
  for (const k of modes) {
    const square = k.reduce((sum, c) => sum + c * c, 0);
    if (square === 0) continue;
    // A Nyquist mode of an even axis stands on both sides, with half of it each.
    const share = k.reduce((product, c, a) => (2 * Math.abs(c) === grid[a] ? product / 2 : product), 1);
    let [re, im] = [0, 0];
    nu.forEach((value, i) => {
      const x = d === 1 ? [i / grid[0]] : [Math.floor(i / grid[1]) / grid[0], (i % grid[1]) / grid[1]];
      const angle = TAU * k.reduce((sum, c, a) => sum + c * x[a], 0);
      re += (value * Math.cos(angle)) / nu.length;
      im -= (value * Math.sin(angle)) / nu.length;
    });
    (mu.weights as Float64Array).forEach((w, i) => {
      const angle = TAU * k.reduce((sum, c, a) => sum + c * mu.points[d * i + a], 0);
      total += share * w * (TAU * TAU * square) ** -s * (re * Math.cos(angle) - im * Math.sin(angle));
    });
  }
  return total;
}

const range = (K: number) => Array.from({ length: 2 * K + 1 }, (_, i) => i - K);

energies('between densities: the Sobolev norm of the difference, of any order', () => {
  const [mu, nu] = [noise(16, 1), noise(16, 2)];
  const gap = mu.map((value, j) => value - nu[j]);
  for (const q of [-2, -0.5, 0, 1]) close(sobolevDistance(mu, nu, q), sobolevNorm(gap, q), 1e-14);
  close(sobolevDistance(mu, 'uniform', -1), sobolevNorm(mu, -1), 1e-14);
  assert.is(sobolevDistance('uniform', 'uniform', -1), 0);
});

energies.run();

const velocities = suite('velocities of points');

velocities('are −1/w times the slope of the energy', () => {
  for (const [d, s] of [
    [1, 1.5],
    [1, 2],
    [2, 1.5],
    [2, 2],
    [3, 2.3],
  ]) {
    const options = d === 2 ? { grid: [7, 7] } : { dimension: d };
    const mu = cloud(5, d, 50 + d);
    const nus: TorusMeasure[] = ['uniform', cloud(4, d, 70 + d)];
    if (d === 2) nus.push(noise(49, 9).map((value) => 1 + 0.3 * value));
    for (const nu of nus) {
      const found = pointVelocity(mu, nu, s, options);
      const h = 1e-4;
      for (const i of [0, 2 * d]) {
        const at = (step: number) => {
          const points = Float64Array.from(mu.points, (x, j) => (j === i ? x + step * h : x));
          return pointEnergy({ points, weights: mu.weights }, nu, s, options);
        };
        const slope = (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + at(3) - at(-3)) / (60 * h);
        const w = (mu.weights as Float64Array)[i / d];
        // Differences of order 6, of energies right to 1e−17, no other point nearer than 3h.
        assert.ok(Math.abs(found[i] + slope / w) < 1e-10, `d = ${d}, s = ${s}: ${found[i]}, ${-slope / w}`);
      }
    }
  }
});

velocities('a Nyquist mode has no derivative, as in `velocity`', () => {
  const nu = Float64Array.from({ length: 8 }, (_, j) => 1 + (j % 2 ? -0.5 : 0.5));
  assert.equal(pointVelocity({ points: [0.3] }, nu, 2), Float64Array.of(0));
});

velocities('reference case 17: energies and velocities along trajectories of eight points', () => {
  const { inputs, outputs } = reference('17_d1_particles');
  const nu = trigonometric([16], inputs.nu);
  for (const { s, weights, times } of outputs.runs) {
    for (const { t, x, v, E } of times) {
      const mu = { points: x, weights };
      // The case is good for 1e−9 where s = 1, else 1e−12.
      assert.ok(
        Math.abs(pointEnergy(mu, nu, s) - E) < (s === 1 ? 2e-9 : 1e-12),
        `s = ${s}, t = ${t}: energy`,
      );
      pointVelocity(mu, nu, s).forEach((found, i) => {
        assert.ok(Math.abs(found - v[i]) < 1e-9, `s = ${s}, t = ${t}: ${found} ≠ ${v[i]}`);
      });
    }
  }
});

velocities('reference case 18: a band-limited kernel is the field of a band-limited measure', () => {
  const { inputs, outputs } = reference('18_d2_particles_bandlimited');
  const { K, weights } = inputs;
  const n = 2 * K + 1;
  const nu = trigonometric([n, n], inputs.nu);
  for (const { s, times } of outputs) {
    for (const { t, x, E } of times) {
      // The interpolant through Σ w_i D(x − x_i), D Dirichlet's kernel, on 33 × 33 points has the modes |k_i| ≤ 16 of μ.
      const dirichlet = (gap: number) => {
        const sine = Math.sin(Math.PI * gap);
        return Math.abs(sine) < 1e-14 ? n : Math.sin(Math.PI * n * gap) / sine;
      };
      const field = Float64Array.from({ length: n * n }, (_, j) =>
        x.reduce(
          (sum: number, [x0, x1]: number[], i: number) =>
            sum + weights[i] * dirichlet(Math.floor(j / n) / n - x0) * dirichlet((j % n) / n - x1),
          0,
        ),
      );
      close(sobolevDistance(field, nu, -s, { grid: [n, n] }) ** 2 / 2, E, 1e-9, `s = ${s}, t = ${t}`);
    }
  }
});

velocities('points at one place, or on the seam, move as one', () => {
  const mu = { points: [0.3, 0.3, 1, 0], weights: [0.1, 0.2, 0.3, 0.4] };
  for (const s of [1, 1.5, 2]) {
    const found = pointVelocity(mu, 'uniform', s);
    // Positions 0 and 1 are one, but what is left of 0.3 − 1 is rounded.
    close(found[0], found[1], 1e-14);
    close(found[2], found[3], 1e-14);
    const merged = pointVelocity({ points: [0.3, 0], weights: [0.3, 0.7] }, 'uniform', s);
    close(found[0], merged[0], 1e-14);
  }
});

velocities.run();

const refusals = suite('what has no energy');

refusals('is refused, by name', () => {
  const mu = { points: [0.1, 0.2] };
  refused(() => pointEnergy(mu, 'uniform', 0.5), 's');
  refused(() => pointEnergy(mu, 'uniform', 1, { dimension: 2 }), 's');
  refused(() => pointEnergy(mu, 'uniform', Number.NaN), 's');
  refused(() => pointEnergy(mu, 'uniform', 2, { dimension: 4 }), 'dimension');
  refused(() => pointEnergy({ points: [0.1, 0.2, 0.3] }, 'uniform', 2, { dimension: 2 }), 'mu.points.length');
  refused(() => pointEnergy(mu, { points: [] }, 1), 'nu.points.length');
  refused(() => pointEnergy(mu, { points: [Number.NaN] }, 1), 'nu.points[0]');
  refused(() => pointEnergy({ ...mu, weights: [1] }, 'uniform', 1), 'mu.weights.length');
  refused(() => pointEnergy({ ...mu, weights: [1, 1] }, 'uniform', 1), 'the mass of mu.weights');
  refused(() => pointEnergy('flat' as TorusMeasure, mu, 1), 'mu');
  refused(() => pointEnergy(mu, [1, 1, 1, 1], 2, { dimension: 2 }), "nu's grid");
  refused(() => sobolevDistance([1, 1], [1, 1, 1], -1), "nu's grid");
  refused(() => sobolevDistance(mu, 'uniform', 0), 's');
  refused(() => particleFloor(0, 2), 'count');
  refused(() => particleFloor(3, 0.5), 's');
});

refusals.run();
