// <torus-flow> as it comes, goes and moves; what it leaves behind; and what stands in its way.
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { evaluate, textOf, until } from './browser/pages.ts';
import { browserSuite } from './browser/suite.ts';

const { pages, test, run } = browserSuite('the life of <torus-flow>', 'dist');

/** Waits until as many workers live. */
async function workers(page: Page, count: number): Promise<void> {
  const limit = Date.now() + 10_000;
  while (page.workers().length !== count && Date.now() < limit) await page.waitForTimeout(50);
  assert.is(page.workers().length, count, 'workers');
}

test('plays on through a move within the page, and through a sort of its neighbours', async () => {
  await pages.show(
    '<div><torus-flow autoplay grid="64" speed="0.1"></torus-flow><p></p></div><section></section>',
    async (page) => {
      await until(page, '(e) => e.time > 0');
      await evaluate(page, '(e) => { window.first = e.flow; e.parentNode.append(e); }');
      await evaluate(page, `(e) => { document.querySelector('section').append(e); }`);
      const time = await evaluate<number>(page, '(e) => e.time');
      await until(page, `(e) => e.flow === first && e.state === 'playing' && e.time > ${time}`);
      await evaluate(
        page,
        `(e) => { document.body.moveBefore?.(e, null); window.moved = e.time; window.state = e.state; }`,
      );
      assert.is(await page.evaluate('state'), 'playing');
      await until(page, '(e) => e.flow === first && e.time > moved');
    },
  );
});

test('taken away, it gives its worker back, which ends when no other element has one', async () => {
  await pages.show(
    '<torus-flow autoplay grid="64"></torus-flow><torus-flow grid="32"></torus-flow>',
    async (page) => {
      await page.waitForFunction(
        `[...document.querySelectorAll('torus-flow')].every((e) => e.flow && e.state !== 'opening')`,
      );
      await evaluate(page, '(e) => e.remove()');
      // The other one's is needed still.
      await page.waitForTimeout(1500);
      assert.ok(page.workers().length >= 1);
      await evaluate(page, '(e) => e.step()');
      await evaluate(page, '(e) => { window.gone = e; e.remove(); }');
      await workers(page, 0);
      assert.equal(await page.evaluate('[gone.flow, gone.state, gone.time]'), [null, 'lost', 0]);
      await page.evaluate('document.body.append(gone)');
      await until(page, `(e) => e.state === 'paused'`);
    },
  );
});

test('an element taken away while it opens leaves nothing behind', async () => {
  await pages.show('<p></p>', async (page) => {
    await page.waitForFunction(`customElements.get('torus-flow')`);
    await page.evaluate(`new Promise((resolve) => {
      const flow = document.createElement('torus-flow');
      flow.grid = [256, 256];
      document.body.append(flow);
      setTimeout(() => { flow.remove(); resolve(); }, 5);
    })`);
    await workers(page, 0);
  });
});

test('ten in a page play at once, with no more workers than the machine has processors', async () => {
  const ten = Array.from(
    { length: 10 },
    (_, i) => `<torus-flow autoplay ui="none" grid="64" s="${1 + i / 5}"></torus-flow>`,
  );
  await pages.show(
    `<div style="display: grid; grid-template-columns: repeat(5, 1fr); --torus-height: 100px">${ten.join('')}</div>`,
    async (page) => {
      await page.waitForFunction(`[...document.querySelectorAll('torus-flow')].every((e) => e.time > 0)`);
      const processors = await page.evaluate<number>('navigator.hardwareConcurrency');
      assert.ok(
        page.workers().length <= processors,
        `${page.workers().length} workers, ${processors} processors`,
      );
    },
  );
});

test('attributes that change while it opens: the last word counts', async () => {
  await pages.show('<torus-flow grid="64"></torus-flow>', async (page) => {
    await evaluate(
      page,
      `async (e) => { for (const s of [0.5, 1.5, 2, 2.5, 3]) { e.s = s; await new Promise((go) => setTimeout(go, 3)); } }`,
    );
    await until(page, `(e) => e.state === 'paused' && e.flow.problem.s === 3 && e.flow.grid[0] === 64`);
    await evaluate(page, `(e) => { e.s = -1; e.grid = [32]; e.s = 2; }`);
    await until(page, `(e) => e.state === 'paused' && e.flow.problem.s === 2 && e.flow.grid[0] === 32`);
    assert.is(await page.isVisible('[part=error]'), false);
  });
});

test('a seek or a step asked for while it opens is made', async () => {
  await pages.show('<torus-flow grid="64" end="9"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const time = await evaluate<number>(
      page,
      'async (e) => { e.s = 2; await 0; await e.seek(3); return e.time; }',
    );
    assert.is(time, 3);
  });
});

test('goes into the document of a frame, dressed, and plays there', async () => {
  await pages.show(
    '<torus-flow autoplay grid="64"></torus-flow><iframe title="frame" style="width: 600px; height: 500px"></iframe>',
    async (page) => {
      await until(page, '(e) => e.time > 0');
      await evaluate(
        page,
        `(e) => { window.moved = e; document.querySelector('iframe').contentDocument.body.append(e); }`,
      );
      await page.waitForFunction('moved.ownerDocument !== document && moved.time > 0.2');
      const [display, width] = await page.evaluate<[string, number]>(
        `[getComputedStyle(moved.shadowRoot.querySelector('.toolbar')).display, moved.shadowRoot.querySelector('canvas').width]`,
      );
      assert.is(display, 'flex');
      assert.ok(width > 100);
    },
  );
});

test('a copy plays the same problem', async () => {
  await pages.show('<torus-flow grid="64" s="2"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await evaluate(
      page,
      `(e) => { e.target = { profile: 'cosine' }; window.copy = e.cloneNode(true); document.body.append(copy); }`,
    );
    await page.waitForFunction(`copy.state === 'paused'`);
    assert.equal(await page.evaluate('[copy.s, copy.grid, copy.target, copy.flow.problem.target]'), [
      2,
      [64],
      { profile: 'cosine' },
      { profile: 'cosine' },
    ]);
  });
});

test('every property set before the element is defined counts, and methods keep their names', async () => {
  const script = `<script>const flow = document.createElement('torus-flow'); document.body.append(flow);
    Object.assign(flow, { problem: { grid: [48], s: 2 }, initial: (x) => 1 + 0.5 * Math.cos(2 * Math.PI * x),
      ui: 'minimal', workerUrl: '/worker.js', step: 0.125, integrator: 'rk4', normalize: true });</script>`;
  await pages.show(script, async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const read = await evaluate(
      page,
      `(e) => [e.flow.grid, e.stepSize, e.normalized, e.getAttribute('ui'), e.getAttribute('worker-url'), typeof e.step, typeof e.normalize]`,
    );
    assert.equal(read, [[48], 0.125, true, 'minimal', '/worker.js', 'function', 'function']);
    assert.is(await evaluate(page, '(e) => e.flow.initial[0]'), 1.5);
    await evaluate(page, '(e) => e.step()');
    assert.ok((await evaluate<number>(page, '(e) => e.time')) > 0);
  });
});

test('under a policy without blob: and data: workers it says what to do, and doing that helps', async () => {
  const policy = (workers: string, scripts: string) => ({
    'Content-Security-Policy': `default-src 'none'; script-src 'self' ${scripts}; worker-src ${workers}; img-src data:; connect-src 'self'`,
  });
  const strict = policy("'self'", "'wasm-unsafe-eval'");
  // Waiting in the page itself is by `eval`, which the policy forbids.
  const opened = async (page: Page) => {
    for (let i = 0; i < 100 && (await evaluate(page, '(e) => e.state')) !== 'paused'; i++) {
      await page.waitForTimeout(50);
    }
    assert.is(await evaluate(page, '(e) => e.state'), 'paused');
  };
  const blocked = async (page: Page) => {
    await page.waitForSelector('[part=error]:visible');
    assert.match(await textOf(page, 'error'), /Content-Security-Policy .*torusflow\/worker.*worker-url/);
    // Its looks are no `<style>` that the policy would take away.
    assert.is(
      await evaluate(page, `(e) => getComputedStyle(e.shadowRoot.querySelector('.toolbar')).display`),
      'flex',
    );
    await evaluate(page, `(e) => { e.workerUrl = '/worker.js'; }`);
    await opened(page);
    assert.is(await page.isVisible('[part=error]'), false);
  };
  await pages.show('<torus-flow grid="64"></torus-flow>', blocked, { headers: strict, complains: true });
  await pages.show('<torus-flow grid="64" worker-url="/worker.js"></torus-flow>', opened, {
    headers: strict,
  });
  await pages.show(
    '<torus-flow grid="64" worker-url="/worker.js"></torus-flow>',
    async (page) => {
      await page.waitForSelector('[part=error]:visible');
      assert.match(await textOf(page, 'error'), /'wasm-unsafe-eval'/);
    },
    { headers: policy("'self'", ''), complains: true },
  );
});

test('a worker that crashes is told of, and the flow starts anew when it is asked to play', async () => {
  const crash = `window.Worker = class extends Worker { constructor(...args) { super(...args); window.last = this; } };`;
  await pages.show(
    '<torus-flow autoplay grid="64"></torus-flow>',
    async (page) => {
      await until(page, '(e) => e.time > 0');
      await page.evaluate(`last.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))`);
      await page.waitForSelector('[part=error]:visible');
      assert.match(await textOf(page, 'error'), /out of memory/);
      assert.is(await evaluate(page, '(e) => e.state'), 'lost');
      await page.click('[part=play]');
      await until(page, `(e) => e.state === 'playing' && e.time > 0`);
      assert.is(await page.isVisible('[part=error]'), false);
    },
    { prepare: crash },
  );
});

test('comes back with the page from the back/forward cache, and plays on where it was', async () => {
  const browser = await pages.another(['--disable-back-forward-cache']);
  try {
    pages.site.pages.set('/back.html', {
      body: `<!doctype html><title>back</title><torus-flow autoplay grid="64" speed="0.2"></torus-flow><script>
        addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });</script><script type="module" src="/element.js"></script>`,
    });
    pages.site.pages.set('/away.html', { body: '<!doctype html><title>away</title>' });
    const page = await browser.newPage();
    await page.goto(`${pages.site.origin}/back.html`);
    await until(page, '(e) => e.time > 0.1');
    await page.goto(`${pages.site.origin}/away.html`);
    await page.waitForTimeout(1000);
    await page.goBack({ waitUntil: 'commit' });
    if (!(await page.evaluate('persisted')))
      console.log('NOTICE this browser does not keep pages with workers');
    const time = await evaluate<number>(page, '(e) => e.time');
    // A second passed; at this speed that would be 0.24.
    assert.ok(time < 0.3, String(time));
    await until(page, `(e) => e.time > ${time} + 0.02`);
  } finally {
    await browser.close();
  }
});

test('time stands still while a page is frozen, and makes no jump after', async () => {
  await pages.show('<torus-flow autoplay grid="64" speed="0.2"></torus-flow>', async (page) => {
    await until(page, '(e) => e.time > 0.05');
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await page.waitForTimeout(1500);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    const [before, after] = await evaluate<[number, number]>(
      page,
      '(e) => new Promise((go) => { const before = e.time; e.addEventListener("frame", () => go([before, e.time]), { once: true }); })',
    );
    // A tenth of a second of the clock at most: 1.2 · 0.2 · 0.1.
    assert.ok(after - before < 0.05, `${before} → ${after}`);
  });
});

run();
