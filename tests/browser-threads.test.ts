// Threads in Chromium: on pages that are cross-origin isolated, and without them on others.
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, launch } from './browser/chromium.ts';
import { type Site, serve } from './browser/server.ts';
import { requireBuilt } from './support/package.ts';

const threads = suite('threads in Chromium');
const test = chromiumPath ? threads : threads.skip;

let site: Site;
let browser: Browser;

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const script = `
  import * as torusflow from '/browser.js';
  const plane = { grid: [64, 64], s: 1.2, initial: '1 + 0.5*cos(2*pi*x)*sin(2*pi*y)', end: 0.2, save: { times: [0.2] }, method: 'spectral' };
  const endless = { ...plane, end: 1e6, save: { times: [0, 1e6] }, integrator: 'rk4', step: 1e-7, maxSteps: 1e9 };
  /** Solves until so many threads took part, or often enough to say that they will not. */
  async function solveOn(wanted, options, often) {
    let solution;
    for (let k = 0; k < often && solution?.solver.threads !== wanted; k++) solution = await torusflow.solve(plane, options);
    return solution;
  }
  const same = (a, b) => a.state.length === b.state.length && a.state.every((byte, i) => byte === b.state[i]);
  Object.assign(window, { torusflow, plane, endless, solveOn, same });
`;

if (chromiumPath) {
  threads.before(async () => {
    requireBuilt();
    [site, browser] = await Promise.all([serve('dist'), launch()]);
    site.pages.set('/main.js', { body: script, type: 'text/javascript' });
    // Under COEP a page takes no worker that does not ask for as much.
    const body = await readFile('dist/worker.js', 'utf8');
    site.pages.set('/worker.js', { body, type: 'text/javascript', headers: isolation });
  });
  threads.after(async () => {
    await Promise.all([site.close(), browser.close()]);
  });
}

let pages = 0;

/** Runs `code`, the body of an async function, in a fresh page with these headers. */
async function inPage<T>(code: string, headers?: Record<string, string>): Promise<T> {
  const path = `/threads-${pages++}.html`;
  site.pages.set(path, { body: '<!doctype html><script type="module" src="/main.js"></script>', headers });
  const page = await browser.newPage();
  try {
    await page.goto(site.origin + path);
    await page.waitForFunction('window.same');
    return (await page.evaluate(`(async () => { ${code} })()`)) as T;
  } finally {
    await page.close();
  }
}

const compare = `
  const one = await torusflow.solve(plane, { threads: 1 });
  const two = await solveOn(2, { threads: 2 }, crossOriginIsolated ? 300 : 5);
  const three = await solveOn(3, { threads: 3 }, crossOriginIsolated ? 300 : 5);
  const inline = await torusflow.solve(plane, { inline: true });
  return [crossOriginIsolated, ...[one, two, three, inline].map(({ solver }) => solver.threads), same(one, two), same(one, three), same(one, inline)];`;

test('an isolated page steps on as many threads as are asked for, to the same bits', async () => {
  assert.equal(await inPage(compare, isolation), [true, 1, 2, 3, 1, true, true, true]);
});

test('another page steps on one, whatever is asked for', async () => {
  assert.equal(await inPage(compare), [false, 1, 1, 1, 1, true, true, true]);
});

test('an isolated page stays alive, cancels, closes, and starts again', async () => {
  const result = await inPage<[string, boolean, string, number]>(
    `const pool = torusflow.createPool({ workers: 1, threads: 2 });
     await solveOn(2, { pool }, 300);
     let turns = 0;
     const timer = setInterval(() => turns++, 5);
     const { outcome } = await torusflow.solve(endless, { pool, signal: AbortSignal.timeout(1000) });
     clearInterval(timer);
     const flow = await torusflow.open(endless, { pool });
     const advancing = flow.advance(1e6).catch((error) => error.code);
     await pool.close();
     const again = torusflow.createPool({ workers: 1, threads: 2 });
     return [outcome.kind, turns > 20, await advancing, (await solveOn(2, { pool: again }, 300)).solver.threads];`,
    isolation,
  );
  assert.equal(result, ['cancelled', true, 'ERR_WORKER_CLOSED', 2]);
});

const strict =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

test('served files do, under a policy that forbids blob: and data: workers', async () => {
  const where = `{ workerUrl: '/worker.js', wasmUrl: '/core.wasm', wasmThreadsUrl: '/core-threads.wasm', threads: 2 }`;
  const count = await inPage<number>(`return (await solveOn(2, ${where}, 300)).solver.threads;`, {
    ...isolation,
    'Content-Security-Policy': strict,
  });
  assert.is(count, 2);
});

test('a policy that leaves data: workers alone leaves one thread: they cannot share memory', async () => {
  const policy = strict.replace("worker-src 'self'", 'worker-src data:');
  const headers = { ...isolation, 'Content-Security-Policy': policy };
  const result = await inPage<[string, boolean, number]>(
    `const inline = await torusflow.solve(plane, { inline: true });
     const solution = await solveOn(2, { threads: 2 }, 5);
     return [solution.outcome.kind, same(solution, inline), solution.solver.threads];`,
    headers,
  );
  assert.equal(result, ['completed', true, 1]);
});

test('a build that is not where it should be is reported', async () => {
  const code = await inPage<string>(
    `return torusflow.solve(plane, { wasmThreadsUrl: '/missing.wasm', threads: 2 }).catch((error) => error.code);`,
    isolation,
  );
  assert.is(code, 'ERR_CORE_LOAD');
});

threads.run();
