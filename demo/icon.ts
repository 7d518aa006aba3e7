import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Puts an icon into the page's head, in text: it is there in the one file too. */
export function icon(file: URL): Plugin {
  const href = `data:image/svg+xml,${encodeURIComponent(readFileSync(file, 'utf8').trim())}`;
  return {
    name: 'icon',
    transformIndexHtml: () => [{ tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href } }],
  };
}
