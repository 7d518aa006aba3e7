// The page as it is built, in a headless Chromium.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { presets } from '../demo/presets.ts';
import { Clock, paceFor } from '../src/element/model/clock.ts';
import { read, textOf, until, type Visit } from './browser/pages.ts';
import { browserSuite, buildPage } from './browser/suite.ts';

const folder = resolve('build/demo');
const { pages, test, run } = browserSuite('page in Chromium', folder, () => {
  if (!existsSync('dist/element.js')) throw new Error('dist/ is missing: npm run build');
  return buildPage(folder);
});

const onPage = (work: (page: Page) => Promise<void>, visit?: Visit) =>
  pages.visit('/index.html', work, visit);

const timeOf = (page: Page) => page.evaluate<number>(`document.querySelector('torus-flow').time`);

const choose = (page: Page, key: string) => page.click(`label:has([value=${key}])`);

/** The preset that is played, if it is one. */
const chosen = (page: Page) =>
  page.evaluate<string | undefined>(`document.querySelector('[name=preset]:checked')?.value`);

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
      `(e) => e.shadowRoot.querySelector('[part=predicted]').textContent === 'faster than any power'`,
    );
    assert.is(await page.inputValue('[part=axes]'), 'log-log');
    assert.is(await chosen(page), undefined);
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
        await choose(page, key);
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
        if (rate === undefined) continue;
        await choose(page, key);
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

test('each preset moves in its first second, and tells its rate within twenty', async () => {
  await onPage(
    async (page) => {
      const energyAt = (time: number) =>
        page.evaluate<number>(
          `(async (e) => { await e.seek(${time}); return (await e.flow.diagnostics()).energy; })(document.querySelector('torus-flow'))`,
        );
      for (const [key, { rate }] of Object.entries(presets)) {
        // It stays where it is: that is what it tells.
        if (key === 'dirac-stays') continue;
        await choose(page, key);
        await until(page, `(e) => e.state === 'paused' && e.time === 0`);
        const { s, end, energy, dissipation } = await page.evaluate<Record<string, number>>(
          `(async (e) => ({ s: e.s, end: e.flow.problem.end, ...(await e.flow.diagnostics()) }))(document.querySelector('torus-flow'))`,
        );
        const clock = new Clock(end, paceFor(s), 1, energy / dissipation);
        const from = clock.pace === 'even' ? 0 : clock.first;
        const soon = (await energyAt(clock.after(from, 1))) / energy;
        // A fifth of the energy is some pixels of the density, and seen on the axes of the energy.
        assert.ok(soon < 0.8, `${key}: ${soon} of the energy is left after a second`);
        if (rate === undefined) continue;
        await energyAt(clock.after(from, 20));
        const fitted = read(await textOf(page, 'fitted'));
        // A window that has just opened is short; at its end the test above holds the rate to 3 %.
        assert.ok(Math.abs(fitted / rate - 1) < 0.1, `${key}: ${fitted} after 20 seconds, not ${rate}`);
      }
    },
    { reducedMotion: 'reduce' },
  );
});

test('goes from flow to flow by the arrows of the cards, and by buttons round and round', async () => {
  await onPage(
    async (page) => {
      const keys = Object.keys(presets);
      await until(page, `(e) => e.state === 'paused'`);
      assert.is(await chosen(page), keys[0]);
      await page.focus('[name=preset]:checked');
      await page.keyboard.press('ArrowRight');
      assert.is(await chosen(page), keys[1]);
      await until(page, `(e) => e.state === 'paused' && e.problem.initial.dirac !== undefined`);
      await page.click('#next');
      assert.is(await chosen(page), keys[2]);
      for (let i = 0; i < 3; i++) await page.click('#previous');
      assert.is(await chosen(page), keys[keys.length - 1]);
      assert.is(await page.textContent('#name'), presets[keys[keys.length - 1]].name);
    },
    { reducedMotion: 'reduce' },
  );
});

test('is one file too, which plays from the disk', async () => {
  const page = pathToFileURL(resolve('build/demo/torusflow.html')).href;
  await pages.visit(`${page}?preset=turtles`, async (page) => {
    await until(page, '(e) => e.time > 0.2');
    assert.is(await chosen(page), 'turtles');
  });
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

test('on a projector both figures are seen whole beside the playback and the rates, in one dimension and in two', async () => {
  await onPage(
    async (page) => {
      for (const key of ['turtles', 'plane']) {
        await choose(page, key);
        await until(page, `(e) => e.state === 'paused' && e.time === 0`);
        for (const part of ['[part=play]', '[part=field] canvas', '[part=decay] canvas']) {
          const { y, height } = (await page.locator(part).boundingBox())!;
          assert.ok(y > 0 && y + height <= 720, `${key}: ${part} reaches down to ${y + height}`);
        }
      }
    },
    { reducedMotion: 'reduce', viewport: { width: 1280, height: 720 } },
  );
});

test('nothing is cut off at any width, and on a telephone all is large enough to be touched', async () => {
  for (const width of [360, 768, 820, 1100, 1920]) {
    await onPage(
      async (page) => {
        for (const key of ['turtles', 'plane']) {
          await choose(page, key);
          await until(page, `(e) => e.state === 'paused' && e.time === 0`);
          assert.is(await page.evaluate(() => document.documentElement.scrollWidth), width, key);
          if (width > 360) continue;
          const small = await page.evaluate<string[]>(`
            [document, document.querySelector('torus-flow').shadowRoot].flatMap((root) =>
              [...root.querySelectorAll('button, select, .strip label, .button, input[type=range]')]
                .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 40)
                .map((control) => control.outerHTML))`);
          assert.equal(small, [], key);
        }
      },
      { reducedMotion: 'reduce', viewport: { width, height: 740 } },
    );
  }
});

/** What the page last put on the clipboard. */
const clipboard = `
  window.copied = [];
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { copied.push(text); } } });
`;

test('the whole state is in the link, and comes back from it', async () => {
  let link = '';
  await onPage(
    async (page) => {
      await choose(page, 'nonuniform');
      await page.locator('#s').fill('1.75');
      await page.selectOption('[part=show]', 'velocity');
      await until(page, `(e) => e.state === 'paused' && e.flow?.problem.s === 1.75`);
      await page.click('text=Copy link');
      await page.waitForSelector('text=Copied.');
      [link] = await page.evaluate<string[]>('copied');
    },
    { prepare: clipboard, reducedMotion: 'reduce' },
  );
  assert.match(link, /[?]torusflow=1&/);
  await pages.visit(
    link,
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      const [s, target, initial, show] = await page.evaluate<unknown[]>(
        `((e) => [e.s, e.target, e.initial, e.getAttribute('show')])(document.querySelector('torus-flow'))`,
      );
      assert.equal([s, target, show], [1.75, { profile: 'cosine' }, 'velocity']);
      assert.is((initial as { regularity: number }).regularity, 0.5);
      assert.is(await chosen(page), undefined);
      assert.is(await page.inputValue('[part=show]'), 'velocity');
    },
    { reducedMotion: 'reduce' },
  );
});

test('a flow that is too large for a link is offered as a file, which the page opens again', async () => {
  await onPage(
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      await page.evaluate(
        `document.querySelector('torus-flow').initial = Float64Array.from({ length: 256 }, (_, j) => 1 + 0.25 * Math.sin(j * Math.PI / 128))`,
      );
      await until(page, `(e) => e.state === 'paused' && Math.abs(e.flow?.initial[64] - 1.25) < 1e-12`);
      await page.click('text=Copy link');
      await page.waitForSelector('text=too large for a link');
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.click('[part=keep] >> text=JSON'),
      ]);
      assert.is(saved.suggestedFilename(), 'torusflow.json');
      await choose(page, 'algebraic');
      await until(page, `(e) => e.flow?.grid[0] === 1024`);
      await page.setInputFiles('#file', (await saved.path())!);
      await until(page, `(e) => e.state === 'paused' && e.flow?.grid[0] === 256`);
      const quarter = await page.evaluate<number>(`document.querySelector('torus-flow').flow.initial[64]`);
      assert.ok(Math.abs(quarter - 1.25) < 1e-12);
    },
    { reducedMotion: 'reduce' },
  );
});

test('an embedded page shows the flow alone, and is driven by messages', async () => {
  let frame = '';
  await onPage(
    async (page) => {
      await choose(page, 'smoothing');
      await page.click('text=playback');
      await page.waitForSelector('text=Copied.');
      [frame] = await page.evaluate<string[]>('copied');
    },
    { prepare: clipboard, reducedMotion: 'reduce' },
  );
  assert.match(frame, /^<iframe .*ui=minimal/);
  pages.site.pages.set('/host.html', {
    body: `<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,"><body>${frame}<script>
      window.heard = []; window.onmessage = ({ data }) => heard.push(data);</script></body></html>`,
  });
  await pages.visit(
    '/host.html',
    async (page) => {
      await page.waitForFunction(`heard.some(({ torusflow }) => torusflow === 'ready')`);
      const inside = page.frames()[1];
      await inside.waitForFunction(`document.querySelector('torus-flow').state === 'paused'`);
      assert.is(await inside.isVisible('h1'), false);
      assert.is(await inside.isVisible('[part=settings]'), false);
      assert.is(await inside.isVisible('[part=play]'), true);
      const post = (message: object) =>
        page.evaluate(
          `document.querySelector('iframe').contentWindow.postMessage(${JSON.stringify(message)}, '*')`,
        );
      await post({ torusflow: 'seek', time: 0.5 });
      await page.waitForFunction(
        `heard.some(({ torusflow, time }) => torusflow === 'frame' && time === 0.5)`,
      );
      await page.waitForFunction(
        `heard.some(({ torusflow, energy }) => torusflow === 'diagnostics' && energy > 0)`,
      );
      await post({ torusflow: 'set', attributes: { s: '1', onclick: 'alert(1)' } });
      await inside.waitForFunction(`document.querySelector('torus-flow').flow?.problem.s === 1`);
      assert.is(await inside.getAttribute('torus-flow', 'onclick'), null);
      await post({ torusflow: 'play' });
      await page.waitForFunction(`heard.some(({ torusflow, time }) => torusflow === 'frame' && time > 0.5)`);
    },
    { reducedMotion: 'reduce' },
  );
});

test('is without violations for axe, in light and in dark, in one dimension and in two', async () => {
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  for (const colorScheme of ['light', 'dark'] as const) {
    await onPage(
      async (page) => {
        await page.evaluate(axe);
        for (const key of ['algebraic', 'plane']) {
          await choose(page, key);
          await until(page, `(e) => e.state === 'paused' && e.time === 0`);
          await page.click('[part=step]');
          await page.click('summary');
          const { violations } = await page.evaluate<{
            violations: { id: string; nodes: { html: string }[] }[];
          }>('axe.run()');
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          assert.equal(found, [], `${colorScheme}, ${key}`);
        }
      },
      { reducedMotion: 'reduce', colorScheme },
    );
  }
});

run();
