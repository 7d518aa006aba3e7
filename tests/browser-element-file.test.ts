// <torus-flow src="…">: a problem file beside a page, of another folder, of another site, and none.
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { npyBytes } from '../src/problem/npy.ts';
import { chromiumPath } from './browser/chromium.ts';
import { evaluate, Pages, textOf, until } from './browser/pages.ts';
import { type Site, serve } from './browser/server.ts';

const file = suite('a problem file as the source of <torus-flow>');
const test = chromiumPath ? file : file.skip;
let pages: Pages;
let stranger: Site;

const problem = { torusflow: 1, grid: [32], s: 2, initial: '1 + 0.5*cos(2*pi*x)', end: 7, norms: [-1] };

if (chromiumPath) {
  file.before(async () => {
    [pages, stranger] = await Promise.all([Pages.open('dist'), serve('dist')]);
    put('/problem.json', problem);
    put('/other.json', { ...problem, s: 3 });
  });
  file.after(async () => {
    await Promise.all([pages.close(), stranger.close()]);
  });
}

const put = (path: string, body: unknown, site = pages.site, headers?: Record<string, string>) =>
  site.pages.set(path, { body: typeof body === 'string' ? body : JSON.stringify(body), headers });

/** What the element says of the file at `src`, where it can read none. */
async function refusal(src: string): Promise<string> {
  let said = '';
  const work = async (page: Page) => {
    await page.waitForSelector('[part=error]:visible');
    said = await textOf(page, 'error');
    assert.is(await evaluate(page, '(e) => e.state'), 'lost');
  };
  await pages.show(`<torus-flow src="${src}"></torus-flow>`, work, { complains: true });
  return said;
}

test('its keys count where no attribute says otherwise', async () => {
  await pages.show('<torus-flow src="problem.json" s="1.5"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const { initial, end, norms } = problem;
    const [opened, properties] = await evaluate<[typeof problem, unknown[]]>(
      page,
      '(e) => [e.flow.problem, [e.s, e.grid, e.initial, e.target, e.src]]',
    );
    assert.equal(
      [opened.grid, opened.s, opened.initial, opened.end, opened.norms],
      [[32], 1.5, initial, end, norms],
    );
    assert.equal(properties, [1.5, [32], initial, undefined, 'problem.json']);
    assert.is(await page.inputValue('#s'), '1.5');
    // Without the attribute, the file's own.
    await evaluate(page, '(e) => { e.s = null; }');
    await until(page, `(e) => e.state === 'paused' && e.flow?.problem.s === 2`);
  });
});

test('another address is read, the same one again, and a problem given takes the place of both', async () => {
  await pages.show('<torus-flow src="problem.json"></torus-flow>', async (page) => {
    await until(page, `(e) => e.flow?.problem.s === 2`);
    await evaluate(page, `(e) => { e.src = '/other.json'; }`);
    await until(page, `(e) => e.flow?.problem.s === 3`);
    put('/other.json', { ...problem, s: 2.5 });
    await evaluate(page, '(e) => { e.src = e.src; }');
    await until(page, `(e) => e.flow?.problem.s === 2.5`);
    await evaluate(page, '(e) => { e.problem = { grid: [64], s: 1 }; }');
    await until(page, `(e) => e.flow?.problem.s === 1 && e.flow.problem.end !== 7`);
    assert.is(await page.getAttribute('torus-flow', 'src'), null);
  });
});

test('of two addresses in a row the later one counts, however late the earlier one answers', async () => {
  await pages.show('<torus-flow></torus-flow>', async (page) => {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      void page.route('**/slow.json', async (route) => {
        resolve();
        await new Promise<void>((go) => {
          answer = go;
        });
        await route.fulfill({ json: { ...problem, s: 0.5 } });
      });
    });
    await evaluate(page, `(e) => { e.src = '/slow.json'; }`);
    await asked;
    assert.is(await evaluate(page, '(e) => e.state'), 'opening');
    await evaluate(page, `(e) => { e.src = '/problem.json'; }`);
    await until(page, `(e) => e.state === 'paused' && e.flow.problem.s === 2`);
    const settled = page.waitForResponse('**/slow.json');
    answer();
    await settled;
    await page.waitForTimeout(100);
    assert.equal(await evaluate(page, '(e) => [e.s, e.flow.problem.s, e.state]'), [2, 2, 'paused']);
  });
});

test('files that it names lie beside it', async () => {
  const samples = Float64Array.from({ length: 32 }, (_, j) => 1 + 0.25 * Math.sin((2 * Math.PI * j) / 32));
  put('/course/first.json', { ...problem, initial: { file: 'data/mu0.npy' } });
  const work = async (page: Page) => {
    await page.route('**/course/data/mu0.npy', (route) =>
      route.fulfill({ body: Buffer.from(npyBytes(samples, [32])) }),
    );
    await evaluate(page, `(e) => { e.src = '/course/first.json'; }`);
    await until(page, `(e) => e.flow?.grid[0] === 32`);
    // Quarter of the way, where the sine is 1.
    assert.ok(Math.abs((await evaluate<number>(page, '(e) => e.flow.initial[8]')) - 1.25) < 1e-14);
  };
  await pages.show('<torus-flow></torus-flow>', work);
});

test('one that cannot be read is told of in words', async () => {
  put('/broken.json', '{ "grid": [32], ');
  put('/list.json', [1, 2]);
  assert.match(await refusal('nowhere.json'), /^src = .*nowhere\.json.* cannot be read: 404/);
  assert.match(await refusal('broken.json'), /^src = .*is not valid JSON: .*/);
  assert.match(await refusal('list.json'), /^src = .*is no problem file: it holds no object/);
  assert.match(await refusal('http://[bad'), /^src = .*is no address/);
});

test('a key that is wrong in it is named, and a control puts it right', async () => {
  put('/wrong.json', { ...problem, s: -1, inital: 'uniform' });
  const work = async (page: Page) => {
    await page.waitForSelector('[part=error]:visible');
    assert.match(await textOf(page, 'error'), /inital .*initial/);
    assert.match((await page.textContent('#s-error')) ?? '', /^s must be .*0/);
    put('/wrong.json', { ...problem, s: -1 });
    await evaluate(page, '(e) => { e.src = e.src; }');
    await page.waitForFunction(
      `!document.querySelector('torus-flow').shadowRoot.querySelector('[part=error]:not([hidden])')`,
    );
    await page.locator('#s').fill('2.5');
    await until(page, `(e) => e.state === 'paused' && e.flow.problem.s === 2.5`);
  };
  await pages.show('<torus-flow src="wrong.json"></torus-flow>', work);
});

test('of another site it is read where that site lets it be, and refused in words elsewhere', async () => {
  put('/open.json', problem, stranger, { 'Access-Control-Allow-Origin': '*' });
  put('/closed.json', problem, stranger);
  await pages.show(`<torus-flow src="${stranger.origin}/open.json"></torus-flow>`, (page) =>
    until(page, `(e) => e.flow?.problem.end === 7`).then(() => {}),
  );
  assert.match(await refusal(`${stranger.origin}/closed.json`), /Access-Control-Allow-Origin/);
});

test('it comes to be told where a policy of the page forbids to read it', async () => {
  const policy = "connect-src 'none'";
  await pages.show(
    '<torus-flow src="problem.json"></torus-flow>',
    async (page) => {
      await page.waitForSelector('[part=error]:visible');
      assert.match(await textOf(page, 'error'), /Content-Security-Policy forbids/);
    },
    { complains: true, headers: { 'Content-Security-Policy': policy } },
  );
});

file.run();
