import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type * as torusflow from '../src/index.ts';
import { chromiumPath, launch } from './browser/chromium.ts';
import { type Site, serve } from './browser/server.ts';
import { requireBuilt } from './support/package.ts';

const flows = suite('flows in Chromium');
const test = chromiumPath ? flows : flows.skip;

declare global {
  interface Window {
    torusflow: typeof torusflow;
  }
}

let site: Site;
let browser: Browser;
let other: Browser;

/** What a page without a bundler does. */
const script = `
  import * as torusflow from '/browser.js';
  window.torusflow = torusflow;
  window.cosine = { grid: 64, s: 1, initial: '1 + 0.5*cos(2*pi*x)', end: 2 };
  window.endless = { ...cosine, end: 1e6, save: { times: [0, 1e6] }, integrator: 'rk4', step: 1e-6, maxSteps: 1e9 };
  window.codeOf = (promise) => promise.then(() => 'fulfilled', (error) =>
    [error.code, error instanceof torusflow.WorkerError].join());
  window.exact = ({ energy, time }) => time.every((t, i) => Math.abs(energy[i] / energy[0] / Math.exp(-2 * t) - 1) < 1e-6);
`;

if (chromiumPath) {
  flows.before(async () => {
    requireBuilt();
    [site, browser, other] = await Promise.all([serve('dist'), launch(), launch()]);
    site.pages.set('/main.js', { body: script, type: 'text/javascript' });
  });
  flows.after(async () => {
    await Promise.all([site.close(), browser.close(), other.close()]);
  });
}

let pages = 0;

/** Opens a page, under this Content-Security-Policy if one is given, that has loaded the library. */
async function openPage(policy?: string, within = browser): Promise<Page> {
  const path = `/page-${pages++}.html`;
  const headers = policy ? { 'Content-Security-Policy': policy } : undefined;
  site.pages.set(path, { body: '<!doctype html><script type="module" src="/main.js"></script>', headers });
  const page = await within.newPage();
  await page.goto(site.origin + path);
  await page.waitForFunction('window.exact');
  return page;
}

/** Runs `code`, the body of an async function, in a fresh page. */
async function inPage<T>(code: string, policy?: string, within?: Browser): Promise<T> {
  const page = await openPage(policy, within);
  try {
    return (await page.evaluate(
      `(async () => { const { solve, open, createPool } = torusflow; ${code} })()`,
    )) as T;
  } finally {
    await page.close();
  }
}

test('a bare page solves, in a worker and inline, to the same bits', async () => {
  const result = await inPage(`
    const [remote, inline] = await Promise.all([solve(cosine), solve(cosine, { inline: true })]);
    return [remote.outcome.kind, exact(remote), remote.density.length, remote.density.every((x, i) => x === inline.density[i])];`);
  assert.equal(result, ['completed', true, 201 * 64, true]);
});

test('an open flow is stepped and drawn through one recycled buffer', async () => {
  const result = await inPage(`
    const flow = await open(cosine);
    let frame = new Float64Array(64);
    const heights = [];
    for (const t of [0, 1, 2]) {
      const [, drawn] = await Promise.all([flow.advance(t), flow.advance(t).then(() => flow.frame(frame))]);
      frame = drawn;
      heights.push(frame[0]);
    }
    const { time } = await flow.diagnostics();
    await Promise.all([flow.close(), flow.close()]);
    const late = await flow.frame().catch((error) => error.code);
    return [heights, time, late];`);
  const [heights, time, late] = result as [number[], number, string];
  assert.equal([time, late], [2, 'ERR_CLOSED']);
  // The maximum follows the logistic law of s = 1, ν = 1.
  heights.forEach((height, t) => {
    assert.ok(Math.abs(height - 1 / (1 + (1 / 1.5 - 1) * Math.exp(-t))) < 1e-7);
  });
});

test('the page stays alive during a solve, hears its progress, and cancels it', async () => {
  const [turns, kind, reports, late, idle] = await inPage<[number, string, number, number, boolean]>(`
    const pool = createPool({ workers: 1 });
    const controller = new AbortController();
    let turns = 0, reports = 0, aborted;
    const timer = setInterval(() => turns++, 5);
    setTimeout(() => { aborted = performance.now(); controller.abort(); }, 1000);
    const { outcome } = await solve(endless, { pool, signal: controller.signal, onProgress: () => reports++ });
    const late = performance.now() - aborted;
    clearInterval(timer);
    return [turns, outcome.kind, reports, late, pool.idle];`);
  assert.is(kind, 'cancelled');
  // Of 200 turns in a second; a blocked page would take one or two.
  assert.ok(turns > 40, `${turns} turns`);
  assert.ok(reports >= 3 && reports <= 18, `${reports} reports`);
  // 50 ms of work are promised; the rest is a margin for other processes on the machine.
  assert.ok(late < 1000, `ended after ${late} ms`);
  assert.ok(idle);
});

test('an inline solve leaves the page alive too', async () => {
  const turns = await inPage<number>(`
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await solve(endless, { inline: true, signal: AbortSignal.timeout(1000) });
    return turns;`);
  // Batches of 8 ms leave up to a hundred turns.
  assert.ok(turns > 20, `${turns} turns`);
});

test('two browsers with more solves and flows than workers each get through them all', async () => {
  const code = `
    const pool = createPool({ workers: 3 });
    const flows = await Promise.all(Array.from({ length: 4 }, () => open(cosine, { pool })));
    const advancing = flows.map((flow) => flow.advance(1));
    const solutions = await Promise.all(Array.from({ length: 12 }, () => solve(cosine, { pool })));
    const ends = await Promise.all(advancing);
    await Promise.all(flows.map((flow) => flow.close()));
    return [solutions.every(exact), ends.every(({ kind }) => kind === 'completed'), pool.idle];`;
  const results = await Promise.all([inPage(code), inPage(code, undefined, other)]);
  assert.equal(results, [
    [true, true, true],
    [true, true, true],
  ]);
});

test('a worker that crashes rejects what is pending, and is replaced', async () => {
  // Serves calls as it should until it has run for a while.
  const body = `import '/worker.js'; setTimeout(() => { throw new Error('out of luck'); }, 500);`;
  site.pages.set('/crash.js', { body, type: 'text/javascript' });
  const result = await inPage(`
    const pool = createPool({ workers: 1, workerUrl: '/crash.js' });
    const flow = await open(endless, { pool });
    const pending = [flow.advance(1e6), flow.diagnostics().then(() => flow.advance(2e6)), solve(endless, { pool })];
    const codes = await Promise.all(pending.map(codeOf));
    await flow.close();
    const again = await solve(cosine, { pool });
    return [...codes, again.outcome.kind, pool.idle];`);
  const crashed = 'ERR_WORKER_CRASHED,true';
  assert.equal(result, [crashed, crashed, crashed, 'completed', true]);
});

test('addresses that hold nothing, or something else, reject with what is wrong', async () => {
  site.pages.set('/broken.js', { body: 'throw new Error("no good")', type: 'text/javascript' });
  const result = await inPage(`
    return Promise.all([
      codeOf(solve(cosine, { workerUrl: '/missing.js' })),
      codeOf(solve(cosine, { workerUrl: '/broken.js' })),
      codeOf(solve(cosine, { workerUrl: 'https://example.org/worker.js' })),
      codeOf(solve(cosine, { wasmUrl: '/missing.wasm' })),
      codeOf(solve(cosine, { wasmUrl: '/broken.js', inline: true })),
    ]);`);
  const [load, core] = ['ERR_WORKER_LOAD,true', 'ERR_CORE_LOAD,true'];
  assert.equal(result, [load, load, load, core, core]);
});

const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src";

test('a strict policy blocks the self-contained worker with advice, and takes a served one', async () => {
  const [message, ...rest] = await inPage<[string, string, boolean]>(
    `const blocked = await solve(cosine).catch((error) => error);
     const served = await solve(cosine, { workerUrl: '/worker.js', wasmUrl: '/core.wasm' });
     return [blocked.message, blocked.code, exact(served)];`,
    `${strict} 'self'`,
  );
  assert.equal(rest, ['ERR_WORKER_BLOCKED', true]);
  assert.match(message, /workerUrl/);
});

test('a policy that forbids blob: workers alone is met by a data: worker', async () => {
  assert.ok(await inPage('return exact(await solve(cosine));', `${strict} data:`));
});

test('a policy that forbids WASM is reported', async () => {
  const policy = strict.replace("'wasm-unsafe-eval'", '');
  assert.is(await inPage('return codeOf(solve(cosine));', `${policy} blob:`), 'ERR_CORE_LOAD,true');
});

flows.run();
