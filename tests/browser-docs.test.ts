// The README's page is executed, with the package where an install would have put it.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, launch } from './browser/chromium.ts';
import { Pages } from './browser/pages.ts';
import { serve } from './browser/server.ts';

const readme = await readFile('README.md', 'utf8');
const pages = [...readme.matchAll(/^```html\n([\s\S]*?)^```/gm)].map((match) => match[1]);

const docs = suite('documentation in Chromium');
const test = chromiumPath ? docs : docs.skip;

docs('the README has a page to run', () => {
  assert.is(pages.length, 1);
});

test('the README page runs, and shows an energy that fell as e^(−2t)', async () => {
  const [site, browser] = await Promise.all([serve('dist'), launch()]);
  try {
    const source = pages[0].replace('./node_modules/torusflow/dist/', './');
    site.pages.set('/readme.html', { body: `<!doctype html><body></body>${source}` });
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${site.origin}/readme.html`);
    await page.waitForFunction("document.body.textContent.includes('t = 5.0')", null, { timeout: 30_000 });
    const shown = (await page.textContent('body')) ?? '';
    // E(0) of 1 + ½ cos 2πx is ¼·¼·(2π)^{−2}; four digits are shown.
    const exact = (1 / 16 / (2 * Math.PI) ** 2) * Math.exp(-10);
    assert.ok(Math.abs(Number(shown.split('E = ')[1]) / exact - 1) < 1e-3, shown);
    assert.equal(errors, []);
  } finally {
    await Promise.all([site.close(), browser.close()]);
  }
});

const guides = ['docs/element.md', 'docs/tutorial.md', 'docs/howto/page.md', 'docs/howto/slides.md'];
const text = (await Promise.all(guides.map((guide) => readFile(guide, 'utf8')))).join('\n');
/** Pages that are shown as code, and elements that stand in the guides and play where these are read as a site. */
const examples = [
  ...[...text.matchAll(/^```html\n([\s\S]*?)^```/gm)].map((match) => match[1]),
  ...[...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^<torus-flow.*/gm)].map(([element]) =>
    element.replace('<torus-flow', '<torus-flow autoplay'),
  ),
];

docs('the guides have pages to run', () => {
  assert.ok(examples.length >= 10);
});

test('every page of the guides plays a flow, or has the element to play', async () => {
  const { build } = await import('vite');
  await build({
    root: 'demo',
    logLevel: 'warn',
    build: { outDir: resolve('build/docs-page'), emptyOutDir: true },
  });
  const pages = await Pages.open('.');
  // What reveal.js would do with its first slide.
  const reveal =
    '<script>window.Reveal = { on(_, show) { show({ currentSlide: document.querySelector("section") }); } };</script>';
  try {
    for (const [i, example] of examples.entries()) {
      const source = example
        .replaceAll('./node_modules/torusflow/dist/', '/dist/')
        .replaceAll('./build/page/', '/build/docs-page/');
      const own = /torus-flow|iframe/.test(source) ? '' : '<torus-flow autoplay></torus-flow>';
      const script = source.includes('element.js')
        ? ''
        : '<script type="module" src="/dist/element.js"></script>';
      pages.site.pages.set(`/guide-${i}.html`, {
        body: `<!doctype html><html lang="en"><title>guide</title><link rel="icon" href="data:,"><body>${reveal}${source}${own}${script}</body></html>`,
      });
      await pages.visit(`/guide-${i}.html`, async (page) => {
        if (/<style>/.test(source))
          await page.evaluate(`document.body.append(document.createElement('torus-flow'))`);
        const inside = /<iframe/.test(source) ? page.frames()[1] : page;
        await inside.waitForFunction(`document.querySelector('torus-flow')?.flow`);
        if (/autoplay|minimal|'play'/.test(source)) {
          await inside.waitForFunction(`document.querySelector('torus-flow').time > 0`);
        }
        if (source.includes('<canvas')) {
          // At the left, 140 from above, there is nothing at first; the density comes up to it as it spreads.
          await page.waitForFunction(`(() => {
            const pen = new OffscreenCanvas(512, 160).getContext('2d', { willReadFrequently: true });
            pen.drawImage(document.querySelector('canvas'), 0, 0);
            return pen.getImageData(5, 140, 1, 1).data[3] > 0;
          })()`);
        }
        if (source.includes('flow.svg')) await page.waitForSelector('a[href^="blob:"][download="flow.svg"]');
        if (source.includes('>Start<')) {
          await page.click('text=Start');
          await page.waitForFunction(
            `[...document.querySelectorAll('torus-flow')].every((flow) => flow.time > 0)`,
          );
        }
        if (source.includes('id="energy"')) {
          await page.waitForFunction(`/E = \\d/.test(document.getElementById('energy').textContent)`);
        }
      });
    }
  } finally {
    await pages.close();
  }
});

docs.run();
