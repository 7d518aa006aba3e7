// Builds dist/: the solver (WASM), the library, the worker, the command line, and the type declarations.
//
//   node scripts/build.mjs           everything
//   node scripts/build.mjs --core    the WASM solver alone (build/core.wasm, build/core-threads.wasm)
//   node scripts/build.mjs --dist    dist/ alone, around the solver as it was last built
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { target, virtualModules, workerSource } from './esbuild.mjs';

const asc = (...args) =>
  execFileSync('node', ['node_modules/assemblyscript/bin/asc.js', '--config', 'asconfig.json', ...args], {
    stdio: 'inherit',
  });

export function buildCore() {
  asc('--target', 'core');
  asc('assembly/threads/index.ts', '--target', 'threads');
}

async function buildLibrary() {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist', { recursive: true });
  const shared = {
    bundle: true,
    format: 'esm',
    target,
    sourcemap: true,
    packages: 'external',
    define: { __VERSION__: JSON.stringify(version) },
    plugins: [virtualModules()],
    logLevel: 'warning',
  };
  await Promise.all([
    build({ ...shared, entryPoints: ['src/index.ts'], outfile: 'dist/index.js' }),
    // For pages without a bundler: files that import nothing.
    ...[
      ['src/index.ts', 'dist/browser.js', false],
      // Lean: a page that embeds is seldom cross-origin isolated, as threads need, and its own thread is not for steps.
      ['src/element/index.ts', 'dist/element.js', true],
    ].map(([entry, outfile, lean]) =>
      build({
        ...shared,
        entryPoints: [entry],
        outfile,
        platform: 'browser',
        packages: 'bundle',
        plugins: [virtualModules({ lean })],
        minify: true,
        legalComments: 'eof',
      }),
    ),
    build({ ...shared, entryPoints: ['src/diagnostics/index.ts'], outfile: 'dist/diagnostics.js' }),
    build({
      ...shared,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.js',
      platform: 'node',
      banner: { js: '#!/usr/bin/env node' },
    }),
    build({ ...shared, entryPoints: ['src/image-decoders.ts'], outfile: 'dist/image-decoders.js' }),
    copyFile('scripts/no-image-decoders.mjs', 'dist/no-image-decoders.js'),
    workerSource().then((text) => writeFile('dist/worker.js', text)),
    ...['core.wasm', 'core-threads.wasm'].map((file) => copyFile(`build/${file}`, `dist/${file}`)),
  ]);
  execFileSync('node', ['node_modules/typescript/bin/tsc', '-p', 'scripts/tsconfig.types.json'], {
    stdio: 'inherit',
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await mkdir('build', { recursive: true });
  if (!process.argv.includes('--dist')) buildCore();
  if (!process.argv.includes('--core')) await buildLibrary();
}
