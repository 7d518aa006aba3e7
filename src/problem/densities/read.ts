import { refuse } from '../error.ts';

/** Reads the files that densities name. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** The bytes of a file that the key `key` of a density names. */
export async function bytesOf(key: string, name: string, readFile: ReadFile): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (error) {
    return refuse(key, name, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
