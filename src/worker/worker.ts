// The script of a worker: exposes the service to whoever started it, in a browser or in Node.
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { carryErrors } from './carry.ts';
import { errorClasses } from './crossing.ts';
import { Service } from './service.ts';

const port = globalThis.process?.getBuiltinModule?.('node:worker_threads')?.parentPort;
const scope = port ?? (globalThis as unknown as { postMessage(message: unknown): void });

carryErrors(errorClasses);
expose(new Service((message) => scope.postMessage(message)), port ? nodeEndpoint(port) : undefined);
