// Figures of planes on <torus-flow> in a headless Chromium: velocities, tracers and ranges of colours.
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { evaluate, until } from './browser/pages.ts';
import { browserSuite } from './browser/suite.ts';

const { pages, test, run } = browserSuite('planes in Chromium', 'dist');

const svgOf = (page: Page) => evaluate<string>(page, `async (e) => (await e.export('svg')).text()`);

/** The corners of each polyline of a colour. */
const lines = (svg: string, colour: string) =>
  [...svg.matchAll(/<path d="([^"]*)" fill="none" stroke="([^"]*)"/g)]
    .filter(([, , stroke]) => stroke === colour)
    .flatMap(([, d]) => d.split('M').slice(1))
    .map((line) => line.split('L').map((corner) => corner.split(' ').map(Number)));

const WHITE = 'rgb(255 255 255 / 1.00)';

/** Shafts of arrows, from tail to tip: polylines of three corners; the other half of a head has two. */
const shafts = (svg: string) =>
  lines(svg, WHITE)
    .filter(({ length }) => length === 3)
    .map(([[x0, y0], [x1, y1]]) => ({ x: x0, y: y0, dx: x1 - x0, dy: y1 - y0 }));

test('arrows point where the solver moves mass: away from where there is too much', async () => {
  // v = −∇φ of a cosine goes up from its crest in the lower half, and down to the next in the upper half.
  for (const [grid, wave] of [
    ['32 32', 'y'],
    ['12 24 32', 'z'],
  ]) {
    await pages.show(
      `<torus-flow grid="${grid}" s="1.5" initial="1 + 0.5*cos(2*pi*${wave})" show="velocity" chart="none"></torus-flow>`,
      async (page) => {
        await until(page, `(e) => e.state === 'paused'`);
        const svg = await svgOf(page);
        const arrows = shafts(svg);
        assert.is(arrows.length, 400);
        // The picture lies from 22 down, and is as high as the 560 of the figure leave: 492.
        for (const { y, dx, dy } of arrows) {
          assert.ok(Math.abs(dx) < 0.02, `${dx}`);
          assert.ok(y > 22 + 246 ? dy < 0 : dy > 0, `${y}: ${dy}`);
        }
        // 0.5·(2π)^(1 − 2s), but for two digits and the 2 % that 20 rows of linear interpolation miss of a crest.
        const [, words] = svg.match(/>longest arrow: \|v\| = ([\d.]+)</) ?? [];
        assert.ok(Math.abs(Number(words) - 0.5 * (2 * Math.PI) ** -2) < 5e-4 + 3e-4, words);
      },
    );
  }
});

/** Notes which calls the page sends to its workers. */
const listen = `
  window.calls = [];
  window.Worker = class extends Worker {
    postMessage(message, ...rest) {
      if (message?.path) calls.push(message.path.at(-1));
      super.postMessage(message, ...rest);
    }
  };
`;

test('fields are asked for only while they are shown, also of a flow that stands', async () => {
  await pages.show(
    '<torus-flow grid="32 32" s="1" end="4"></torus-flow>',
    async (page) => {
      const calls = (name: string) =>
        page.evaluate<number>(`calls.filter((call) => call === '${name}').length`);
      await until(page, `(e) => e.state === 'paused'`);
      await evaluate(page, '(e) => e.seek(0.1)');
      assert.equal([await calls('field'), await calls('spectrum')], [0, 0]);
      await page.selectOption('[part=show]', 'velocity');
      await page.waitForFunction(`calls.includes('field')`);
      await page.selectOption('[part=chart]', 'spectrum');
      await page.waitForFunction(`calls.includes('spectrum')`);
      await page.selectOption('[part=show]', 'difference');
      await page.selectOption('[part=chart]', 'energy');
      const before = [await calls('field'), await calls('spectrum')];
      await evaluate(page, '(e) => e.seek(0.2)');
      assert.equal([await calls('field'), await calls('spectrum')], before);
      // At the end too, which is not told twice.
      await evaluate(
        page,
        `(e) => { window.ends = 0; e.addEventListener('completed', () => ends++); return e.seek(4); }`,
      );
      await until(page, `(e) => e.state === 'ended'`);
      await page.selectOption('[part=show]', 'potential');
      await page.waitForFunction(`calls.filter((call) => call === 'field').length > ${before[0]}`);
      assert.equal([await evaluate(page, '(e) => e.state'), await page.evaluate('ends')], ['ended', 1]);
    },
    { prepare: listen },
  );
});

test('tracers move while the flow plays, and stand still where no motion is wanted', async () => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await pages.show(
      '<torus-flow grid="32 32" s="1" initial="1 + 0.5*cos(2*pi*x)" show="tracers" chart="none"></torus-flow>',
      async (page) => {
        await until(page, `(e) => e.state === 'paused'`);
        // The newest piece of each tail ends where its tracer is.
        const heads = async () => lines(await svgOf(page), WHITE).map((line) => line[1]);
        const before = await heads();
        assert.ok(before.length >= 320);
        await evaluate(page, '(e) => e.play()');
        await until(page, '(e) => e.time > 0.3');
        await evaluate(page, '(e) => e.pause()');
        const after = await heads();
        if (reducedMotion === 'reduce') assert.equal(after, before);
        else assert.not.equal(after, before);
      },
      { reducedMotion },
    );
  }
});

test('colours span the run so far, or each frame, in numbers less what is constant', async () => {
  await pages.show(
    '<torus-flow grid="32 32" s="1" initial="1 + 0.5*cos(2*pi*x)" chart="none"></torus-flow>',
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      await evaluate(page, '(e) => e.seek(9)');
      const ofRun = await svgOf(page);
      assert.match(ofRun, />μ</);
      assert.match(ofRun, />0\.0+</);
      assert.match(ofRun, />1\.[2-5]\d*</);
      await page.selectOption('[part=range]', 'frame');
      const ofFrame = await svgOf(page);
      // s = 1, ν = 1: extremes 1/(1 + (1/μ₀ − 1)e^{−9}), which are −1.23·10⁻⁴ and 0.41·10⁻⁴ beside 1; ticks are 0.2 apart.
      assert.match(ofFrame, />μ − 1</);
      assert.match(ofFrame, />−1\.2·10⁻⁴</);
      assert.match(ofFrame, />0\.4·10⁻⁴</);
      assert.is(await evaluate(page, `(e) => e.getAttribute('range')`), 'frame');
    },
  );
});

run();
