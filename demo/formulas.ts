import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { fontFile, styleOf, withFormulas, written } from '../scripts/formulas.mjs';

/**
 * Sets the formulas of the page and of its texts, `$…$`, while it is built. Scripts get the texts as
 * `import { html } from 'virtual:formulas'`, and what formulas need to be seen as `import 'virtual:formulas.css'`.
 */
export function formulas(page: URL, texts: string[]): Plugin {
  const html = Object.fromEntries(texts.filter((text) => text.includes('$')).map((t) => [t, written(t)]));
  const modules: Record<string, () => string> = {
    'virtual:formulas': () => `export const html = ${JSON.stringify(html)};`,
    'virtual:formulas.css': () =>
      styleOf(withFormulas(readFileSync(page, 'utf8')) + Object.values(html).join(''), (name) =>
        // The way that Vite takes files of packages by.
        fontFile(name).replace(/^.*node_modules\//, ''),
      ),
  };
  return {
    name: 'formulas',
    resolveId: (id) => (id in modules ? `\0${id}` : undefined),
    load: (id) => modules[id.slice(1)]?.(),
    transformIndexHtml: { order: 'pre', handler: withFormulas },
  };
}
