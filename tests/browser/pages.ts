// A browser and a server for the tests of what is seen, and pages that are held to a clean console.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { launch } from './chromium.ts';
import { type Site, serve } from './server.ts';

export interface Visit extends BrowserContextOptions {
  /** Runs in the page before its own scripts. */
  prepare?: string;
  /** Whether the browser complains in the console, as it does of what a server or a policy refuses. Default false. */
  complains?: boolean;
}

export interface Show extends Visit {
  /** What the server says beside the page. */
  headers?: Record<string, string>;
}

export class Pages {
  /** What is served, once it has been started. */
  site!: Site;
  private browser!: Browser;
  private shown = 0;

  /** @param folder whose files are served, as they are when they are asked for */
  constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Pages> {
    const pages = new Pages(folder);
    await pages.start();
    return pages;
  }

  async start(): Promise<void> {
    [this.site, this.browser] = await Promise.all([serve(this.folder), launch()]);
  }

  /** Opens an address and does `work` there; a complaint in the console fails. */
  async visit(path: string, work: (page: Page) => Promise<void>, visit: Visit = {}): Promise<void> {
    const { prepare = '', complains = false, ...context } = visit;
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
      if (!complains) assert.equal(complaints, []);
    } finally {
      await page.close();
    }
  }

  /** The same, on a page of its own around `markup`, with the element's script where the site has it. */
  async show(markup: string, work: (page: Page) => Promise<void>, visit: Show = {}): Promise<void> {
    const { headers, ...others } = visit;
    const path = `/shown-${++this.shown}.html`;
    const script = '<script type="module" src="/element.js"></script>';
    const head = '<title>test</title><link rel="icon" href="data:,">';
    const body = `<!doctype html><html lang="en">${head}<body>${markup}${script}</body></html>`;
    this.site.pages.set(path, { body, headers });
    await this.visit(path, work, others);
  }

  /** A browser started without some of the switches that tests otherwise have. */
  another(without: string[]): Promise<Browser> {
    return launch(without);
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

/** What a function of the element, written as text, gives. */
export const evaluate = <T>(page: Page, work: string): Promise<T> =>
  page.evaluate<T>(`(${work})(document.querySelector('torus-flow'))`);

/** Waits until a function of the element, written as text, is true. */
export const until = (page: Page, condition: string) =>
  page.waitForFunction(`(${condition})(document.querySelector('torus-flow'))`);
