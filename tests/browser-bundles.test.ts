// The installed package, bundled as users bundle it, in a browser.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, launch } from './browser/chromium.ts';
import { type Site, serve } from './browser/server.ts';
import { bundlers, type Installed, installPackage, program, right } from './support/package.ts';

const bundles = suite('bundles in Chromium');
const test = chromiumPath ? bundles : bundles.skip;

let installed: Installed;
let site: Site;
let browser: Browser;

if (chromiumPath) {
  bundles.before(async () => {
    installed = await installPackage();
    [site, browser] = await Promise.all([serve(installed.folder), launch()]);
    await writeFile(join(installed.folder, 'program.js'), program);
    site.pages.set('/', { body: '<!doctype html><title>bundles</title>' });
  });
  bundles.after(async () => {
    await Promise.all([site.close(), browser.close(), installed.remove()]);
  });
}

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`the one that ${name} makes runs`, async () => {
    await bundle(join(installed.folder, 'program.js'), join(installed.folder, 'bundled', `${name}.mjs`));
    const page = await browser.newPage();
    await page.goto(site.origin);
    const answer = await page.evaluate(`import('/bundled/${name}.mjs').then(({ main }) => main({}))`);
    await page.close();
    assert.is(answer, right);
  });
}

bundles.run();
