// What the element says and understands: numbers, times, attributes, colours. No browser is needed for these.
import { interpolateCividis, interpolateViridis } from 'd3-scale-chromatic';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { attributeOf, completed, problemKeys, readValue, writeValue } from '../src/element/attributes.ts';
import { colourMap, divergingMap, rgbOf } from '../src/element/draw/colour-map.ts';
import { paintField } from '../src/element/draw/field-image.ts';
import { colours, type Palette } from '../src/element/draw/palette.ts';
import { SvgPen } from '../src/element/draw/svg-pen.ts';
import { Clock, endOf, timeUnit } from '../src/element/model/clock.ts';
import type { Scene } from '../src/element/model/scene.ts';
import { drawCurves } from '../src/element/views/density.ts';
import { formatExponent, formatNumber, powerOfTen } from '../src/element/words/format.ts';
import { rateInWords } from '../src/element/words/rates.ts';
import type { Rate } from '../src/index.ts';
import { discretize, ProblemError } from '../src/problem/index.ts';

const test = suite('element words');

test('numbers are written with the digits asked for, times a power of ten where they are small or large', () => {
  const written = [0, 1, 0.37051, -12.3456, 99999.6, 1.234e-5, -6.0221e23].map((value) =>
    formatNumber(value),
  );
  assert.equal(written, ['0', '1.000', '0.3705', '−12.35', '1.000·10⁵', '1.234·10⁻⁵', '−6.022·10²³']);
  assert.equal(
    [2, 2.5, -1 / 3].map((value) => formatExponent(value)),
    ['2', '2.5', '−0.3333'],
  );
  assert.equal(
    [Number.NaN, -Infinity].map((value) => formatNumber(value)),
    ['–', '−∞'],
  );
  assert.equal([-12, 0, 3].map(powerOfTen), ['10⁻¹²', '10⁰', '10³']);
});

// Rounding of a logarithm and an exponential of arguments up to 40.
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-13 * Math.max(Math.abs(a), Math.abs(b));

test('a clock goes through the run, evenly or by a factor, from 0 to the end', () => {
  for (const s of [0, 0.5, 1, 2, 3]) {
    const end = endOf(s, 128);
    assert.ok(end >= 40 * timeUnit(s));
    const even = new Clock(end, 'even', 1, timeUnit(s));
    assert.ok(close(even.after(0.1 * end, 10), 0.4 * end));
    assert.is(even.after(0.99 * end, 100), end);
    const logarithmic = new Clock(end, 'logarithmic', 2, timeUnit(s));
    assert.is(logarithmic.after(0, 0.01), logarithmic.first);
    assert.ok(close(logarithmic.after(end / 10, 1 / 2.6) / (end / 10), Math.E));
    for (const clock of [even, logarithmic]) {
      assert.equal([clock.timeAt(0), clock.timeAt(1), clock.fraction(0)], [0, end, 0]);
      for (const u of [0.2, 0.5, 0.9]) assert.ok(close(clock.fraction(clock.timeAt(u)), u), `${s}: ${u}`);
    }
  }
  assert.is(timeUnit(1), 1);
});

test('a logarithmic clock begins where the energy has begun to fall, and somewhere when it never does', () => {
  // E = e^{−2t}: the energy over its dissipation is ½, and at a tenth of that e^{−0.1} of the energy is left.
  assert.ok(close(new Clock(1000, 'logarithmic', 1, 0.5).first, 0.05));
  for (const lasting of [Number.POSITIVE_INFINITY, Number.NaN, -1, 1e9]) {
    assert.is(new Clock(1000, 'logarithmic', 1, lasting).first, 1);
  }
});

/** A power of t that was fitted, as diagnostics give it; some of it otherwise. */
const rate = (other: Partial<Rate>): Rate => ({
  ...{ quantity: 'energy', kind: 'algebraic', exponent: 2.996, interval: [2.98, 3.01], window: [100, 2500] },
  ...{
    constant: 1,
    power: null,
    verdict: 'algebraic',
    predicted: 3,
    predictedError: 0,
    predictedKind: 'algebraic',
  },
  ...{
    predictedConstant: null,
    predictedPower: null,
    predictedNote: 'Theory.',
    constantRatio: null,
    floor: null,
    note: 'Why not.',
  },
  ...other,
});

const none = { exponent: null, interval: null, window: null, constant: null, verdict: null } as const;

test('a rate is told with its window and what fits better there', () => {
  const { fitted, interval, predicted, note } = rateInWords(rate({}), false);
  assert.equal([fitted, interval, predicted], ['2.996', '95 %: 2.980 to 3.010', '3']);
  assert.is(
    note,
    'Fitted where the slope is steady, 100 ≤ t ≤ 2500. There a power of t fits better than an exponential. Theory.',
  );
  assert.match(
    rateInWords(rate({ verdict: 'exponential' }), false).note,
    'Yet there an exponential would fit better.',
  );
  assert.match(rateInWords(rate({ verdict: 'undecided' }), false).note, 'does not tell');
  assert.match(rateInWords(rate({ kind: 'exponential', power: 1.5 }), true).note, ', with t^−1.5 beside it.');
});

test('a rate that is not there yet is no failure, and at the end the reason is told', () => {
  const early = rateInWords(rate(none), false);
  assert.equal([early.fitted, early.spoken], ['–', 'no fitted rate yet, predicted 3']);
  assert.is(
    early.note,
    'Not yet: a rate is fitted once the slope has been steady while t grew tenfold. Theory.',
  );
  assert.match(rateInWords(rate({ ...none, kind: 'exponential' }), false).note, 'steadily to a twentieth');
  assert.equal(
    [rateInWords(rate(none), true).note, rateInWords(rate(none), true).spoken],
    ['Why not.', 'no fitted rate, predicted 3'],
  );
});

test('what theory gives no number for is said in words, or not at all', () => {
  assert.is(
    rateInWords(rate({ predicted: null, predictedKind: 'stretched-exponential' }), true).predicted,
    'faster than any power',
  );
  const { predicted, spoken } = rateInWords(rate({ predicted: null }), true);
  assert.equal([predicted, spoken], ['–', 'fitted rate 2.996, none predicted']);
});

/** What a view of one dimension needs of a scene. */
const line = (more: Partial<Scene>) =>
  ({ grid: [4], target: Float64Array.of(1, 1, 1, 1), points: null, range: [0, 4], ...more }) as Scene;
const palette = Object.fromEntries(Object.keys(colours).map((name) => [name, name])) as Palette;

test('the axis of a density holds still, but for a spike that has long spread', () => {
  const top = (density: number[], range: [number, number]) => {
    const scene = line({ density: Float64Array.from(density), range });
    return drawCurves(new SvgPen(400, 300, ''), scene, 'density', 'run', palette).y.domain[1];
  };
  assert.ok(close(top([0, 2, 2, 0], [0, 2.5]), 1.08 * 2.5));
  assert.is(top([0, 0, 512, 0], [0, 512]), 1.08 * 512);
  assert.is(top([0, 2, 2, 0], [0, 512]), 7);
});

test('points are drawn as averages over cells about the grid points', () => {
  const pen = new SvgPen(400, 300, '');
  const points = { positions: Float64Array.of(0.25), weights: Float64Array.of(1) };
  const { x, y } = drawCurves(
    pen,
    line({ density: Float64Array.of(0, 4, 0, 0), points }),
    'density',
    'run',
    palette,
  );
  const at = (value: number, scale: (value: number) => number) =>
    String(Math.round(100 * scale(value)) / 100);
  // From an eighth to three eighths: two steps with a level stretch between them.
  const [left, right] = [at(1 / 8, x), at(3 / 8, x)];
  const [low, high] = [at(0, y), at(4, y)];
  assert.match(pen.toString(), `L${left} ${low}L${left} ${high}L${right} ${high}L${right} ${low}`);
});

test('attributes say what a problem file says, under the same names', () => {
  const written = {
    grid: [[64, 64], '64 64'],
    s: [1.5, '1.5'],
    initial: [{ profile: 'cosine' }, '{"profile":"cosine"}'],
    target: ['1 + 0.5*cos(2*pi*x)', '1 + 0.5*cos(2*pi*x)'],
    end: [1e5, '100000'],
    filter: [true, ''],
    normalize: [false, 'false'],
    tolerance: [{ relative: 1e-4 }, '{"relative":0.0001}'],
    norms: [[-1, 0], '-1 0'],
    maxSteps: [100, '100'],
  } as const;
  for (const [key, [value, text]] of Object.entries(written)) {
    assert.is(writeValue(key as 'grid', value), text);
    assert.equal(readValue(key as 'grid', text), value);
  }
  assert.equal(readValue('grid', '64x32'), [64, 32]);
  assert.equal(readValue('grid', '[64, 32]'), [64, 32]);
  assert.equal(readValue('tolerance', '1e-4'), { relative: 1e-4 });
  assert.is(readValue('initial', '1'), '1');
  assert.is(attributeOf('maxSteps'), 'max-steps');
  assert.is(
    writeValue('initial', () => 1),
    undefined,
  );
  assert.is(writeValue('initial', new Float64Array(4)), undefined);
  assert.ok(problemKeys.includes('reconstruction'));
});

test('text that says nothing known is kept for validation to refuse by name', async () => {
  assert.is(readValue('s', 'fast'), 'fast');
  const issues = await discretize(completed({ s: readValue('s', 'fast') as number })).catch((e) => e.issues);
  assert.ok(
    issues.some((issue: { path: string }) => issue.path === 's'),
    JSON.stringify(issues),
  );
  assert.throws(
    () => readValue('initial', '{"profile": '),
    (error: ProblemError) => error instanceof ProblemError && /initial.*not valid JSON/.test(error.message),
  );
});

test('a problem of which nothing is said can be run, in one dimension and in two', async () => {
  assert.equal((await discretize(completed({}))).grid, [256]);
  const plane = await discretize(completed({ grid: [16, 16] }));
  assert.equal(plane.grid, [16, 16]);
  // Nothing may be filled in that would take the choice of the method away.
  assert.match(plane.reason, /spectral/i);
  assert.is(completed({ grid: [64], s: 2 }).end, endOf(2, 64));
});

/** Channels of a colour as d3 writes it. */
const channels = (text: string) =>
  text.startsWith('#')
    ? [1, 3, 5].map((i) => Number.parseInt(text.slice(i, i + 2), 16))
    : text.match(/\d+/g)!.map(Number);

test('the colour maps are viridis and cividis', () => {
  // The polynomial for viridis was fitted to within 4 of 255; that of cividis is d3's own, rounded.
  for (const [name, original, allowed] of [
    ['viridis', interpolateViridis, 4],
    ['cividis', interpolateCividis, 1],
  ] as const) {
    for (let i = 0; i < 256; i++) {
      const [ours, theirs] = [rgbOf(colourMap(name)[i]), channels(original(i / 255))];
      ours.forEach((value, c) => {
        assert.ok(Math.abs(value - theirs[c]) <= allowed, `${name} ${i}`);
      });
    }
  }
  const map = divergingMap([255, 255, 255]);
  assert.ok(rgbOf(map[0])[2] > rgbOf(map[0])[0] && rgbOf(map[255])[0] > rgbOf(map[255])[2]);
});

test('a picture has x to the right and y upwards, and its ends hold what lies beyond', () => {
  const map = Uint32Array.from({ length: 256 }, (_, i) => i);
  // More than one block each way, and not whole blocks.
  const [nx, ny] = [70, 45];
  const field = Float64Array.from({ length: nx * ny }, (_, i) => Math.floor(i / ny) + 100 * (i % ny));
  const out = new Uint32Array(nx * ny);
  paintField(field, [nx, ny], { map, low: 0, high: 100 * ny + nx }, out);
  for (const [x, y] of [
    [0, 0],
    [69, 0],
    [0, 44],
    [69, 44],
    [33, 17],
  ]) {
    const expected = Math.floor(((x + 100 * y) / (100 * ny + nx)) * 255.999);
    assert.is(out[(ny - 1 - y) * nx + x], expected, `${x}, ${y}`);
  }
  paintField(field, [nx, ny], { map, low: 10, high: 20 }, out);
  assert.is(out[(ny - 1) * nx], 0);
  assert.is(out[69], 255);
});

test('SVG breaks lines at gaps, and lets no text become markup', () => {
  const pen = new SvgPen(100, 50, 'a <b>');
  pen.line([0, 1, 2, 3], [0, 1, Number.NaN, 3], { colour: 'red', width: 1 });
  pen.text('x < y & "z"', 1, 2, { colour: '#000' });
  const svg = pen.toString();
  assert.match(svg, 'd="M0 0L1 1M3 3"');
  assert.not.match(svg, '<b>');
  assert.match(svg, 'x &#60; y');
});

test.run();
