import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  dissipation,
  dissipationResidual,
  energy,
  entropy,
  extrema,
  logLogSlope,
  logSlope,
  lpNorm,
  mass,
  potential,
  relativeEntropy,
  velocity,
} from '../src/diagnostics/index.ts';
import { close, refused } from './support/diagnostics.ts';

const test = suite('energy');
const on = (n: number, f: (x: number) => number) => Float64Array.from({ length: n }, (_, j) => f(j / n));
const { PI, cos, sin, exp } = Math;

test('one cosine has the energy, potential, velocity and dissipation of the formula', () => {
  const [k, a] = [3, 0.4];
  const mu = on(20, (x) => 1 + a * cos(2 * PI * k * x));
  for (const s of [0, 0.5, 1, 1.5, 3]) {
    const lambda = (2 * PI * k) ** 2;
    // Rounding throughout.
    close(energy(mu, 'uniform', s), (a * a * lambda ** -s) / 4, 1e-13);
    const phi = potential(mu, 'uniform', s);
    const [v] = velocity(mu, 'uniform', s);
    for (let j = 0; j < 20; j++) {
      assert.ok(Math.abs(phi[j] - a * lambda ** -s * cos((2 * PI * k * j) / 20)) < 1e-14);
      const exact = a * lambda ** -s * 2 * PI * k * sin((2 * PI * k * j) / 20);
      assert.ok(Math.abs(v[j] - exact) < 1e-13 * 2 * PI * k);
    }
    // ∫(1 + a cos)(…sin)² = ½ (a λ^{½−s})²; the odd part integrates to 0.
    close(dissipation(mu, 'uniform', s), 0.5 * a * a * lambda ** (1 - 2 * s), 1e-13);
  }
});

test('the dissipation is free of aliasing on the coarsest grid that holds its modes', () => {
  // ∫(1 + a cos 2θ + b cos θ)|φ'|² with φ' ∝ −b sin θ/(2π) − …: compared with the same on a grid eight times finer.
  const f = (x: number) => 1 + 0.4 * cos(2 * PI * x) + 0.5 * cos(4 * PI * x + 1) + 0.3 * sin(6 * PI * x);
  close(dissipation(on(7, f), 'uniform', 1), dissipation(on(56, f), 'uniform', 1), 1e-13);
});

test('in the plane a user’s own arrays have the energy of their mode', () => {
  const [n1, n2] = [10, 12];
  const mu = new Float64Array(n1 * n2);
  const nu = new Float64Array(n1 * n2);
  for (let i = 0; i < n1; i++) {
    for (let j = 0; j < n2; j++) {
      nu[i * n2 + j] = 1 + 0.2 * sin((2 * PI * j) / n2);
      mu[i * n2 + j] = nu[i * n2 + j] + 0.3 * cos(2 * PI * (i / n1 + (2 * j) / n2));
    }
  }
  const lambda = 4 * PI * PI * 5;
  close(energy(Array.from(mu), Array.from(nu), 1.5, [n1, n2]), (0.09 * lambda ** -1.5) / 4, 1e-13);
  const [v1, v2] = velocity(mu, nu, 1.5, [n1, n2]);
  for (let i = 0; i < mu.length; i++) assert.ok(Math.abs(v2[i] - 2 * v1[i]) < 1e-14); // v ∥ k = (1, 2)
  const product = v1.reduce((sum, _, i) => sum + mu[i] * (v1[i] ** 2 + v2[i] ** 2), 0) / mu.length;
  close(dissipation(mu, nu, 1.5, [n1, n2]), product, 1e-12);
});

test('dissipation is minus the derivative of the energy along the continuity equation', () => {
  const n = 64;
  const mu = on(n, (x) => 1 + 0.5 * cos(2 * PI * x) + 0.2 * sin(6 * PI * x));
  const nu = on(n, (x) => 1 + 0.3 * sin(2 * PI * x + 1));
  for (const s of [0.5, 1, 2]) {
    const flux = velocity(mu, nu, s)[0].map((v, j) => v * mu[j]);
    // ∂tμ = −∂x(μv): minus the velocity of s = 0 whose potential is the flux.
    const change = velocity(flux, new Float64Array(n), 0)[0];
    const step = 1e-5;
    const moved = (sign: number) =>
      energy(
        mu.map((m, j) => m + sign * step * change[j]),
        nu,
        s,
      );
    // The energy is quadratic, so the central difference is exact up to rounding E·1e−16/(2·step).
    close((moved(-1) - moved(1)) / (2 * step), dissipation(mu, nu, s), 1e-8);
  }
});

test('the indicator has the static energies of the closed form', () => {
  const { outputs } = JSON.parse(readFileSync('tests/reference/19_static_energies.json', 'utf8'));
  const n = 40960; // .2 and .5 are grid points
  // The trapezoidal mean at the jumps, so that samples alias symmetrically.
  const mu = on(n, () => 0);
  for (let j = 0; j <= n; j++) if (j >= 0.2 * n && j <= 0.5 * n) mu[j] = 1 / 0.3;
  mu[Math.round(0.2 * n)] = mu[Math.round(0.5 * n)] = 0.5 / 0.3;
  // Aliasing adds O(n^{−2}) to each low mode.
  for (const s of ['1.0', '1.5', '2.0', '3.0'])
    close(energy(mu, 'uniform', Number(s)), outputs.indicator_E[s], 1e-7);
});

test('equispaced atoms on a grid have the particle floor', () => {
  const { outputs } = JSON.parse(readFileSync('tests/reference/19_static_energies.json', 'utf8'));
  const n = 2 ** 16;
  for (const { N, s, E_equispaced_Diracs_vs_uniform: floor } of outputs.equispaced) {
    const mu = new Float64Array(n);
    for (let i = 0; i < N; i++) mu[(i * n) / N] = n / N;
    // The sum over multiples m of N ends at M = n/(2N): the tail of Σ m^{−2s} is below M^{1−2s}/(2s−1).
    close(energy(mu, 'uniform', s), floor, (n / (2 * N)) ** (1 - 2 * s) / (2 * s - 1) + 1e-10);
  }
});

test('mass, extrema and L^p norms of a cosine', () => {
  const f = on(24, (x) => 3 * cos(2 * PI * x));
  assert.ok(Math.abs(mass(f)) < 1e-15);
  assert.equal(extrema(f), { minimum: -3, maximum: 3 });
  close(lpNorm(f, 2), 3 / Math.SQRT2, 1e-14);
  close(lpNorm(f, 4), 3 * (3 / 8) ** 0.25, 1e-14);
  assert.is(lpNorm(f, Infinity), 3);
  assert.is(lpNorm(new Float64Array(5), 3), 0);
  close(lpNorm([1e200, 1e200], 2), 1e200, 1e-14); // no overflow
});

test('the entropy of 1 + a cos 2πx and of an indicator are the exact ones', () => {
  const a = 0.6;
  // ∫(1 + a cos) log(1 + a cos) = log((1+w)/2) + 1 − w, w = √(1−a²).
  const w = Math.sqrt(1 - a * a);
  close(entropy(on(128, (x) => 1 + a * cos(2 * PI * x))), Math.log((1 + w) / 2) + 1 - w, 1e-13);
  close(entropy([4, 0, 0, 0]), Math.log(4), 1e-15); // 0 log 0 = 0
  assert.is(entropy([1, 1, 1]), 0);
});

test('the relative entropy is 0 only at the target, and infinite on its vacuum', () => {
  const mu = on(32, (x) => 1 + 0.5 * cos(2 * PI * x));
  assert.is(relativeEntropy(mu, mu), 0);
  close(relativeEntropy(mu, new Float64Array(32).fill(1)), entropy(mu), 1e-15);
  assert.ok(relativeEntropy(new Float64Array(32).fill(1), mu) > 0);
  assert.is(relativeEntropy([1, 1], [2, 0]), Infinity);
  assert.is(relativeEntropy([2, 0], [2, 0]), 0);
});

test('local slopes of exact laws are their exponents, on unequal times', () => {
  const time = Float64Array.from({ length: 50 }, (_, i) => (i / 10) ** 2 + 0.1 * i);
  const power = logLogSlope(
    time,
    time.map((t) => (t > 0 ? 3 * t ** -2.5 : 9)),
  );
  assert.ok(Number.isNaN(power[0])); // t = 0
  for (let i = 1; i < 50; i++) close(power[i], -2.5, 1e-12);
  for (const slope of logSlope(
    time,
    time.map((t) => 2 * exp(-0.7 * t)),
  ))
    close(slope, -0.7, 1e-11);
});

test('local slopes of a parabola are exact inside, on unequal times', () => {
  const time = Float64Array.from({ length: 20 }, (_, i) => 1 + i / 20 + (i / 20) ** 3);
  const slopes = logSlope(
    time,
    time.map((t) => exp(-t * t)),
  );
  for (let i = 1; i < 19; i++) close(slopes[i], -2 * time[i], 1e-12);
});

test('the dissipation residual is exact for polynomials of degree 5 and converges at order 6', () => {
  const times = (n: number) => Float64Array.from({ length: n + 1 }, (_, i) => (i / n) ** 1.5);
  const t5 = times(10);
  const quintic = dissipationResidual(
    t5,
    t5.map((t) => 1 - t ** 6),
    t5.map((t) => 6 * t ** 5),
  );
  for (const r of quintic) assert.ok(Math.abs(r) < 1e-15);
  const worst = [20, 40].map((n) => {
    const t = times(n);
    const r = dissipationResidual(
      t,
      t.map((x) => exp(-4 * x)),
      t.map((x) => 4 * exp(-4 * x)),
    );
    return r.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  });
  const order = Math.log2(worst[0] / worst[1]);
  assert.ok(order > 5.5 && order < 7.5, `order ${order}`);
  // And a dissipation that is off by 1 % shows.
  const t = times(20);
  const off = dissipationResidual(
    t,
    t.map((x) => exp(-4 * x)),
    t.map((x) => 4.04 * exp(-4 * x)),
  );
  close(off[20], 0.01 * (1 - exp(-4)), 1e-4);
});

test('what cannot be is refused by name', () => {
  const one = new Float64Array(4).fill(1);
  refused(() => energy(one, [1, 1], 1), 'target.length');
  refused(() => energy(one, 'uniform', NaN), 's');
  refused(() => energy([1, Infinity], 'uniform', 1), 'density[1]');
  refused(() => dissipation(one, [1, 1, NaN, 1], 1), 'target[2]');
  refused(() => energy(one, 'uniform', 1, [3]), 'grid');
  refused(() => lpNorm(one, 0.5), 'p');
  refused(() => lpNorm(one, NaN), 'p');
  refused(() => mass([]), 'field.length');
  refused(() => entropy([1, -1e-9]), 'density[1]');
  refused(() => relativeEntropy([1, 1], [1]), 'target.length');
  refused(() => dissipationResidual([0, 1, 1], [3, 2, 1], [1, 1, 1]), 'time[2]');
  refused(() => dissipationResidual([0, 1], [3, 2], [1]), 'dissipation.length');
  refused(() => logSlope([0, 1], [1]), 'values.length');
});

test.run();
