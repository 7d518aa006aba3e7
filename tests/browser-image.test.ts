// An image as density in a page: the browser decodes what the decoders of Node decode, to the same density.
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discretize } from '../src/problem/index.ts';
import { chromiumPath, launch } from './browser/chromium.ts';
import { type Site, serve } from './browser/server.ts';
import { allClose } from './oracle/compare.ts';
import { requireBuilt } from './support/package.ts';

const images = suite('images in Chromium');
const test = chromiumPath ? images : images.skip;

let site: Site;
let browser: Browser;

if (chromiumPath) {
  images.before(async () => {
    requireBuilt();
    [site, browser] = await Promise.all([serve('dist'), launch()]);
    site.pages.set('/', { body: '<!doctype html><title>images</title>' });
  });
  images.after(async () => {
    await Promise.all([site.close(), browser.close()]);
  });
}

const [width, height] = [24, 16];
const data = Uint8Array.from({ length: 4 * width * height }, (_, i) => {
  const [row, column] = [Math.floor(i / 4 / width), Math.floor(i / 4) % width];
  const colours = [8 * row + 40, 9 * column, 255 - 10 * row, 255];
  return colours[i % 4];
});
// Opacity is not among them: a canvas multiplies colours by it, in eight bits.
const files: [string, Uint8Array, tolerance: number][] = [
  ['image/png', encodePng({ width, height, data, channels: 4 }), 1e-14],
  // Inverse transforms and chroma upsampling are for a decoder to choose, within a few of 255 steps.
  ['image/jpeg', jpeg.encode({ width, height, data: Buffer.from(data) }, 95).data, 0.1],
];

for (const [type, bytes, tolerance] of files) {
  test(`${type}: the density of a page is that of Node`, async () => {
    const problem = { grid: [16, 20], s: 1, end: 1 };
    const expected = await discretize(
      { ...problem, initial: { image: 'picture', floor: 0.2 } },
      { readFile: async () => bytes },
    );
    const page = await browser.newPage();
    await page.goto(site.origin);
    const address = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
    const initial = { image: address, floor: 0.2 };
    const density = await page.evaluate(
      `import('/browser.js').then(async ({ open }) => {
        const flow = await open(${JSON.stringify({ ...problem, initial })}, { inline: true });
        return Array.from(flow.initial);
      })`,
    );
    await page.close();
    allClose(density as number[], expected.initial, Math.max(tolerance, 1e-12), type);
    assert.ok(Math.max(...expected.initial) > 1.2, 'there is something to see');
  });
}

images.run();
