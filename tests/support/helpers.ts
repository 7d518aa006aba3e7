// Helpers in Node threads, from the worker that the package carries or from a script of a test's own.
import source from 'virtual:worker-source';
import type { HelpMessage } from '../../src/engine/threads/help.ts';
import { Helpers } from '../../src/engine/threads/team.ts';
import { startThread, type Thread } from '../../src/worker/thread.ts';

const running: Thread[] = [];

/** Starts a thread from `text`; `endHelpers` ends it. */
export function startHelper(text = source): (message: HelpMessage) => void {
  const thread = startThread(`data:text/javascript,${encodeURIComponent(text)}`);
  thread.hold(false);
  thread.onFailure(() => {});
  running.push(thread);
  return (message) => thread.endpoint.postMessage(message);
}

export const helpersFrom = (module: WebAssembly.Module, text?: string): Helpers =>
  new Helpers(module, () => startHelper(text));

export function endHelpers(): void {
  for (const thread of running.splice(0)) thread.terminate();
}

/** What a script of a test's own begins with: `exports` of an instance on the leader's memory, once it is called. */
export const calledWith = (action: string): string => `
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  parentPort.on('message', ({ module, memory, thread }) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    ${action}
  });`;
