// What the method of points takes and refuses, and how densities become points.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discretize } from '../src/problem/index.ts';
import type { Problem } from '../src/problem/types.ts';
import { refusalOf } from './support/refusal.ts';

const points = suite('problems of points');
const dirac = {
  dirac: [
    [0.1, 0.25],
    [0.6, 0.75],
  ],
} as const;
const base = { grid: 32, s: 2, initial: dirac, end: 1, method: 'particles' } as const;
const plane = { dirac: [[[0.1, 0.2], 1]] } as const;

// Each: a change, the key that is named, and part of what is said of it.
for (const [change, key, words] of [
  [{ s: 0.9 }, 's', 'must be at least 1 for points'],
  [{ s: 1, target: dirac }, 's', 'must be above 1 for a target of points'],
  [{ initial: 'uniform' }, 'particles', 'is missing: how many points'],
  [{ particles: 10 }, 'particles', 'must be left out: the initial measure states its points'],
  [{ start: 'iid' }, 'start', 'must be left out'],
  [{ initial: 'uniform', particles: 2.5 }, 'particles', 'must be an integer from 1 to'],
  [{ initial: 'uniform', particles: 9, start: 'best' }, 'start', '"quantiles", "stratified", "iid"'],
  [{ integrator: 'etd43' }, 'integrator', 'must be an explicit one for "particles"'],
  [{ dealias: '2/3' }, 'dealias', '"particles" does not read it'],
  [{ norms: [-1, 0] }, 'norms[1]', 'must be a whole number from -7 to -1'],
  [
    { initial: { dirac: [[[0.1, 0.2], 1]] } },
    'initial.dirac[0][0]',
    'must be a number, as the grid has 1 axis',
  ],
  [{ initial: { dirac: [[0.1, -1]] } }, 'initial.dirac', 'weight > 0'],
  [{ initial: { dirac: [[Number.NaN, 1]] } }, 'initial.dirac', 'a list of pairs'],
  [{ initial: { dirac: [] } }, 'initial.dirac', 'a list of pairs'],
  [
    { initial: { dirac: { positions: [0.1, Infinity] } } },
    'initial.dirac.positions[1]',
    'must be a finite number',
  ],
  [
    { initial: { dirac: { positions: [0.1], weights: [0] } } },
    'initial.dirac.weights[0]',
    'must be a number > 0',
  ],
  [
    { initial: { dirac: { positions: [0.1], weights: [0.5, 0.5] } } },
    'initial.dirac.weights',
    'each of the 1 points',
  ],
  [{ initial: { dirac: { positions: [0.1], mass: 1 } } }, 'initial.dirac', 'positions and weights'],
  [{ initial: { dirac: [[0.1, 0.4]] } }, 'initial', 'has mass 0.4'],
  [{ target: { dirac: [[0.1, 0.4]] } }, 'target', 'has mass 0.4'],
  [
    { grid: [8, 8], initial: { dirac: { positions: [0.1, 0.2, 0.3] } } },
    'initial.dirac.positions',
    '2 numbers for each point',
  ],
  [{ method: 'spectral', target: dirac, initial: 'uniform' }, 'target.dirac', 'only the method "particles"'],
  [{ method: 'lagrangian', target: dirac }, 'target.dirac', 'only the method "particles"'],
  [{ method: 'spectral', grid: [8, 8], initial: plane }, 'initial.dirac', 'a measure without a density'],
] as [Partial<Record<keyof Problem, unknown>>, string, string][]) {
  points(`${JSON.stringify(change)} is refused: ${key} ${words}`, async () => {
    const { issues } = await refusalOf(discretize({ ...base, ...change }));
    assert.is(issues.length, 1, issues.map(({ path }) => path).join());
    assert.is(issues[0].path, key);
    assert.match(issues[0].message, words);
  });
}

points('positions come as they were given, in [0, 1), and weights sum to 1', async () => {
  const initial = { dirac: { positions: Float64Array.of(1.25, -0.25, 0.1), weights: [1, 2, 1] } };
  const { particles } = await discretize({ ...base, initial, normalize: true });
  assert.equal(Array.from(particles!.start.positions), [0.25, 0.75, 0.1]);
  assert.equal(Array.from(particles!.start.weights), [0.25, 0.5, 0.25]);
  assert.is(particles!.target, null);
});

points('pairs and lists state the same', async () => {
  const lists = { dirac: { positions: [0.1, 0.6], weights: [0.25, 0.75] } };
  const [a, b] = await Promise.all([dirac, lists].map((initial) => discretize({ ...base, initial })));
  assert.equal(a.particles, b.particles);
  const equal = await discretize({ ...base, initial: { dirac: { positions: [0.1, 0.6] } } });
  assert.equal(Array.from(equal.particles!.start.weights), [0.5, 0.5]);
});

points('"auto" takes the method for what no other can move, and says why', async () => {
  const auto = { ...base, method: 'auto' } as const;
  const chosen = async (change: object) => {
    const { method, reason } = await discretize({ ...auto, ...change });
    return `${method}: ${reason}`;
  };
  assert.match(await chosen({ target: dirac }), /^particles: .*both measures are sums of point masses/);
  assert.match(await chosen({ initial: 'uniform', particles: 8 }), /^particles: .*particles was given/);
  assert.match(await chosen({}), /^lagrangian/);
});

const quantiles = async (change: object) => {
  const { particles } = await discretize({ ...base, ...change });
  return Array.from(particles!.start.positions);
};

points(
  'quantiles of a uniform density are equispaced, of a cosine where its cumulative function says',
  async () => {
    const even = await quantiles({ initial: 'uniform', particles: 10 });
    for (const [i, x] of even.entries()) assert.ok(Math.abs(x - (i + 0.5) / 10) < 1e-15);
    const bent = await quantiles({ initial: '1 + 0.9*cos(2*pi*x)', particles: 100 });
    bent.forEach((x, i) => {
      const share = x + (0.9 * Math.sin(2 * Math.PI * x)) / (2 * Math.PI);
      // The cubics' error for a single wave on 512 cells: (2π/512)⁴/384.
      assert.ok(Math.abs(share - (i + 0.5) / 100) < 1e-10, `point ${i}: ${share}`);
    });
  },
);

points('no point lies in a gap, and jumps at known places are met exactly', async () => {
  const x = await quantiles({
    initial: { profile: 'indicator', from: 0.2, to: 0.5 },
    particles: 30,
    grid: 64,
  });
  for (const [i, at] of x.entries()) {
    assert.ok(Math.abs(at - (0.2 + (0.3 * (i + 0.5)) / 30)) < 1e-14, `${at}`);
  }
  const rough = await quantiles({ initial: { samples: [0, 0, 0, 0, 2, 2, 2, 2] }, particles: 16, grid: 8 });
  for (const at of rough) assert.ok(at > 0.4375 && at < 0.9375, `${at}`);
});

points('stratified points lie one to a part; iid ones do not; seeds repeat and differ', async () => {
  const given = { initial: 'uniform', particles: 50 };
  const stratified = await quantiles({ ...given, start: 'stratified' });
  for (const [i, x] of stratified.entries()) assert.is(Math.floor(x * 50), i);
  const iid = await quantiles({ ...given, start: 'iid' });
  assert.ok(new Set(iid.map((x) => Math.floor(x * 50))).size < 45);
  assert.equal(await quantiles({ ...given, start: 'iid' }), iid);
  assert.not.equal(await quantiles({ ...given, start: 'iid', seed: 2 }), iid);
});

points.run();
