/** Files that are either whole or absent under their final name. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { BadInput, systemReason } from './status.ts';

/** Writes `data` beside `path` under a temporary name, then renames: a reader never sees half a file. */
export async function writeAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, data, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new BadInput(`cannot write ${path}: ${systemReason(error)}`);
  }
}

/** Makes `directory` and proves that a file can be written there, before any work is done for it. */
export async function openDirectory(directory: string): Promise<void> {
  const probe = `${directory}/.${process.pid}.tmp`;
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new BadInput(`--out ${directory}: cannot write there: ${systemReason(error)}`);
  }
}
