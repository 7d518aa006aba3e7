// <torus-flow> in React, Vue and Svelte, by the components that docs/element.md shows, and in an Observable notebook.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { evaluate, until } from './browser/pages.ts';
import { browserSuite } from './browser/suite.ts';
import { blockOf, bundle, bundleComponent, frameworks } from './support/embedding.ts';

const { pages, test, run } = browserSuite('frameworks and notebooks', 'dist');

/** Waits until no worker lives any more. */
async function noWorkers(page: Page): Promise<void> {
  const limit = Date.now() + 10_000;
  while (page.workers().length > 0 && Date.now() < limit) await page.waitForTimeout(50);
  assert.is(page.workers().length, 0, 'workers');
}

/** Opens a page with `script` as its module, which has no other. */
async function onModule(script: string, work: (page: Page) => Promise<void>): Promise<void> {
  pages.site.pages.set('/module.js', { body: script, type: 'text/javascript' });
  const body =
    '<!doctype html><html lang="en"><title>test</title><link rel="icon" href="data:,"><body><div id="app"></div>';
  pages.site.pages.set('/module.html', { body });
  await pages.visit('/module.html', work);
}

for (const framework of frameworks) {
  test(`${framework}: properties of every kind, events, an update, and no worker left behind`, async () => {
    await onModule(await bundleComponent(framework), async (page) => {
      await page.evaluate(`import('/module.js').then(({ mount }) => {
        window.app = mount(document.getElementById('app'), { s: 1 });
        window.heard = 0;
        const flow = document.querySelector('torus-flow');
        flow.addEventListener('frame', () => { heard += 1; });
        flow.speed = 60;
      })`);
      await until(page, `(e) => e.state === 'ended'`);
      const read = await evaluate(
        page,
        '(e) => [e.s, e.grid, typeof e.initial, e.end, e.autoplay, e.flow.initial[0], e.flow.problem.s]',
      );
      assert.equal(read, [1, [64], 'function', 0.1, true, 1.5, 1]);
      assert.ok(await page.evaluate<number>('heard'));
      // Its message came by the event and stands in the component.
      await page.waitForFunction(
        `document.querySelector('#app p').textContent.startsWith('Reached t = 0.1')`,
      );
      await evaluate(page, '(e) => { window.first = e; window.flow = e.flow; }');
      await page.evaluate('app.set({ s: 1 })');
      await page.waitForTimeout(100);
      assert.is(await page.evaluate('flow === first.flow'), true, 'the same values start nothing anew');
      await page.evaluate('app.set({ s: 2 })');
      await until(page, `(e) => e === first && e.flow?.problem.s === 2 && e.flow.initial[0] === 1.5`);
      await page.evaluate('app.unmount()');
      await page.waitForFunction(`!document.querySelector('torus-flow')`);
      await noWorkers(page);
      assert.is(await page.evaluate('first.flow'), null);
    });
  });
}

test('react: rendered by a server, where the element is imported too, and taken over by the page', async () => {
  // React gives elements that it takes over what is text alone.
  const props = { s: 2, grid: '64', 'max-steps': 1000, step: 0.125, integrator: 'rk4', autoplay: false };
  await import(pathToFileURL(resolve('dist/element.js')).href);
  const { createElement } = await import('react');
  const { renderToString } = await import('react-dom/server');
  const html = renderToString(createElement('torus-flow', props));
  assert.match(html, /<torus-flow .*s="2"/);
  const script = await bundle(`
    import 'torusflow/element';
    import { createElement } from 'react';
    import { hydrateRoot } from 'react-dom/client';
    hydrateRoot(document.getElementById('app'), createElement('torus-flow', ${JSON.stringify(props)}));`);
  pages.site.pages.set('/module.js', { body: script, type: 'text/javascript' });
  const head = '<title>test</title><link rel="icon" href="data:,">';
  pages.site.pages.set('/hydrated.html', {
    body: `<!doctype html><html lang="en">${head}<body><div id="app">${html}</div><script type="module" src="/module.js"></script>`,
  });
  await pages.visit('/hydrated.html', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const read = await evaluate(
      page,
      '(e) => [e.s, e.grid, e.maxSteps, e.stepSize, e.integrator, e.autoplay, typeof e.step]',
    );
    assert.equal(read, [2, [64], 1000, 0.125, 'rk4', false, 'function']);
  });
});

test('observable: the cell of the guide is a flow, and another value of it takes its place', async () => {
  const { parseCell } = await import('@observablehq/parser');
  const source = blockOf('observable');
  const cell = parseCell(source);
  const inputs: string[] = cell.references.map(({ name }: { name: string }) => name);
  const { start, end } = cell.body;
  const script = await bundle(`
    import { Runtime } from '@observablehq/runtime';
    import { FileAttachments, Library } from '@observablehq/stdlib';
    const library = Object.assign(new Library(), {
      FileAttachment: () => FileAttachments((name) => new URL('/' + name, location.href).href),
    });
    const module = new Runtime(library).module();
    const app = document.getElementById('app');
    const cell = module.variable({ fulfilled: (value) => app.replaceChildren(value) });
    window.run = () => cell.define(${JSON.stringify(cell.id.name)}, ${JSON.stringify(inputs)},
      async (${inputs.join(', ')}) => ${source.slice(start, end)});
    run();`);
  await onModule(script, async (page) => {
    await page.evaluate(`import('/module.js')`);
    await until(page, `(e) => e?.state === 'paused'`);
    assert.equal(await evaluate(page, '(e) => [e.s, e.flow.initial[0]]'), [1, 1.5]);
    await evaluate(page, '(e) => { window.first = e; run(); }');
    await until(page, `(e) => e && e !== first && e.state === 'paused' && first.flow === null`);
    await evaluate(page, '(e) => { e.remove(); }');
    await noWorkers(page);
  });
});

run();
