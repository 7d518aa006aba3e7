import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runNode } from './support/child.ts';
import { bundlers, type Installed, installPackage, program, right } from './support/package.ts';

const test = suite('the installed package');
let installed: Installed;

test.before(async () => {
  installed = await installPackage();
});
test.after(() => installed.remove());

/** Writes a file beside the installed package. */
async function put(name: string, text: string): Promise<string> {
  const path = join(installed.folder, name);
  await writeFile(path, text);
  return path;
}

test('holds the library, its types, the worker, the solver and the command line, and nothing else', () => {
  const { packed } = installed;
  const files = ['index', 'browser', 'diagnostics', 'worker', 'cli', 'image-decoders', 'no-image-decoders'];
  for (const path of [...files.map((name) => `${name}.js`), 'core.wasm', 'core-threads.wasm']) {
    assert.ok(packed.includes(`dist/${path}`), path);
  }
  const others = packed.filter((path) => !path.startsWith('dist/'));
  assert.equal(others.sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  assert.not.ok(packed.some((path) => /test|cli\/.*\.d\.ts$/.test(path)));
});

test('runs in Node', async () => {
  await put('program.js', program);
  const main = await put('node.js', `import { main } from './program.js'; console.log(await main({}));`);
  const { stdout, stderr, code } = await runNode([main]);
  assert.equal([stderr, stdout.trim(), code], ['', right, 0]);
});

test('runs in Node from the worker and the solver that it serves as files', async () => {
  const main = await put(
    'files.js',
    `import { main } from './program.js';
     const [workerUrl, wasmUrl] = ['torusflow/worker', 'torusflow/core.wasm'].map((at) => import.meta.resolve(at));
     console.log(await main({ workerUrl, wasmUrl }));`,
  );
  const { stdout, stderr, code } = await runNode([main]);
  assert.equal([stderr, stdout.trim(), code], ['', right, 0]);
});

test('reads an image in Node, and keeps its decoders out of what browsers load', async () => {
  const { encode } = await import('fast-png');
  const data = Uint8Array.from({ length: 256 }, (_, i) => (i % 4 === 3 ? 255 : 100 + (i >> 2)));
  const path = join(installed.folder, 'a.png');
  await writeFile(path, encode({ width: 8, height: 8, data, channels: 4 }));
  const main = await put(
    'image.js',
    `import { open } from 'torusflow';
     const { initial } = await open({ grid: [8, 8], s: 1, initial: { image: 'a.png' }, end: 1 }, { inline: true });
     console.log(Math.round(1e6 * initial[63] / initial[0]));`,
  );
  const { stdout, stderr, code } = await runNode([main], { cwd: installed.folder });
  // y points up: the last cell is the top right pixel, 107, and the first the bottom left one, 156.
  assert.equal([stderr, stdout.trim(), code], ['', '685897', 0]);
  const dist = join(installed.folder, 'node_modules/torusflow/dist');
  for (const file of ['index.js', 'browser.js', 'worker.js']) {
    assert.not.match(readFileSync(join(dist, file), 'utf8'), /jpeg-js|fast-png|huffman/i, file);
  }
});

for (const [name, bundle] of Object.entries(bundlers)) {
  test(`runs when ${name} bundled it`, async () => {
    const entry = await put('program.js', program);
    const outfile = join(installed.folder, 'bundled', `${name}.mjs`);
    await bundle(entry, outfile);
    const main = await put(
      `run-${name}.js`,
      `import { main } from './bundled/${name}.mjs'; console.log(await main({}));`,
    );
    const { stdout, stderr, code } = await runNode([main]);
    assert.equal([stderr, stdout.trim(), code], ['', right, 0]);
  });
}

test('imports no built-in module of Node where browsers read it', () => {
  for (const file of ['index.js', 'browser.js', 'diagnostics.js', 'worker.js']) {
    const text = readFileSync(join(installed.folder, 'node_modules/torusflow/dist', file), 'utf8');
    assert.not.match(text, /(?:from|import)\s*\(?\s*["']node:/);
  }
});

test('has one file for pages without a bundler, which imports nothing', async () => {
  const path = join(installed.folder, 'node_modules/torusflow/dist/browser.js');
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
  });
  assert.equal(
    Object.values(metafile.inputs).flatMap(({ imports }) => imports),
    [],
  );
});

test('keeps the solver out of the text of its worker', () => {
  const text = readFileSync('dist/worker.js', 'utf8');
  // The base64 of every WASM module begins so: \\0asm.
  assert.not.match(text, /AGFzbQ/);
});

for (const [module, moduleResolution] of [
  ['esnext', 'bundler'],
  ['node16', 'node16'],
]) {
  test(`is typed for programs under moduleResolution ${moduleResolution}`, async () => {
    await put(
      'typed.ts',
      `import { ArgumentError, createPool, open, ProblemError, solve, StateError, WorkerError } from 'torusflow';
       import type { Flow, Outcome, Pool, Problem, Progress, Rate, Solution } from 'torusflow';
       import { energy } from 'torusflow/diagnostics';
       const problem: Problem = { grid: [64], s: 1.5, initial: (x) => 1 + 0.5 * Math.cos(2 * Math.PI * x), end: 1 };
       const solution: Solution = await solve(problem, { onProgress: ({ fraction }: Progress) => fraction });
       const kind: Outcome['kind'] = solution.outcome.kind;
       const rates: Rate[] = solution.rates;
       const pool: Pool = createPool({ workers: 1 });
       await using flow: Flow = await open(problem, { pool });
       const frame: Float64Array = await flow.frame();
       const number: number = energy(frame, 'uniform', 1);
       const errors = [ArgumentError, ProblemError, StateError, WorkerError];
       // @ts-expect-error s is a number
       solve({ ...problem, s: 'one' });
       // @ts-expect-error there is no such option
       solve(problem, { singal: AbortSignal.abort() });
       console.log(kind, rates, number, errors);`,
    );
    const config = {
      compilerOptions: {
        target: 'es2022',
        lib: ['es2022', 'dom', 'esnext.disposable'],
        module,
        moduleResolution,
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      },
      files: ['typed.ts'],
    };
    await put('tsconfig.json', JSON.stringify(config));
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const { stdout, code } = await runNode([tsc, '-p', join(installed.folder, 'tsconfig.json')]);
    assert.equal([stdout, code], ['', 0]);
  });
}

test('is what publint expects', () => {
  const lint = [
    resolve('node_modules/publint/src/cli.js'),
    'run',
    '--strict',
    join(installed.folder, 'node_modules/torusflow'),
  ];
  const output = execFileSync(process.execPath, lint, { encoding: 'utf8', stdio: 'pipe' });
  assert.match(output, /All good/);
});

test.run();
