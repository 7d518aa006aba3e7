import { refuse } from '../error.ts';
import { decodeImage } from '../image/decode.ts';
import type { Pixels } from '../types.ts';
import { bytesOf, type ReadFile } from './read.ts';

/** The pixels of a file that the key `image` of a density names. */
export async function readImage(name: string, readFile: ReadFile): Promise<Pixels> {
  const bytes = await bytesOf('image', name, readFile);
  try {
    return await decodeImage(bytes);
  } catch (error) {
    return refuse('image', name, `is no PNG or JPEG that can be read: ${(error as Error).message}`);
  }
}
