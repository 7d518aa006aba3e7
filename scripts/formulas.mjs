// Formulas are set when things are built, by KaTeX, as HTML for the eye and MathML for screen readers: no page loads its
// script. Of its style sheet only the rules, and of its fonts only those, that the formulas of a page use are taken.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import katex from 'katex';

const { resolve } = createRequire(import.meta.url);

/** A formula as HTML. What KaTeX does not understand, or warns of, is an error. */
export function formula(tex, display = false) {
  try {
    return katex.renderToString(tex, {
      displayMode: display,
      output: 'htmlAndMathml',
      strict: 'error',
    });
  } catch (error) {
    throw new Error(`formula ${tex}: ${error.message}`);
  }
}

const plain = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** HTML with `$…$` replaced by formulas; a stop after one is held to it (class `joined`), or it might begin a line. */
export const withFormulas = (html) =>
  html.replace(/\$([^$]+)\$([.,;:)]?)/g, (_, tex, stop) => {
    const set = formula(tex.replace(/&(lt|gt|amp);/g, (name) => plain[name]));
    return stop ? `<span class="joined">${set}${stop}</span>` : set;
  });

/** Text with `$…$`, as HTML. */
export const written = (text) =>
  withFormulas(text.replace(/[<>&]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[c]));

const css = readFileSync(resolve('katex/dist/katex.min.css'), 'utf8');
const [faces, rules] = [[], []];
for (const [, selectors, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
  if (selectors === '@font-face') faces.push(body);
  else rules.push({ selectors: selectors.split(','), body });
}
const family = (body) => body.match(/KaTeX_\w+/)?.[0];
const weight = (body) => (/font-weight:(bold|[67]00)/.test(body) ? 'bold' : 'normal');
const slant = (body) => (/font-style:italic/.test(body) ? 'italic' : 'normal');
const font = (body) => family(body) && `${family(body)} ${weight(body)} ${slant(body)}`;

/**
 * KaTeX's style sheet without what these pages do not use. `address(name)` is where a font will be, by the name of its
 * file (`KaTeX_Main-Regular.woff2`), and is asked for each font that is used.
 */
export function styleOf(html, address) {
  const elements = [...new Set([...html.matchAll(/class="([^"]*)"/g)].map(([, names]) => names))].map(
    (names) => names.split(' '),
  );
  const isUsed = (selector) =>
    [...selector.replace(/:not\([^)]*\)/g, '').matchAll(/(\.[\w-]+)+/g)].every(([names]) =>
      elements.some((classes) =>
        names
          .slice(1)
          .split('.')
          .every((name) => classes.includes(name)),
      ),
    );
  const kept = rules
    .map(({ selectors, body }) => ({ selectors: selectors.filter(isUsed), body }))
    .filter(({ selectors }) => selectors.length > 0);
  const fonts = new Set(kept.map(({ body }) => font(body)));
  return [
    ...faces
      .filter((face) => fonts.has(font(face)))
      .map(
        (face) =>
          `@font-face{${face.replace(
            /src:[^;]*url\(fonts\/([^)]+woff2)\)[^;]*/,
            (_, name) => `src:url(${address(name)}) format("woff2")`,
          )}}`,
      ),
    ...kept.map(({ selectors, body }) => `${selectors}{${body}}`),
  ].join('\n');
}

/** The file of a font. */
export const fontFile = (name) => resolve(`katex/dist/fonts/${name}`);
