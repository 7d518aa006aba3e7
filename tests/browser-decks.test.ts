// <torus-flow> in reveal.js decks: one written by hand, and one as Quarto writes it.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { read } from './browser/pages.ts';
import { browserSuite } from './browser/suite.ts';
import { blockOf } from './support/embedding.ts';

const { pages, test, run } = browserSuite('decks of slides', 'dist', async ({ site }) => {
  for (const file of ['reveal.js', 'reveal.mjs', 'reveal.css', 'theme/white.css']) {
    const body = await readFile(`node_modules/reveal.js/dist/${file}`, 'utf8');
    const type = file.endsWith('.css') ? 'text/css' : 'text/javascript';
    site.pages.set(`/reveal/${file}`, { body: body.replace(/@import url\([^)]*\);?/g, ''), type });
  }
});

const page = (slides: string, start: string) => `<!doctype html><html lang="en">
  <title>deck</title><link rel="icon" href="data:,">
  <link rel="stylesheet" href="/reveal/reveal.css"><link rel="stylesheet" href="/reveal/theme/white.css">
  <body><div class="reveal"><div class="slides">${slides}</div></div>${start}`;

const slides = `
  <section><h2>First</h2></section>
  <section><torus-flow id="a" autoplay ui="minimal" grid="64" speed="0.2" style="--torus-height: 200px"></torus-flow></section>
  <section><torus-flow id="b" autoplay grid="64" end="8" draw="target" style="--torus-height: 160px"></torus-flow></section>`;

/** Opens a deck in a window in which it is shown larger than it is laid out. */
async function onDeck(options: object, work: (page: Page) => Promise<void>, motion = true): Promise<void> {
  const start = `<script type="module">
    import Reveal from '/reveal/reveal.mjs';
    window.Reveal = Reveal;
    await Reveal.initialize({ width: 1000, height: 700, margin: 0, history: false, ...${JSON.stringify(options)} });
    window.ready = true;
  </script><script type="module" src="/element.js"></script>`;
  pages.site.pages.set('/deck.html', { body: page(slides, start) });
  const visit = {
    viewport: { width: 1500, height: 1050 },
    hasTouch: true,
    reducedMotion: motion ? ('no-preference' as const) : ('reduce' as const),
  };
  const run = async (page: Page) => {
    await page.waitForFunction(`window.ready && a.flow && b.flow && b.state !== 'opening'`);
    await work(page);
  };
  await pages.visit('/deck.html', run, visit);
}

const times = (page: Page) => page.evaluate<[number, number]>('[a.time, b.time]');
const slide = (page: Page) => page.evaluate<number>('Reveal.getIndices().h');
/** Longer than any transition, and some frames. */
const settle = (page: Page) => page.waitForTimeout(1200);

for (const transition of ['slide', 'fade', 'none']) {
  test(`plays while its slide is shown and at no other time: transition ${transition}`, async () => {
    await onDeck({ transition }, async (page) => {
      await settle(page);
      assert.equal(await times(page), [0, 0]);
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction('a.time > 0.1');
      assert.is((await times(page))[1], 0);
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction('b.time > 0.1');
      await settle(page);
      const [held] = await times(page);
      await settle(page);
      assert.is((await times(page))[0], held);
      await page.keyboard.press('ArrowLeft');
      await page.waitForFunction(`a.time > ${held}`);
    });
  });
}

test('keys do what the control they are pressed on does, and turn slides elsewhere', async () => {
  await onDeck(
    { transition: 'none' },
    async (page) => {
      await page.evaluate('Reveal.slide(2)');
      const part = (name: string) => page.locator(`#b [part=${name}]`);
      await part('seek').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction('b.time > 0');
      await page.keyboard.press('Home');
      await page.waitForFunction('b.time === 0');
      await part('play').focus();
      await page.keyboard.press('Space');
      await page.waitForFunction(`b.state === 'playing'`);
      await page.keyboard.press('Space');
      await page.waitForFunction(`b.state === 'paused'`);
      await part('show').focus();
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(`b.show === 'difference'`);
      await page.evaluate(`b.initial = '1 + 0.5*cos(2*pi*x)'`);
      await page.locator('#b #initial-formula').focus();
      // Full screen, overview, pause and the way back of a deck.
      for (const key of ['f', 'o', 'b', '.', 'p', 'ArrowLeft']) await page.keyboard.press(key);
      assert.is(await page.evaluate('Reveal.isOverview() || Reveal.isPaused()'), false);
      assert.is(await slide(page), 2);
      // A button has no use for arrows.
      await part('play').focus();
      await page.keyboard.press('ArrowLeft');
      await page.waitForFunction('Reveal.getIndices().h === 1');
    },
    false,
  );
});

test('under the transform of a deck, what is drawn lies under the pointer, and figures are sharp', async () => {
  await onDeck(
    { transition: 'none' },
    async (page) => {
      await page.evaluate('Reveal.slide(2)');
      assert.is(
        await page.evaluate(`getComputedStyle(b.shadowRoot.querySelector('.note')).textAlign`),
        'start',
      );
      const scale = await page.evaluate<number>('Reveal.getScale()');
      assert.is(scale, 1.5);
      await page.waitForTimeout(100);
      const field = page.locator('#b [part=field] canvas');
      const [wide, shown] = await field.evaluate((canvas: HTMLCanvasElement) => [
        canvas.width,
        canvas.getBoundingClientRect().width,
      ]);
      assert.ok(Math.abs(wide - shown) <= 1.5, `${wide} pixels on ${shown}`);
      // A stroke up to a peak in the middle: at x = ½.
      const box = (await field.boundingBox())!;
      const plot = { left: 58 * scale, right: 16 * scale };
      const across = (share: number) => box.x + plot.left + share * (box.width - plot.left - plot.right);
      await page.mouse.move(across(0.4), box.y + 0.4 * box.height);
      await page.mouse.down();
      await page.mouse.move(across(0.5), box.y + 0.1 * box.height, { steps: 8 });
      await page.mouse.move(across(0.6), box.y + 0.4 * box.height, { steps: 8 });
      await page.mouse.up();
      await page.waitForFunction(`b.state === 'paused' && b.flow?.target[32] > 1.05`);
      const target = await page.evaluate<number[]>('[...b.flow.target]');
      assert.is(target.indexOf(Math.max(...target)), 32);
      // A stretch of time from 2 to 4 of 8.
      await page.evaluate(`(async () => { b.draw = 'none'; b.target = null; await 0; await b.seek(8); })()`);
      const energy = page.locator('#b [part=decay] canvas');
      const chart = (await energy.boundingBox())!;
      const at = (share: number) =>
        [
          chart.x + plot.left + share * (chart.width - plot.left - plot.right),
          chart.y + chart.height / 2,
        ] as const;
      await page.mouse.move(...at(0.25));
      await page.mouse.down();
      await page.mouse.move(...at(0.5), { steps: 4 });
      await page.mouse.up();
      const [from, to] = (await page.evaluate<string>('b.ruler')).split(' ').map(Number);
      assert.ok(Math.abs(from - 2) < 0.05 && Math.abs(to - 4) < 0.05, `${from} ${to}`);
      // The window grows: sharp again, though nothing plays.
      await page.setViewportSize({ width: 2000, height: 1400 });
      await page.waitForTimeout(300);
      const [now, then] = await energy.evaluate((canvas: HTMLCanvasElement) => [
        canvas.width,
        canvas.getBoundingClientRect().width,
      ]);
      assert.ok(then > 1.3 * chart.width && Math.abs(now - then) <= 2, `${now} pixels on ${then}`);
    },
    false,
  );
});

test('a finger that draws or drags turns no slides, and one beside it does', async () => {
  await onDeck(
    { transition: 'none' },
    async (page) => {
      await page.evaluate('Reveal.slide(2)');
      const session = await page.context().newCDPSession(page);
      const swipe = async (selector: string) => {
        const { x, y, width, height } = (await page.locator(selector).boundingBox())!;
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
          session.send('Input.dispatchTouchEvent', {
            type,
            touchPoints: type === 'touchEnd' ? [] : [{ x: x + share * width, y: y + height / 2 }],
          });
        await touch('touchStart', 0.2);
        for (const share of [0.3, 0.4, 0.5, 0.6, 0.7]) await touch('touchMove', share);
        await touch('touchEnd', 0.7);
        await page.waitForTimeout(100);
      };
      await swipe('#b [part=seek]');
      await swipe('#b [part=field] canvas');
      assert.is(await slide(page), 2);
      await swipe('#b [part=rates]');
      assert.is(await slide(page), 1);
    },
    false,
  );
});

test('quarto: the document of the guide plays, on slides that lie one above the other', async () => {
  const [, html] = blockOf('markdown').match(/```\{=html\}\n([\s\S]*?)```/) ?? [];
  // What Quarto, and pandoc in it, makes of headings and raw blocks, and the options it sets.
  const slides = `<section id="title-slide"><h1 class="title">Title</h1></section>
    <section id="above" class="slide level2"><h2>Above</h2>${html}</section>`;
  const start = `<script src="/reveal/reveal.js"></script>
    <script>Reveal.initialize({ width: 1050, height: 700, margin: 0.1, center: false, transition: 'none',
      backgroundTransition: 'none', navigationMode: 'linear', hash: true, history: true, disableLayout: false });</script>`;
  pages.site.pages.set('/quarto.html', { body: page(slides, start) });
  await pages.visit('/quarto.html', async (page) => {
    const time = () => page.evaluate<number>(`document.querySelector('torus-flow').time`);
    await page.waitForFunction(`document.querySelector('torus-flow').flow`);
    await settle(page);
    assert.is(await time(), 0);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(`document.querySelector('torus-flow').time > 0`);
    const predicted = await page.textContent('[part=predicted]');
    // (r + s)/(s − 1) for r = 1 and s = 2.
    await page.waitForFunction(
      `document.querySelector('torus-flow').shadowRoot.querySelector('[part=predicted]').textContent !== ''`,
    );
    assert.is(read(((await page.textContent('[part=predicted]')) ?? predicted ?? '').split(' ±')[0]), 3);
  });
});

run();
