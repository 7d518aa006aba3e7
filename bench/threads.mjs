// npm run bench:threads: what threads bring, on a machine that has nothing else to do.
//
//   --threads N    threads (default: as many as there are processors, at most 8)
//   --rounds N     interleaved rounds in a launch (default 40)
//   --launches N   processes, one after the other (default 3)
//   --name NAME    writes bench/results/NAME.md (default: threads)
//
// Right-hand sides on grids of products: the build for one thread, and the build for several on one and on N threads,
// interleaved, their outputs compared bit by bit. Medians over the rounds, and the quickest of them; ratios of medians.
// A launch is that of work that takes no time, on all threads, with the wait for its end.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { quantile } from './contest.mjs';
import { flowInBox } from './inputs.mjs';
import { machine } from './report.mjs';

const BUILD = 'build/bench-threads.wasm';
/** Dimension, points per axis of the product grid. */
const grids = [
  [2, 256],
  [2, 512],
  [2, 1024],
  [3, 64],
  [3, 128],
];

if (!isMainThread) help();
else if (process.env.BENCH_THREADS) await launch(JSON.parse(process.env.BENCH_THREADS));
else await main();

/** A helper's thread. */
function help() {
  parentPort.on('message', ({ module, memory, thread }) => {
    new WebAssembly.Instance(module, { env: { memory } }).exports.help(thread);
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: String(Math.min(8, availableParallelism())) },
      rounds: { type: 'string', default: '40' },
      launches: { type: 'string', default: '3' },
      name: { type: 'string', default: 'threads' },
    },
  });
  const asc = [
    'node_modules/assemblyscript/bin/asc.js',
    'assembly/threads/exercise.ts',
    '--target',
    'threads',
  ];
  execFileSync('node', [...asc, '--outFile', BUILD], { stdio: 'inherit' });
  const settings = { threads: Number(values.threads), rounds: Number(values.rounds) };
  const samples = {};
  for (let i = 0; i < Number(values.launches); i++) {
    const env = { ...process.env, BENCH_THREADS: JSON.stringify(settings) };
    const answer = execFileSync('node', ['--no-wasm-dynamic-tiering', 'bench/threads.mjs'], { env });
    for (const [name, list] of Object.entries(JSON.parse(answer))) {
      samples[name] = [...(samples[name] ?? []), ...list];
    }
    process.stderr.write(`launch ${i + 1}\n`);
  }
  const text = report(samples, settings, Number(values.launches));
  await mkdir('bench/results', { recursive: true });
  await writeFile(`bench/results/${values.name}.md`, text);
  console.log(text);
}

function report(samples, { threads, rounds }, launches) {
  const median = (name) => quantile(samples[name], 0.5);
  const ms = (name) => `${median(name).toFixed(2)} (${quantile(samples[name], 0).toFixed(2)})`;
  const rows = grids.map(([d, n]) => {
    const [single, one, all] = ['single', 'one', 'all'].map((kind) => `${kind} ${d} ${n}`);
    const ratios = [median(one) / median(all), quantile(samples[one], 0) / quantile(samples[all], 0)];
    return `| ${Array(d).fill(n).join(' × ')} | ${ms(single)} | ${ms(one)} | ${ms(all)} | ${ratios.map((x) => x.toFixed(2)).join(' (')}) |`;
  });
  const { cpu, node } = machine();
  return `# Right-hand sides on ${threads} threads

${cpu}, ${availableParallelism()} processors, Node ${node}; ${launches} launches of ${rounds} rounds. Milliseconds, medians (and the quickest).

| product grid | build for one thread | build for several, on one | on ${threads} | one ÷ ${threads} |
|---|---|---|---|---|
${rows.join('\n')}

A launch with its wait: ${median('launch').toFixed(2)} µs (${quantile(samples.launch, 0).toFixed(2)}).
`;
}

/** One process: answers with samples by name, milliseconds (launch: microseconds). */
async function launch({ threads, rounds }) {
  const [team, alone] = [await form(threads), await single()];
  const samples = { launch: [] };
  for (const [d, n] of grids) {
    const cases = { single: place(alone, d, n), one: place(team.core, d, n) };
    cases.all = cases.one;
    const count = Math.max(3, Math.round(rounds / (n ** d / 2 ** 18)));
    for (const kind of Object.keys(cases)) samples[`${kind} ${d} ${n}`] = [];
    for (let round = -3; round < Math.min(rounds, count); round++) {
      for (const kind of ['single', 'one', 'all']) {
        const { step } = cases[kind];
        if (kind === 'all') team.gather(step);
        // Caches get to where the threads are.
        step();
        const start = performance.now();
        step();
        const spent = performance.now() - start;
        if (kind === 'all') team.core.gather(1);
        if (round >= 0) samples[`${kind} ${d} ${n}`].push(spent);
        compare(cases.single, cases[kind]);
      }
    }
  }
  team.gather(() => team.core.exercise(65536, 64, 1000));
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    team.core.exercise(65536, 64, 1000);
    samples.launch.push(performance.now() - start);
  }
  team.core.dismiss();
  console.log(JSON.stringify(samples));
  process.exit();
}

function compare(expected, found) {
  const [a, b] = [expected.output(), found.output()];
  if (!a.every((value, j) => Object.is(value, b[j]))) throw new Error('outputs differ');
}

async function single() {
  const { instance } = await WebAssembly.instantiate(await readFile('build/core.wasm'));
  return instance.exports;
}

/** A leader whose helpers have come. */
async function form(threads) {
  const module = await WebAssembly.compile(await readFile(BUILD));
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  const core = new WebAssembly.Instance(module, { env: { memory } }).exports;
  core.formTeam(threads);
  core.gather(threads);
  for (let thread = 1; thread < threads; thread++) {
    core.isAway(thread);
    new Worker(new URL(import.meta.url)).postMessage({ module, memory, thread });
  }
  const done = () => Array.from({ length: threads }, (_, thread) => core.chunksDone(thread));
  // They never go home: between measurements on one thread they sleep, and take a while to wake.
  const gather = (work) => {
    core.gather(threads);
    const before = done();
    for (let k = 0; k < 1000 && done().some((count, thread) => count === before[thread]); k++) work();
  };
  core.arenaAllocate(1 << 20);
  while (done().includes(0)) core.exercise(65536, 64, 1000);
  core.gather(1);
  return { core, gather };
}

/** A right-hand side with two thirds of the modes, laid out in `core`. */
function place(core, d, n) {
  const cutoff = Math.floor((n - 1) / 3);
  const { sigma, h } = flowInBox(d, n, cutoff);
  const three = (value, missing) => (d === 3 ? [value, value, value] : [missing, value, value]);
  const plan = core.layTransform(...three(n, 1), ...three(cutoff, 0));
  core.layWork(plan, 3, core.formTeam ? 8 : 1);
  const [x, y, symbol, target] = [h.length, h.length, sigma.length, core.fieldBytes(plan) / 8].map((length) =>
    core.arenaAllocate(8 * length),
  );
  const reals = (at, length) => new Float64Array(core.memory.buffer, at, length);
  reals(x, h.length).set(h);
  reals(symbol, sigma.length).set(sigma);
  core.toBlocks(plan, x, target);
  return { step: () => core.product(plan, x, symbol, target, y), output: () => reals(y, h.length) };
}
