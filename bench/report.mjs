// The table of a contest, and its figures beside the bars that the project set itself.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { quantile } from './contest.mjs';

/** What the figures depend on. */
export function machine() {
  const version = (command, args, pick) => {
    try {
      return pick(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    } catch {
      return null;
    }
  };
  const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const installed = (name) => packages[`node_modules/${name}`]?.version ?? null;
  return {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    compiler: version(process.env.CC ?? 'cc', ['--version'], (text) => text.split('\n')[0]),
    python: version(
      'python3',
      ['-c', 'import sys, numpy, scipy; print(sys.version.split()[0], numpy.__version__, scipy.__version__)'],
      (text) => text.trim(),
    ),
    packages: Object.fromEntries(
      ['assemblyscript', 'fft.js', 'numpy-ts', 'ml-fft', 'fourier-transform'].map((name) => [
        name,
        installed(name),
      ]),
    ),
    core: `${readFileSync('build/core.wasm').length} bytes`,
  };
}

/** Median and quartiles in microseconds. */
export function summary(samples) {
  const [low, median, high] = [0.25, 0.5, 0.75].map((q) => quantile(samples, q) / 1000);
  return { median, low, high, rounds: samples.length };
}

const digits = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

/** Rows of one section: microseconds, and in brackets how many times ours. */
export function table(section, names) {
  const taking = names.filter((name) => section.rows.some((row) => row.times[name]));
  const peers = taking.filter((name) => name !== 'torusflow');
  const lines = section.rows.map(({ n, times }) => {
    const own = times.torusflow;
    const spread = Math.round((50 * (own.high - own.low)) / own.median);
    const cells = peers.map((name) => {
      const time = times[name]?.median;
      return time ? `${digits(time)} (${digits(time / own.median)})` : '–';
    });
    return [n, `${digits(own.median)} ± ${spread} %`, ...cells];
  });
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const head = ['n', ...taking];
  return [row(head), row(head.map(() => '--:')), ...lines.map(row)].join('\n');
}

const between = (low, high) => (n) => n >= low && n <= high;
const power = (n) => Number.isInteger(Math.log2(n));

/** The bars: the worst ratio over the sizes named, ours over theirs (`most`) or theirs over ours (`least`). */
const bars = [
  {
    section: 'complex',
    peer: 'FFTW-SSE2',
    sizes: between(1024, 65536),
    most: 1.25,
    label: 'n = 1024 … 65536',
  },
  { section: 'complex', peer: 'FFTW-SSE2', sizes: between(128, 512), most: 1.6, label: 'n = 128 … 512' },
  { section: 'complex', peer: 'FFTW-SSE2', sizes: between(64, 64), most: 1.8, label: 'n = 64' },
  { section: 'complex', peer: 'FFTW-SSE2', sizes: between(262144, 2 ** 24), most: 1.35, label: 'n ≥ 262144' },
  { section: 'complex', peer: 'FFTW', sizes: between(64, 2048), most: 2.2, label: 'n ≤ 2048' },
  { section: 'complex', peer: 'FFTW', sizes: between(4096, 65536), most: 1.6, label: 'n = 4096 … 65536' },
  { section: 'real', peer: 'FFTW-SSE2', sizes: between(256, 65536), most: 1.15, label: 'n = 256 … 65536' },
  { section: 'complex', peer: 'fft.js', sizes: between(256, 65536), least: 2.7, label: 'n = 256 … 65536' },
  { section: 'real', peer: 'fft.js', sizes: between(256, 65536), least: 3.7, label: 'n = 256 … 65536' },
  { section: 'complex', peer: 'numpy-ts', sizes: between(256, 65536), least: 4, label: 'n = 256 … 65536' },
  { section: 'other lengths, complex', peer: 'FFTW-SSE2', sizes: () => true, most: 1.8, label: 'all' },
  { section: 'other lengths, real', peer: 'FFTW-SSE2', sizes: () => true, most: 1.8, label: 'all' },
  { section: 'right-hand side', peer: 'FFTW-SSE2', sizes: () => true, most: 1, label: 'all' },
  { section: 'right-hand side', peer: 'FFTW', sizes: () => true, most: 1.4, label: 'all' },
  { section: 'right-hand side', peer: 'fft.js', sizes: power, least: 5.5, label: 'powers of two' },
  { section: 'right-hand side', peer: 'scipy', sizes: () => true, least: 3, label: 'all' },
  {
    section: 'real, two dimensions',
    peer: 'FFTW-SSE2',
    sizes: between(256, 1024),
    most: 1.1,
    label: '256² … 1024²',
  },
  {
    section: 'real, two dimensions',
    peer: 'scipy',
    sizes: between(256, 1024),
    most: 1,
    label: '256² … 1024²',
  },
  {
    section: 'right-hand side, two dimensions',
    peer: 'FFTW',
    sizes: between(256, 1024),
    most: 1,
    label: '256² … 1024²',
  },
  {
    section: 'right-hand side, two dimensions',
    peer: 'fft.js',
    sizes: power,
    least: 6,
    label: 'powers of two',
  },
  { section: 'right-hand side, two dimensions', peer: 'scipy', sizes: () => true, least: 1.7, label: 'all' },
  {
    section: 'right-hand side, three dimensions',
    peer: 'scipy',
    sizes: () => true,
    least: 1.7,
    label: 'all',
  },
];

/** fft.js counts with the kind of array that it is faster on. */
function timeOf(times, peer) {
  const all = peer === 'fft.js' ? [times['fft.js'], times['fft.js (typed)']] : [times[peer]];
  const medians = all.filter(Boolean).map((time) => time.median);
  return medians.length ? Math.min(...medians) : Number.NaN;
}

export function beside(sections) {
  const lines = bars.flatMap(({ section, peer, sizes, most, least, label }) => {
    const rows = sections.find(({ title }) => title === section)?.rows.filter(({ n }) => sizes(n)) ?? [];
    const ratios = rows
      .map(({ times }) => timeOf(times, peer) / times.torusflow.median)
      .map((ratio) => (most ? 1 / ratio : ratio))
      .filter((ratio) => !Number.isNaN(ratio));
    if (ratios.length === 0) return [];
    const range = `${digits(Math.min(...ratios))} … ${digits(Math.max(...ratios))}`;
    const met = most ? Math.max(...ratios) <= most : Math.min(...ratios) >= least;
    const what = most ? `${section} ÷ ${peer}` : `${section}: ${peer} ÷ ours`;
    return [
      `| ${what}, ${label} | ${range} | ${most ? `≤ ${most}` : `≥ ${least}`} | ${met ? 'met' : 'missed'} |`,
    ];
  });
  return ['| what | measured | bar | |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** The whole report. */
export function markdown({ facts, sections, skipped, names, launches, rounds }) {
  const { packages, ...rest } = facts;
  const versions = Object.entries({ ...rest, ...packages }).map(
    ([name, value]) => `| ${name} | ${value ?? '–'} |`,
  );
  return `# Measured

Made by \`npm run bench\`: ${launches} launches of every process, ${rounds} interleaved rounds each, outputs compared at every
size before the clock starts. Medians in microseconds (ours ± half the distance of the quartiles); in brackets how
many times our time a peer takes. "FFTW-SSE2" is FFTW held to the 128-bit vectors that WebAssembly has, "FFTW" as it comes;
both plan with FFTW_MEASURE. The right-hand side goes from a half spectrum to a half spectrum, see inputs.mjs;
in two and three dimensions n counts the points of each axis, and those of the products.

${beside(sections)}

${sections.map((section) => `## ${section.title[0].toUpperCase()}${section.title.slice(1)}\n\n${table(section, names)}`).join('\n\n')}

## Skipped

${skipped.length ? skipped.map(({ name, reason }) => `- ${name}: ${reason}`).join('\n') : 'Nobody.'}

## Machine

| | |
| --- | --- |
${versions.join('\n')}
`;
}
