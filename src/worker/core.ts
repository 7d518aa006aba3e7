import { compileCore } from '../engine/create.ts';
import { WorkerError } from './errors.ts';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The compiled solver: the one this package carries, or the one served at `wasmUrl`. Compiled once for each
 * address; a failure is not remembered.
 *
 * @throws WorkerError ERR_CORE_LOAD
 */
export function loadCore(wasmUrl?: string | URL): Promise<WebAssembly.Module> {
  const key = String(wasmUrl ?? '');
  let core = compiled.get(key);
  if (!core) {
    core = (wasmUrl === undefined ? compileCore() : compileFrom(wasmUrl)).catch((cause) => {
      compiled.delete(key);
      const from = wasmUrl === undefined ? '' : ` from ${wasmUrl}`;
      throw new WorkerError('ERR_CORE_LOAD', `the solver could not be loaded${from}: ${cause.message}`, {
        cause,
      });
    });
    compiled.set(key, core);
  }
  return core;
}

async function compileFrom(wasmUrl: string | URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await bytesAt(wasmUrl));
}

/** Node's fetch does not read files. */
async function bytesAt(wasmUrl: string | URL): Promise<BufferSource> {
  if (String(wasmUrl).startsWith('file:')) {
    const { readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
    return new Uint8Array(await readFile(new URL(wasmUrl)));
  }
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim());
  return response.arrayBuffer();
}
