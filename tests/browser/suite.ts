// Suites of tests that look at pages; where there is no browser, all of their tests are skipped.
import { suite } from 'uvu';
import { chromiumPath } from './chromium.ts';
import { Pages } from './pages.ts';

/**
 * A suite on pages of a folder in a headless Chromium.
 * @param prepare what there is to do once before the tests: files to build in the folder, pages to add to the site
 */
export function browserSuite(
  name: string,
  folder: string,
  prepare: (pages: Pages) => unknown = () => undefined,
) {
  const all = suite(name);
  const pages = new Pages(folder);
  if (chromiumPath) {
    all.before(async () => {
      await pages.start();
      await prepare(pages);
    });
    all.after(() => pages.close());
  }
  return { pages, test: chromiumPath ? all : all.skip, run: () => all.run() };
}

/** Builds the page, as `npm run page` does, in a folder. */
export async function buildPage(folder: string): Promise<void> {
  const { build } = await import('vite');
  await build({ root: 'demo', logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
}
