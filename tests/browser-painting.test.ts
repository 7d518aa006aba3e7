// Painting densities on <torus-flow> in a headless Chromium: by mouse, touch, keys, buttons and pictures.
import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { mean } from '../src/problem/grid.ts';
import { evaluate, until, type Visit } from './browser/pages.ts';
import { browserSuite } from './browser/suite.ts';

const { pages, test, run } = browserSuite('painting in Chromium', 'dist');

const on = (attributes: string, work: (page: Page) => Promise<void>, visit: Visit = {}) =>
  pages.show(
    `<torus-flow s="1" ${attributes}></torus-flow>`,
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      await work(page);
    },
    visit,
  );

const densityOf = (page: Page, end: 'initial' | 'target') =>
  evaluate<number[]>(page, `(e) => [...e.flow.${end}]`);

/** Waits until the flow starts from what was painted last: exactly, to the rounding of the scaling to mass 1. */
const begun = (page: Page, end: 'initial' | 'target') =>
  until(
    page,
    `(e) => ArrayBuffer.isView(e.${end}) && e.flow && e.flow.${end} !== window.before && ['paused', 'playing'].includes(e.state) && e.flow.${end}.every((value, j) => Math.abs(value - e.${end}[j]) <= 1e-15 * Math.max(...e.${end}))`,
  );
const remember = (page: Page, end: 'initial' | 'target') =>
  evaluate(page, `(e) => { window.before = e.flow.${end}; }`);

const most = (a: number[], b: number[]) =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

/** Keys in one breath, on a busy machine too: after a pause the flow starts, and heights are scaled to mass 1. */
const quickly = (page: Page, keys: string[]) =>
  evaluate(
    page,
    `(e) => { for (const key of ${JSON.stringify(keys)})
      e.shadowRoot.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); }`,
  );

/** Where a place in the plane is on the page: the square lies below 22 pixels, 34 from its left, its bar 76 wide. */
async function spot(page: Page, [x, y]: readonly [number, number]) {
  const box = (await page.locator('[part=field] canvas').boundingBox())!;
  const zoom = Math.min(Math.max(Math.sqrt(box.width * box.height) / 480, 1), 1.6);
  const [width, height] = [box.width / zoom, box.height / zoom];
  const side = Math.floor(Math.min(width - 110, height - 46));
  const left = 34 + Math.floor((width - 110 - side) / 2);
  return { x: box.x + zoom * (left + x * side), y: box.y + zoom * (22 + (1 - y) * side) };
}

/** 1 + height·Gaussian at a place of an n × n grid, scaled to mass 1. */
function dabbed(n: number, [x, y]: readonly [number, number], height: number, width = 0.04): number[] {
  const part = (at: number, centre: number) => Math.exp(-(((at - centre) / width) ** 2) / 2);
  const values = Array.from(
    { length: n * n },
    (_, i) => 1 + height * part(Math.floor(i / n) / n, x) * part((i % n) / n, y),
  );
  return values.map((value) => value / mean(values));
}

test('by mouse in the plane: the flow starts from exactly what was painted, of mass 1', async () => {
  await on('grid="64 64" initial="uniform" draw="initial"', async (page) => {
    await remember(page, 'initial');
    const { x, y } = await spot(page, [0.25, 0.75]);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.up();
    await begun(page, 'initial');
    const first = await densityOf(page, 'initial');
    assert.ok(Math.abs(mean(first) - 1) < 1e-14, String(mean(first)));
    // A click is one dab; the mouse is right to half a pixel of some 400: 0.6·0.00125/0.04·e^{−½} = 0.01.
    assert.ok(
      most(first, dabbed(64, [0.25, 0.75], 0.6)) < 0.012,
      String(most(first, dabbed(64, [0.25, 0.75], 0.6))),
    );
    // A second stroke adds to the first, also where the flow from the first has hardly begun.
    await remember(page, 'initial');
    for (const place of [
      [0.7, 0.3],
      [0.5, 0.5],
    ] as const) {
      const from = await spot(page, place);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 20, from.y, { steps: 4 });
      await page.mouse.up();
    }
    await begun(page, 'initial');
    await until(page, '(e) => e.flow.initial[32 * 64 + 32] > 1.3 && e.flow.initial[45 * 64 + 19] > 1.3');
    const second = await densityOf(page, 'initial');
    assert.ok(second[16 * 64 + 48] > 1.3);
    assert.ok(Math.abs(mean(second) - 1) < 1e-14);
  });
});

test('what was painted stays through play, reset and another s', async () => {
  await on('grid="32 32" initial="uniform" draw="initial"', async (page) => {
    await remember(page, 'initial');
    await page.click('[part=blob]');
    await begun(page, 'initial');
    const painted = await densityOf(page, 'initial');
    assert.ok(painted[16 * 32 + 16] > 20);
    await evaluate(page, '(e) => e.play()');
    await until(page, '(e) => e.time > 0.1');
    await evaluate(page, '(e) => e.reset()');
    assert.equal(await evaluate(page, '(e) => e.flow.frame().then((frame) => [...frame])'), painted);
    await evaluate(page, '(e) => { e.s = 2; }');
    await until(page, `(e) => e.state === 'paused' && e.flow?.problem.s === 2`);
    assert.equal(await densityOf(page, 'initial'), painted);
    // To another grid it goes along.
    await page.selectOption('#grid', '64 64');
    await until(page, `(e) => e.state === 'paused' && e.flow?.grid[0] === 64`);
    const finer = await densityOf(page, 'initial');
    assert.ok(
      most(
        [0, 1, 2, 3].map((j) => finer[32 * 64 + 32 + 2 * j] / finer[32 * 64 + 32]),
        [0, 1, 2, 3].map((j) => painted[16 * 32 + 16 + j] / painted[16 * 32 + 16]),
      ) < 1e-12,
    );
  });
});

test('by keys in the plane: arrows move, Space paints, Delete takes away, + makes the brush wider', async () => {
  await on('grid="64 64" initial="uniform" draw="initial"', async (page) => {
    await remember(page, 'initial');
    await page.focus('[part=field] canvas');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // From the middle, in steps of 1/32: to (0.375, 0.625).
    await press(...Array(4).fill('ArrowLeft'), ...Array(4).fill('ArrowUp'));
    await quickly(page, [' ', ' ']);
    const said = () => page.textContent('[part=field] .tools .unseen');
    assert.match((await said()) ?? '', /raised, 1\.50 at x = 0\.375, y = 0\.625/);
    assert.ok(await page.isVisible('[part=field] .brush'));
    await begun(page, 'initial');
    const painted = await densityOf(page, 'initial');
    const off = most(painted, dabbed(64, [0.375, 0.625], 0.5));
    assert.ok(off < 1e-5, String(off));
    assert.ok(Math.abs(mean(painted) - 1) < 1e-14);
    await remember(page, 'initial');
    await press('+', '+', 'Delete');
    await begun(page, 'initial');
    const less = await densityOf(page, 'initial');
    assert.ok(less[24 * 64 + 40] < painted[24 * 64 + 40] - 0.2);
    // Escape leaves the figure, to where drawing is ended.
    await press('Escape');
    assert.is(await evaluate(page, `(e) => e.shadowRoot.activeElement.getAttribute('part')`), 'draw');
    assert.is(await page.isVisible('[part=field] .brush'), false);
  });
});

test('by keys on the circle: arrows choose a place, raise and lower, and Ctrl+Z takes back', async () => {
  await on('grid="64" initial="uniform" target="1 + 0.5*cos(2*pi*x)" draw="target"', async (page) => {
    const before = await densityOf(page, 'target');
    await remember(page, 'target');
    await page.focus('[part=field] canvas');
    const described = await evaluate<string>(
      page,
      `(e) => { const { shadowRoot } = e; const canvas = shadowRoot.activeElement; return canvas.role + ' ' + shadowRoot.getElementById(canvas.getAttribute('aria-describedby')).textContent; }`,
    );
    assert.match(described, /^application .*raise and lower/);
    for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await quickly(page, ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown']);
    await begun(page, 'target');
    const target = await densityOf(page, 'target');
    // Two presses of a quarter, times the root of the crest.
    const height = 0.5 * Math.sqrt(1.5);
    const expected = before.map(
      (value, j) => value + height * Math.exp(-(((j / 64 - 0.5625) / 0.04) ** 2) / 2),
    );
    // The brush ends at 5 standard deviations.
    assert.ok(
      most(
        target,
        expected.map((value) => value / mean(expected)),
      ) < 1e-5,
    );
    assert.ok(Math.abs(mean(target) - 1) < 1e-14);
    await page.keyboard.press('Control+z');
    await until(page, `(e) => e.state === 'paused' && e.flow && e.target === '1 + 0.5*cos(2*pi*x)'`);
    assert.equal(await densityOf(page, 'target'), before);
  });
});

test('buttons clear, make a Gaussian and take back, one after the other', async () => {
  await on('grid="64" draw="initial"', async (page) => {
    const given = await densityOf(page, 'initial');
    await remember(page, 'initial');
    await page.click('[part=clear]');
    await begun(page, 'initial');
    assert.ok(most(await densityOf(page, 'initial'), Array(64).fill(1)) < 1e-14);
    await remember(page, 'initial');
    await page.click('[part=blob]');
    await begun(page, 'initial');
    const blob = await densityOf(page, 'initial');
    // √(2π)·0.04 wide, of mass 1.
    assert.ok(Math.abs(blob[32] * Math.sqrt(2 * Math.PI) * 0.04 - 1) < 1e-5, String(blob[32]));
    await remember(page, 'initial');
    await page.click('[part=undo]');
    await begun(page, 'initial');
    assert.ok(most(await densityOf(page, 'initial'), Array(64).fill(1)) < 1e-14);
    await page.click('[part=undo]');
    await until(page, `(e) => e.state === 'paused' && e.initial === undefined && e.flow`);
    assert.equal(await densityOf(page, 'initial'), given);
    // There is nothing more to take back.
    await page.click('[part=undo]');
    assert.equal(await densityOf(page, 'initial'), given);
  });
});

test('by touch, and no page scrolls under the finger', async () => {
  const touch = { hasTouch: true, viewport: { width: 360, height: 740 } };
  await on(
    'grid="32 32" initial="uniform" draw="initial"',
    async (page) => {
      await remember(page, 'initial');
      const { x, y } = await spot(page, [0.5, 0.5]);
      await page.touchscreen.tap(x, y);
      await begun(page, 'initial');
      assert.ok((await densityOf(page, 'initial'))[16 * 32 + 16] > 1.5);
      const action = `(e) => getComputedStyle(e.shadowRoot.querySelector('[part=field] canvas')).touchAction`;
      assert.is(await evaluate(page, action), 'none');
    },
    touch,
  );
});

/** White above, black below. */
const halves = `async () => {
  const canvas = new OffscreenCanvas(20, 20), context = canvas.getContext('2d');
  context.fillRect(0, 0, 20, 20); context.fillStyle = '#fff'; context.fillRect(0, 0, 20, 10);
  return canvas.convertToBlob();
}`;

/** A fifth of the mass is spread evenly, four fifths lie on one half. */
async function halfAbove(page: Page): Promise<void> {
  await until(page, `(e) => e.state === 'paused' && e.flow?.target[24] > 1.5`);
  const target = await densityOf(page, 'target');
  assert.ok(
    Math.abs(target[24] - 1.8) < 0.02 && Math.abs(target[8] - 0.2) < 0.02,
    `${target[24]} ${target[8]}`,
  );
  assert.ok(Math.abs(mean(target) - 1) < 1e-12);
}

test('a picture becomes the target: dropped, and by the button', async () => {
  await on('grid="32 32"', async (page) => {
    await evaluate(
      page,
      `async (e) => {
        const data = new DataTransfer();
        data.items.add(new File([await (${halves})()], 'half.png', { type: 'image/png' }));
        const canvas = e.shadowRoot.querySelector('[part=field] canvas');
        const over = new DragEvent('dragover', { dataTransfer: data, cancelable: true, bubbles: true });
        if (canvas.dispatchEvent(over)) throw new Error('a picture is not welcome');
        canvas.dispatchEvent(new DragEvent('drop', { dataTransfer: data }));
      }`,
    );
    await halfAbove(page);
    await evaluate(page, '(e) => { e.target = "uniform"; }');
    await until(page, `(e) => e.state === 'paused' && e.flow?.target[24] === 1`);
    const bytes = await page.evaluate<number[]>(
      `(${halves})().then((blob) => blob.arrayBuffer()).then((bytes) => [...new Uint8Array(bytes)])`,
    );
    const file = { name: 'half.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
    await page.setInputFiles('[part=picture] input', file);
    await halfAbove(page);
    const text = { name: 'half.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
    await page.setInputFiles('[part=picture] input', text);
    await page.waitForFunction(
      `document.querySelector('torus-flow').shadowRoot.querySelector('[part=error]').textContent.includes('no picture')`,
    );
  });
});

test('axe finds nothing to mend where one paints', async () => {
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  await on('grid="32 32" draw="initial" theme="light"', async (page) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>(`axe.run('torus-flow')`);
    assert.equal(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`),
      [],
    );
  });
});

run();
