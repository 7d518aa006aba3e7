// Velocities and energies of points on the circle for integer s, against sums over all pairs and closed forms.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acquireCore } from '../src/engine/core.ts';
import { tableauWords, tableaux } from '../src/engine/tableaux.ts';
import { put } from '../src/engine/wasm-flow.ts';
import {
  type Charges,
  directEnergy,
  directVelocity,
  kernel,
  kernelDerivative,
  sum,
} from './oracle/bernoulli.ts';
import { floorEnergy, module, pointFlow, randomPoints, seeded } from './support/particles.ts';

const TAU = 2 * Math.PI;
const sums = suite('sums over points');

/** Velocities and the energy of points as they stand. Targets: samples of ν, or points in ascending order. */
function evaluate(s: number, points: Charges, nu: ArrayLike<number> = [], target?: Charges) {
  const core = acquireCore(module);
  const n = points.positions.length;
  const scheme = put(core, tableauWords(tableaux.dopri54));
  const orders = put(core, Float64Array.of(-s));
  const targets = target?.positions.length ?? 0;
  const flow = core.layCircle(n, s, nu.length, targets, scheme, 1, orders, 1e-8, 0, 0, 1);
  const reals = (address: number, length: number) => new Float64Array(core.memory.buffer, address, length);
  reals(core.pointPositions(flow), n).set(points.positions);
  reals(core.pointWeights(flow), n).set(points.weights);
  reals(core.circleSamples(flow), nu.length).set(nu);
  if (target) {
    reals(core.circleTargets(flow), targets).set(target.positions);
    reals(core.circleTargetCharges(flow), targets).set(Array.from(target.weights, (w) => -w));
  }
  core.beginCircle(flow);
  const velocity = new Float64Array(n);
  const sorted = reals(core.pointVelocities(flow), n);
  new Int32Array(core.memory.buffer, core.pointLabels(flow), n).forEach((label, i) => {
    velocity[label] = sorted[i];
  });
  const [, energy] = reals(core.state(flow), 2);
  const [norm] = reals(core.norms(flow), 1);
  return { velocity, energy, norm };
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

sums('the kernel and its derivative are those of the reference', () => {
  const { outputs } = JSON.parse(readFileSync('tests/reference/16_d1_kernel_values.json', 'utf8'));
  let seen = 0;
  for (const { s, x, K, dK } of outputs) {
    if (!Number.isInteger(s)) continue;
    x.forEach((text: string, i: number) => {
      const at = text
        .split('/')
        .map(Number)
        .reduce((a, b) => a / b);
      assert.ok(Math.abs(kernel(s, at) - K[i]) < 1e-16, `K_${s}(${text})`);
      assert.ok(Math.abs(kernelDerivative(s, at) - dK[i]) < 1e-16, `K_${s}'(${text})`);
      // One point at 0 and one at x, which is too light to count, feel each other's kernel.
      const light = 1e-30;
      const { velocity } = evaluate(s, { positions: [0, at], weights: [1, light] });
      assert.ok(Math.abs(velocity[1] + dK[i]) < 1e-15, `force at ${text}`);
      seen++;
    });
  }
  assert.is(seen, 18);
});

const waves = { nu: (x: number) => 1 + 0.5 * Math.cos(TAU * x) - 0.3 * Math.sin(3 * TAU * x) };
const samplesOf = (n: number) => Float64Array.from({ length: n }, (_, j) => waves.nu(j / n));
const field = (s: number) => ({
  force: (x: number) =>
    -0.5 * TAU ** (1 - 2 * s) * Math.sin(TAU * x) - 0.3 * (3 * TAU) ** (1 - 2 * s) * Math.cos(3 * TAU * x),
  potential: (x: number) =>
    0.5 * TAU ** (-2 * s) * Math.cos(TAU * x) - 0.3 * (3 * TAU) ** (-2 * s) * Math.sin(3 * TAU * x),
  own: 0.25 * (0.25 * TAU ** (-2 * s) + 0.09 * (3 * TAU) ** (-2 * s)),
});

/** Few bits, so that a turn more costs none. */
const coarse = (values: Float64Array) => values.map((x) => Math.round(x * 2 ** 30) / 2 ** 30);

/** Random points, two of them at one place, two on the seam, one on a target's, and positions beyond [0, 1). */
function awkward(count: number, target: Charges): Charges {
  const points = randomPoints(count, 3 + count);
  points.positions.forEach((x, i) => {
    points.positions[i] = 3 * x - 1;
  });
  if (count > 6) {
    points.positions.set([0.25, 0.25, 0, 1, target.positions[1] + 1, -(2 ** -52)]);
  }
  return points;
}

for (const s of [1, 2, 3, 4]) {
  for (const count of [1, 2, 7, 500]) {
    const random = seeded(9);
    const target = {
      positions: coarse(Float64Array.from({ length: 5 }, random).sort()),
      weights: [0.1, 0.3, 0.2, 0.15, 0.25],
    };
    const points = awkward(count, target);
    const { force, potential, own } = field(s);
    const cases = [
      { name: 'ν = 1', found: evaluate(s, points), force: () => 0, potential: () => 0, own: 0 },
      { name: 'ν of three modes', found: evaluate(s, points, samplesOf(24)), force, potential, own },
      {
        name: 'ν of points',
        found: evaluate(s, points, [], target),
        force: (x: number) => sum(target, (y) => kernelDerivative(s, x - y)),
        potential: (x: number) => sum(target, (y) => kernel(s, x - y)),
        own: 0.5 * sum(target, (x) => sum(target, (y) => kernel(s, x - y))),
      },
    ];
    for (const { name, found, force, potential, own } of cases) {
      sums(`s = ${s}, N = ${count}, ${name}: velocities and energy are those of all pairs`, () => {
        // Thirteen digits of forces of the size of (2π)^{1−2s}; the pairs' own polynomials are no better.
        const unit = TAU ** (1 - 2 * s);
        const error = worst(found.velocity, directVelocity(s, points, force));
        assert.ok(error < 1e-13 * unit, `velocity: ${error}`);
        const energy = directEnergy(s, points, potential, own);
        assert.ok(
          Math.abs(found.energy - energy) < 1e-14 * unit,
          `energy ${found.energy}, of pairs ${energy}`,
        );
        assert.ok(Math.abs(0.5 * found.norm ** 2 - found.energy) < 1e-14 * found.energy, 'norm of order −s');
      });
    }
  }
}

for (const [s, counts] of [
  [1, [2, 3, 64, 10_000]],
  [2, [2, 3, 64, 10_000, 100_000]],
  [3, [2, 3, 64, 1000]],
  [4, [2, 3, 64, 500]],
] as const) {
  sums(`s = ${s}: N equispaced points have the energy ζ(2s)(2πN)^{−2s}, to twelve digits of itself`, () => {
    for (const count of counts) {
      const positions = Float64Array.from({ length: count }, (_, i) => (0.37 + i / count) % 1);
      const { energy } = evaluate(s, { positions, weights: new Float64Array(count).fill(1 / count) });
      const ratio = energy / floorEnergy(s, count);
      // Positions are known to 1e−16, so that ψ_s is to 1e−16(2π)^{1−s}: of (2πN)^{−s} that is 1e−12 at the most here.
      assert.ok(Math.abs(ratio - 1) < 2e-12, `N = ${count}: ${ratio}`);
    }
  });
}

sums('forces keep the centre of mass for ν = 1, and what points exert on each other cancels', () => {
  for (const s of [1, 2, 3]) {
    const points = randomPoints(1000, 5);
    const { velocity } = evaluate(s, points);
    const momentum = points.weights.reduce((total, w, i) => total + w * velocity[i], 0);
    assert.ok(Math.abs(momentum) < 1e-16, `s = ${s}: ${momentum}`);
  }
});

sums('points in any order, on any turn, are the same measure', () => {
  const points = randomPoints(300, 11);
  const order = Array.from({ length: 300 }, (_, i) => (i * 7) % 300);
  const shuffled = {
    positions: Float64Array.from(order, (i) => points.positions[i] + ((i % 5) - 2)),
    weights: Float64Array.from(order, (i) => points.weights[i]),
  };
  const [a, b] = [points, shuffled].map((p) => evaluate(2, p, samplesOf(24)));
  order.forEach((i, j) => {
    // Turns cost the positions two bits.
    assert.ok(Math.abs(a.velocity[i] - b.velocity[j]) < 1e-16);
  });
});

sums('points that pass each other between evaluations, on different turns, are put in order again', () => {
  const core = acquireCore(module);
  const count = 40;
  const scheme = put(core, tableauWords(tableaux.euler));
  const flow = core.layCircle(count, 1, 0, 0, scheme, 0, put(core, new Float64Array(1)), 1e-8, 0, 1, 1);
  const view = (address: number) => new Float64Array(core.memory.buffer, address, count);
  const turns = Array.from({ length: count }, (_, i) => (i % 3) - 1);
  view(core.pointPositions(flow)).set(turns.map((turn, i) => turn + i / count));
  view(core.pointWeights(flow)).set(randomPoints(count, 2).weights);
  core.beginCircle(flow);
  // Every third point jumps over the next; a few go through the seam.
  for (const jump of [1.5, 1.3, -4.2]) {
    const positions = view(core.pointPositions(flow));
    positions.forEach((x, i) => {
      if (i % 3 === 0) positions[i] = x + jump / count;
    });
    core.evaluatePoints(flow, core.pointPositions(flow), core.pointVelocities(flow));
    const weights = view(core.pointWeights(flow));
    const direct = directVelocity(1, { positions, weights }, () => 0);
    assert.ok(worst(view(core.pointVelocities(flow)), direct) < 1e-14, `jump ${jump}`);
  }
});

sums('clusters as narrow as rounding are sorted', () => {
  const random = seeded(21);
  const positions = Float64Array.from({ length: 2000 }, () => 0.4 + 2 ** -40 * random());
  const points = { positions, weights: new Float64Array(2000).fill(1 / 2000) };
  const { velocity } = evaluate(1, points);
  assert.ok(
    worst(
      velocity,
      directVelocity(1, points, () => 0),
    ) < 1e-13,
  );
});

sums('densities that come out are averages over the grid’s cells', async () => {
  const solver = await pointFlow({
    initial: {
      dirac: [
        [0, 0.5],
        [0.99, 0.3],
        [0.5, 0.2],
      ],
    },
    grid: 8,
  });
  const density = new Float64Array(8);
  solver.density(density);
  assert.equal(Array.from(density), [6.4, 0, 0, 0, 1.6, 0, 0, 0]);
  assert.throws(() => solver.density(new Float64Array(7)), /8 points/);
  solver.close();
});

sums.run();
