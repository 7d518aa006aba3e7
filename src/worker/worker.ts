// The script of a worker, in a browser or in Node: exposes the service to whoever started it, and helps the worker
// that started it instead when that worker leads a team of threads.
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { type HelpMessage, help } from '../engine/threads/help.ts';
import { carryErrors } from './carry.ts';
import { errorClasses } from './crossing.ts';
import { Service } from './service.ts';
import { startThread } from './thread.ts';

const port = globalThis.process?.getBuiltinModule?.('node:worker_threads')?.parentPort;
const scope = port ?? (globalThis as unknown as { postMessage(message: unknown): void });

/** A thread from this very script, which neither keeps this one alive nor outlives it. */
function startHelper(): (message: HelpMessage) => void {
  const thread = startThread(globalThis.location?.href ?? import.meta.url);
  thread.hold(false);
  // A helper that is missing is missed by nobody: others take its chunks.
  thread.onFailure(() => {});
  return (message) => thread.endpoint.postMessage(message);
}

carryErrors(errorClasses);
expose(
  new Service((message) => scope.postMessage(message), startHelper),
  port ? nodeEndpoint(port) : undefined,
);
if (port) port.on('message', help);
else globalThis.addEventListener('message', ({ data }) => help(data));
