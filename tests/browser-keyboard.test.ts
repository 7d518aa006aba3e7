// The page by the keyboard alone: what Tab reaches, in how many stops, that each is seen, and that all can be done.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { evaluate, textOf, until, type Visit } from './browser/pages.ts';
import { browserSuite, buildPage } from './browser/suite.ts';

const folder = resolve('build/keyboard');
const { pages, test, run } = browserSuite('by the keyboard', folder, () => buildPage(folder));

const onPage = (work: (page: Page) => Promise<void>, query = '', visit: Visit = {}) =>
  pages.visit(`/index.html${query}`, work, { reducedMotion: 'reduce', ...visit });

const focused = `((e) => { while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e; })(document.activeElement)`;

/** What has the focus: a part, an id, a name or its words. */
const name = (page: Page) =>
  page.evaluate<string>(
    `((e) => e === document.body ? '' : e.getAttribute('part') || e.id || e.name || e.getAttribute('aria-label') || e.textContent.trim())(${focused})`,
  );

/** Presses Tab until `wanted` has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if ((await name(page)) === wanted) return;
    await page.keyboard.press('Tab');
  }
  assert.unreachable(`Tab does not come to ${wanted}`);
}

test('few stops, each named and seen', async () => {
  await onPage(async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const stops: string[] = [];
    await page.keyboard.press('Tab');
    for (let at = await name(page); at !== '' && stops.length < 80; at = await name(page)) {
      stops.push(at);
      const [outline, width] = await page.evaluate<[string, number]>(
        `((e) => { const shown = e.classList.contains('unseen') ? e.parentElement : e; const { outlineStyle, outlineWidth } = getComputedStyle(shown);
          return [outlineStyle, parseFloat(outlineWidth)]; })(${focused})`,
      );
      assert.ok(outline !== 'none' && width >= 1, `${at} does not show that it has the focus`);
      await page.keyboard.press('Tab');
    }
    assert.ok(stops.includes('play') && stops.includes('seek') && stops.includes('s'), String(stops));
    // 24 of the element, 12 of the page around it; each one more is one to be passed each time.
    assert.ok(stops.length <= 38, `${stops.length} stops: ${stops}`);
  });
});

test('a flow is chosen, played, paused, stepped, sought and put back', async () => {
  await onPage(async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await tabTo(page, 'preset');
    const before = await evaluate<number>(page, '(e) => e.s');
    for (let i = 0; i < 12 && (await evaluate(page, '(e) => e.s')) === before; i++) {
      await page.keyboard.press('ArrowDown');
      await until(page, `(e) => e.state === 'paused'`);
    }
    assert.is.not(await evaluate(page, '(e) => e.s'), before);
    await tabTo(page, 'play');
    await page.keyboard.press('Enter');
    await until(page, `(e) => e.state === 'playing' && e.time > 0`);
    await page.keyboard.press('Space');
    await until(page, `(e) => e.state === 'paused'`);
    await tabTo(page, 'step');
    await page.waitForTimeout(300);
    const time = await evaluate<number>(page, '(e) => e.time');
    await page.keyboard.press('Enter');
    await until(page, `(e) => e.time > ${time}`);
    await tabTo(page, 'reset');
    await page.keyboard.press('Enter');
    await until(page, '(e) => e.time === 0');
    await tabTo(page, 'seek');
    await page.keyboard.press('PageUp');
    await until(page, '(e) => e.time > 0');
  });
});

test('s, the densities and the axes are set', async () => {
  await onPage(async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const s = await evaluate<number>(page, '(e) => e.s');
    await tabTo(page, 's');
    await page.keyboard.press('ArrowRight');
    await until(page, `(e) => Math.abs(e.flow?.problem.s - ${s} - 0.05) < 1e-9`);
    await tabTo(page, 'target');
    await page.keyboard.press('ArrowDown');
    await until(
      page,
      `(e) => e.flow && e.flow.problem.target !== undefined && e.flow.problem.target !== 'uniform'`,
    );
  });
  await onPage(async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const axes = await page.inputValue('[part=axes]');
    await tabTo(page, 'axes');
    await page.keyboard.press(axes === 'log-log' ? 'ArrowDown' : 'ArrowUp');
    assert.is.not(await page.inputValue('[part=axes]'), axes);
  });
});

test('the ruler is laid, its ends moved, and taken away', async () => {
  const query = '?torusflow=1&grid=64&s=1&end=8&axes=log-linear';
  await onPage(async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await evaluate(page, '(e) => e.seek(8)');
    await tabTo(page, 'rule');
    await page.keyboard.press('Enter');
    const ruler = async () => (await page.getAttribute('torus-flow', 'ruler'))!.split(' ').map(Number);
    const [from, to] = await ruler();
    // The middle third of 0 to 8.
    assert.ok(Math.abs(from - 8 / 3) < 0.05 && Math.abs(to - 16 / 3) < 0.05, `${from} ${to}`);
    await tabTo(page, 'Ruler from');
    await page.keyboard.press('ArrowLeft');
    const [earlier, same] = await ruler();
    assert.ok(earlier < from && earlier > from - 0.1, `${from} → ${earlier}`);
    assert.is(same, to);
    await tabTo(page, 'Ruler to');
    await page.keyboard.press('Home');
    assert.is((await ruler())[1], to, 'not before its beginning');
    await page.keyboard.press('End');
    assert.ok(Math.abs((await ruler())[1] - 8) < 1e-9);
    // ν = 1 and s = 1: e^{−2t} exactly.
    assert.is(await textOf(page, 'ruler'), '2.000');
    await tabTo(page, 'rule');
    await page.keyboard.press('Enter');
    assert.is(await page.getAttribute('torus-flow', 'ruler'), '');
  }, query);
});

test('the flow is saved and its link copied', async () => {
  const prepare = `window.copied = [];
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { copied.push(text); } } });`;
  await onPage(
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      await tabTo(page, 'CSV: energy, dissipation and norms against time');
      const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      assert.is(saved.suggestedFilename(), 'torusflow.csv');
      await tabTo(page, 'Copy link');
      await page.keyboard.press('Enter');
      await page.waitForFunction('copied.length === 1');
    },
    '',
    { prepare },
  );
});

test('to those who listen it tells time, energy and rate, when asked and now and then', async () => {
  await onPage(async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await evaluate(
      page,
      `(e) => { window.said = [];
      new MutationObserver(() => said.push(e.shadowRoot.querySelector('[aria-live]').textContent))
        .observe(e.shadowRoot.querySelector('[aria-live]'), { childList: true, characterData: true, subtree: true }); }`,
    );
    await evaluate(page, '(e) => e.step()');
    await page.waitForFunction('said.length > 0');
    assert.match((await page.evaluate<string[]>('said')).at(-1)!, /^Time .*energy /);
    const before = await page.evaluate<number>('said.length');
    await evaluate(page, '(e) => e.play()');
    await page.waitForTimeout(3000);
    // Not faster than can be heard: once in ten seconds.
    assert.ok((await page.evaluate<number>('said.length')) - before <= 1);
  }, '?torusflow=1&grid=64&s=1&end=8');
});

test('axe finds nothing in any extent of controls, in light, dark and forced colours', async () => {
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  for (const [colorScheme, forcedColors] of [
    ['light', 'none'],
    ['dark', 'none'],
    ['light', 'active'],
  ] as const) {
    for (const ui of ['full', 'minimal', 'none']) {
      await onPage(
        async (page) => {
          await until(page, `(e) => e.state === 'paused'`);
          await evaluate(page, '(e) => { e.ruler = "1 2"; e.draw = "initial"; return e.seek(3); }');
          await page.evaluate(axe);
          const { violations } = await page.evaluate<{
            violations: { id: string; nodes: { html: string }[] }[];
          }>(`axe.run(document.querySelector('torus-flow'))`);
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          assert.equal(found, [], `${colorScheme}, ${forcedColors}, ${ui}`);
        },
        `?torusflow=1&grid=64&s=1&end=8&ui=${ui}`,
        { colorScheme, forcedColors },
      );
    }
  }
});

run();
