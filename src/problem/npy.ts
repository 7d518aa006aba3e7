import { parse } from 'npyjs';
import { multiIndex, sizeOf } from './grid.ts';

/** An array as it stands in a NumPy file, row-major. */
export interface NpyArray {
  data: Float64Array;
  shape: number[];
}

/**
 * Reads a .npy file of float64 or float32, in C or Fortran order.
 * @throws {Error} whose message is a clause on the file: `is no .npy file`.
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const { data, shape, dtype, fortranOrder } = parsed(bytes);
  if (dtype !== 'f8' && dtype !== 'f4') throw new Error(`must hold float64 or float32, not ${dtype}`);
  const values = Float64Array.from(data as Float64Array | Float32Array);
  if (values.length !== sizeOf(shape)) {
    throw new Error(`is damaged: its header tells of ${sizeOf(shape)} numbers, ${values.length} follow`);
  }
  return { data: fortranOrder ? rowMajor(values, shape) : values, shape };
}

function parsed(bytes: Uint8Array) {
  try {
    // A copy, aligned and alone in its buffer; `slice` would not do, as Node's Buffer shares its memory there.
    return parse(new Uint8Array(bytes).buffer);
  } catch (error) {
    throw new Error(`is no .npy file that can be read: ${(error as Error).message}`);
  }
}

/** From column-major order, first axis fastest, to row-major. */
function rowMajor(values: Float64Array, shape: readonly number[]): Float64Array {
  return values.map((_, flat) => {
    const index = multiIndex(flat, shape);
    return values[index.reduceRight((at, j, axis) => at * shape[axis] + j, 0)];
  });
}

/**
 * A .npy file, format 1.0: little-endian float64, row-major; the data start at a multiple of 64 bytes.
 * See numpy.lib.format. Every machine that runs this stores numbers little-endian.
 */
export function npyBytes(data: Float64Array, shape: readonly number[]): Uint8Array {
  if (data.length !== sizeOf(shape))
    throw new RangeError(`${data.length} numbers have not the shape [${shape}]`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Magic string and version take 8 bytes, the header's length 2, its closing newline 1.
  const offset = Math.ceil((dictionary.length + 11) / 64) * 64;
  const bytes = new Uint8Array(offset + data.byteLength);
  const header = `\x93NUMPY\x01\x00..${dictionary.padEnd(offset - 11)}\n`;
  for (let i = 0; i < offset; i++) bytes[i] = header.charCodeAt(i);
  new DataView(bytes.buffer).setUint16(8, offset - 10, true);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
  return bytes;
}
