// An image as a density: decoding, orientation, area averaging, floor and mass.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../src/image-decoders.ts';
import { mean } from '../src/problem/grid.ts';
import { resample } from '../src/problem/image/sample.ts';
import { describe, discretize, type Problem } from '../src/problem/index.ts';
import type { ImageDensity, Pixels } from '../src/problem/types.ts';
import { allClose, close } from './oracle/compare.ts';
import { noise } from './support/diagnostics.ts';
import { fill } from './support/grids.ts';
import { refusalOf } from './support/refusal.ts';

const image = suite('an image as density');

async function sampled(initial: ImageDensity, grid: number[], files: Record<string, Uint8Array> = {}) {
  const readFile = async (name: string) => files[name] ?? Promise.reject(new Error('there is none'));
  return (await discretize({ grid, s: 1, initial, end: 1 }, { readFile })).initial;
}

async function refused(initial: unknown, grid: number[], files: Record<string, Uint8Array> = {}) {
  const readFile = async (name: string) => files[name];
  const problem = { grid, s: 1, initial, end: 1 } as Problem;
  const error = await refusalOf(discretize(problem, { readFile }));
  return error.message.split('\n').slice(1).join('\n').trim();
}

/** Opaque grey pixels with these values, 0 … 255, at x from the left and y from the bottom. */
function grey(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    data.fill(value(i % width, height - 1 - Math.floor(i / width)), 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}

const scaled = (values: Float64Array) => {
  const mass = mean(values);
  return values.map((value) => value / mass);
};

image(
  'on a grid of its own size each pixel is a point, upright: x to the right, y up from the bottom row',
  async () => {
    const rows = [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12, 13, 14, 15],
      [16, 17, 18, 19, 20],
    ];
    const data = rows.flat().flatMap((value) => [value, value, value, 255]);
    const density = await sampled({ image: { width: 5, height: 4, data } }, [5, 4]);
    allClose(density, scaled(fill([5, 4], ([x, y]) => rows[3 - y][x])), 1e-14, 'density');
  },
);

image('on another grid points have the averages over their cells', async () => {
  const value = (x: number, y: number) => 20 * x + 3 * y + 5;
  // A grid of half the points: cell j holds pixel 2j and half of each neighbour, through the seam.
  const weights = [
    [-1, 0.25],
    [0, 0.5],
    [1, 0.25],
  ];
  const expected = fill([4, 5], ([i, j]) =>
    weights.reduce(
      (sum, [a, wa]) =>
        sum +
        weights.reduce((s, [b, wb]) => s + wa * wb * value((2 * i + a + 8) % 8, (2 * j + b + 10) % 10), 0),
      0,
    ),
  );
  allClose(await sampled({ image: grey(8, 10, value) }, [4, 5]), scaled(expected), 1e-14, 'coarser');
  // Thrice the points: the middle one of three lies in one pixel, as do its neighbours.
  const finer = await sampled({ image: grey(5, 4, value) }, [15, 12]);
  const repeated = fill([15, 12], ([i, j]) => value(Math.round(i / 3) % 5, Math.round(j / 3) % 4));
  allClose(finer, scaled(repeated), 1e-13, 'finer');
});

image('resampling keeps the mean and averages of averages', () => {
  const from = [21, 35];
  const field = noise(21 * 35);
  for (const to of [
    [21, 35],
    [8, 10],
    [7, 7],
    [50, 40],
    [1, 64],
    [3, 5],
  ]) {
    const found = resample(field, from, to);
    assert.is(found.length, to[0] * to[1]);
    close(mean(found), mean(field), 1e-15, `mean on [${to}]`);
    assert.ok(Math.max(...found) <= Math.max(...field) + 1e-15);
  }
  // A wave averaged over cells of width w loses the factor sinc(k w); from fine to coarse that is all it loses.
  const fine = fill([700, 700], ([i, j]) => Math.cos((2 * Math.PI * (2 * i + j)) / 700));
  const sinc = (x: number) => Math.sin(Math.PI * x) / (Math.PI * x);
  const factor = (n: number, k: number) => sinc(k / n);
  const expected = fill([10, 14], ([i, j]) => {
    const angle = 2 * Math.PI * ((2 * i) / 10 + j / 14);
    return factor(10, 2) * factor(14, 1) * Math.cos(angle);
  });
  // Pixels are flat: a relative difference of (π·2/700)²/6, and aliases of that size.
  allClose(resample(fine, [700, 700], [10, 14]), expected, 5e-5, 'wave');
});

image('invert, floor, colours and opacity', async () => {
  const value = (x: number, y: number) => ((x + y) % 7 === 0 ? 0 : 30 * x + y);
  const pixels = grey(8, 8, value);
  const plain = await sampled({ image: pixels }, [8, 8]);
  const inverse = await sampled({ image: pixels, invert: true }, [8, 8]);
  allClose(inverse, scaled(fill([8, 8], ([i, j]) => 255 - value(i, j))), 1e-13, 'invert');
  const lifted = await sampled({ image: pixels, floor: 0.1 }, [8, 8]);
  allClose(
    lifted,
    plain.map((v) => 0.1 + 0.9 * v),
    1e-13,
    'floor',
  );
  close(Math.min(...lifted), 0.1, 1e-13, 'least');

  // Red, green, blue and white, then the same white at a fifth of and at no opacity; each row turned by one.
  const colours = [
    255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 51, 255, 255, 255, 0,
  ];
  const data = Array.from({ length: 6 }, (_, row) => [
    ...colours.slice(4 * row),
    ...colours.slice(0, 4 * row),
  ]).flat();
  const coloured = { width: 6, height: 6, data };
  const shares = [0.299, 0.587, 0.114, 1, 0.2, 0];
  const bright = await sampled({ image: coloured }, [6, 6]);
  allClose(bright, scaled(fill([6, 6], ([i, j]) => shares[(i + 5 - j) % 6])), 1e-14, 'luma');
  const dark = await sampled({ image: coloured, invert: true }, [6, 6]);
  const rest = [0.701, 0.413, 0.886, 0, 0, 0];
  allClose(dark, scaled(fill([6, 6], ([i, j]) => rest[(i + 5 - j) % 6])), 1e-14, 'inverted luma');
});

image('pixels are plain data: a described problem runs the same', async () => {
  const initial: ImageDensity = { image: grey(8, 8, (i, j) => 20 * i + j), floor: 0.05 };
  const described = describe({ grid: [8, 8], s: 1, initial, end: 1 });
  const again = JSON.parse(JSON.stringify(described));
  assert.equal((await discretize(again)).initial, await sampled(initial, [8, 8]));
});

image.run();

const files = suite('PNG and JPEG');

/** A PNG of packed rows, each with filter 0. */
function png(
  width: number,
  height: number,
  depth: number,
  colour: number,
  rows: number[][],
  extra: [string, number[]][] = [],
) {
  const chunk = (name: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, 0], 8);
  const packed = deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      ...extra.map(([name, data]) => chunk(name, Uint8Array.from(data))),
      chunk('IDAT', packed),
      chunk('IEND', new Uint8Array(0)),
    ]),
  );
}

/** CRC-32 of ISO 3309, bit by bit. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

files('every kind of PNG is read: grey of 1, 2, 4, 8 and 16 bits, colours, palettes, opacity', () => {
  const rgba = (pixels: Pixels) => Array.from(pixels.data);
  const opaque = (values: number[], full = 255) => values.flatMap((v) => [v, v, v, full]);
  assert.equal(rgba(decode(png(3, 2, 1, 0, [[0b10100000], [0b01000000]]))), opaque([255, 0, 255, 0, 255, 0]));
  assert.equal(rgba(decode(png(5, 1, 2, 0, [[0b00011011, 0b10000000]]))), opaque([0, 85, 170, 255, 170]));
  assert.equal(rgba(decode(png(3, 1, 4, 0, [[0x0f, 0x80]]))), opaque([0, 255, 136]));
  assert.equal(rgba(decode(png(2, 1, 8, 0, [[7, 200]]))), opaque([7, 200]));
  const deep = decode(png(2, 1, 16, 0, [[1, 2, 0xff, 0xff]]));
  assert.instance(deep.data, Uint16Array);
  assert.equal(rgba(deep), opaque([258, 65535], 65535));
  assert.equal(rgba(decode(png(1, 1, 8, 2, [[1, 2, 3]]))), [1, 2, 3, 255]);
  assert.equal(rgba(decode(png(1, 1, 8, 6, [[1, 2, 3, 4]]))), [1, 2, 3, 4]);
  assert.equal(rgba(decode(png(2, 1, 8, 4, [[9, 8, 7, 6]]))), [9, 9, 9, 8, 7, 7, 7, 6]);
  const palette: [string, number[]][] = [
    ['PLTE', [10, 20, 30, 40, 50, 60, 70, 80, 90]],
    ['tRNS', [0, 128]],
  ];
  const expected = [40, 50, 60, 128, 10, 20, 30, 0, 70, 80, 90, 255];
  assert.equal(rgba(decode(png(3, 1, 8, 3, [[1, 0, 2]], palette))), expected);
  assert.equal(rgba(decode(png(3, 1, 2, 3, [[0b01001000]], palette))), expected);
  assert.equal(
    rgba(decode(png(2, 1, 8, 0, [[7, 200]], [['tRNS', [0, 7]]]))),
    [7, 7, 7, 0, 200, 200, 200, 255],
  );
});

files('a file gives the density of its pixels: PNG to the bit, JPEG to what it loses', async () => {
  const value = (x: number, y: number) => 120 + 60 * Math.sin(x / 5) + 50 * Math.cos(y / 4);
  const pixels = grey(40, 30, value);
  const exact = await sampled({ image: pixels }, [15, 20]);
  const png = encodePng({ width: 40, height: 30, data: pixels.data as Uint8ClampedArray, channels: 4 });
  const jpg = jpeg.encode(
    { width: 40, height: 30, data: Buffer.from(pixels.data as Uint8ClampedArray) },
    95,
  ).data;
  const read = await sampled({ image: 'a.png' }, [15, 20], { 'a.png': png });
  assert.equal(read, exact);
  const lossy = await sampled({ image: 'a.jpg' }, [15, 20], { 'a.jpg': jpg });
  allClose(lossy, exact, 0.02, 'JPEG');
  const deep = Uint16Array.from(pixels.data, (v) => 257 * v);
  const wide = await sampled({ image: { ...pixels, data: deep } }, [15, 20]);
  allClose(wide, exact, 1e-14, '16 bits');
});

files('they are read from disk, beside the problem', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'torusflow-image-'));
  const pixels = grey(8, 8, (i, j) => 25 * i + j);
  const path = join(folder, 'a.png');
  await writeFile(
    path,
    encodePng({ width: 8, height: 8, data: pixels.data as Uint8ClampedArray, channels: 4 }),
  );
  const { initial } = await discretize({ grid: [8, 8], s: 1, initial: { image: path }, end: 1 });
  assert.equal(initial, await sampled({ image: pixels }, [8, 8]));
  await rm(folder, { recursive: true });
});

files('what cannot be read is refused by its name', async () => {
  const whole = png(2, 1, 8, 0, [[7, 200]]);
  const broken = whole.slice();
  broken[45] ^= 1;
  const bad = {
    'text.png': Buffer.from('not an image'),
    'short.png': whole.slice(0, 30),
    'broken.png': broken,
  };
  for (const name of Object.keys(bad)) {
    assert.match(
      await refused({ image: name }, [8, 8], bad),
      new RegExp(`initial\\.image = "${name}": is no PNG or JPEG`),
    );
  }
  const good = { 'a.png': whole };
  assert.match(
    await refused({ image: 'a.png' }, [16], good),
    /initial\.image = "a\.png": needs a grid of two axes/,
  );
  assert.match(
    await refused({ image: 'a.png', floor: 1 }, [8, 8], good),
    /initial\.floor = 1: must be a number in \[0, 1\)/,
  );
  assert.match(
    await refused({ image: 'a.png', invert: 'yes' }, [8, 8], good),
    /initial\.invert = "yes": must be true or false/,
  );
  assert.match(await refused({ image: grey(4, 4, () => 0) }, [8, 8]), /initial\.image: is black all over/);
  assert.match(
    await refused({ image: { ...grey(4, 4, () => 0), invert: true } }, [8, 8]),
    /initial\.image: is black all over/,
  );
  assert.match(
    await refused({ image: { width: 4, height: 4, data: [1, 2, 3] } }, [8, 8]),
    /initial\.image = .*four numbers a pixel/,
  );
});

files.run();
