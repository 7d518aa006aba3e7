// npm run bench:page: frames a second of <torus-flow> in headless Chromium (no GPU: everything is drawn in software).
//
//   --launches N  browsers started, of whose figures the median counts (default 3)
//
// A frame counts when the flow has gone on to a new time, by at least one accepted step that ends there exactly, and
// the density at that time has come from the worker, been coloured, and been drawn. They are counted for some seconds
// after a warm-up, as often as the page can: `speed` is low, so that no flow ends meanwhile. Beside them: the
// milliseconds of the main thread that drawing one takes, and its long tasks (over 50 ms).
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { launch } from '../tests/browser/chromium.ts';
import { serve } from '../tests/browser/server.ts';

const WARM_UP = 1500;
const WATCH = 6000;

const { values: options } = parseArgs({ options: { launches: { type: 'string', default: '3' } } });

const rough = JSON.stringify({ profile: 'rough', regularity: 1, amplitude: 0.05 });
const random = JSON.stringify({ profile: 'random-fourier', amplitude: 0.9 });

const cases: Record<string, Record<string, string>> = {
  '1024, s = 2, rough': { grid: '1024', s: '2', initial: rough },
  '256², s = 1': { grid: '256 256', s: '1', initial: random },
  '512², s = 1': { grid: '512 512', s: '1', initial: random },
  '512², s = 1, dealias 3/2': { grid: '512 512', s: '1', initial: random, dealias: '3/2' },
  '512², s = 1, bosh32': { grid: '512 512', s: '1', initial: random, integrator: 'bosh32' },
  '512², s = 2, rough': { grid: '512 512', s: '2', initial: rough },
  '512², s = 2, rough, dealias 3/2': { grid: '512 512', s: '2', initial: rough, dealias: '3/2' },
};

interface Watched {
  frames: number;
  drawing: number;
  longTasks: number;
}

/** In the page: plays, and counts the frames at new times. */
const watch = `async (attributes, warmUp, watch) => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
  const element = document.createElement('torus-flow');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  const failed = new Promise((_, reject) => element.addEventListener('error', (e) => reject(e.detail.error)));
  const rest = (ms) => Promise.race([failed, new Promise((resolve) => setTimeout(resolve, ms))]);
  element.play();
  while (!(element.time > 0)) await rest(20);
  await rest(warmUp);
  let [frames, last] = [0, element.time];
  element.addEventListener('frame', ({ detail: { time } }) => {
    if (time > last) frames += 1;
    last = time;
  });
  const start = performance.now();
  await rest(watch);
  const seconds = (performance.now() - start) / 1000;
  const longTasks = tasks.filter((task) => task.startTime > start).length;
  element.pause();
  await rest(300);
  let drawing = performance.now();
  for (let i = 0; i < 20; i++) element.redraw();
  drawing = (performance.now() - drawing) / 20;
  const state = element.state;
  element.remove();
  if (state !== 'paused') throw new Error('the flow is ' + state);
  return { frames: frames / seconds, drawing, longTasks };
}`;

async function measure(): Promise<Map<string, Watched>> {
  const [site, browser] = await Promise.all([serve('dist'), launch()]);
  site.pages.set('/', {
    body: '<!doctype html><title>frames</title><script type="module" src="/element.js"></script>',
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(site.origin);
  const found = new Map<string, Watched>();
  for (const [name, attributes] of Object.entries(cases)) {
    const slow = { ...attributes, speed: '0.05' };
    const call = `(${watch})(${JSON.stringify(slow)}, ${WARM_UP}, ${WATCH})`;
    found.set(name, await page.evaluate<Watched>(call));
  }
  await Promise.all([browser.close(), site.close()]);
  return found;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const rounds: Map<string, Watched>[] = [];
for (let i = 0; i < Number(options.launches); i++) rounds.push(await measure());
const rows = Object.keys(cases).map((name) => {
  const of = (key: keyof Watched) => median(rounds.map((round) => round.get(name)![key]));
  return { name, frames: of('frames'), drawing: of('drawing'), longTasks: of('longTasks') };
});
const text = `# Frames a second of <torus-flow>

\`npm run bench:page\`: headless Chromium without a GPU, ${options.launches} launches, medians. A frame is a new time that a
step ends at exactly, drawn. Drawing: milliseconds of the main thread for a frame with its energy chart.

${cpus()[0].model.trim()}, ${cpus().length} cores; load average ${loadavg()[0].toFixed(1)} at the end.

| flow | frames a second | drawing, ms | long tasks in ${WATCH / 1000} s |
|---|---|---|---|
${rows.map((row) => `| ${row.name} | ${row.frames.toFixed(1)} | ${row.drawing.toFixed(1)} | ${row.longTasks} |`).join('\n')}
`;
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/page.md', text);
console.log(text);
