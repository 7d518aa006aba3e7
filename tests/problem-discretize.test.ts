// What a problem becomes: defaults, save times, the integrator and its reason, regularity, plain JSON.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { axisPoints, isSmooth, multiIndex, nextSmooth, wavenumber } from '../src/problem/grid.ts';
import { type Density, describe, discretize, type Problem } from '../src/problem/index.ts';
import { didYouMean } from '../src/problem/suggest.ts';

const test = suite('discretize');

const good: Problem = { grid: 16, s: 1.5, initial: '1 + 0.5*cos(2*pi*x)', end: 100 };
const timesOf = async (save: Problem['save'], end = 100) => [
  ...(await discretize({ ...good, save, end })).times,
];

test('settles what is left open', async () => {
  const problem = await discretize(good);
  assert.equal(problem.grid, [16]);
  assert.equal([...problem.target], new Array(16).fill(1));
  assert.is(problem.method, 'spectral');
  assert.is(problem.integrator, 'etd43');
  assert.is(problem.step, 0);
  assert.is(problem.dealias, '3/2');
  assert.equal(problem.tolerance, { relative: 1e-8, absolute: 1e-12 });
  assert.equal(problem.norms, [-1, 0, 1]);
  assert.is(problem.maxSteps, 1e6);
});

test('keeps what is stated', async () => {
  const stated = {
    s: 2,
    end: 3,
    dealias: '2/3',
    tolerance: { relative: 1e-5, absolute: 1e-9 },
    norms: [-2.5, 3],
    maxSteps: 7,
    integrator: 'heun',
    step: 0.25,
  } as const;
  const problem = await discretize({ ...good, ...stated });
  for (const [key, value] of Object.entries(stated)) {
    assert.equal((problem as unknown as Record<string, unknown>)[key], value, key);
  }
});

test('−0 among the norms is 0, so that it has one name', async () => {
  const { norms } = await discretize({ ...good, norms: [-0] });
  assert.ok(Object.is(norms[0], 0));
});

test('saves at 0 and at 200 times spaced by the logarithm unless told otherwise', async () => {
  const times = await timesOf(undefined);
  assert.is(times.length, 201);
  assert.is(times[0], 0);
  assert.is(times[1], 0.01);
  assert.is(times[200], 100);
  for (let i = 2; i <= 200; i++) {
    // A power to a fraction, rounded.
    assert.ok(Math.abs(times[i] / times[i - 1] - 1e4 ** (1 / 199)) < 1e-13);
  }
});

test('saves at a list of times, to which the end is added where it lacks', async () => {
  assert.equal(await timesOf({ times: [0, 1, 10] }), [0, 1, 10, 100]);
  assert.equal(await timesOf({ times: new Float32Array([0.5, 100]) }), [0.5, 100]);
});

test('saves by rules: count times from the first to the end, after 0', async () => {
  assert.equal(await timesOf({ count: 4, spacing: 'linear' }), [0, 25, 50, 75, 100]);
  assert.equal(await timesOf({ count: 3, spacing: 'linear', first: 20 }), [0, 20, 60, 100]);
  const [zero, first, middle, end] = await timesOf({ count: 3, first: 1 });
  assert.equal([zero, first, end], [0, 1, 100]);
  assert.ok(Math.abs(middle - 10) < 1e-14);
  assert.equal(await timesOf({ count: 1 }), [0, 100]);
});

test('save times ascend and end at the end, for every rule that is taken', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom('log', 'linear'),
      fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
      fc.double({ min: 1e-6, max: 0.9, noNaN: true }),
      async (count, spacing, end, share) => {
        const times = await timesOf({ count, spacing: spacing as 'log', first: share * end }, end);
        assert.is(times.length, count + 1);
        assert.is(times[count], end);
        assert.ok(times.every((t, i) => i === 0 || t > times[i - 1]));
      },
    ),
    { numRuns: 200, seed: 1 },
  ));

test('says why it chose its integrator, for each kind of flow', async () => {
  const reasonOf = async (more: Partial<Problem>) => (await discretize({ ...good, ...more })).reason;
  assert.match(await reasonOf({ s: 2 }), /etd43, because for s > 1 .*\.$/);
  assert.match(await reasonOf({ s: 1, method: 'spectral' }), /etd43, because it solves the linear part/);
  assert.match(
    await reasonOf({ s: 0.5, method: 'spectral' }),
    /etd43, because for s < 1 high modes decay fast/,
  );
  assert.match(await reasonOf({ integrator: 'dopri54' }), /dopri54, because it was asked for/);
});

test('states the regularity of μ₀ − ν where the densities state theirs', async () => {
  const regularityOf = async (initial: Density, target: Density) =>
    (await discretize({ ...good, grid: 32, initial, target })).regularity;
  const rough = (regularity: number, over?: Density): Density => ({
    profile: 'rough',
    regularity,
    amplitude: 0.01,
    over,
  });
  const indicator: Density = { profile: 'indicator', from: 0, to: 0.5 };
  assert.is(await regularityOf('uniform', { profile: 'von-mises', kappa: 1 }), Number.POSITIVE_INFINITY);
  assert.is(
    await regularityOf({ points: [0.5], bandwidth: 0.1 }, { profile: 'cosine' }),
    Number.POSITIVE_INFINITY,
  );
  assert.is(await regularityOf(rough(1.5), 'uniform'), 1.5);
  assert.is(await regularityOf(rough(1.5), rough(1)), 1);
  assert.is(await regularityOf(rough(1.5), indicator), 0.5);
  assert.is(await regularityOf({ profile: 'vacuum', from: 0, to: 0.1 }, 'uniform'), 0.5);
  // What rough is added to is smooth by the user's word, unless it says otherwise itself.
  assert.is(await regularityOf(rough(1.5, '1+0.5*cos(2*pi*x)'), 'uniform'), 1.5);
  assert.is(
    await regularityOf(rough(1.5, { profile: 'vacuum', from: 0, to: 0.1 }), 'uniform').catch(() => 'no'),
    'no',
  );
  assert.is(await regularityOf(good.initial, 'uniform'), null);
  assert.is(await regularityOf(rough(1), () => 1), null);
});

test('the initial density and the target draw different random numbers from one seed', async () => {
  const rough: Density = { profile: 'rough', regularity: 1 };
  const { initial, target } = await discretize({ ...good, initial: rough, target: rough, seed: 5 });
  assert.ok(initial.some((value, i) => Math.abs(value - target[i]) > 1e-3));
  const same = await discretize({ ...good, initial: { ...rough, seed: 6 }, target: rough, seed: 5 });
  assert.equal(same.initial, same.target);
});

test('a described problem is plain JSON, and samples to the same bits', async () => {
  const problem: Problem = {
    grid: [4, 6],
    s: 1,
    end: 1,
    initial: (x, y) => 1 + 0.5 * Math.cos(2 * Math.PI * (x + 2 * y)),
    target: { profile: 'rough', regularity: 2, amplitude: 0.01, over: new Float64Array(24).fill(1) },
    save: { times: Float64Array.of(0, 0.5) },
  };
  const plain = describe(problem);
  assert.equal(JSON.parse(JSON.stringify(plain)), plain);
  assert.equal(Object.keys(plain.initial), ['samples']);
  assert.is(plain.torusflow, 1);
  assert.equal((plain.save as { times: number[] }).times, [0, 0.5]);
  assert.equal(await discretize(plain), await discretize(problem));
});

test('a described problem keeps what was plain', () => {
  const problem: Problem = { torusflow: 1, ...good, target: { profile: 'cosine' }, seed: 4 };
  assert.equal(describe(problem), problem);
});

test('discretize does not change what it is given', async () => {
  const initial = Float64Array.of(1, 2, 1, 0);
  const { initial: sampled } = await discretize({ ...good, grid: 4, initial });
  sampled[0] = 9;
  assert.equal([...initial], [1, 2, 1, 0]);
});

test('lengths with factors 2, 3, 5 and 7 are told from others', () => {
  const smooth = Array.from({ length: 60 }, (_, i) => i + 1).filter(isSmooth);
  const others = [
    11, 13, 17, 19, 22, 23, 26, 29, 31, 33, 34, 37, 38, 39, 41, 43, 44, 46, 47, 51, 52, 53, 55, 57, 58, 59,
  ];
  assert.equal(
    smooth,
    Array.from({ length: 60 }, (_, i) => i + 1).filter((n) => !others.includes(n)),
  );
  assert.equal([1, 11, 64, 121, 1025].map(nextSmooth), [1, 12, 64, 125, 1029]);
  assert.not(isSmooth(0) || isSmooth(-4) || isSmooth(2.5) || isSmooth(Number.NaN));
});

test('points, wavenumbers and row-major indices', () => {
  assert.equal([...axisPoints(4)], [0, 0.25, 0.5, 0.75]);
  assert.equal(
    [0, 1, 2, 3, 4, 5].map((j) => wavenumber(j, 6)),
    [0, 1, 2, -3, -2, -1],
  );
  assert.equal(
    [0, 1, 2, 3, 4].map((j) => wavenumber(j, 5)),
    [0, 1, 2, -2, -1],
  );
  assert.equal(multiIndex(23, [2, 3, 4]), [1, 2, 3]);
  assert.equal(multiIndex(5, [2, 3, 4]), [0, 1, 1]);
});

test('suggests what is a slip away, and nothing that is far', () => {
  const known = ['target', 'initial', 'end', 's'];
  assert.is(didYouMean('taget', known), ' (did you mean "target"?)');
  assert.is(didYouMean('tragte', known), ' (did you mean "target"?)');
  assert.is(didYouMean('Initial', known), ' (did you mean "initial"?)');
  assert.is(didYouMean('S', known), ' (did you mean "s"?)');
  assert.is(didYouMean('x', known), '');
  assert.is(didYouMean('colour', known), '');
  assert.is(didYouMean('t'.repeat(1e6), known), '');
});

test.run();
