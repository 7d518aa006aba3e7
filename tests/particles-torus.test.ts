// Points on T^d for real s: band-limited, mollified and exact kernels, against reference cases, sums over modes, closed
// forms and the laws of the flow.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSolver } from '../src/engine/create.ts';
import type { Solver } from '../src/engine/types.ts';
import { discretize } from '../src/problem/index.ts';
import { exponentialIntegral } from '../src/problem/special/exponential-integral.ts';
import { gamma } from '../src/problem/special/gamma.ts';
import type { Problem } from '../src/problem/types.ts';
import { directEnergy, directVelocity } from './oracle/bernoulli.ts';
import { allClose, close, relativelyClose } from './oracle/compare.ts';
import { sumsOverModes } from './oracle/modes.ts';
import { module, pointFlow, randomPoints, seeded } from './support/particles.ts';
import { refusalOf } from './support/refusal.ts';

const TAU = 2 * Math.PI;
const torus = suite('points on the torus');
const fine = { relative: 1e-11, absolute: 1e-14 };

const reach = (solver: Solver, time: number) => assert.is(solver.advance(time, 1e7), 'reached');
const positionsOf = (solver: Solver) => Array.from(solver.points!().positions);
const nearest = (found: number[], wanted: readonly number[]) =>
  found.map((x, i) => x + Math.round(wanted[i] - x));

/** Energy and velocities as they stand; velocities by Euler steps of a size at which nothing but rounding is added. */
async function evaluate(problem: Partial<Problem>, step = 2 ** -4) {
  const solver = await pointFlow({ ...problem, integrator: 'euler', step, end: 1 });
  const { energy, norms, dissipation } = solver.diagnostics();
  const before = positionsOf(solver);
  reach(solver, step);
  const velocity = positionsOf(solver).map((x, i) => (x - before[i] - Math.round(x - before[i])) / step);
  solver.close();
  return { energy, norms, dissipation, velocity };
}

const inSpace = (count: number, d: number, seed: number) => {
  const { weights } = randomPoints(count, seed);
  const random = seeded(seed + 100);
  return { positions: Float64Array.from({ length: count * d }, random), weights };
};

torus('special functions: closed forms of E_p and Γ', () => {
  for (const u of [1e-20, 1e-5, 0.3, 0.999, 1, 1.5, 10, 60]) {
    const e0 = Math.exp(-u) / u;
    relativelyClose(exponentialIntegral(0)(u), e0, 1e-14, `E_0(${u})`);
    relativelyClose(exponentialIntegral(-1)(u), (e0 * (1 + u)) / u, 1e-14, `E_−1(${u})`);
    // p E_{p+1} = e^{−u} − u E_p, also where p is next to a whole number.
    for (const p of [0.5, 1, 1 + 1e-9, 2.3, 4]) {
      const [a, b] = [p * exponentialIntegral(p + 1)(u), u * exponentialIntegral(p)(u)];
      close(a + b, Math.exp(-u), 1e-14 * Math.max(Math.abs(a), Math.abs(b)), `p = ${p}, u = ${u}`);
    }
  }
  for (const [s, value] of [
    [0.5, Math.sqrt(Math.PI)],
    [1, 1],
    [1.5, Math.sqrt(Math.PI) / 2],
    [5, 24],
    [20, 121645100408832000],
  ]) {
    relativelyClose(gamma(s), value, 1e-14, `Γ(${s})`);
  }
});

torus('reference 18: band-limited points in the plane', async () => {
  const { inputs, outputs, tolerance } = JSON.parse(
    readFileSync('tests/reference/18_d2_particles_bandlimited.json', 'utf8'),
  );
  const wave = ({ k, cos, sin }: { k: number[]; cos: number; sin: number }) =>
    `${cos}*cos(2*pi*(${k[0]}*x+${k[1]}*y)) + ${sin}*sin(2*pi*(${k[0]}*x+${k[1]}*y))`;
  const dirac = { positions: inputs.x0.flat(), weights: inputs.weights };
  for (const { s, times } of outputs) {
    const solver = await pointFlow({
      ...{ grid: [8, 12], s, initial: { dirac }, bandlimit: inputs.K, end: 50, tolerance: fine },
      target: `1 + ${inputs.nu.map(wave).join(' + ')}`,
    });
    for (const { t, x, E } of times) {
      reach(solver, t);
      allClose(nearest(positionsOf(solver), x.flat()), x.flat(), tolerance.x, `s = ${s}, x at ${t}`);
      relativelyClose(solver.diagnostics().energy, E, tolerance.E_rel, `s = ${s}, E at ${t}`);
    }
    solver.close();
  }
});

torus('reference 17: s = 1.5 by the exact kernel', async () => {
  const { inputs, outputs, tolerance } = JSON.parse(
    readFileSync('tests/reference/17_d1_particles.json', 'utf8'),
  );
  const target = (x: number) =>
    inputs.nu.reduce(
      (sum: number, { k, cos, sin }: { k: number; cos: number; sin: number }) =>
        sum + cos * Math.cos(TAU * k * x) + sin * Math.sin(TAU * k * x),
      1,
    );
  const { s, weights, times } = outputs.runs.find((run: { s: number }) => run.s === 1.5);
  const solver = await pointFlow({
    grid: 16,
    s,
    initial: { dirac: { positions: inputs.x0, weights } },
    target,
    end: 100,
    tolerance: fine,
  });
  for (const { t, x, E } of times) {
    reach(solver, t);
    allClose(nearest(positionsOf(solver), x), x, tolerance.x, `x at ${t}`);
    relativelyClose(solver.diagnostics().energy, E, tolerance.E_rel, `E at ${t}`);
  }
  solver.close();
});

torus('reference 16: kernels of orders between the whole ones', async () => {
  const { outputs } = JSON.parse(readFileSync('tests/reference/16_d1_kernel_values.json', 'utf8'));
  let seen = 0;
  for (const { s, x, K, dK } of outputs) {
    if (s < 1 || Number.isInteger(s)) continue;
    for (let i = 1; i < x.length; i++) {
      const at = x[i]
        .split('/')
        .map(Number)
        .reduce((a: number, b: number) => a / b);
      const { energy, velocity } = await evaluate({ s, initial: { dirac: { positions: [0, at] } } });
      // ½ (2·¼ K(0) + 2·¼ K(x)), and half a charge's pull.
      close(energy, 0.25 * (K[0] + K[i]), 1e-13 * K[0], `K_${s}(${x[i]})`);
      close(velocity[1], -0.5 * dK[i], 1e-14, `K_${s}'(${x[i]})`);
      seen++;
    }
  }
  assert.is(seen, 20);
});

for (const s of [5, 6] as const) {
  torus(`s = ${s} on the circle: the exact kernel is Bernoulli's polynomial`, async () => {
    const points = randomPoints(60, s);
    const { energy, velocity } = await evaluate({ s, initial: { dirac: points } });
    const wanted = directEnergy(s, points, () => 0, 0);
    relativelyClose(energy, wanted, 1e-11, 'energy');
    // Velocities here are differences of positions of order 1.
    allClose(
      velocity,
      directVelocity(s, points, () => 0),
      1e-14,
      'velocity',
    );
  });
}

const waves = {
  2: {
    target: '1 + 0.4*cos(2*pi*(x+2*y)) - 0.3*sin(2*pi*y)',
    list: [
      { k: [1, 2], re: 0.2, im: 0 },
      { k: [0, 1], re: 0, im: 0.15 },
    ],
  },
  3: { target: '1 + 0.4*cos(2*pi*(x+2*y-z))', list: [{ k: [1, 2, -1], re: 0.2, im: 0 }] },
} as const;

for (const [d, s, cutoff] of [
  [2, 5, 20],
  [3, 6, 16],
] as const) {
  const { target, list } = waves[d];
  const grid = d === 2 ? [8, 8] : [8, 8, 8];
  const points = inSpace(d === 2 ? 40 : 20, d, 7);
  // Two at one place.
  points.positions.copyWithin(d, 0, d);
  const symbol = (lambda: number) => lambda ** -s;

  torus(`d = ${d}, s = ${s}: the exact kernel against sums over modes, ν a density`, async () => {
    const found = await evaluate({ grid, s, initial: { dirac: points }, target });
    const wanted = sumsOverModes(points, d, cutoff, symbol, list);
    // The modes left out are below cutoff^{d − 2s}: 1e−11 of the whole.
    relativelyClose(found.energy, wanted.energy, 2e-11, 'energy');
    relativelyClose(found.norms[0], Math.sqrt(2 * wanted.energy), 1e-11, 'norm of order −s');
    allClose(found.velocity, wanted.velocity, 2e-14, 'velocity');
  });

  torus(`d = ${d}, s = ${s}: and ν of points`, async () => {
    const other = inSpace(9, d, 23);
    const found = await evaluate({ grid, s, initial: { dirac: points }, target: { dirac: other } });
    const charges = {
      positions: [...points.positions, ...other.positions],
      weights: [...points.weights, ...other.weights.map((w) => -w)],
    };
    const wanted = sumsOverModes(charges, d, cutoff, symbol, [], points.weights.length);
    relativelyClose(found.energy, wanted.energy, 2e-11, 'energy');
    allClose(found.velocity, wanted.velocity, 2e-14, 'velocity');
  });

  torus(
    `d = ${d}: band-limited and mollified kernels are their sums, for s that points have no other for`,
    async () => {
      for (const [more, symbol, cutoff] of [
        [{ bandlimit: 4 }, (lambda: number) => lambda ** -0.6, 4],
        [{ mollify: 0.1 }, (lambda: number) => lambda ** -0.6 * Math.exp(-lambda * 0.01), 10],
        [{ mollify: 0.1, bandlimit: 3 }, (lambda: number) => lambda ** -0.6 * Math.exp(-lambda * 0.01), 3],
      ] as const) {
        // So short a step that these stiff flows lose energy; rounding of positions is then 4e−13 of a velocity.
        const given = { grid, s: 0.6, initial: { dirac: points }, target, norms: [-0.6, 1], ...more };
        const found = await evaluate(given, 2 ** -12);
        const wanted = sumsOverModes(points, d, cutoff, symbol, list);
        relativelyClose(found.energy, wanted.energy, 1e-11, `energy ${JSON.stringify(more)}`);
        relativelyClose(found.norms[0] ** 2, 2 * wanted.energy, 1e-11, 'norm of order −s');
        relativelyClose(
          found.norms[1] ** 2,
          2 * sumsOverModes(points, d, cutoff, (l) => symbol(l) * l ** 1.6, list).energy,
          1e-10,
          'norm of order 1',
        );
        const size = Math.max(...wanted.velocity.map(Math.abs));
        allClose(found.velocity, wanted.velocity, 1e-11 * size + 2e-12, `velocity ${JSON.stringify(more)}`);
      }
    },
  );
}

// Epstein's zeta functions Σ_{k≠0} |k|^{−2s}: 4 ζ(s) β(s) in the plane, and the cubic lattice's.
for (const [d, s, n, epstein] of [
  [2, 1.5, 12, 4 * 2.612375348685488 * 0.8645026534612021],
  [2, 2, 12, 4 * (Math.PI ** 2 / 6) * 0.915965594177219],
  // Z(4) of the cubic lattice
  [3, 2, 5, 16.53231595976167],
] as const) {
  torus(`a lattice of ${n}^${d} equal points has the energy ½ (2πn)^{−2s} Z(2s), s = ${s}`, async () => {
    const positions: number[] = [];
    for (let i = 0; i < n ** d; i++)
      for (let axis = 0, rest = i; axis < d; axis++, rest = Math.floor(rest / n))
        positions.push(0.013 + (rest % n) / n);
    const solver = await pointFlow({ grid: new Array(d).fill(8), s, initial: { dirac: { positions } } });
    // The lattice's energy is small beside the pairs' own, which lose three digits.
    relativelyClose(solver.diagnostics().energy, 0.5 * (TAU * n) ** (-2 * s) * epstein, 1e-9, 'energy');
    close(solver.diagnostics().dissipation, 0, 1e-24, 'at rest');
    solver.close();
  });
}

torus('velocities are −∇E/w, also in clusters: d = 2, 3 and s where forces are just bounded', async () => {
  for (const [d, s] of [
    [2, 1.5],
    [2, 1.8],
    [3, 2],
    [3, 2.2],
  ] as const) {
    const points = inSpace(12, d, 31);
    // A tight pair and a looser one.
    for (let axis = 0; axis < d; axis++) {
      points.positions[d + axis] = points.positions[axis] + 1e-3 * (axis + 1);
      points.positions[3 * d + axis] = points.positions[2 * d + axis] - 0.03;
    }
    const given = { grid: new Array(d).fill(8), s, target: waves[d].target };
    const { velocity } = await evaluate({ ...given, initial: { dirac: points } });
    for (const i of [0, d, 2 * d + 1, 5 * d]) {
      const shifted = async (h: number) => {
        const positions = points.positions.slice();
        positions[i] += h;
        const solver = await pointFlow({
          ...given,
          initial: { dirac: { positions, weights: points.weights } },
        });
        const { energy } = solver.diagnostics();
        solver.close();
        return energy;
      };
      const h = 1e-5;
      const slope = ((await shifted(h)) - (await shifted(-h))) / (2 * h);
      // The step is a hundredth of the tight pair's distance, where the force bends: h²/r² of it.
      close(
        velocity[i],
        -slope / points.weights[Math.floor(i / d)],
        2e-4 * Math.max(0.01, Math.abs(velocity[i])),
        `d = ${d}, s = ${s}, ${i}`,
      );
    }
  }
});

torus('many points on the circle: the same flow by sums and by transforms', async () => {
  // A band limit of many modes is all but the exact kernel for s = 3.
  const initial = { profile: 'von-mises', kappa: 2 } as const;
  const [sums, transforms] = await Promise.all(
    [{}, { bandlimit: 3000 }].map((more) =>
      pointFlow({
        s: 3,
        initial,
        particles: 500,
        start: 'iid',
        target: '1+0.5*cos(2*pi*x)',
        end: 1e4,
        tolerance: fine,
        ...more,
      }),
    ),
  );
  for (const solver of [sums, transforms]) reach(solver, 1e3);
  allClose(positionsOf(sums), positionsOf(transforms), 1e-10, 'positions');
  relativelyClose(sums.diagnostics().energy, transforms.diagnostics().energy, 1e-7, 'energy');
  sums.close();
  transforms.close();
});

torus(
  'energy falls by what is dissipated, momentum rests, and the flow moves with its data: d = 2, exact kernel',
  async () => {
    const points = inSpace(50, 2, 3);
    const initial = { dirac: points };
    const solver = await pointFlow({ grid: [8, 8], s: 1.5, initial, end: 10, tolerance: fine });
    const centre = () => {
      const x = nearest(positionsOf(solver), Array.from(points.positions));
      return [0, 1].map((axis) => points.weights.reduce((sum, w, i) => sum + w * x[2 * i + axis], 0));
    };
    const [before, start] = [centre(), solver.diagnostics().energy];
    let lost = 0;
    for (let i = 0; i < 20; i++) {
      const rate = [0, 0.5, 1].map((part) => {
        reach(solver, 0.1 * (i + part));
        return solver.diagnostics().dissipation;
      });
      lost += (0.1 / 6) * (rate[0] + 4 * rate[1] + rate[2]);
    }
    relativelyClose(lost, start - solver.diagnostics().energy, 1e-4, 'dissipated');
    allClose(centre(), before, 1e-12, 'centre of mass');
    const { energy } = solver.history();
    for (let i = 1; i < energy.length; i++) assert.ok(energy[i] <= energy[i - 1] * (1 + 1e-10));
    // Exchanging the axes, a shift, and turns around the torus.
    const moved = Float64Array.from(
      points.positions,
      (_, i) => points.positions[i ^ 1] + (i % 2 === 0 ? 0.3 : -2.25),
    );
    const other = await pointFlow({
      grid: [8, 8],
      s: 1.5,
      initial: { dirac: { positions: moved, weights: points.weights } },
      end: 10,
      tolerance: fine,
    });
    reach(other, 2);
    const expected = positionsOf(solver);
    const image = expected.map((_, i) => expected[i ^ 1] + (i % 2 === 0 ? 0.3 : -2.25));
    allClose(nearest(positionsOf(other), image), image, 1e-9, 'moved data');
    solver.close();
    other.close();
  },
);

torus('a flow goes on from its state bit for bit', async () => {
  const given = {
    grid: [8, 8],
    s: 2,
    initial: { dirac: inSpace(30, 2, 5) },
    target: waves[2].target,
    end: 4,
  };
  const [a, b] = [await pointFlow(given), await pointFlow(given)];
  reach(a, 1.5);
  b.importState(a.exportState());
  for (const solver of [a, b]) reach(solver, 4);
  assert.equal(positionsOf(a), positionsOf(b));
  a.close();
  b.close();
});

torus('more and more stratified points approach the density in the plane', async () => {
  const energies = [];
  for (const particles of [100, 1600]) {
    const solver = await pointFlow({
      grid: [32, 32],
      s: 2,
      initial: waves[2].target,
      target: waves[2].target,
      particles,
    });
    energies.push(solver.diagnostics().energy);
    solver.close();
  }
  // Against 1/16 for independent points; strata of N^{−1/2} across gain another factor of N.
  assert.ok(energies[1] < energies[0] / 50, `${energies}`);
});

const points = { dirac: [[[0.1, 0.2], 1]] } as const;
for (const [change, key, words] of [
  [{ s: 1.4 }, 's', 'must be at least 1.5 for points'],
  [{ s: 1.5, target: points }, 's', 'must be above 1.5 for a target of points'],
  [{ bandlimit: 5000 }, 'bandlimit', 'must be at most 1023 in 2 dimensions'],
  [{ mollify: 1e-4 }, 'mollify', 'must be at least'],
  [{ initial: 'uniform', particles: 300_000 }, 'particles', 'is more points than the exact kernel takes'],
  [{ bandlimit: 0 }, 'bandlimit', 'must be an integer from 1'],
  [{ norms: [-1.7] }, 'norms[0]', 'must be -2, the order of the energy'],
  [{ method: 'spectral', initial: 'uniform', bandlimit: 4 }, 'bandlimit', '"spectral" does not read it'],
] as [Partial<Record<keyof Problem, unknown>>, string, string][]) {
  torus(`${JSON.stringify(change)} is refused: ${key} ${words}`, async () => {
    const { issues } = await refusalOf(
      discretize({ grid: [8, 8], s: 2, initial: points, end: 1, method: 'particles', ...change }),
    );
    assert.is(issues[0].path, key);
    assert.match(issues[0].message, words);
  });
}

torus('"auto" moves point masses of the plane as points', async () => {
  const problem = await discretize({ grid: [8, 8], s: 2, initial: points, end: 1 });
  assert.is(problem.method, 'particles');
  assert.match(problem.reason, 'in more than one dimension');
  createSolver(module, problem).close();
});

torus.run();
