// Finds and starts a headless Chromium: the one of CHROMIUM_PATH, playwright's own, or the system's.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** playwright throws on systems it has no browser for. */
function ownPath(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

const candidates = [
  process.env.CHROMIUM_PATH,
  ownPath(),
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium is; undefined, said loudly, where there is none. */
export const chromiumPath = candidates.find((path) => path && existsSync(path));
if (!chromiumPath) console.log('\nNOTICE browser tests skipped: no Chromium found\n');

/** Nothing of a browser's own traffic, no sandbox (tests may run as root), no GPU. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param without switches that playwright sets of itself, and this browser is to do without */
export const launch = (without: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args, ignoreDefaultArgs: without });
