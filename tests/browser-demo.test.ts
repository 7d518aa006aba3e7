// The demo page as it is built, in a headless Chromium.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, launch } from './browser/chromium.ts';
import { type Site, serve } from './browser/server.ts';

const demo = suite('demo page in Chromium');
const test = chromiumPath ? demo : demo.skip;

let site: Site;
let browser: Browser;

if (chromiumPath) {
  demo.before(async () => {
    if (!existsSync('dist/index.js')) throw new Error('dist/ is missing: npm run build');
    const outDir = resolve('build/demo');
    const { build } = await import('vite');
    await build({ root: 'demo', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
    [site, browser] = await Promise.all([serve(outDir), launch()]);
    for (const name of (await readdir(`${outDir}/assets`)).filter((file) => file.endsWith('.css'))) {
      site.pages.set(`/assets/${name}`, {
        body: await readFile(`${outDir}/assets/${name}`, 'utf8'),
        type: 'text/css',
      });
    }
  });
  demo.after(() => Promise.all([site.close(), browser.close()]).then(() => {}));
}

/** Runs `work` on a fresh page and holds the page to a clean console. */
async function onPage(
  work: (page: Page) => Promise<void>,
  { prepare = '', ...context }: BrowserContextOptions & { prepare?: string } = {},
): Promise<void> {
  const page = await browser.newPage(context);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.setDefaultTimeout(20_000);
  await page.addInitScript(prepare);
  try {
    await page.goto(`${site.origin}/index.html`);
    await work(page);
    assert.equal(complaints, []);
  } finally {
    await page.close();
  }
}

/** A number as the page writes it: −1.5·10⁻³. */
function read(text: string): number {
  const power = [...(text.split('·10')[1] ?? '0')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)));
  const exponent = text.includes('·10') ? Number(power.join('')) : 0;
  return Number(text.split('·')[0].replace('−', '-')) * 10 ** exponent;
}

const textIn = async (page: Page, id: string) => (await page.textContent(`#${id}`)) ?? '';
const numberIn = async (page: Page, id: string) => read(await textIn(page, id));
const timePasses = async (page: Page, beyond: number) => {
  while ((await numberIn(page, 'time')) <= beyond) await page.waitForTimeout(50);
};

/** Counts the frames that the page has asked its workers for and not received, and notes long tasks. */
const watch = `
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)))
    .observe({ type: 'longtask' });
  window.frames = { asked: new Set(), most: 0, total: 0 };
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      // Before any listener of the library, which may ask for the next frame at once.
      this.addEventListener('message', ({ data }) => frames.asked.delete(data?.id));
    }
    postMessage(message, ...rest) {
      if (message?.path?.at(-1) === 'frame') {
        frames.total += 1;
        frames.most = Math.max(frames.most, frames.asked.add(message.id).size);
      }
      super.postMessage(message, ...rest);
    }
  };
`;

test('plays s = 1 and shows its rate, with one frame in flight and a main thread that is free', async () => {
  await onPage(
    async (page) => {
      await timePasses(page, 0);
      const energies: number[] = [];
      for (const time of [0.5, 1, 2, 3]) {
        await timePasses(page, time);
        energies.push(await numberIn(page, 'number-energy'));
      }
      assert.ok(
        energies.every((energy, i) => i === 0 || energy < energies[i - 1]),
        String(energies),
      );
      await page.waitForFunction(() => Number(document.getElementById('fitted')?.textContent) > 0);
      const fitted = await numberIn(page, 'fitted');
      // ν = 1: the energy is E₀ e^{−2t} exactly.
      assert.ok(Math.abs(fitted / 2 - 1) < 0.01, `fitted ${fitted}`);
      assert.is(await numberIn(page, 'predicted'), 2);
      assert.match(await textIn(page, 'note'), 'The exponential law fits better');
      const frames = await page.evaluate<{ most: number; total: number }>('({ ...frames })');
      assert.is(frames.most, 1);
      assert.ok(frames.total > 20, `${frames.total} frames`);
      // Of two tasks as long one is the page's fault; a single one may be the machine's.
      const [, second = 0] = await page.evaluate<number[]>('tasks.sort((a, b) => b - a)');
      assert.ok(second <= 200, `a task of ${second} ms`);
    },
    { prepare: watch },
  );
});

test('pauses, steps, plays on and goes back to the start', async () => {
  await onPage(async (page) => {
    await timePasses(page, 0.1);
    await page.click('text=Pause');
    // The cycle under way may still end.
    await page.waitForTimeout(300);
    const paused = await numberIn(page, 'time');
    await page.waitForTimeout(400);
    assert.is(await numberIn(page, 'time'), paused);
    await page.click('text=Step');
    await timePasses(page, paused);
    const stepped = await numberIn(page, 'time');
    assert.ok(stepped < paused + 0.1, `${paused} → ${stepped}`);
    await page.click('text=Play');
    await timePasses(page, stepped + 0.1);
    await page.click('text=Reset');
    await page.waitForFunction(() => document.getElementById('time')?.textContent === '0');
    assert.is(await textIn(page, 'play'), 'Play');
  });
});

test('starts anew with the s of the slider', async () => {
  await onPage(async (page) => {
    await timePasses(page, 1);
    await page.locator('#s').fill('2');
    await page.waitForFunction(() => document.getElementById('predicted')?.textContent === 'no power of t');
    assert.is(await textIn(page, 's-value'), '2');
    assert.is(await page.inputValue('#axes'), 'log-log');
    assert.is(await page.inputValue('#preset'), 'own');
    assert.match(await textIn(page, 'note'), 'analytic');
    await timePasses(page, 5);
  });
});

test('plays every preset without a complaint', async () => {
  await onPage(
    async (page) => {
      for (const value of await page.locator('#preset option:enabled').evaluateAll(valuesOf)) {
        await page.selectOption('#preset', value);
        await page.waitForFunction(() => document.getElementById('time')?.textContent === '0');
        assert.ok((await textIn(page, 'see')).length > 20);
        await page.click('text=Play');
        await timePasses(page, 0);
        await page.click('text=Pause');
        assert.is(await textIn(page, 'failure'), '');
      }
    },
    // So that a preset waits at time 0 to be played.
    { reducedMotion: 'reduce' },
  );
});

const valuesOf = (options: Element[]) => options.map((option) => (option as HTMLOptionElement).value);

test('says what is wrong with a formula beside it', async () => {
  await onPage(async (page) => {
    await page.selectOption('#initial', 'formula');
    await page.fill('#initial-formula', '1 + cos(2*pi*y)');
    await page.press('#initial-formula', 'Enter');
    await page.waitForSelector('#initial-error:visible');
    assert.match(await textIn(page, 'initial-error'), /^initial .*y/);
    assert.is(await page.getAttribute('#initial-formula', 'aria-invalid'), 'true');
    await page.fill('#initial-formula', '1 + 0.3*cos(2*pi*x)');
    await page.press('#initial-formula', 'Enter');
    await page.waitForSelector('#initial-error', { state: 'hidden' });
    await timePasses(page, 0.1);
  });
});

test('says when no worker can start', async () => {
  await onPage(
    async (page) => {
      await page.waitForSelector('#failure:visible');
      assert.match(await textIn(page, 'failure'), 'worker could not start (none today)');
    },
    { prepare: 'window.Worker = class { constructor() { throw new Error("none today"); } };' },
  );
});

test('stands still under prefers-reduced-motion, and fits a width of 360 pixels', async () => {
  await onPage(
    async (page) => {
      await page.waitForFunction(() => document.getElementById('number-energy')?.textContent !== '–');
      await page.waitForTimeout(300);
      assert.is(await numberIn(page, 'time'), 0);
      assert.is(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      await page.focus('#play');
      await page.keyboard.press('Space');
      await timePasses(page, 0);
    },
    { reducedMotion: 'reduce', viewport: { width: 360, height: 740 } },
  );
});

demo.run();
