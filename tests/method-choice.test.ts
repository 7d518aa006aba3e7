// What `method: "auto"` becomes for each kind of data, what it says of it, and which keys go with which method.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fourierCoefficients } from '../src/diagnostics/index.ts';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { discretize, type Problem } from '../src/problem/index.ts';
import { interpolantMinimum, spectralTail } from '../src/problem/look.ts';
import { refusalOf } from './support/refusal.ts';

const module = await compileCore();
const good: Problem = { grid: 64, s: 1.5, initial: '1 + 0.5*cos(2*pi*x)', end: 100 };
const vacuum = { profile: 'vacuum', from: 0.2, to: 0.4 } as const;
const atoms = {
  dirac: [
    [0.3, 0.5],
    [0.3, 0.25],
    [-0.1, 0.25],
  ],
} as const;
const nonuniform = '1 + 0.5*sin(2*pi*x)';

const choice = suite('choice of the method');

const cases: [kind: string, more: Partial<Problem>, method: string, seen: RegExp][] = [
  ['smooth', {}, 'spectral', /the grid resolves them \(.* reaches [^ ]*e-1\d of the largest/],
  ['smooth, s = 1', { s: 1 }, 'exact', /s = 1 and a uniform target .* closed form\.$/],
  ['smooth, s = 1, ν not uniform', { s: 1, target: nonuniform }, 'spectral', /the grid resolves them/],
  ['smooth, s = ½', { s: 0.5 }, 'exact', /complex Burgers/],
  ['a jump, s = 1', { s: 1, initial: vacuum }, 'exact', /a density with jumps/],
  ['samples with a jump, s = 1', { s: 1, initial: 'x < 0.5 ? 1.5 : 0.5' }, 'exact', /closed form/],
  [
    'samples with vacuum, s = 1',
    { s: 1, initial: '(x < 0.5)*2' },
    'exact',
    /samples, which have jumps or vacuum/,
  ],
  ['atoms, s = 1', { s: 1, initial: atoms }, 'exact', /point masses/],
  [
    'rough and positive',
    { initial: { profile: 'rough', regularity: 0.5, amplitude: 0.05 } },
    'spectral',
    /positive but rough .*energy and rates are right/,
  ],
  [
    'long',
    { initial: { profile: 'rough', regularity: 1 }, end: 1e6 },
    'spectral',
    /the rate shows until t = \d+;/,
  ],
  [
    'not that long',
    { initial: { profile: 'rough', regularity: 1 }, end: 10 },
    'spectral',
    /rings; the adaptive/,
  ],
  ['two dimensions, positive', { grid: [16, 16] }, 'spectral', /resolves/],
  ['vacuum, s = 1.5', { initial: vacuum }, 'lagrangian', /comes down to 0, and the flow map/],
  ['vacuum, s = 1, ν not uniform', { s: 1, initial: vacuum, target: nonuniform }, 'lagrangian', /flow map/],
  ['vacuum, s < 1', { s: 0.75, initial: vacuum, end: 1 }, 'finite-volume', /for s < 1, where jumps smooth/],
  [
    'vacuum, until late',
    { s: 1.25, initial: vacuum, end: 1e8 },
    'spectral',
    /right also where the density comes down to 0, .* the rate shows until/,
  ],
  // The exact form of integer s costs fifty times what the flow map does.
  ['vacuum, s = 2', { s: 2, initial: vacuum }, 'lagrangian', /comes down to 0, and the flow map/],
  ['atoms, s = 2', { s: 2, initial: atoms }, 'lagrangian', /point masses, which it moves/],
  ['atoms, s = 1, ν not uniform', { s: 1, initial: atoms, target: nonuniform }, 'lagrangian', /point masses/],
  [
    'two dimensions, vacuum',
    { grid: [16, 16], initial: vacuum },
    'finite-volume',
    /comes down to 0, .* in 2 dimensions\.$/,
  ],
  [
    'a step is given',
    { s: 1, integrator: 'rk4', step: 0.1 },
    'spectral',
    /integrator was given, .*; the integrator rk4/,
  ],
  ['a reconstruction is given', { reconstruction: 'muscl' }, 'finite-volume', /reconstruction was given/],
];

for (const [kind, more, method, seen] of cases) {
  choice(`${kind}: ${method}`, async () => {
    const problem = await discretize({ ...good, ...more });
    assert.is(problem.method, method, problem.reason);
    assert.match(problem.reason, seen);
    assert.match(problem.reason, /^The [^.]+ (method|solution), because .*\.$/);
    // What is chosen runs.
    const solver = createSolver(module, { ...problem, maxSteps: 20 });
    assert.ok(['budget', 'reached'].includes(solver.advance(problem.end, 3)));
    solver.close();
  });
}

choice('the method that is asked for is taken, and said to be', async () => {
  for (const method of ['spectral', 'finite-volume', 'lagrangian', 'exact'] as const) {
    const problem = await discretize({ ...good, s: 1, method });
    assert.is(problem.method, method);
    assert.match(problem.reason, /because it was asked for/);
    const integrators = { spectral: 'etd43', 'finite-volume': 'ssprk3', lagrangian: 'dopri54', exact: null };
    assert.is(problem.integrator, integrators[method]);
  }
});

choice('the flow map takes smooth densities for s < 1, and jumps from s = 1 on', async () => {
  const taken = [{ s: 0.5 }, { s: 0.75, target: nonuniform }, { s: 1, initial: vacuum }];
  for (const more of taken)
    assert.is((await discretize({ ...good, ...more, method: 'lagrangian' })).method, 'lagrangian');
});

choice('an exact solution is found for jumps and atoms at integer s where it is asked for', async () => {
  const steps = { profile: 'steps', edges: [0.1, 0.6], values: [1, 2] } as const;
  for (const initial of [vacuum, atoms, steps]) {
    for (const s of [1, 2, 3]) {
      const problem = await discretize({ ...good, s, initial, target: nonuniform, method: 'exact' });
      assert.is(problem.method, 'exact');
    }
    const { issues } = await refusalOf(
      discretize({ ...good, s: 2, initial, target: vacuum, method: 'exact' }),
    );
    assert.match(issues[0].message, /the target must be smooth/);
  }
});

choice('keys that the method does not read are refused', async () => {
  const refused: [Partial<Problem>, path: string, part: string][] = [
    [
      { method: 'finite-volume', integrator: 'rk4', step: 0.1 },
      'integrator',
      '"finite-volume" does not read it',
    ],
    [{ method: 'exact', s: 1, dealias: '2/3' }, 'dealias', '"exact" does not read it'],
    [{ method: 'spectral', reconstruction: 'muscl' }, 'reconstruction', '"finite-volume" does'],
    [{ reconstruction: 'weno5', dealias: '2/3' }, 'reconstruction', 'must be left out'],
    [{ method: 'lagrangian', integrator: 'etd43' }, 'integrator', 'must be an explicit one'],
    [{ method: 'lagrangian', grid: [8, 8] }, 'method', 'needs one dimension'],
    [{ method: 'lagrangian', s: 0.4 }, 'method', 'needs s ≥ 0.5'],
    [
      { method: 'lagrangian', s: 0.75, initial: vacuum },
      'method',
      'comes down to 0: jumps and gaps fill at once',
    ],
    [{ method: 'lagrangian', s: 0.5, initial: 'x < 0.5 ? 1.2 : 0.8' }, 'method', 'take "finite-volume"'],
    [{ method: 'lagrangian', s: 0.5, target: 'x < 0.5 ? 1.2 : 0.8' }, 'method', 'the densities are rough'],
    [{ s: 0.7, initial: atoms }, 'initial.dirac', 'needs s ≥ 1'],
    [
      { method: 'exact' },
      'method',
      'needs a known solution: in one dimension, from a smooth density for s = 1',
    ],
    [{ method: 'exact', s: 1, grid: [8, 8] }, 'method', 'in one dimension'],
    [{ s: 1, initial: atoms, method: 'finite-volume' }, 'initial.dirac', 'without a density'],
    [{ s: 1, initial: atoms, grid: [8, 8] }, 'initial.dirac[0][0]', 'an array of 2 numbers'],
    [{ target: atoms }, 'target.dirac', 'only the method "particles" takes one'],
    [{ s: 1, initial: { dirac: [] } }, 'initial.dirac', 'a list of pairs'],
    [{ s: 1, initial: { dirac: [[0.5, -1]] } }, 'initial.dirac', 'weight > 0'],
    [{ s: 1, initial: { dirac: [[0.5, 0.7]] } }, 'initial', 'has mass 0.7'],
  ];
  for (const [more, path, part] of refused) {
    const { issues } = await refusalOf(discretize({ ...good, ...more }));
    assert.is(issues[0].path, path);
    assert.ok(issues[0].message.includes(part), `${issues[0].message} lacks ${part}`);
  }
});

choice('point masses: gathered, ascending, of mass 1 in all, and averages over cells', async () => {
  const problem = await discretize({ ...good, s: 1, initial: atoms });
  assert.equal(problem.atoms, [
    { position: 0.3, mass: 0.75 },
    { position: 0.9, mass: 0.25 },
  ]);
  const filled = [...problem.initial.entries()].filter(([, value]) => value > 0);
  assert.equal(filled, [
    [19, 48],
    [58, 16],
  ]);
  assert.is(problem.regularity, -0.5);
  const scaled = await discretize({
    ...good,
    s: 1,
    normalize: true,
    initial: {
      dirac: [
        [0, 2],
        [0.5, 6],
      ],
    },
  });
  assert.equal(
    scaled.atoms.map(({ mass }) => mass),
    [0.25, 0.75],
  );
});

choice('patches: where a profile is constant between jumps', async () => {
  const patchesOf = async (initial: Problem['initial'], grid: number | number[] = 16) =>
    (await discretize({ ...good, grid, initial })).patches;
  assert.equal(await patchesOf('uniform'), [{ from: 0, to: 1, density: 1 }]);
  assert.equal(await patchesOf(vacuum), [
    { from: 0, to: 0.2, density: 1.25 },
    { from: 0.4, to: 1, density: 1.25 },
  ]);
  assert.equal(await patchesOf({ profile: 'indicator', from: 0.5, to: 0.75 }), [
    { from: 0.5, to: 0.75, density: 4 },
  ]);
  assert.equal(await patchesOf('1'), []);
  assert.equal(await patchesOf(vacuum, [8, 8]), []);
});

choice('the tail of a spectrum: jumps about 1e−3, smooth data rounding, the worst axis of several', () => {
  const on = (n: number, f: (x: number) => number) => Float64Array.from({ length: n }, (_, j) => f(j / n));
  const jump = on(512, (x) => (x < 0.5 ? 2 : 0.5));
  // Odd modes of sampled square waves: 1/(512 sin(πk/512)), of which 171 is the first odd one beyond 2K/3 = 170.
  const expected = Math.sin(Math.PI / 512) / Math.sin((171 * Math.PI) / 512);
  assert.ok(Math.abs(spectralTail(jump, [512]) / expected - 1) < 1e-12);
  assert.ok(
    spectralTail(
      on(512, (x) => 1 + 0.5 * Math.cos(2 * Math.PI * x)),
      [512],
    ) < 1e-15,
  );
  assert.ok(spectralTail(new Float64Array(64).fill(1), [64]) < 1e-9);
  const grid = [16, 512];
  const sheet = Float64Array.from({ length: 16 * 512 }, (_, i) => jump[i % 512]);
  assert.ok(Math.abs(spectralTail(sheet, grid) - spectralTail(jump, [512])) < 1e-12);
});

choice('the least value of an interpolant: between the samples too, of even and odd numbers', () => {
  for (const n of [15, 16, 18]) {
    const f = (x: number) => 1 + Math.cos(2 * Math.PI * (3 * x - 0.13)) + 0.2 * Math.sin(2 * Math.PI * x);
    const samples = Float64Array.from({ length: n }, (_, j) => f(j / n));
    let least = 9;
    for (let j = 0; j < 8 * n; j++) least = Math.min(least, f(j / (8 * n)));
    assert.ok(Math.abs(interpolantMinimum(samples) - least) < 1e-13);
  }
  // A Nyquist mode is a cosine: refined by the diagnostics in the same way.
  const zigzag = Float64Array.from({ length: 8 }, (_, j) => 1 + (j % 2 ? -0.5 : 0.5));
  assert.ok(Math.abs(interpolantMinimum(zigzag) - 0.5) < 1e-14);
  assert.ok(fourierCoefficients(zigzag).coefficients[8] > 0.49);
});

choice.run();
