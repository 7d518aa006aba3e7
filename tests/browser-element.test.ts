// <torus-flow> as it is built, on bare pages in a headless Chromium.
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { readNpy } from '../src/problem/index.ts';
import { evaluate, textOf, until, type Visit } from './browser/pages.ts';
import { browserSuite } from './browser/suite.ts';

const { pages, test, run } = browserSuite('<torus-flow> in Chromium', 'dist');

const on = (markup: string, work: (page: Page) => Promise<void>, visit?: Visit) =>
  pages.show(markup, work, visit);

test('plays by itself at s = 1 and shows the rate 2', async () => {
  await on('<torus-flow autoplay grid="128" s="1" speed="3"></torus-flow>', async (page) => {
    await until(page, '(e) => e.time > 2');
    await until(page, `(e) => e.shadowRoot.querySelector('[part=fitted]').textContent.startsWith('2.00')`);
    assert.is(await textOf(page, 'predicted'), '2');
    const history = await evaluate<{ time: number[]; energy: number[] }>(
      page,
      '(e) => ({ time: [...e.history.time], energy: [...e.history.energy] })',
    );
    // ν = 1: the energy is E₀ e^{−2t} exactly; this is the closed form, to rounding.
    history.time.forEach((t, i) => {
      assert.ok(Math.abs(history.energy[i] / (history.energy[0] * Math.exp(-2 * t)) - 1) < 1e-9, `${t}`);
    });
  });
});

test('tells of frames, numbers and the end', async () => {
  await on(
    '<torus-flow grid="64" s="1" end="0.5" speed="40"></torus-flow>',
    async (page) => {
      await evaluate(
        page,
        `(e) => { window.told = []; for (const name of ['frame', 'diagnostics', 'completed', 'error'])
          e.addEventListener(name, (event) => told.push([name, event.detail.time ?? 0, event.detail.density?.length])); e.play(); }`,
      );
      await until(page, `() => told.some(([name]) => name === 'completed')`);
      const told = await page.evaluate<[string, number, number][]>('told');
      const times = told.filter(([name]) => name === 'frame').map(([, time]) => time);
      assert.ok(times.length >= 2, `${times}`);
      assert.ok(
        times.every((time, i) => i === 0 || time >= times[i - 1]),
        String(times),
      );
      assert.is(times[times.length - 1], 0.5);
      assert.ok(told.every(([name, , length]) => name !== 'frame' || length === 64));
      assert.ok(told.some(([name]) => name === 'diagnostics'));
      assert.is(await evaluate(page, '(e) => e.state'), 'ended');
      assert.is(await textOf(page, 'play'), 'Replay');
    },
    { reducedMotion: 'no-preference' },
  );
});

test('seeks forwards and back, steps and resets, and a flow gone back goes the same way again', async () => {
  await on('<torus-flow grid="64" s="2" end="1000"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const energyAt = (time: number) =>
      evaluate<number>(
        page,
        `async (e) => { await e.seek(${time}); const { time, energy } = await e.flow.diagnostics();
          if (time !== ${time}) throw new Error('at ' + time); return energy; }`,
      );
    const [early, late] = [await energyAt(3), await energyAt(40)];
    assert.ok(late < early);
    assert.is(await energyAt(3), early);
    // Steps in between differ, so that energies agree to the tolerance of 1e-6 a step.
    assert.ok(Math.abs((await energyAt(40)) / late - 1) < 1e-4);
    await evaluate(page, '(e) => e.step()');
    assert.ok((await evaluate<number>(page, '(e) => e.time')) > 40);
    await evaluate(page, '(e) => e.reset()');
    assert.is(await evaluate(page, '(e) => e.time'), 0);
    assert.is(await textOf(page, 'time'), '0');
  });
});

test('its properties are its attributes, and another value starts anew', async () => {
  await on('<torus-flow grid="64" s="1" initial="1 + 0.5*cos(2*pi*x)"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await evaluate(page, `(e) => { e.s = 2; e.grid = [32, 16]; e.target = { profile: 'cosine' }; }`);
    const read = await evaluate(
      page,
      `(e) => [e.getAttribute('s'), e.getAttribute('grid'), e.getAttribute('target'), e.s, e.problem.grid]`,
    );
    assert.equal(read, ['2', '32 16', '{"profile":"cosine"}', 2, [32, 16]]);
    await until(page, `(e) => e.state === 'paused' && e.flow?.grid.length === 2`);
    assert.is(await evaluate(page, '(e) => e.flow.problem.s'), 2);
    // What no attribute can say is kept beside them.
    await evaluate(
      page,
      `(e) => { e.grid = 48; e.initial = (x) => 1 + 0.25 * Math.sin(2 * Math.PI * x); e.target = null; }`,
    );
    await until(page, `(e) => e.state === 'paused' && e.flow?.grid[0] === 48`);
    const quarter = await evaluate<number>(page, '(e) => e.flow.initial[12]');
    assert.ok(Math.abs(quarter - 1.25) < 1e-14);
    assert.is(await evaluate(page, `(e) => e.getAttribute('initial')`), null);
  });
});

test('a property set before the element is defined counts', async () => {
  const script = `<script>document.querySelector('torus-flow').s = 3; document.querySelector('torus-flow').grid = [32];</script>`;
  await on(`<torus-flow></torus-flow>${script}`, async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    assert.equal(await evaluate(page, '(e) => [e.flow.problem.s, e.flow.grid]'), [3, [32]]);
  });
});

test('says what is wrong: at the control where there is one, and in an event', async () => {
  await on(
    `<torus-flow grid="64" s="1" initial="1 + cos(2*pi*y)" max-steps="many"></torus-flow><script>
      document.querySelector('torus-flow').addEventListener('error', (e) => { window.said = e.detail.error; });</script>`,
    async (page) => {
      await until(page, '() => window.said');
      assert.is(await page.evaluate('said.code'), 'ERR_PROBLEM');
      assert.match((await page.textContent('#initial-error')) ?? '', /^initial .*y/);
      assert.match(await textOf(page, 'error'), /maxSteps/);
      assert.is(await evaluate(page, '(e) => e.state'), 'lost');
      // Set right, it runs.
      await evaluate(page, `(e) => { e.removeAttribute('max-steps'); e.initial = 'uniform'; }`);
      await until(page, `(e) => e.state === 'paused'`);
      assert.is(await page.isVisible('#initial-error'), false);
    },
  );
});

test('stands still where motion is not wanted, and off the screen', async () => {
  await on(
    '<torus-flow autoplay grid="64"></torus-flow>',
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      assert.is(await evaluate(page, '(e) => e.time'), 0);
    },
    { reducedMotion: 'reduce' },
  );
  await on('<div style="height: 3000px"></div><torus-flow autoplay grid="64"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'playing'`);
    await page.waitForTimeout(300);
    const hidden = await evaluate<number>(page, '(e) => e.time');
    await page.waitForTimeout(300);
    assert.is(await evaluate(page, '(e) => e.time'), hidden);
    await evaluate(page, '(e) => e.scrollIntoView()');
    await until(page, `(e) => e.time > ${hidden}`);
  });
});

test('draws the plane with the colours of viridis, x to the right and y upwards', async () => {
  const initial = '1 + 0.9*cos(2*pi*(x - 0.25))*(y < 0.5) - 0.0*y';
  await on(
    `<torus-flow grid="64 64" initial="${initial}" normalize ui="none" chart="none" style="width: 500px"></torus-flow>`,
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      // Greatest at x = ¼ in the lower half; uniform in the upper half.
      const [low, high, upper] = await evaluate<number[][]>(
        page,
        `(e) => { const canvas = e.shadowRoot.querySelector('canvas'); const context = canvas.getContext('2d');
          const side = Math.min(canvas.width - 110, canvas.height - 46), left = 34 + Math.floor((canvas.width - 110 - side) / 2);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          return [[0.75, 0.25], [0.25, 0.25], [0.25, 0.75]].map(([x, y]) => {
            const at = Math.round(22 + (1 - y) * side) * canvas.width + Math.round(left + x * side);
            return [...data.subarray(4 * at, 4 * at + 4)]; }); }`,
      );
      const brightness = ([red, green, blue]: number[]) => 0.3 * red + 0.6 * green + 0.1 * blue;
      assert.ok(
        brightness(low) < brightness(upper) && brightness(upper) < brightness(high),
        `${low} ${high}`,
      );
      // The light end of viridis is yellow.
      assert.ok(high[0] > 200 && high[1] > 200 && high[2] < 100, `${high}`);
    },
  );
});

/** Drags the mouse over a figure, through places in [0, 1]² of its canvas. */
async function drag(page: Page, places: [number, number][]): Promise<void> {
  const box = (await page.locator('[part=field] canvas').boundingBox())!;
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(places[0]));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 8 });
  await page.mouse.up();
}

test('the initial density and the target are drawn by the pointer, and are of mass 1', async () => {
  await on('<torus-flow grid="128" s="1" draw="target"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const before = await evaluate<number[]>(page, '(e) => [...e.flow.initial]');
    await drag(page, [
      [0.3, 0.6],
      [0.5, 0.2],
      [0.7, 0.6],
    ]);
    await until(page, `(e) => e.state === 'paused' && e.flow?.target[64] > 1.1`);
    const [target, initial] = await evaluate<number[][]>(
      page,
      '(e) => [[...e.flow.target], [...e.flow.initial]]',
    );
    assert.equal(initial, before);
    // The pencil went up to the middle and down again.
    assert.ok(target[64] > target[48] && target[64] > target[80] && target[64] > target[10]);
    const mean = target.reduce((sum, value) => sum + value, 0) / 128;
    assert.ok(Math.abs(mean - 1) < 1e-12, String(mean));
    await page.selectOption('[part=draw]', 'initial');
    await drag(page, [
      [0.2, 0.1],
      [0.4, 0.1],
    ]);
    await until(page, `(e) => e.state === 'paused' && e.flow?.initial[30] > 1.05 * e.flow?.initial[100]`);
  });
});

test('mass is painted on the plane, and a picture dropped on it becomes the target', async () => {
  await on('<torus-flow grid="64 64" s="1" initial="uniform" draw="initial"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    const box = (await page.locator('[part=field] canvas').boundingBox())!;
    const side = Math.min(box.width - 110, box.height - 46);
    const left = 34 + (box.width - 110 - side) / 2;
    const top = 22;
    // Round (x, y) = (¼, ¾).
    const place: [number, number] = [(left + 0.25 * side) / box.width, (top + 0.25 * side) / box.height];
    await drag(page, [place, [place[0] + 0.01, place[1]], place]);
    await until(page, `(e) => e.state === 'paused' && e.flow?.initial[16 * 64 + 48] > 1.5`);
    const least = await evaluate<number>(page, '(e) => Math.min(...e.flow.initial)');
    assert.ok(least > 0 && least < 1);
    // White in the upper half, black below.
    await evaluate(
      page,
      `async (e) => {
        const canvas = new OffscreenCanvas(20, 20), context = canvas.getContext('2d');
        context.fillRect(0, 0, 20, 20); context.fillStyle = '#fff'; context.fillRect(0, 0, 20, 10);
        const data = new DataTransfer();
        data.items.add(new File([await canvas.convertToBlob()], 'half.png', { type: 'image/png' }));
        e.shadowRoot.querySelector('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer: data }));
      }`,
    );
    await until(page, `(e) => e.state === 'paused' && e.flow?.target[48] > 1.5`);
    const [above, below] = await evaluate<number[]>(page, '(e) => [e.flow.target[48], e.flow.target[16]]');
    // A fifth of the mass is spread evenly, four fifths lie on one half.
    assert.ok(Math.abs(above - 1.8) < 0.02 && Math.abs(below - 0.2) < 0.02, `${above} ${below}`);
  });
});

test('saves its problem, history, density and figures', async () => {
  await on('<torus-flow grid="64" s="2" end="100"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await evaluate(page, '(e) => e.seek(10)');
    const text = (kind: string) => evaluate<string>(page, `async (e) => (await e.export('${kind}')).text()`);
    const problem = JSON.parse(await text('json'));
    assert.equal([problem.torusflow, problem.grid, problem.s, problem.end], [1, [64], 2, 100]);
    const [head, ...rows] = (await text('csv')).trim().split('\n');
    assert.is(head, 'time,energy,dissipation,norm 0');
    assert.is(Number(rows[rows.length - 1].split(',')[0]), 10);
    const [npy, density] = await evaluate<number[][]>(
      page,
      `async (e) => { const bytes = new Uint8Array(await (await e.export('npy')).arrayBuffer());
        return [[...bytes], [...(await e.flow.frame())]]; }`,
    );
    const { data, shape } = readNpy(Uint8Array.from(npy));
    assert.equal([[...data], shape], [density, [64]]);
    const svg = await text('svg');
    assert.match(svg, /^<svg [\s\S]*time t[\s\S]*<\/svg>\s*$/);
    assert.ok(
      await page.evaluate(
        `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror') === null`,
      ),
    );
    // 640 × 660 CSS pixels at print quality.
    const size = await evaluate(
      page,
      `async (e) => { const picture = await createImageBitmap(await e.export('png')); return [picture.width, picture.height]; }`,
    );
    assert.equal(size, [2048, 2112]);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('text=CSV')]);
    assert.is(saved.suggestedFilename(), 'torusflow.csv');
  });
});

test('shows the spectrum of fine planes too, with the slope of the data', async () => {
  await on(
    `<torus-flow grid="512 512" s="2" initial='{"profile": "rough", "regularity": 1}' show="target" chart="spectrum"></torus-flow>`,
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      await evaluate(page, '(e) => e.seek(1)');
      // |ĥ_k|² ~ |k|^(−2r−d): r = 1, d = 2.
      await until(
        page,
        `(e) => e.shadowRoot.querySelector('[part=decay] canvas').ariaLabel.endsWith('slope −2')`,
      );
      const svg = await evaluate<string>(page, `async (e) => (await e.export('svg')).text()`);
      assert.match(svg, />slope −2</);
      // The curves and the law: polylines with as many points as there are shells, and with two.
      const lengths = [...svg.matchAll(/d="([^"]*)" fill="none"/g)].map(([, d]) => d.match(/[ML]/g)!.length);
      assert.is(lengths.filter((length) => length > 200).length, 2);
    },
  );
});

test('every view of the circle and of the plane is drawn, and differs from the others', async () => {
  for (const [grid, views] of [
    ['64', ['density', 'difference', 'velocity', 'potential', 'quantile', 'circle']],
    ['32 32', ['density', 'velocity', 'tracers', 'potential', 'target', 'difference', 'donut']],
    ['12 16 16', ['density', 'velocity', 'potential', 'difference']],
  ] as const) {
    await on(`<torus-flow grid="${grid}" s="2" target="1 + 0.4*sin(2*pi*x)"></torus-flow>`, async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      const pictures = new Set<string>();
      for (const view of views) {
        await page.selectOption('[part=show]', view);
        const picture = `document.querySelector('torus-flow').shadowRoot.querySelector('canvas').toDataURL()`;
        // Velocities come from the worker.
        await page.waitForFunction(`!${JSON.stringify([...pictures])}.includes(${picture})`);
        pictures.add(await page.evaluate<string>(picture));
      }
      assert.is(pictures.size, views.length);
    });
  }
});

test('a stretch of time dragged on the energy is fitted by itself, and a click takes it away', async () => {
  await on('<torus-flow grid="64" s="1" end="8"></torus-flow>', async (page) => {
    await until(page, `(e) => e.state === 'paused'`);
    await evaluate(page, '(e) => e.seek(8)');
    const box = (await page.locator('[part=decay] canvas').boundingBox())!;
    const at = (share: number) => [box.x + 58 + share * (box.width - 74), box.y + box.height / 2] as const;
    await page.mouse.move(...at(0.25));
    await page.mouse.down();
    await page.mouse.move(...at(0.5), { steps: 4 });
    await page.mouse.up();
    const ruler = (await page.getAttribute('torus-flow', 'ruler'))!.split(' ').map(Number);
    // A pixel of some 800 is a hundredth of the time.
    assert.ok(Math.abs(ruler[0] - 2) < 0.05 && Math.abs(ruler[1] - 4) < 0.05, String(ruler));
    // ν = 1: e^{−2t} exactly, at every time.
    assert.is(await textOf(page, 'ruler'), '2.000');
    await page.mouse.click(...at(0.8));
    assert.is(await page.isVisible('[part=ruler]'), false);
  });
});

test('takes all of the screen, figures whole, and gives it back', async () => {
  await on(
    '<p>before</p><torus-flow grid="32 32"></torus-flow>',
    async (page) => {
      await until(page, `(e) => e.state === 'paused'`);
      await page.click('[part=fullscreen]');
      await until(page, '(e) => document.fullscreenElement === e');
      await page.waitForSelector('[aria-label="Leave full screen"]');
      for (const part of ['[part=play]', '[part=field] canvas', '[part=decay] canvas', '[part=rates]']) {
        const { y, height } = (await page.locator(part).boundingBox())!;
        assert.ok(y >= 0 && y + height <= 720, `${part} from ${y} to ${y + height}`);
      }
      const picture = (await page.locator('[part=field] canvas').boundingBox())!;
      // More than half of the screen's height.
      assert.ok(picture.height > 400, `${picture.height}`);
      await page.click('[part=fullscreen]');
      await until(page, '() => document.fullscreenElement === null');
    },
    { viewport: { width: 1280, height: 720 } },
  );
});

test('goes when it is taken off the page, and comes back', async () => {
  await on('<torus-flow autoplay grid="64"></torus-flow>', async (page) => {
    await until(page, '(e) => e.time > 0');
    await evaluate(page, '(e) => { window.gone = e; e.remove(); }');
    assert.is(await page.evaluate('gone.flow'), null);
    await page.evaluate('document.body.append(gone)');
    await until(page, '(e) => e.time > 0');
  });
});

test('one frame is under way at a time, and the main thread is free', async () => {
  await on(
    '<torus-flow autoplay grid="1024" s="2" initial=\'{"profile":"rough","regularity":1}\'></torus-flow>',
    async (page) => {
      const devtools = await page.context().newCDPSession(page);
      // The thread's own clock, which stands still while other processes have the processor.
      await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
      /** Milliseconds for which the main thread has worked. */
      const worked = async () => {
        const { metrics } = await devtools.send('Performance.getMetrics');
        return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
      };
      await until(page, '() => frames.total > 20');
      const [before, from] = [await worked(), await page.evaluate<number>('frames.total')];
      await until(page, `() => frames.total > ${from + 60}`);
      const work = (await worked()) - before;
      const frames = await page.evaluate<{ most: number; total: number }>('({ ...frames })');
      assert.is(frames.most, 1);
      // About 5 ms a frame, most of it the browser's own drawing; of 16.7 that there are.
      assert.ok(work / (frames.total - from) < 16, `${work} ms for ${frames.total - from} frames`);
    },
    { prepare: watch, reducedMotion: 'no-preference' },
  );
});

/** Counts the frames that the page has asked its workers for and not received. */
const watch = `
  window.frames = { asked: new Set(), most: 0, total: 0 };
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      // Before any listener of the library, which may ask for the next frame at once.
      this.addEventListener('message', ({ data }) => frames.asked.delete(data?.id));
    }
    postMessage(message, ...rest) {
      if (message?.path?.at(-1) === 'frame') {
        frames.total += 1;
        frames.most = Math.max(frames.most, frames.asked.add(message.id).size);
      }
      super.postMessage(message, ...rest);
    }
  };
`;

run();
