// NumPy files: what is written byte by byte, and what is read, from bytes that NumPy itself wrote.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discretize, npyBytes, type Problem, readNpy } from '../src/problem/index.ts';
import { refusalOf } from './support/refusal.ts';

const test = suite('.npy files');

/** A file as `numpy.save` writes it, from its header dictionary and data. */
function npy(header: string, data: ArrayBufferView, version = 1): Uint8Array {
  const lengthBytes = version === 1 ? 2 : 4;
  const start = Math.ceil((8 + lengthBytes + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set([0x93, ...Buffer.from('NUMPY'), version, 0]);
  new DataView(bytes.buffer).setUint16(8, start - 8 - lengthBytes, true);
  bytes.set(Buffer.from(`${header.padEnd(start - 9 - lengthBytes)}\n`), 8 + lengthBytes);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}

test('writes what numpy.save writes, byte for byte', () => {
  for (const [shape, tuple] of [
    [[6], '(6,)'],
    [[2, 3], '(2, 3)'],
    [[1, 2, 3], '(1, 2, 3)'],
    [[], '()'],
  ] as const) {
    const data = Float64Array.from({ length: shape.length ? 6 : 1 }, (_, i) => Math.PI ** i);
    const expected = npy(`{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`, data);
    const bytes = npyBytes(data, shape);
    assert.equal(bytes, expected);
    assert.is((bytes.length - data.byteLength) % 64, 0);
  }
});

test('writes the part of a larger buffer that a view shows, and refuses another shape', () => {
  const view = new Float64Array([9, 1, 2, 9]).subarray(1, 3);
  assert.equal([...readNpy(npyBytes(view, [2])).data], [1, 2]);
  assert.throws(() => npyBytes(view, [3]), /2 numbers have not the shape \[3\]/);
});

test('reads back what it writes, to the last bit', () => {
  const data = Float64Array.of(0, -0, Number.MIN_VALUE, Number.MAX_VALUE, 0.1, -1 / 3);
  const { data: read, shape } = readNpy(npyBytes(data, [3, 2]));
  assert.equal(shape, [3, 2]);
  assert.ok(data.every((value, i) => Object.is(value, read[i])));
});

test('reads single precision, format 2, a view into a larger buffer, and column-major order', () => {
  const header = (descr: string, shape: string, fortran = 'False') =>
    `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
  const single = npy(header('<f4', '(2,)'), Float32Array.of(0.5, 0.1));
  assert.equal([...readNpy(single).data], [0.5, Math.fround(0.1)]);
  assert.equal([...readNpy(npy(header('<f8', '(2,)'), Float64Array.of(1, 2), 2)).data], [1, 2]);

  const shifted = new Uint8Array(single.length + 3);
  shifted.set(single, 3);
  assert.equal([...readNpy(shifted.subarray(3)).data], [0.5, Math.fround(0.1)]);
  const pooled = Buffer.from(single);
  assert.ok(pooled.buffer.byteLength > pooled.length);
  assert.equal([...readNpy(pooled).data], [0.5, Math.fround(0.1)]);

  // Entry (i, j, k) holds 100i + 10j + k; the first axis runs fastest in the file.
  const columns = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121];
  const rows = [0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121];
  const fortran = npy(header('<f8', '(2, 3, 2)', 'True'), Float64Array.from(columns));
  assert.equal([...readNpy(fortran).data], rows);
});

const good: Problem = { grid: 4, s: 1, initial: { file: 'mu.npy' }, end: 1 };
const reading = (bytes: Uint8Array, problem = good) => discretize(problem, { readFile: async () => bytes });

test('a problem takes its density from a file, by the reader it is given', async () => {
  const names: string[] = [];
  const readFile = async (name: string) => {
    names.push(name);
    return npyBytes(Float64Array.of(0.5, 1, 1.5, 1), [4]);
  };
  const { initial } = await discretize({ ...good, target: { file: 'nu.npy' } }, { readFile });
  assert.equal([...initial], [0.5, 1, 1.5, 1]);
  assert.equal(names, ['mu.npy', 'nu.npy']);
});

const ones = Float64Array.of(1, 1, 1, 1);
const header = (descr: string) => `{'descr': '${descr}', 'fortran_order': False, 'shape': (4,), }`;
const bad: [title: string, bytes: Uint8Array, message: RegExp][] = [
  ['nothing', new Uint8Array(0), /is no \.npy file that can be read/],
  ['text', Buffer.from('1 1 1 1 and some more text'), /is no \.npy file that can be read/],
  ['a cut header', npyBytes(ones, [4]).slice(0, 40), /is no \.npy file that can be read/],
  ['cut data', npyBytes(ones, [4]).slice(0, -8), /is damaged: its header tells of 4 numbers, 3 follow/],
  ['a cut number', npyBytes(ones, [4]).slice(0, -3), /is no \.npy file that can be read/],
  ['another shape', npyBytes(ones, [2, 2]), /has shape \[2,2\]; the grid is \[4\]/],
  ['integers', npy(header('<i4'), Int32Array.of(1, 1, 1, 1)), /must hold float64 or float32, not i4/],
  ['big-endian numbers', npy(header('>f8'), ones), /is no \.npy file that can be read: .*>f8/],
  ['NaN', npyBytes(Float64Array.of(1, 1, Number.NaN, 1), [4]), /finite numbers; entry 2 of 4 is NaN/],
];

for (const [title, bytes, message] of bad) {
  test(`refuses a file of ${title}`, async () => {
    const error = await refusalOf(reading(bytes));
    assert.equal(
      error.issues.map(({ path }) => path),
      ['initial.file'],
    );
    assert.match(error.issues[0].message, message);
  });
}

test.run();
