// The page as it is built, in a headless Chromium.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { presets } from '../demo/presets.ts';
import { chromiumPath } from './browser/chromium.ts';
import { Pages, read, textOf, until, type Visit } from './browser/pages.ts';

const demo = suite('page in Chromium');
const test = chromiumPath ? demo : demo.skip;
let pages: Pages;

if (chromiumPath) {
  demo.before(async () => {
    if (!existsSync('dist/element.js')) throw new Error('dist/ is missing: npm run build');
    const outDir = resolve('build/demo');
    const { build } = await import('vite');
    await build({ root: 'demo', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
    pages = await Pages.open(outDir);
  });
  demo.after(() => pages.close());
}

const onPage = (work: (page: Page) => Promise<void>, visit?: Visit) =>
  pages.visit('/index.html', work, visit);

const timeOf = (page: Page) => page.evaluate<number>(`document.querySelector('torus-flow').time`);

test('plays at once, pauses, steps, plays on and goes back to the start', async () => {
  await onPage(async (page) => {
    await until(page, '(e) => e.time > 0.1');
    await page.click('text=Pause');
    // The frame under way may still come.
    await page.waitForTimeout(300);
    const paused = await timeOf(page);
    await page.waitForTimeout(400);
    assert.is(await timeOf(page), paused);
    await page.click('[part=step]');
    await until(page, `(e) => e.time > ${paused}`);
    const stepped = await timeOf(page);
    assert.ok(stepped < paused + 0.1, `${paused} → ${stepped}`);
    await page.click('[part=play]');
    await until(page, `(e) => e.time > ${stepped} + 0.1`);
    await page.click('[part=reset]');
    await until(page, '(e) => e.time === 0');
    assert.is(await textOf(page, 'play'), 'Play');
    assert.is(await textOf(page, 'time'), '0');
  });
});

test('starts anew with the s of the slider', async () => {
  await onPage(async (page) => {
    await until(page, '(e) => e.time > 0.5');
    await page.locator('#s').fill('2');
    await until(
      page,
      `(e) => e.shadowRoot.querySelector('[part=predicted]').textContent === 'no power of t'`,
    );
    assert.is(await page.inputValue('[part=axes]'), 'log-log');
    assert.is(await page.inputValue('#preset'), 'own');
    await until(page, '(e) => e.time > 5');
  });
});

test('says what is wrong with a formula beside it', async () => {
  await onPage(async (page) => {
    await page.selectOption('#initial', 'formula');
    await page.fill('#initial-formula', '1 + cos(2*pi*y)');
    await page.press('#initial-formula', 'Enter');
    await page.waitForSelector('#initial-error:visible');
    assert.match((await page.textContent('#initial-error')) ?? '', /^initial .*y/);
    assert.is(await page.getAttribute('#initial-formula', 'aria-invalid'), 'true');
    await page.fill('#initial-formula', '1 + 0.3*cos(2*pi*x)');
    await page.press('#initial-formula', 'Enter');
    await page.waitForSelector('#initial-error', { state: 'hidden' });
    await until(page, '(e) => e.time > 0.1');
  });
});

test('says when no worker can start', async () => {
  await onPage(
    async (page) => {
      await page.waitForSelector('[part=error]:visible');
      assert.match(await textOf(page, 'error'), 'worker could not start (none today)');
    },
    { prepare: 'window.Worker = class { constructor() { throw new Error("none today"); } };' },
  );
});

test('has at least twelve presets, each of which tells something and runs', async () => {
  assert.ok(Object.keys(presets).length >= 12);
  await onPage(
    async (page) => {
      for (const [key, { see }] of Object.entries(presets)) {
        assert.ok(see.split(/[.:] /).length >= 2, key);
        await page.selectOption('#preset', key);
        await until(page, `(e) => e.state === 'paused' && e.time === 0`);
        await page.click('[part=step]');
        await until(page, '(e) => e.time > 0');
        assert.is(await page.isVisible('[part=error]'), false, key);
      }
    },
    // So that a preset waits at time 0.
    { reducedMotion: 'reduce' },
  );
});

test('each preset with a rate shows it, fitted and predicted', async () => {
  await onPage(
    async (page) => {
      for (const [key, { rate }] of Object.entries(presets)) {
        if (rate === undefined || [presets[key].problem.grid].flat().length > 1) continue;
        await page.selectOption('#preset', key);
        await until(page, `(e) => e.state === 'paused' && e.time === 0`);
        await page.evaluate(
          `(async (e) => { await e.seek(e.problem.end); })(document.querySelector('torus-flow'))`,
        );
        const predicted = read((await textOf(page, 'predicted')).split(' ±')[0]);
        const fitted = read(await textOf(page, 'fitted'));
        assert.ok(Math.abs(predicted / rate - 1) < 1e-3, `${key}: predicted ${predicted}`);
        // What a finite window shows of a limit.
        assert.ok(Math.abs(fitted / rate - 1) < 0.03, `${key}: fitted ${fitted}, not ${rate}`);
      }
    },
    { reducedMotion: 'reduce' },
  );
});

test('fits a width of 360 pixels, and plays by the keyboard', async () => {
  await onPage(
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      assert.is(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      await page.focus('[part=play]');
      await page.keyboard.press('Space');
      await until(page, '(e) => e.time > 0');
    },
    { reducedMotion: 'reduce', viewport: { width: 360, height: 740 } },
  );
});

demo.run();
