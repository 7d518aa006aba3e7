// The README's page is executed, with the package where an install would have put it.
import { readFile } from 'node:fs/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, launch } from './browser/chromium.ts';
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

docs.run();
