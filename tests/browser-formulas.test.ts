// Formulas are set when pages are built; of KaTeX's style sheet and fonts a page has what it uses, and misses nothing.
import { readFile } from 'node:fs/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { presets } from '../demo/presets.ts';
import { formula, styleOf, withFormulas, written } from '../scripts/formulas.mjs';
import { chromiumPath } from './browser/chromium.ts';
import { Pages } from './browser/pages.ts';

const formulas = suite('formulas');
const test = chromiumPath ? formulas : formulas.skip;

formulas('are HTML for the eye and MathML for readers', () => {
  const html = withFormulas('the rate $s &lt; 2$, and no more');
  assert.match(html, /^the rate <span class="joined"><span class="katex"><span class="katex-mathml"><math /);
  assert.match(html, /<mi>s<\/mi><mo>&lt;<\/mo><mn>2<\/mn>/);
  assert.match(html, /aria-hidden="true"/);
  assert.match(html, /<\/span>,<\/span> and no more$/);
  assert.match(written('a < b, $c$'), /^a &lt; b, <span/);
});

formulas('with a mistake are an error that shows them', () => {
  assert.throws(() => formula('\\fraq{1}{2}'), /formula \\fraq\{1\}\{2\}: .*Undefined control sequence/);
  assert.throws(() => formula('t^{-3'), /formula t\^\{-3: .*Expected '\}'/);
  // What KaTeX would let pass with a warning.
  assert.throws(() => formula('\\text{µ}ж'), /unknownSymbol|unicodeTextInMathMode/);
});

formulas('bring the fonts that they use, and no other', () => {
  const fonts: string[] = [];
  styleOf(formula('\\sum_k x'), (name) => {
    fonts.push(name);
    return name;
  });
  assert.equal(fonts.sort(), [
    'KaTeX_Main-Regular.woff2',
    'KaTeX_Math-Italic.woff2',
    'KaTeX_Size1-Regular.woff2',
  ]);
});

/** Where every part of every formula stands, and the fonts that are asked for and not there. */
const look = `(async () => {
  document.body.offsetWidth;
  await document.fonts.ready;
  const parts = [...document.querySelectorAll('.katex-html, .katex-html *')];
  const there = [...document.fonts];
  const asked = new Set(parts.map((part) => {
    const { fontFamily, fontWeight, fontStyle } = getComputedStyle(part);
    return [fontFamily.split(',')[0].replaceAll('"', ''), fontWeight, fontStyle].join(' ');
  }));
  return {
    places: parts.map((part) => { const { x, y, width, height } = part.getBoundingClientRect(); return [x, y, width, height].join(); }),
    missing: [...asked].filter((font) => !there.some(({ family, weight, style }) =>
      [family.replaceAll('"', ''), weight.replace('normal', '400').replace('bold', '700'), style].join(' ') === font)),
    failed: there.filter(({ status }) => status === 'error').map(({ family }) => family),
  };
})()`;

test('stand on the page as with all of KaTeX’s style sheet and fonts', async () => {
  const body =
    withFormulas(await readFile('demo/index.html', 'utf8')).replace(
      /^.*<body>|<\/body>.*$|<torus-flow[^>]*>/gs,
      '',
    ) +
    Object.values(presets)
      .map(({ see }) => `<p>${written(see)}</p>`)
      .join('') +
    formula('\\left(\\sum_{k\\ne0} \\int_0^1 \\frac{\\hat f_k}{\\sqrt 2}\\right)', true);
  const pages = await Pages.open('node_modules/katex/dist');
  const own = styleOf(body, (name) => `fonts/${name}`);
  const all = await readFile('node_modules/katex/dist/katex.css', 'utf8');
  const page = (style: string) =>
    `<!doctype html><html lang="en"><link rel="icon" href="data:,"><style>${style}</style><body>${body}</body></html>`;
  pages.site.pages.set('/own.html', { body: page(own) });
  pages.site.pages.set('/all.html', { body: page(all) });
  try {
    type Look = { places: string[]; missing: string[]; failed: string[] };
    const looks: Look[] = [];
    for (const address of ['/own.html', '/all.html']) {
      await pages.visit(address, async (page) => void looks.push(await page.evaluate<Look>(look)));
    }
    assert.ok(looks[0].places.length > 500);
    assert.equal(looks[0].missing, []);
    assert.equal(looks[0].failed, []);
    const moved = looks[0].places.filter((place, i) => place !== looks[1].places[i]);
    assert.equal(moved.length, 0, `${moved.length} of ${looks[0].places.length} parts stand elsewhere`);
  } finally {
    await pages.close();
  }
});

formulas.run();
