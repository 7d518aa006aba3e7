// What every bundle of this repository shares: the target, and three virtual modules.
//
//   virtual:core-wasm          the compiled solver, deflated, as base64 text
//   virtual:core-threads-wasm  the build for several threads, likewise
//   virtual:worker-source      the self-contained worker, as JavaScript text
//
// Text rather than assets: a library that ships strings survives every bundler and every CDN. Deflated, the two
// builds together take less than one as it is.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { build } from 'esbuild';

/** Node 20 and evergreen browsers; without `node20`, esbuild emits `Uint8Array.fromBase64`. */
export const target = ['es2022', 'node20'];

/**
 * Bundles src/worker/worker.ts to one self-contained string. The page hands it the compiled solver, so its
 * text carries no WASM.
 */
export async function workerSource() {
  const result = await build({
    entryPoints: ['src/worker/worker.ts'],
    bundle: true,
    format: 'esm',
    target,
    minify: true,
    write: false,
    legalComments: 'none',
    // Outside of browsers the thread that starts it decodes images.
    plugins: [virtualModules({ alone: true })],
  });
  // The name stands in stack traces, where a data: URL would print the whole text.
  return `${result.outputFiles[0].text}//# sourceURL=torusflow-worker.js\n`;
}

const packed = async (path) => deflateSync(await readFile(path), { level: 9 }).toString('base64');

/**
 * An esbuild plugin that resolves the virtual modules above, and leaves out what Node alone loads.
 *
 * @param lean leaves out the build for several threads, and all that runs in workers alone there
 * @param alone nothing is resolved where the bundle runs
 */
export function virtualModules({ lean = false, alone = false } = {}) {
  const load = {
    'virtual:core-wasm': () => packed('build/core.wasm'),
    'virtual:core-threads-wasm': () => (lean ? '' : packed('build/core-threads.wasm')),
    'virtual:worker-source': workerSource,
  };
  return {
    name: 'virtual-modules',
    setup(bundler) {
      bundler.onResolve({ filter: /^virtual:/ }, ({ path }) => ({
        path,
        namespace: 'virtual',
        sideEffects: false,
      }));
      // Resolved by package.json where the package runs; a page without a bundler has none to ask.
      const closed = alone || bundler.initialOptions.packages === 'bundle';
      bundler.onResolve({ filter: /^#image-decoders$/ }, () =>
        closed
          ? { path: resolve('scripts/no-image-decoders.mjs') }
          : { path: '#image-decoders', external: true },
      );
      bundler.onResolve({ filter: /\/inline\.ts$/ }, () =>
        lean ? { path: resolve('scripts/no-inline.mjs') } : undefined,
      );
      bundler.onLoad({ filter: /.*/, namespace: 'virtual' }, async ({ path }) => ({
        contents: `export default ${JSON.stringify(await load[path]())};`,
      }));
    },
  };
}
