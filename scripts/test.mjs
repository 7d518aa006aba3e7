// npm test [name …]: builds, checks types and style, then runs tests/**/*.test.ts (those whose path contains
// a name, if any is given), one process a file. uvu exits 0 when nothing ran, so this runner
// counts for itself, and closes with `N passed, N failed`.
//
//   --no-build   use the solver and library as they were last built
//   --quick      tests alone: no build of dist/, no type or style check
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { buildCore } from './build.mjs';
import { target, virtualModules } from './esbuild.mjs';

const flags = process.argv.slice(2).filter((a) => a.startsWith('--'));
const names = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const quick = flags.includes('--quick');
let passed = 0;
let failed = 0;
let skipped = 0;

function check(title, command) {
  try {
    execFileSync(command[0], command.slice(1), { stdio: 'inherit' });
    passed += 1;
  } catch {
    console.error(`FAIL ${title}`);
    failed += 1;
  }
}

await mkdir('build', { recursive: true });
if (!flags.includes('--no-build')) {
  if (quick) buildCore();
  else check('build', ['node', 'scripts/build.mjs']);
}
if (!quick) {
  check('types', ['node', 'node_modules/typescript/bin/tsc', '--noEmit']);
  check('style', ['node', 'node_modules/@biomejs/biome/bin/biome', 'check', '--diagnostic-level=error']);
}

const all = (await readdir('tests', { recursive: true })).filter((f) => f.endsWith('.test.ts')).sort();
const files = all.filter((f) => names.length === 0 || names.some((name) => f.includes(name)));
if (files.length === 0) {
  console.error(`no test file matches ${names.join(' ')}`);
  process.exit(1);
}
const outdir = names.length === 0 ? 'build/tests' : `build/tests-${names.join('-').replace(/\W+/g, '-')}`;
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: files.map((f) => `tests/${f}`),
  outbase: 'tests',
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target,
  packages: 'external',
  sourcemap: true,
  define: { __VERSION__: JSON.stringify('test') },
  plugins: [virtualModules()],
  logLevel: 'warning',
});

/** Runs one compiled test file; resolves to the counts that uvu printed. */
function run(file) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn('node', ['--enable-source-maps', `${outdir}/${file.replace(/\.ts$/, '.js')}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const limit = setTimeout(() => child.kill('SIGKILL'), 300_000);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('close', (code) => {
      clearTimeout(limit);
      const count = (word) =>
        [...output.matchAll(new RegExp(`${word}:\\s+(\\d+)`, 'g'))].reduce((sum, m) => sum + Number(m[1]), 0);
      // uvu leaves the skipped ones out of its total.
      const [total, ok, left] = [count('Total'), count('Passed'), count('Skipped')];
      const bad = Math.max(total - ok, code !== 0 || total + left === 0 ? 1 : 0);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `${bad ? 'FAIL' : 'ok  '} ${file}  ${ok} passed${bad ? `, ${bad} failed` : ''}  ${seconds} s`,
      );
      const notices = output.split('\n').filter((line) => line.startsWith('NOTICE'));
      if (bad) console.log(output);
      else for (const line of notices) console.log(line);
      resolve({ ok, bad, left });
    });
  });
}

// The study takes longest by far, and others are done while it runs. Three at a time on two cores, since tests in a
// browser wait for its clock half of their time; no test here measures time.
const queue = [...files].sort((a, b) => Number(b.includes('cli-study')) - Number(a.includes('cli-study')));
await Promise.all(
  [0, 1, 2].map(async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const { ok, bad, left } = await run(file);
      passed += ok;
      failed += bad;
      skipped += left;
    }
  }),
);
if (skipped > 0) console.log(`NOTICE ${skipped} tests skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
