// The site of the documentation, as it is made: every link leads somewhere, and axe finds nothing to mend.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import type { AxeResults } from 'axe-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath } from './browser/chromium.ts';
import { Pages } from './browser/pages.ts';

const folder = 'build/site';
const site = suite('site of the documentation');
const test = chromiumPath ? site : site.skip;
const texts = new Map<string, string>();

site.before(async () => {
  // Fails on a missing docstring, a dead link between pages, a formula that cannot be set.
  await promisify(execFile)('node', ['scripts/docs.mjs', folder]);
  for (const path of await readdir(folder, { recursive: true })) {
    if (path.endsWith('.html')) texts.set(path, await readFile(join(folder, path), 'utf8'));
  }
});

const idsOf = (page: string) =>
  new Set([...(texts.get(page) ?? '').matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));

site('has no link that leads nowhere', async () => {
  const files = new Set(await readdir(folder, { recursive: true }));
  const ids = new Map([...texts.keys()].map((page) => [page, idsOf(page)]));
  const dead: string[] = [];
  assert.ok(texts.size > 100);
  for (const [page, text] of texts) {
    for (const [, address] of text.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^(https?|data):/.test(address)) continue;
      const [path, anchor] = address.split('#');
      const file = path ? normalize(join(page, '..', path)) : page;
      if (!files.has(file) || (anchor && !(ids.get(file)?.has(anchor) ?? true)))
        dead.push(`${page}: ${address}`);
    }
  }
  assert.equal(dead, []);
});

site('says of every page what it is about', () => {
  const silent = [...texts].filter(
    ([page, text]) =>
      !['modules.html', 'hierarchy.html'].includes(page) &&
      !/<meta name="description" content="[^"]{5}/.test(text),
  );
  assert.equal(
    silent.map(([page]) => page),
    [],
  );
});

const sample = [
  'index.html',
  'documents/docs_tutorial.html',
  'documents/docs_problem-file.html',
  'classes/torusflow.ProblemError.html',
  'modules/torusflow_diagnostics.html',
  'documents/docs_theory.html',
  'documents/docs_howto_node.html',
  'functions/torusflow.solve.html',
  'interfaces/torusflow.Problem.html',
  'modules.html',
];

test('has nothing for axe to find, wide and narrow, light and dark', async () => {
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  const pages = await Pages.open(folder);
  try {
    for (const [width, colorScheme, paths] of [
      [1280, 'light', sample],
      [360, 'dark', sample.slice(-4)],
    ] as const) {
      for (const path of paths) {
        await pages.visit(
          `/${path}`,
          async (page) => {
            await page.waitForFunction(
              `!document.querySelector('#tsd-nav-container')?.textContent.includes('Loading')`,
            );
            await page.evaluate(axe);
            const { violations } = await page.evaluate<AxeResults>('axe.run()');
            assert.equal(
              violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0].html}`),
              [],
            );
          },
          { viewport: { width, height: 900 }, colorScheme },
        );
      }
    }
  } finally {
    await pages.close();
  }
});

test('finds functions and pages by their names', async () => {
  const pages = await Pages.open(folder);
  try {
    await pages.visit('/index.html', async (page) => {
      await page.click('#tsd-search-trigger');
      await page.keyboard.type('sobolevNorm');
      await page.waitForSelector('#tsd-search-results a[href*="sobolevNorm"]');
      await page.locator('#tsd-search-input').fill('decay');
      await page.waitForSelector('#tsd-search-results a[href*="tutorial"]');
    });
  } finally {
    await pages.close();
  }
});

site.run();
