// The package as a user gets it: packed, unpacked into a folder of its own beside the dependencies it declares,
// and built into programs by the bundlers that people use.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

export interface Installed {
  /** Where the program lives: `node_modules/torusflow` is below it. */
  folder: string;
  /** Paths in the packed tarball. */
  packed: string[];
  remove(): Promise<void>;
}

/** Ends the test file where dist/ is missing: uvu keeps silent about what a `before` throws. */
export function requireBuilt(): void {
  if (existsSync('dist/index.js')) return;
  console.error('\ndist/ is missing: npm run build');
  process.exit(1);
}

/** Packs what `npm run build` made and installs it, without the network, into a temporary folder. */
export async function installPackage(): Promise<Installed> {
  requireBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'torusflow-package-'));
  const pack = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder];
  const [{ filename, files }] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8', stdio: 'pipe' }));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, 'torusflow'), { recursive: true });
  const tarball = join(folder, filename);
  execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'torusflow'), '--strip-components', '1']);
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node', 'undici-types']) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(resolve('node_modules', name), join(modules, name));
  }
  await writeFile(join(folder, 'package.json'), '{ "name": "program", "type": "module", "private": true }');
  return {
    folder,
    packed: files.map(({ path }: { path: string }) => path),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A program that solves in a worker and inline, checks E(2) = e^{−4}E(0), and draws a frame. */
export const program = `
  import { open, solve, version } from 'torusflow';
  const problem = { grid: 64, s: 1, initial: '1 + 0.5*cos(2*pi*x)', end: 2 };
  export async function main(options) {
    const errors = [];
    for (const where of [options, { ...options, workerUrl: undefined, inline: true }]) {
      const { energy, outcome } = await solve(problem, where);
      errors.push(outcome.kind, Math.abs(energy.at(-1) / energy[0] / Math.exp(-4) - 1) < 1e-6);
    }
    const flow = await open(problem, options);
    await flow.advance(1);
    errors.push((await flow.frame()).length, typeof version);
    await flow.close();
    return errors.join(' ');
  }`;
/** What it answers. */
export const right = 'completed true completed true 64 string';

/** Bundles `entry` to the ES module `outfile`. */
export type Bundler = (entry: string, outfile: string) => Promise<void>;

/** As a user would call them, with as few options as they take. */
export const bundlers: Record<string, Bundler> = {
  async esbuild(entry, outfile) {
    const { build } = await import('esbuild');
    await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', logLevel: 'warning' });
  },
  async rollup(entry, outfile) {
    const { rollup } = await import('rollup');
    const { nodeResolve } = await import('@rollup/plugin-node-resolve');
    const { default: commonjs } = await import('@rollup/plugin-commonjs');
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true }), commonjs()] });
    await bundle.write({ file: outfile, format: 'es', inlineDynamicImports: true });
  },
  async vite(entry, outfile) {
    const { build } = await import('vite');
    await build({
      root: dirname(entry),
      logLevel: 'warn',
      configFile: false,
      build: {
        outDir: dirname(outfile),
        emptyOutDir: false,
        target: 'es2022',
        rolldownOptions: {
          input: entry,
          output: { entryFileNames: basename(outfile), codeSplitting: false },
          preserveEntrySignatures: 'strict',
        },
      },
    });
  },
  async webpack(entry, outfile) {
    const { default: webpack } = await import('webpack');
    const compiler = webpack({
      mode: 'production',
      target: 'web',
      entry,
      devtool: false,
      experiments: { outputModule: true },
      output: { path: dirname(outfile), filename: basename(outfile), library: { type: 'module' } },
    })!;
    await new Promise<void>((done, fail) =>
      compiler.run((error, stats) => {
        if (error || stats?.hasErrors()) fail(error ?? new Error(stats?.toString('errors-only')));
        else compiler.close(() => done());
      }),
    );
  },
};
