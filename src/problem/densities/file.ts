import { refuse } from '../error.ts';
import { field, object } from '../fields.ts';
import { sizeOf } from '../grid.ts';
import { type NpyArray, readNpy } from '../npy.ts';
import type { DensityKind } from './kind.ts';
import { bytesOf } from './read.ts';

/** `{ "file": "mu0.npy" }`: a NumPy file of float64 or float32 samples, of the grid's shape. */
export const file: DensityKind<{ file: string }> = {
  schema: object({
    file: field<string>('the name of a .npy file', (x) => typeof x === 'string' && x !== ''),
  }),
  async sample({ file: name }, site) {
    const { grid } = site;
    const bytes = await bytesOf('file', name, site.readFile);
    const { data, shape } = parse(bytes, name);
    if (String(shape) !== String([...grid])) {
      refuse('file', name, `has shape [${shape}]; the grid is [${grid}]`);
    }
    const bad = data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      refuse('file', name, `must hold finite numbers; entry ${bad} of ${sizeOf(grid)} is ${data[bad]}`);
    // Samples are scaled where they stand, and these may be the bytes that were read.
    return data.slice();
  },
  regularity: () => null,
};

function parse(bytes: Uint8Array, name: string): NpyArray {
  try {
    return readNpy(bytes);
  } catch (error) {
    return refuse('file', name, (error as Error).message);
  }
}
