/** `torusflow run`: one problem file to result.json and density.npy. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  type Problem,
  ProblemError,
  type Solution,
  type Progress as SolveProgress,
  solve,
} from '../../index.ts';
import { parseProblem } from '../../problem/index.ts';
import { openDirectory } from '../files.ts';
import { formatNumber, formatSeconds } from '../format.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { openProgress, type Progress } from '../progress.ts';
import { BadInput, Status, systemReason } from '../status.ts';
import { Checkpoint, joinRuns } from './checkpoint.ts';
import { resultText, writeResult } from './result.ts';
import { summary } from './summary.ts';

export interface RunOptions {
  out: string;
  quiet?: boolean;
  json?: boolean;
}

/** Runs the problem in `file` ('-' for stdin) and resolves to the exit status. */
export async function run(file: string, options: RunOptions): Promise<number> {
  const source = await readSource(file);
  const problem = readProblem(file, source);
  await openDirectory(options.out);
  const checkpoint = new Checkpoint(options.out, source);
  const progress = openProgress({ quiet: options.quiet });
  using interrupt = listenForInterrupt(progress.say);
  const solution = await solveFrom(checkpoint, file, problem, progress, interrupt.signal);
  const cancelled = solution.outcome.kind === 'cancelled';
  if (cancelled) await checkpoint.keep(solution);
  const result = resultText(problem, solution);
  const files = await writeResult(options.out, result, solution);
  if (!cancelled) await checkpoint.remove();
  process.stdout.write(options.json ? result : summary(solution, files));
  return statusOf(solution);
}

/** Goes on from the checkpoint of this very problem where there is one, else begins at time 0. */
async function solveFrom(
  checkpoint: Checkpoint,
  file: string,
  problem: Problem,
  progress: Progress,
  signal: AbortSignal,
): Promise<Solution> {
  const found = await checkpoint.find();
  if (found.kind === 'other')
    progress.say(`${found.path} is of another problem or version: starting at t = 0`);
  const before = found.kind === 'same' ? found.solution : undefined;
  if (before)
    progress.say(
      `going on from ${found.kind === 'same' && found.path} at t = ${formatNumber(before.outcome.time, 6)}`,
    );
  const row = progress.begin(file);
  try {
    const onProgress = (at: SolveProgress) => row.update(at.fraction, where(at));
    const after = await solve(problem, { signal, onProgress, readFile: beside(file), state: before?.state });
    row.end(
      `${after.outcome.kind} at t = ${formatNumber(after.outcome.time, 6)} in ${formatSeconds(after.solver.seconds)}`,
    );
    return before ? joinRuns(before, after) : after;
  } finally {
    progress.stop();
  }
}

const where = ({ time, energy, steps }: SolveProgress): string =>
  `t = ${formatNumber(time)}, E = ${formatNumber(energy)}, ${steps} steps`;

async function readSource(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new BadInput(`cannot read ${file}: ${systemReason(error)}`);
  }
}

function readProblem(file: string, source: string): Problem {
  try {
    return parseProblem(source) as Problem;
  } catch (error) {
    if (error instanceof ProblemError) throw new BadInput(`${file}: ${error.message}`);
    throw error;
  }
}

/** Reads the files that a problem names: relative to the problem file, or to here when it came by stdin. */
function beside(file: string): (path: string) => Promise<Uint8Array> {
  const directory = file === '-' ? '.' : dirname(file);
  return (path) => readFile(resolve(directory, path));
}

function statusOf({ outcome }: Solution): number {
  if (outcome.kind === 'completed') return Status.completed;
  return outcome.kind === 'cancelled' ? Status.interrupted : Status.endedEarly;
}
