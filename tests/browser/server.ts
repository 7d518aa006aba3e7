// Serves pages and files to the browser tests.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface Page {
  body: string;
  type?: string;
  headers?: Record<string, string>;
}

export interface Site {
  origin: string;
  /** Pages and scripts by path; they come before files. */
  pages: Map<string, Page>;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves `folder` on a port of the machine's choice; a path it lacks is a 404. */
export async function serve(folder: string): Promise<Site> {
  const pages = new Map<string, Page>();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = pages.get(path);
    const body = page?.body ?? (await readFile(join(folder, path)).catch(() => undefined));
    const type = page?.type ?? types[extname(path)] ?? 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, ...page?.headers });
    response.end(body ?? 'not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
