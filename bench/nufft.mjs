// npm run bench:nufft [-- options]: nonuniform transforms at accuracy 1e-6 against gridding with numpy and scipy, and
// against the bare spreading limit: w^d multiply-adds a point, two at a time, with nothing around them.
//
//   --points N      points (default 1000000), and about as many modes
//   --launches N    fresh processes N times (default 3)
//   --rounds N      interleaved rounds in each launch (default 7)
//   --name NAME     writes bench/results/NAME.md and .json (default: nufft)
//
// Errors of both are measured against direct sums, at 32 modes or 64 points.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Peer, rounds } from './contest.mjs';
import { noise, probe, wave } from './inputs.mjs';
import { machine, summary } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '1000000' },
    launches: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '7' },
    name: { type: 'string', default: 'nufft' },
  },
});
const points = Number(options.points);
const cutoffs = { 1: Math.round(points / 2), 2: Math.round(Math.sqrt(points) / 2) };
const ownKinds = ['bare', 'sort', 'kept1', 'kept2', 'type1', 'type2', 'gradient'];
const titles = {
  bare: 'bare spreading',
  sort: 'sorting',
  kept1: 'points → modes, sorted before',
  kept2: 'modes → points, sorted before',
  gradient: 'gradients at points, sorted before',
  type1: 'points → modes',
  type2: 'modes → points',
};

execFileSync(
  process.execPath,
  [
    'node_modules/assemblyscript/bin/asc.js',
    'assembly/bench/bare.ts',
    ...['--runtime', 'stub', '--enable', 'simd', '--optimizeLevel', '3', '--noAssert'],
    ...['--memoryBase', '65536', '--initialMemory', '2', '--outFile', 'build/bare.wasm'],
  ],
  { stdio: 'inherit' },
);

/** Relative distance of a peer's 64 numbers from direct sums; type 1 has 32 whole modes among them at most. */
function errorOf(found, exact) {
  let [difference, size] = [0, 0];
  found.forEach((value, i) => {
    difference += (value - exact[i]) ** 2;
    size += exact[i] ** 2;
  });
  return Math.sqrt(difference / size);
}

/** The 64 numbers that `probe` picks from the modes of the points, by direct sums. */
function directModes(d, cutoff) {
  const x = noise(points * d, 1);
  const c = noise(points, 2);
  const length = 2 * (d === 2 ? 2 * cutoff + 1 : 1) * (cutoff + 1);
  return probe(Array.from({ length }, (_, i) => i)).map((i) => {
    const mode = i >> 1;
    const k = [d === 2 ? wave(Math.floor(mode / (cutoff + 1)), cutoff) : 0, mode % (cutoff + 1)];
    let sum = 0;
    for (let j = 0; j < points; j++) {
      const turns = d === 2 ? k[0] * x[2 * j] + k[1] * x[2 * j + 1] : k[1] * x[j];
      const angle = 2 * Math.PI * (turns - Math.round(turns));
      sum += c[j] * (i % 2 ? -Math.sin(angle) : Math.cos(angle));
    }
    return sum;
  });
}

const rows = [1, 2].flatMap((d) => ownKinds.map((kind) => ({ d, kind, samples: {}, errors: {} })));
for (let launch = 0; launch < Number(options.launches); launch++) {
  const own = new Peer('torusflow', process.execPath, ['bench/peers/nufft.mjs']);
  const theirs = new Peer('scipy', 'python3', ['bench/peers/nufft.py']);
  for (const row of rows) {
    const kind = `${row.kind}d${row.d}`;
    const jobs = [];
    for (const peer of [own, theirs]) jobs.push(await peer.job(kind, points, cutoffs[row.d]));
    const taking = jobs.filter(Boolean);
    if (launch === 0 && taking.length > 1) {
      const probes = await Promise.all(taking.map((job) => job.probe()));
      const reference = row.kind === 'type1' ? directModes(row.d, cutoffs[row.d]) : probes[0];
      taking.forEach((job, i) => {
        row.errors[job.name] = errorOf(probes[i], reference);
      });
      if (!Object.values(row.errors).every((error) => error < 1e-5))
        throw new Error(`${kind}: errors ${JSON.stringify(row.errors)}`);
    }
    const samples = await rounds(taking, Number(options.rounds));
    for (const [name, list] of Object.entries(samples))
      row.samples[name] = [...(row.samples[name] ?? []), ...list];
  }
  own.close();
  theirs.close();
  console.error(`launch ${launch + 1} of ${options.launches}`);
}

for (const row of rows) {
  row.times = Object.fromEntries(
    Object.entries(row.samples).map(([name, samples]) => [name, summary(samples)]),
  );
}
const nanoseconds = (time) => (1000 * time.median) / points;
const lines = rows.map(({ d, kind, times, errors }) => {
  const own = nanoseconds(times.torusflow);
  const limit = nanoseconds(rows.find((row) => row.d === d && row.kind === 'bare').times.torusflow);
  const peer = times.scipy && nanoseconds(times.scipy);
  return [
    `${d}`,
    titles[kind],
    own.toFixed(1),
    (own / limit).toFixed(1),
    peer ? `${peer.toFixed(1)} (${(peer / own).toFixed(1)})` : '–',
    ...['torusflow', 'scipy'].map((name) => (kind === 'type1' ? errors[name].toExponential(1) : '–')),
  ];
});
const table = [
  ['d', 'what', 'ours', 'in bare spreadings', 'scipy (÷ ours)', 'our error', 'its error'],
  Array(7).fill('--:'),
  ...lines,
]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
const { cpu, node, python } = machine();
const text = `# Nonuniform transforms, measured

Made by \`npm run bench:nufft\`: ${points} random points, K = ${cutoffs[1]} in one dimension and ${cutoffs[2]} in each of two, tolerance
1e-6; ${options.launches} launches, ${options.rounds} interleaved rounds each, medians in nanoseconds a point. Both sort or locate the points anew,
unless they are named as sorted before. "Bare spreading" adds 8^d products a point to a buffer in the cache, two at a time.

${table}

${cpu}, node ${node}, python, numpy, scipy ${python}.
`;
await mkdir('bench/results', { recursive: true });
await writeFile(`bench/results/${options.name}.md`, text);
await writeFile(
  `bench/results/${options.name}.json`,
  `${JSON.stringify({ points, cutoffs, rows }, null, 1)}\n`,
);
console.log(text);
