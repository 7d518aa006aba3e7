import source from 'virtual:worker-source';
import { startThread, type Thread } from './thread.ts';

/** One way to start a worker. */
export type Start = () => Thread;

/** The ways to start a worker, best first: the given script, or else the one that this package carries. */
export function waysToStart(workerUrl?: string | URL): Start[] {
  const urls = workerUrl !== undefined ? [() => workerUrl] : inBrowser() ? [blobUrl, dataUrl] : [dataUrl];
  return urls.map((url) => () => startThread(url()));
}

const inBrowser = () => typeof globalThis.Worker === 'function';

const dataUrl = () => `data:text/javascript,${encodeURIComponent(source)}`;

let blob: string | undefined;

/** One address for as long as the page lives: workers start helpers from it whenever they need them. */
function blobUrl(): string {
  blob ??= URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return blob;
}
