// Fuzzed problems: whatever stands in a problem, it is refused with a ProblemError or sampled soundly.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mean, sizeOf } from '../src/problem/grid.ts';
import {
  type DiscreteProblem,
  describe,
  discretize,
  ProblemError,
  parseProblem,
} from '../src/problem/index.ts';

const test = suite('fuzzed problems');

/** Good problems that have every key and every kind of density between them. */
const seeds: unknown[] = [
  {
    torusflow: 1,
    grid: [16],
    s: 1.5,
    initial: '1 + 0.5*cos(2*pi*x)^2*0 + (x < 0.5 ? 0 : -0)',
    target: { profile: 'von-mises', kappa: 1, center: 0.25 },
    end: 100,
    save: { times: [0, 1, 10] },
    method: 'spectral',
    integrator: 'etdrk4',
    step: 0.1,
    dealias: '2/3',
    tolerance: { relative: 1e-6, absolute: 1e-12 },
    norms: [-1.5, 0, 1],
    normalize: true,
    seed: 3,
    maxSteps: 1000,
  },
  {
    grid: [8, 6],
    s: 2,
    initial: {
      profile: 'rough',
      regularity: 1,
      amplitude: 0.02,
      over: { profile: 'cosine', amplitude: 0.2 },
    },
    target: { profile: 'random-fourier', modes: 2, decay: 1, amplitude: 0.4, seed: 2 },
    end: 1,
    save: { count: 5, spacing: 'linear', first: 0.1 },
  },
  {
    grid: 12,
    s: 0,
    initial: { points: [8, 9, 350], period: 360, bandwidth: 90 },
    target: { profile: 'indicator', from: 0.2, to: 0.9 },
    end: 1e-3,
  },
  {
    grid: [4],
    s: 1,
    initial: { samples: [0, 2, 2, 0] },
    target: { profile: 'vacuum', from: 0.9, to: 0.1 },
    end: 1,
  },
];

const oddNumbers = [
  0,
  -0,
  -1,
  0.5,
  1e-300,
  5e-324,
  1e308,
  2 ** 32,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];
const oddTexts = [
  '',
  'x',
  '1',
  '1/x',
  '-1',
  'uniform',
  'sin(',
  '__proto__',
  '1+0*x',
  '(((',
  '2*x',
  'x^x^x',
  'spectral',
];
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, {}, [], ...oddNumbers, ...oddTexts),
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.integer({ min: -4, max: 64 }),
  fc.array(fc.double(), { maxLength: 20 }),
  fc.constantFrom<unknown>(
    new Float64Array(16).fill(1),
    new Uint8Array(4),
    new Date(0),
    () => 1,
    () => Number.NaN,
  ),
);

/** Where each value of a problem stands, the problem itself left out. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const here = [...path, key];
    return [here, ...places((value as Record<string, unknown>)[key], here)];
  });
}

/** One change: a value replaced, removed, or moved to a key that is not known, or a number doubled. */
interface Mutation {
  place: number;
  kind: 'replace' | 'remove' | 'rename' | 'double';
  value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom('replace', 'replace', 'remove', 'rename', 'double', 'double'),
  value: odd,
});

function mutate(problem: unknown, { place, kind, value }: Mutation): void {
  const all = places(problem);
  if (all.length === 0) return;
  const path = all[place % all.length];
  const key = path[path.length - 1];
  const owner = path.slice(0, -1).reduce((at, step) => (at as Record<string, unknown>)[step], problem);
  const fields = owner as Record<string, unknown>;
  if (kind === 'rename') fields[`${key}_`] = fields[key];
  if (kind === 'double') fields[key] = typeof fields[key] === 'number' ? 2 * fields[key] : fields[key];
  else if (kind === 'replace') fields[key] = typeof value === 'function' ? value : structuredClone(value);
  else delete fields[key];
}

function assertSound(problem: DiscreteProblem): void {
  const size = sizeOf(problem.grid);
  for (const density of [problem.initial, problem.target]) {
    assert.is(density.length, size);
    assert.ok(density.every((value) => value >= 0 && value < Number.POSITIVE_INFINITY));
    // The rounding of a sum of numbers that may be as large as the grid.
    assert.ok(Math.abs(mean(density) - 1) <= 4e-16, `mean ${mean(density)}`);
  }
  const { times, end } = problem;
  assert.is(times[times.length - 1], end);
  assert.ok(times.every((t, i) => t >= 0 && t <= end && (i === 0 || t > times[i - 1])));
  const { s, step, tolerance, norms, maxSteps, seed, reason } = { seed: 0, ...problem };
  const numbers = [s, end, step, tolerance.relative, tolerance.absolute, maxSteps, seed, ...norms];
  assert.ok(numbers.every(Number.isFinite), `${numbers}`);
  assert.ok(reason.length > 0);
  structuredClone(problem);
}

test('mutated problems are refused with a ProblemError or sampled soundly', async () => {
  let taken = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (seed, all) => {
        const problem = structuredClone(seed);
        for (const one of all) mutate(problem, one);
        try {
          assertSound(await discretize(problem, { readFile: async () => new Uint8Array(3) }));
          describe(problem as never);
          taken += 1;
        } catch (error) {
          assert.instance(error, ProblemError, String((error as Error).stack));
          assert.ok((error as ProblemError).issues.length > 0);
          assert.not.match((error as Error).message, 'undefined');
          refused += 1;
        }
      },
    ),
    { numRuns: 3000, seed: 1, includeErrorInReport: true },
  );
  // Mutations that are all refused, or all taken, would prove nothing.
  assert.ok(taken > 300 && refused > 300, `${taken} taken, ${refused} refused`);
});

test('arbitrary values are refused with a ProblemError', () =>
  fc.assert(
    fc.asyncProperty(
      fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true }),
      async (value) => {
        const error = await discretize(value).then(
          () => undefined,
          (reason) => reason,
        );
        assert.instance(error, ProblemError, String(error?.stack));
      },
    ),
    { numRuns: 1000, seed: 1 },
  ));

test('text with arbitrary damage is parsed as JSON.parse does, or refused with a ProblemError', () => {
  const text = JSON.stringify(seeds[0]);
  const damage = fc.tuple(
    fc.nat(text.length),
    fc.nat(4),
    fc.constantFrom('', '"', '{', ']', ',', ':', '1', 'e', '\\', '\n'),
  );
  fc.assert(
    fc.property(damage, ([at, length, insert]) => {
      const damaged = text.slice(0, at) + insert + text.slice(at + length);
      let mine: unknown;
      try {
        mine = parseProblem(damaged);
      } catch (error) {
        assert.instance(error, ProblemError, String(error));
        // The only texts refused that JSON.parse takes are those with a key given twice.
        if (!/given twice/.test((error as Error).message)) assert.throws(() => JSON.parse(damaged));
        return;
      }
      assert.equal(mine, JSON.parse(damaged));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test.run();
