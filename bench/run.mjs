// npm run bench [-- options]: the solver's transforms and right-hand side against everyone else's.
//
//   --only SECTION   complex, real, other, rhs, boxes or rhs-boxes (repeatable); default all
//   --sizes A,B,…    instead of each section's own
//   --large          adds 262144 and 1048576 to complex
//   --launches N     fresh processes N times (default 3): where memory happens to lie matters
//   --rounds N       interleaved rounds in each launch (default 9)
//   --name NAME      writes bench/results/NAME.md and .json (default: fft); sections that were not run keep the
//                    figures that are there
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Peer, rounds } from './contest.mjs';
import { machine, markdown, summary } from './report.mjs';
import { roster } from './roster.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    sizes: { type: 'string' },
    large: { type: 'boolean', default: false },
    launches: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '9' },
    name: { type: 'string', default: 'fft' },
  },
});

const powers = (from, to) => Array.from({ length: to - from + 1 }, (_, k) => 2 ** (from + k));
const others = [
  96, 100, 144, 360, 384, 500, 735, 1000, 1536, 2187, 2560, 3072, 5040, 6144, 10000, 24576, 46656, 98304,
];
const twoThirds = (m) => Math.floor((m - 1) / 3);

const all = [
  {
    key: 'complex',
    title: 'complex',
    kind: 'complex',
    sizes: [...powers(6, 16), ...(options.large ? [2 ** 18, 2 ** 20] : [])],
  },
  { key: 'real', title: 'real', kind: 'real', sizes: powers(6, 16) },
  { key: 'other', title: 'other lengths, complex', kind: 'complex', sizes: others },
  { key: 'other', title: 'other lengths, real', kind: 'real', sizes: others },
  {
    key: 'rhs',
    title: 'right-hand side',
    kind: 'rhs',
    sizes: [256, 384, 1024, 1536, 4096, 6144, 16384, 24576, 65536],
    cutoff: twoThirds,
  },
  { key: 'boxes', title: 'real, two dimensions', kind: 'real2d', sizes: [128, 256, 384, 512, 1024] },
  { key: 'boxes', title: 'real, three dimensions', kind: 'real3d', sizes: [64, 128] },
  {
    key: 'rhs-boxes',
    title: 'right-hand side, two dimensions',
    kind: 'rhs2d',
    sizes: [128, 256, 384, 512, 768, 1024],
    cutoff: twoThirds,
  },
  {
    key: 'rhs-boxes',
    title: 'right-hand side, three dimensions',
    kind: 'rhs3d',
    sizes: [64, 96, 128],
    cutoff: twoThirds,
  },
];
const sections = all
  .filter(({ key }) => !options.only || options.only.includes(key))
  .map((section) => {
    const sizes = options.sizes?.split(',').map(Number) ?? section.sizes;
    return { ...section, sizes, rows: sizes.map((n) => ({ n, samples: {} })) };
  });

/** Throws when a peer's output is not ours: a fast wrong answer must not enter the table. */
async function compare(jobs, what) {
  const [own, ...others] = await Promise.all(jobs.map((job) => job.probe()));
  const size = Math.hypot(...own);
  others.forEach((output, k) => {
    const distance = Math.hypot(...output.map((x, j) => x - own[j])) / size;
    // Eight digits: the high modes of a flux that falls like k⁻³ lose some to rounding.
    if (!(distance < 1e-8)) throw new Error(`${what}: ${jobs[k + 1].name} differs by ${distance}`);
  });
}

/** One section at one size with fresh jobs: adds its samples to those of earlier launches. */
async function contest(peers, section, n) {
  const jobs = [];
  for (const peer of peers) jobs.push(await peer.job(section.kind, n, section.cutoff?.(n) ?? 0));
  const taking = jobs.filter(Boolean);
  await compare(taking, `${section.title}, n = ${n}`);
  const samples = await rounds(taking, Number(options.rounds));
  const row = section.rows.find((other) => other.n === n);
  for (const [name, times] of Object.entries(samples)) {
    row.samples[name] = [...(row.samples[name] ?? []), ...times];
  }
}

const entries = roster();
const skipped = entries.filter(({ reason }) => reason);
for (const { name, reason } of skipped) console.error(`skipped: ${name} (${reason})`);
for (let launch = 0; launch < Number(options.launches); launch++) {
  const peers = entries
    .filter(({ command }) => command)
    .map(({ name, command, args }) => new Peer(name, command, args));
  for (const section of sections) {
    for (const n of section.sizes) {
      await contest(peers, section, n);
      process.stderr.write(`\rlaunch ${launch + 1}, ${section.title}, n = ${n}          `);
    }
  }
  for (const peer of peers) peer.close();
}
process.stderr.write('\n');

for (const section of sections) {
  for (const row of section.rows) {
    row.times = Object.fromEntries(
      Object.entries(row.samples).map(([name, samples]) => [name, summary(samples)]),
    );
    delete row.samples;
  }
}
/** A section as it was measured before, if it was. */
function kept(title) {
  const path = `bench/results/${options.name}.json`;
  return (
    existsSync(path) && JSON.parse(readFileSync(path)).sections.find((section) => section.title === title)
  );
}

const result = {
  facts: machine(),
  launches: Number(options.launches),
  rounds: Number(options.rounds),
  skipped: skipped.map(({ name, reason }) => ({ name, reason })),
  sections: all.map(({ title }) => sections.find((section) => section.title === title) ?? kept(title)),
};
result.sections = result.sections.filter(Boolean).map(({ title, rows }) => ({ title, rows }));
const text = markdown({ ...result, names: entries.map(({ name }) => name) });
await mkdir('bench/results', { recursive: true });
await writeFile(`bench/results/${options.name}.json`, `${JSON.stringify(result, null, 1)}\n`);
await writeFile(`bench/results/${options.name}.md`, text);
console.log(text);
