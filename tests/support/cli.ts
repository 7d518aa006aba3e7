import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { target, virtualModules } from '../../scripts/esbuild.mjs';

/** How a run of the command line ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line as its sources stand, bundled for one test file. */
export async function buildCli(name: string): Promise<string> {
  const outfile = `build/cli-${name}/cli.js`;
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target,
    packages: 'external',
    define: { __VERSION__: JSON.stringify('test') },
    plugins: [virtualModules()],
  });
  return outfile;
}

/** A directory of its own for one test, removed at the end. */
export async function inDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'torusflow-'));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export interface CliOptions {
  input?: string;
  /** Called with the process, and with all of its stderr so far whenever there is more. */
  watch?: (child: ChildProcess, stderr: string) => void;
}

/** Runs the command line to its end. */
export function runCli(
  cli: string,
  args: readonly string[],
  { input, watch }: CliOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: 'pipe' });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
      watch?.(child, stderr);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}
