import { type Build, carries, compileCore } from '../engine/create.ts';
import { WorkerError } from './errors.ts';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The compiled solver: the one this package carries, or the one served at `url`. Compiled once for each address; a
 * failure is not remembered.
 *
 * @throws WorkerError ERR_CORE_LOAD
 */
export function loadCore(url?: string | URL, build: Build = 'single'): Promise<WebAssembly.Module> {
  const key = `${build} ${url ?? ''}`;
  let core = compiled.get(key);
  if (!core) {
    core = (url === undefined ? compileCore(build) : compileFrom(url)).catch((cause) => {
      compiled.delete(key);
      const from = url === undefined ? '' : ` from ${url}`;
      const message = `the solver could not be loaded${from}: ${cause.message}${policyAdvice(cause)}`;
      throw new WorkerError('ERR_CORE_LOAD', message, { cause });
    });
    compiled.set(key, core);
  }
  return core;
}

/** Whether there is a build for several threads: an address of one, or one in this bundle. */
export const hasThreads = (url?: string | URL): boolean => url !== undefined || carries('threads');

const policyAdvice = ({ message }: Error) =>
  /content security policy/i.test(message) ? ". Allow 'wasm-unsafe-eval' in its script-src." : '';

async function compileFrom(url: string | URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await bytesAt(url));
}

/** Node's fetch does not read files. */
async function bytesAt(url: string | URL): Promise<BufferSource> {
  if (String(url).startsWith('file:')) {
    const { readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
    return new Uint8Array(await readFile(new URL(url)));
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim());
  return response.arrayBuffer();
}
