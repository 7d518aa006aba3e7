// npm run bench:particles [-- options]: points on the circle, against numpy and against sorting alone.
//
//   --sizes A,B,…    numbers of points (default 10000,100000,1000000)
//   --launches N     fresh processes N times (default 3)
//   --rounds N       interleaved rounds in each launch (default 9)
//   --name NAME      writes bench/results/NAME.md (default: particles)
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { open, shutdown, solve } from '../dist/index.js';
import { Peer, quantile, rounds } from './contest.mjs';
import { machine } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    launches: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '9' },
    name: { type: 'string', default: 'particles' },
  },
});
const sizes = options.sizes.split(',').map(Number);
const orders = [1, 2, 3];
const median = (samples) => quantile(samples, 0.5);

/** Samples by row (N, s) and by column, of all launches. */
const rows = new Map();

async function contest(peers, n, s) {
  const ours = peers[0];
  const jobs = [];
  for (const [peer, kind, name] of [
    [ours, 'velocity', 'velocity'],
    [ours, 'kept', 'kept'],
    [ours, 'sort', 'sort'],
    [peers[1], 'velocity', 'numpy'],
    [peers[1], 'sort', 'numpy.sort'],
  ]) {
    jobs.push({ ...(await peer.job(kind, n, s)), name });
  }
  const [own, , , other] = await Promise.all(jobs.map((job) => job.probe()));
  const size = Math.max(...own.map(Math.abs));
  const distance = Math.max(...own.map((value, j) => Math.abs(value - other[j])));
  // numpy's plain sums lose more digits than ours.
  if (!(distance < 1e-9 * size)) throw new Error(`N = ${n}, s = ${s}: numpy differs by ${distance / size}`);
  const samples = await rounds(jobs, Number(options.rounds));
  const row = rows.get(`${n} ${s}`) ?? { n, s, samples: {} };
  rows.set(`${n} ${s}`, row);
  for (const [name, times] of Object.entries(samples)) {
    row.samples[name] = [...(row.samples[name] ?? []), ...times];
  }
}

for (let launch = 0; launch < Number(options.launches); launch++) {
  const peers = [
    new Peer('torusflow', process.execPath, ['bench/peers/torusflow-points.mjs']),
    new Peer('numpy', 'python3', ['bench/peers/points.py']),
  ];
  for (const n of sizes) {
    for (const s of orders) {
      await contest(peers, n, s);
      process.stderr.write(`\rlaunch ${launch + 1}, N = ${n}, s = ${s}      `);
    }
  }
  for (const peer of peers) peer.close();
}

/** Seconds of whole flows to t = 1000. */
const flows = [];
for (const [s, target] of [
  [1, 'uniform'],
  [1, '1 + 0.5*cos(2*pi*x)'],
  [2, 'uniform'],
  [2, '1 + 0.5*cos(2*pi*x)'],
  [3, '1 + 0.5*cos(2*pi*x)'],
]) {
  const problem = {
    grid: 64,
    s,
    target,
    initial: { profile: 'von-mises', kappa: 4 },
    particles: 10_000,
    start: 'iid',
  };
  const times = [];
  let steps = 0;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    const { solver, outcome } = await solve({ ...problem, end: 1e3 });
    if (outcome.kind !== 'completed') throw new Error(outcome.message);
    times.push((performance.now() - start) / 1000);
    steps = solver.steps;
  }
  flows.push({ s, target, steps, seconds: median(times) });
}

/** Milliseconds of a frame, in a worker: a time further, and the positions of 2000 points back. */
const frames = [];
for (const s of [1, 1.5, 2]) {
  const flow = await open({
    grid: 64,
    s,
    initial: { profile: 'vacuum', from: 0.2, to: 0.7 },
    particles: 2000,
    end: 1e3,
  });
  const times = [];
  for (let frame = 1; frame <= 240; frame++) {
    const start = performance.now();
    await flow.advance(frame * 0.05 * (2 * Math.PI) ** (2 * s - 2));
    await flow.points();
    times.push(performance.now() - start);
  }
  await flow.close();
  frames.push({ s, median: median(times), slow: quantile(times, 0.95) });
}
await shutdown();

const ms = (nanoseconds) => (nanoseconds / 1e6).toPrecision(3);
const text = [
  '# Points on the circle',
  '',
  `${machine().cpu}, Node ${process.version}, numpy beside it: \`npm run bench:particles\`. Medians of ${options.rounds} interleaved`,
  `rounds in each of ${options.launches} launches, in milliseconds; ν = 1, unequal weights.`,
  '',
  '| N | s | sort | velocities, unsorted | ÷ sort | order kept | numpy | numpy ÷ ours | numpy.sort |',
  '|---|---|---|---|---|---|---|---|---|',
  ...[...rows.values()].map(({ n, s, samples }) => {
    const t = Object.fromEntries(Object.entries(samples).map(([name, all]) => [name, median(all)]));
    const cells = [
      n,
      s,
      ms(t.sort),
      ms(t.velocity),
      (t.velocity / t.sort).toFixed(2),
      ms(t.kept),
      ms(t.numpy),
    ];
    return `| ${[...cells, (t.numpy / t.velocity).toFixed(2), ms(t['numpy.sort'])].join(' | ')} |`;
  }),
  '',
  '10⁴ iid points to t = 1000 in a worker, 200 save times, default tolerance:',
  '',
  '| s | ν | steps | seconds |',
  '|---|---|---|---|',
  ...flows.map(({ s, target, steps, seconds }) => `| ${s} | ${target} | ${steps} | ${seconds.toFixed(2)} |`),
  '',
  'A frame of 2000 points (a worker steps on, positions come back), milliseconds; 60 frames a second leave 16.7:',
  '',
  '| s | median | 95 % |',
  '|---|---|---|',
  ...frames.map((f) => `| ${f.s} | ${f.median.toFixed(2)} | ${f.slow.toFixed(2)} |`),
  '',
].join('\n');
await mkdir('bench/results', { recursive: true });
await writeFile(`bench/results/${options.name}.md`, text);
console.log(text);
