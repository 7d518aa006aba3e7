// A browser and a server for the tests of what is seen, and pages that are held to a clean console.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { launch } from './chromium.ts';
import { type Site, serve } from './server.ts';

export interface Visit extends BrowserContextOptions {
  /** Runs in the page before its own scripts. */
  prepare?: string;
}

export class Pages {
  private constructor(
    readonly site: Site,
    private readonly browser: Browser,
  ) {}

  static async open(folder: string): Promise<Pages> {
    const [site, browser] = await Promise.all([serve(folder), launch()]);
    return new Pages(site, browser);
  }

  /** Opens an address and does `work` there; a complaint in the console fails. */
  async visit(path: string, work: (page: Page) => Promise<void>, visit: Visit = {}): Promise<void> {
    const { prepare = '', ...context } = visit;
    const page = await this.browser.newPage(context);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.setDefaultTimeout(20_000);
    await page.addInitScript(prepare);
    try {
      await page.goto(path.includes(':') ? path : `${this.site.origin}${path}`);
      await work(page);
      assert.equal(complaints, []);
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.site.close(), this.browser.close()]);
  }
}

/** A number as the page writes it: −1.5·10⁻³. */
export function read(text: string): number {
  const power = [...(text.split('·10')[1] ?? '0')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)));
  const exponent = text.includes('·10') ? Number(power.join('')) : 0;
  return Number(text.split('·')[0].replace('−', '-')) * 10 ** exponent;
}

/** The text of a part of the element on the page. */
export const textOf = async (page: Page, part: string): Promise<string> =>
  (await page.textContent(`[part=${part}]`)) ?? '';

/** Waits until a function of the element, written as text, is true. */
export const until = (page: Page, condition: string) =>
  page.waitForFunction(`(${condition})(document.querySelector('torus-flow'))`);
