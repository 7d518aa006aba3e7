// Malformed problems, each with the key path and the words of its refusal.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discretize, ProblemError, parseProblem } from '../src/problem/index.ts';
import { refusalOf } from './support/refusal.ts';

const good = { grid: 16, s: 1.5, initial: '1 + 0.5*cos(2*pi*x)', end: 10 };
const square = { ...good, grid: [8, 8] };

/** What is wrong, the path it is reported at, and part of the message. */
type Row = [title: string, problem: unknown, path: string, message: string];

const table: Row[] = [
  ['null', null, '', 'must be an object'],
  ['an array', [], '', 'must be an object'],
  ['a string', 'grid: 16', '', 'must be an object'],
  ['an unknown key', { ...good, color: 1 }, 'color', 'is not a known key; known are torusflow, grid'],
  ['a slip in a key', { ...good, taget: 'uniform' }, 'taget', 'did you mean "target"?'],
  ['neighbours swapped', { ...good, tolernace: {} }, 'tolernace', 'did you mean "tolerance"?'],
  ['a prototype key', JSON.parse('{"__proto__": {"grid": 16}}'), '__proto__', 'is not a known key'],
  ['a method name as key', { ...good, constructor: 1 }, 'constructor', 'is not a known key'],
  ['no grid', { ...good, grid: undefined }, 'grid', 'is missing; it must be a number of points'],
  ['no s', { ...good, s: undefined }, 's', 'is missing; it must be a number from 0 to 20'],
  [
    'no initial',
    { ...good, initial: undefined },
    'initial',
    'is missing; it must be "uniform", an expression',
  ],
  ['no end', { ...good, end: undefined }, 'end', 'is missing; it must be a number > 0'],
  ['another version', { ...good, torusflow: 2 }, 'torusflow', 'must be 1, the version'],
  ['the version as text', { ...good, torusflow: '1' }, 'torusflow', 'must be 1, the version'],

  ['a grid as text', { ...good, grid: '16' }, 'grid', 'must be a number of points'],
  ['an empty grid', { ...good, grid: [] }, 'grid', 'up to 3 axes'],
  ['four axes', { ...good, grid: [4, 4, 4, 4] }, 'grid', 'up to 3 axes'],
  ['a prime too large', { ...good, grid: 1025 }, 'grid', '2, 3, 5 and 7; the next such is 1029'],
  ['a prime too large on an axis', { ...good, grid: [8, 22] }, 'grid[1]', 'the next such is 24'],
  ['a grid too small', { ...good, grid: 2 }, 'grid', 'must be an integer ≥ 4'],
  ['a negative axis', { ...good, grid: [-8] }, 'grid[0]', 'must be an integer ≥ 4'],
  ['a grid with a fraction', { ...good, grid: 16.5 }, 'grid', 'must be an integer ≥ 4'],
  ['a grid of NaN', { ...good, grid: Number.NaN }, 'grid', 'must be an integer ≥ 4'],
  ['a null axis', { ...good, grid: [8, null] }, 'grid[1]', 'must be an integer ≥ 4'],
  ['a grid too large', { ...good, grid: 2 ** 30 }, 'grid', 'has densities of 8 GiB each; the limit is 2 GiB'],
  ['a grid too large in 3-D', { ...good, grid: [512, 512, 512] }, 'grid', 'a solver has at most 4 GiB'],

  ['a negative s', { ...good, s: -1 }, 's', 'must be a number from 0 to 20'],
  ['s = NaN', { ...good, s: Number.NaN }, 's', 'must be a number from 0 to 20'],
  ['s = Infinity', { ...good, s: Number.POSITIVE_INFINITY }, 's', 'must be a number from 0 to 20'],
  ['s as text', { ...good, s: '1.5' }, 's', 'must be a number from 0 to 20'],
  ['s = null', { ...good, s: null }, 's', 'must be a number from 0 to 20'],

  ['end = 0', { ...good, end: 0 }, 'end', 'must be a number > 0'],
  ['a negative end', { ...good, end: -1 }, 'end', 'must be a number > 0'],
  ['an infinite end', { ...good, end: Number.POSITIVE_INFINITY }, 'end', 'must be a number > 0'],

  ['save as a number', { ...good, save: 5 }, 'save', 'must be an object with the keys count'],
  ['no times', { ...good, save: { times: [] } }, 'save.times', 'must not be empty'],
  ['times as text', { ...good, save: { times: '0, 1' } }, 'save.times', 'must be an array of numbers'],
  ['a negative time', { ...good, save: { times: [-1, 1] } }, 'save.times[0]', 'from 0 to end, 10'],
  ['a time after the end', { ...good, save: { times: [1, 11] } }, 'save.times[1]', 'from 0 to end, 10'],
  ['a time of NaN', { ...good, save: { times: [Number.NaN] } }, 'save.times[0]', 'from 0 to end, 10'],
  ['times out of order', { ...good, save: { times: [2, 1] } }, 'save.times[1]', 'must come after 2'],
  ['a time twice', { ...good, save: { times: [1, 1] } }, 'save.times[1]', 'is given twice'],
  ['times beside a count', { ...good, save: { times: [1], count: 2 } }, 'save.count', 'is not a known key'],
  ['no count', { ...good, save: { spacing: 'log' } }, 'save.count', 'is missing; it must be an integer'],
  ['a count of 0', { ...good, save: { count: 0 } }, 'save.count', 'an integer from 1 to 100000'],
  [
    'another spacing',
    { ...good, save: { count: 2, spacing: 'lin' } },
    'save.spacing',
    'one of "log", "linear"',
  ],
  ['a first time of 0', { ...good, save: { count: 2, first: 0 } }, 'save.first', 'must be a number > 0'],
  [
    'a first time at the end',
    { ...good, save: { count: 2, first: 10 } },
    'save.first',
    'must come before end',
  ],
  [
    'times too dense',
    { ...good, save: { count: 1e5, first: 10 - 1e-13 } },
    'save.count',
    'too close to each other',
  ],
  [
    'a solution too large',
    { ...good, grid: 2 ** 20, save: { count: 400 } },
    'save',
    'GiB; the limit is 2 GiB',
  ],

  ['an unknown method', { ...good, method: 'magic' }, 'method', 'must be one of "auto", "spectral"'],
  ['an unknown integrator', { ...good, integrator: 'etd34' }, 'integrator', 'did you mean "etd43"?'],
  ['a fixed step without step', { ...good, integrator: 'rk4' }, 'step', 'is missing; rk4 needs a number > 0'],
  ['a step for an adaptive one', { ...good, integrator: 'etd43', step: 0.1 }, 'step', 'must be left out'],
  ['a step for auto', { ...good, step: 0.1 }, 'step', '"auto" chooses its own'],
  ['a negative step', { ...good, integrator: 'rk4', step: -0.1 }, 'step', 'must be a number > 0'],
  ['a step beyond the end', { ...good, integrator: 'rk4', step: 11 }, 'step', 'must be at most end, 10'],
  ['another dealiasing', { ...good, dealias: '1/2' }, 'dealias', 'must be one of "3/2", "2/3", "none"'],
  [
    'tolerance as a number',
    { ...good, tolerance: 1e-6 },
    'tolerance',
    'must be an object with the keys relative',
  ],
  [
    'a tolerance too large',
    { ...good, tolerance: { relative: 1 } },
    'tolerance.relative',
    'from 1e-14 to 0.1',
  ],
  ['a tolerance of 0', { ...good, tolerance: { relative: 0 } }, 'tolerance.relative', 'from 1e-14 to 0.1'],
  ['a negative threshold', { ...good, tolerance: { absolute: -1 } }, 'tolerance.absolute', 'from 0 to 0.1'],
  ['a slip in a tolerance', { ...good, tolerance: { relativ: 1e-6 } }, 'tolerance.relativ', '"relative"'],
  ['norms as a number', { ...good, norms: 1 }, 'norms', 'an array of at most 32 numbers'],
  ['a norm of NaN', { ...good, norms: [0, Number.NaN] }, 'norms[1]', 'must be a number from -20 to 20'],
  ['a norm as text', { ...good, norms: ['0'] }, 'norms[0]', 'must be a number from -20 to 20'],
  ['a norm twice', { ...good, norms: [0, 1, -0] }, 'norms[2]', 'is given twice'],
  ['a seed with a fraction', { ...good, seed: 0.5 }, 'seed', 'an integer from 0 to 4294967295'],
  ['a negative seed', { ...good, seed: -1 }, 'seed', 'an integer from 0 to 4294967295'],
  ['normalize as text', { ...good, normalize: 'yes' }, 'normalize', 'must be true or false'],
  ['no steps', { ...good, maxSteps: 0 }, 'maxSteps', 'an integer from 1 to 1000000000'],

  ['a density as a number', { ...good, initial: 1 }, 'initial', 'must be "uniform", an expression'],
  [
    'a density of no kind',
    { ...good, initial: {} },
    'initial',
    'one of the keys samples, file, image, profile',
  ],
  [
    'a negative density',
    { ...good, initial: '1+2*cos(2*pi*x)' },
    'initial',
    'is negative at index 6, x = 0.375',
  ],
  ['zero mass', { ...good, initial: '0' }, 'initial', 'has mass zero'],
  ['zero mass, normalized', { ...good, initial: '0*x', normalize: true }, 'initial', 'has mass zero'],
  ['another mass', { ...good, target: '2' }, 'target', 'has mass 2 on this grid; it must be 1, or ask for'],
  ['a pole', { ...good, initial: '1/x' }, 'initial', 'must have finite values; at x = 0 it is Infinity'],
  ['a root of less than 0', { ...good, initial: 'sqrt(x-0.5)' }, 'initial', 'at x = 0 it is NaN'],
  ['an empty expression', { ...good, initial: '' }, 'initial', 'character 1: an expression is missing'],
  [
    'a broken expression',
    { ...good, initial: '1 + ' },
    'initial',
    'character 5: expected expression after +',
  ],
  [
    'an unknown name',
    { ...good, initial: '1 + a' },
    'initial',
    'character 5: unknown name "a"; the variables are x',
  ],
  ['y in one dimension', { ...good, initial: '1 + y' }, 'initial', 'unknown name "y"'],
  ['z in two', { ...square, initial: '1 + z' }, 'initial', 'the variables are x, y'],
  ['an unknown function', { ...good, initial: 'coss(x)' }, 'initial', 'did you mean "cos"?'],
  ['a call of a number', { ...good, initial: 'x(1)' }, 'initial', 'x is a number, not a function'],
  ['an assignment', { ...good, initial: 'x = 1' }, 'initial', 'equality is written =='],
  ['member access', { ...good, initial: 'x.constructor' }, 'initial', 'character 2: unexpected .'],
  ['an index', { ...good, initial: 'x["a"]' }, 'initial', 'character 2: unexpected ['],
  [
    'too deep an expression',
    { ...good, initial: '('.repeat(200) },
    'initial',
    'nested deeper than 100 levels',
  ],
  [
    'too long an expression',
    { ...good, initial: '1+'.repeat(2000) },
    'initial',
    'longer than 2000 characters',
  ],
  ['a word that is near', { ...good, initial: 'Uniform' }, 'initial', 'did you mean "uniform"?'],

  [
    'a function that throws',
    { ...good, initial: () => fail() },
    'initial',
    'must not throw; at [0] it threw: Error: out of luck',
  ],
  [
    'a function of text',
    { ...good, initial: () => '1' },
    'initial',
    'must have finite values; at x = 0 it is 1',
  ],
  ['too few samples', { ...good, initial: [1, 2, 3] }, 'initial', 'each of the 16 grid points, not 3'],
  ['samples of a square', { ...square, initial: { samples: [1] } }, 'initial.samples', '8 × 8, row-major'],
  ['a sample of NaN', { ...good, initial: ones(3, Number.NaN) }, 'initial[3]', 'must be a finite number'],
  [
    'a sample of null',
    { ...good, initial: { samples: ones(2, null) } },
    'initial.samples[2]',
    'finite number',
  ],
  [
    'big integers',
    { ...good, initial: new BigInt64Array(16) },
    'initial',
    'must be "uniform", an expression',
  ],
  ['a file that is not there', { ...good, initial: { file: 'no.npy' } }, 'initial.file', 'cannot be read: '],
  ['a file without a name', { ...good, initial: { file: '' } }, 'initial.file', 'the name of a .npy file'],
  [
    'point masses',
    { ...good, method: 'spectral', initial: { dirac: [[0.5, 1]] } },
    'initial.dirac',
    'smooth the point masses with',
  ],

  [
    'an unknown profile',
    { ...good, initial: { profile: 'cosin' } },
    'initial.profile',
    '(did you mean "cosine"?)',
  ],
  [
    'an inherited profile',
    { ...good, initial: { profile: 'toString' } },
    'initial.profile',
    'must be one of',
  ],
  [
    'an amplitude',
    { ...good, initial: { profile: 'cosine', amplitude: 2 } },
    'initial.amplitude',
    'from -1 to 1',
  ],
  [
    'a wave too short',
    { ...good, initial: { profile: 'cosine', wavenumber: 8 } },
    'initial.wavenumber',
    'must lie below half the grid',
  ],
  [
    'no kappa',
    { ...good, initial: { profile: 'von-mises' } },
    'initial.kappa',
    'is missing; it must be a number',
  ],
  [
    'a peak too narrow',
    { ...good, target: { profile: 'von-mises', kappa: 1e5 } },
    'target',
    'the peak is too narrow for this grid',
  ],
  [
    'no interval',
    { ...good, target: { profile: 'indicator', from: 0, to: 0 } },
    'target.to',
    'must differ from',
  ],
  [
    'no end of it',
    { ...good, target: { profile: 'vacuum', from: 0.2 } },
    'target.to',
    'is missing; it must be',
  ],
  [
    'jumps that do not ascend',
    { ...good, target: { profile: 'steps', edges: [0.5, 0.2], values: [1, 2] } },
    'target.edges',
    'each larger than the one before',
  ],
  [
    'a jump beyond the period',
    { ...good, target: { profile: 'steps', edges: [0, 1], values: [1, 2] } },
    'target.edges',
    'numbers in [0, 1)',
  ],
  [
    'no mass',
    { ...good, target: { profile: 'steps', edges: [0, 0.5], values: [0, 0] } },
    'target.values',
    'not all 0',
  ],
  [
    'a jump without a value',
    { ...good, target: { profile: 'steps', edges: [0, 0.5], values: [1] } },
    'target.values',
    'one number for each of the 2 edges',
  ],
  [
    'steps in the plane',
    { ...square, initial: { profile: 'steps', edges: [0, 0.5], values: [1, 2] } },
    'initial.profile',
    'in one dimension only',
  ],
  ['all vacuum', { ...good, target: { profile: 'vacuum', from: 0, to: 1 } }, 'target.to', 'must leave room'],
  [
    'an end beyond the period',
    { ...good, target: { profile: 'indicator', from: 0.2, to: 1.2 } },
    'target.to',
    'must be a number in [0, 1]',
  ],
  [
    'no regularity',
    { ...good, initial: { profile: 'rough' } },
    'initial.regularity',
    'is missing; it must be',
  ],
  [
    'too rough to be positive',
    { ...good, initial: { profile: 'rough', regularity: 0.5, amplitude: 3 } },
    'initial',
    'lower the amplitude',
  ],
  [
    'a seed for phases that are not random',
    { ...good, initial: { profile: 'rough', regularity: 1, phases: 'chirp', seed: 1 } },
    'initial.seed',
    'must be left out: chirp phases are not random',
  ],
  [
    'rough over rough',
    { ...good, initial: { profile: 'rough', regularity: 1, over: { profile: 'rough', regularity: 1 } } },
    'initial.over',
    'must be a smooth density',
  ],
  [
    'rough over nonsense',
    { ...good, initial: { profile: 'rough', regularity: 1, over: 'cosx' } },
    'initial.over',
    'unknown name "cosx"',
  ],
  [
    'more modes than the grid has',
    { ...good, initial: { profile: 'random-fourier', modes: 8 } },
    'initial.modes',
    'must be at most 7 on this grid',
  ],

  [
    'no bandwidth',
    { ...good, initial: { points: [0.5] } },
    'initial.bandwidth',
    'is missing; it must be a number > 0',
  ],
  ['no points', { ...good, initial: { points: [], bandwidth: 0.1 } }, 'initial.points', 'must not be empty'],
  [
    'a point of text',
    { ...good, initial: { points: [0, '1'], bandwidth: 1 } },
    'initial.points[1]',
    'finite number',
  ],
  [
    'points on the line in 2-D',
    { ...square, initial: { points: [[0, 0], 0.5], bandwidth: 0.5 } },
    'initial.points[1]',
    'must be an array of 2 finite numbers',
  ],
  [
    'a bandwidth too small',
    { ...good, initial: { points: [90], period: 360, bandwidth: 2 } },
    'initial',
    'the bandwidth is too small for this grid: at least 56.3 is safe',
  ],
  [
    'a hole among the points',
    { ...good, initial: { points: hole(), bandwidth: 1 } },
    'initial.points[0]',
    'finite number',
  ],
  [
    'a hole in a point',
    { ...good, initial: { points: [hole()], bandwidth: 1 } },
    'initial.points[0]',
    'finite number',
  ],
  [
    'a hole among the ends',
    { ...square, initial: { profile: 'indicator', from: hole(), to: 0.5 } },
    'initial.from',
    'must be a number in [0, 1]',
  ],
  [
    'a hole in a wave vector',
    { ...square, initial: { profile: 'cosine', wavenumber: hole() } },
    'initial.wavenumber',
    'must be a non-zero integer',
  ],
  [
    'a hole among the samples',
    { ...square, grid: [8, 4], initial: hole(32) },
    'initial[0]',
    'must be a finite number',
  ],
  ['a hole among the norms', { ...good, norms: hole() }, 'norms[0]', 'must be a number from -20 to 20'],
  ['a hole in the grid', { ...good, grid: hole() }, 'grid[0]', 'must be an integer ≥ 4'],
  [
    'a hole among the times',
    { ...good, save: { times: hole() } },
    'save.times[0]',
    'must be a number from 0',
  ],
  ['a period of 0', { ...good, initial: { points: [0], period: 0, bandwidth: 1 } }, 'initial.period', '> 0'],
];

function fail(): never {
  throw new Error('out of luck');
}

/** An array whose first entry is not there. */
function hole(length = 2): unknown[] {
  const array = new Array(length).fill(1);
  delete array[0];
  return array;
}

function ones(at: number, value: unknown): unknown[] {
  return Array.from({ length: 16 }, (_, i) => (i === at ? value : 1));
}

const refusal = (problem: unknown) => refusalOf(discretize(problem));

const test = suite('malformed problems');

test('the table has the sixty rows that were promised, and the problem it varies is good', async () => {
  assert.ok(table.length >= 60, `${table.length}`);
  await discretize(good);
  await discretize({ ...square, initial: 'uniform' });
});

for (const [title, problem, path, message] of table) {
  test(`refuses ${title}`, async () => {
    const error = await refusal(problem);
    const found = error.issues.find((issue) => issue.path === path);
    assert.ok(found, `no issue at "${path}" in ${error.message}`);
    assert.ok(found.message.includes(message), `"${found.message}" lacks "${message}"`);
    assert.ok(error.message.includes(`${path || 'problem'}`) && error.message.includes(found.message));
    assert.is(error.code, 'ERR_PROBLEM');
    assert.is(error.name, 'ProblemError');
  });
}

test('reports all that is wrong with a problem at once, a line each', async () => {
  const error = await refusal({
    grid: [1025],
    s: -1,
    initial: { profile: 'von-mises', kapa: 3 },
    target: 'sin(2*pi*x)',
    end: '3',
    norms: [1, 1],
    tolerance: { relative: 3 },
    colour: 'red',
  });
  const paths = error.issues.map((issue) => issue.path).sort();
  const expected = ['colour', 'end', 'grid[0]', 'initial.kapa', 'initial.kappa', 'norms[1]', 's'];
  assert.equal(paths, [...expected, 'tolerance.relative']);
  assert.is(error.message.split('\n').length, 1 + paths.length);
});

test('reports both densities of a problem, and its save times', async () => {
  const error = await refusal({ ...good, initial: '-1', target: 'sin(', save: { times: [3, 2] } });
  assert.equal(error.issues.map(({ path }) => path).sort(), ['initial', 'save.times[1]', 'target']);
});

test('shows values shortly: numbers as they are, long lists by their start, text in quotes', async () => {
  const of = async (problem: unknown) => (await refusal(problem)).message;
  assert.match(await of({ ...good, s: Number.NaN }), 's = NaN: must be');
  assert.match(await of({ ...good, s: 'x'.repeat(1000) }), /s = "x{50,70}…: must be/);
  assert.match(
    await of({ ...good, initial: new Array(1000).fill(1) }),
    'initial = [1, 1, 1, 1, … 1000 in all]:',
  );
  const circular: Record<string, unknown> = { profile: 'rough', regularity: 1 };
  circular.over = circular;
  assert.match(await of({ ...good, initial: circular }), 'must be a smooth density');
});

const broken: [text: string, message: string][] = [
  ['', 'line 1, column 1: expected a value, found the end'],
  ['{"grid": 16,}', 'line 1, column 13: expected another item: JSON has no trailing commas'],
  ['{\n  "grid": 16\n  "s": 1\n}', 'line 3, column 3: expected , or }, found "\\"s\\": 1'],
  ['{grid: 16}', 'line 1, column 2: expected a key in double quotes or }'],
  ['{"s": NaN}', 'line 1, column 7: expected a value, found "NaN}"'],
  ['{"s": 01}', 'line 1, column 8: expected , or }'],
  ['{"s" 1}', 'line 1, column 6: expected :'],
  ['[1, 2', 'line 1, column 6: expected , or ], found the end'],
  ['{} {}', 'line 1, column 4: expected the end of the file'],
  ['"\t"', 'is not valid JSON: '],
  ['['.repeat(1e5), 'at most 64 levels of nesting'],
];

for (const [text, message] of broken) {
  test(`says where this is no JSON: ${text.slice(0, 30)}`, () => {
    assert.throws(() => JSON.parse(text));
    assert.throws(
      () => parseProblem(text),
      (error: Error) => error instanceof ProblemError && error.message.includes(message),
    );
  });
}

test('refuses keys that are given twice, all of them at once', () => {
  const text = '{"s": 1, "save": {"count": 1, "count": 2}, "norms": [{"a b": 1, "a b": 2}], "s": 2}';
  assert.throws(
    () => parseProblem(text),
    (error: ProblemError) => {
      const paths = error.issues.map(({ path }) => path);
      assert.equal(paths, ['save.count', 'norms[0]["a b"]', 's']);
      return error.issues.every(({ message }) => message === 'is given twice');
    },
  );
});

test('reads what JSON.parse reads', () => {
  const text = '\uFEFF {"a": [1, -2.5e-3, true, null, {}, []], "b\\u0041\\n": "\\"{[,:]}\\\\"} \n';
  assert.equal(parseProblem(text), JSON.parse(text.slice(1)));
  const poisoned = parseProblem('{"__proto__": {"polluted": 1}}') as object;
  assert.ok(Object.hasOwn(poisoned, '__proto__'));
  assert.not(Object.hasOwn(Object.prototype, 'polluted'));
});

test.run();
