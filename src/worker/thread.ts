import type { Endpoint } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { WorkerError } from './errors.ts';

/** A worker of either kind, behind one interface. */
export interface Thread {
  endpoint: Endpoint;
  /** Calls `listener` with every message. */
  onMessage(listener: (data: unknown) => void): void;
  /** Calls `listener` when the worker throws outside of a call, cannot be understood, or ends. */
  onFailure(listener: (reason: unknown) => void): void;
  /** Whether the worker keeps Node alive (a browser's worker has no say in that). */
  hold(alive: boolean): void;
  terminate(): void;
}

/** Starts a worker from the script at `url`. */
export function startThread(url: string | URL): Thread {
  return typeof globalThis.Worker === 'function' ? webThread(url) : nodeThread(url);
}

function webThread(url: string | URL): Thread {
  const worker = new Worker(url, { type: 'module', name: 'torusflow' });
  return {
    endpoint: worker,
    onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    onFailure(listener) {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        listener(event.message || 'the script could not be loaded');
      });
      worker.addEventListener('messageerror', () => listener('a message could not be read'));
    },
    hold() {},
    terminate: () => worker.terminate(),
  };
}

function nodeThread(url: string | URL): Thread {
  const threads = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  if (!threads)
    throw new WorkerError('ERR_WORKER_BLOCKED', 'this environment has no workers; use inline: true');
  // The flags of the host (loaders, --eval) are not for this script.
  const worker = new threads.Worker(new URL(url), { execArgv: [], name: 'torusflow' });
  return {
    endpoint: nodeEndpoint(worker),
    onMessage: (listener) => worker.on('message', listener),
    onFailure(listener) {
      worker.on('error', listener);
      worker.on('messageerror', listener);
      worker.on('exit', (code) => listener(`it exited with code ${code}`));
    },
    hold: (alive) => (alive ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}
