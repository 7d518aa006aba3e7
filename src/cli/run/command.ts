/** `torusflow run`: one problem file to result.json and density.npy. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  memoryOf,
  type Problem,
  ProblemError,
  type Solution,
  type Progress as SolveProgress,
  solve,
} from '../../index.ts';
import { gibibytes, parseProblem } from '../../problem/index.ts';
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
  const before = await lookBack(checkpoint, progress);
  sayMemory(problem, progress);
  const row = progress.begin(nameOf(file));
  try {
    const onProgress = (at: SolveProgress) => row.update(at.fraction, where(at));
    const { signal } = interrupt;
    const after = await solve(problem, { signal, onProgress, readFile: beside(file), state: before?.state });
    row.end(ending(after));
    const solution = before ? joinRuns(before, after) : after;
    return await conclude(solution, problem, checkpoint, options);
  } catch (error) {
    throw explained(error, checkpoint);
  } finally {
    progress.stop();
  }
}

/** Says what the run will take; of a problem that cannot run `solve` says more. */
function sayMemory(problem: Problem, progress: Progress): void {
  try {
    const { solver, saved } = memoryOf(problem);
    progress.say(`memory: about ${gibibytes(solver)} for the solver, ${gibibytes(saved)} for densities`);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

/** What an interrupted run of this very problem left behind, if any. */
async function lookBack(checkpoint: Checkpoint, progress: Progress): Promise<Solution | undefined> {
  const found = await checkpoint.find();
  if (found === 'other') {
    progress.say(`${checkpoint.path} is of another problem or version: starting at t = 0`);
    return undefined;
  }
  if (found) progress.say(`going on from ${checkpoint.path} at t = ${formatNumber(found.outcome.time, 6)}`);
  return found;
}

/** Writes what was computed, and a checkpoint where there is more to compute; returns the exit status. */
async function conclude(
  solution: Solution,
  problem: Problem,
  checkpoint: Checkpoint,
  options: RunOptions,
): Promise<number> {
  const { kind } = solution.outcome;
  if (kind === 'cancelled') await checkpoint.keep(solution);
  const result = resultText(problem, solution);
  const files = await writeResult(options.out, result, solution);
  if (kind !== 'cancelled') await checkpoint.remove();
  process.stdout.write(options.json ? result : summary(solution, files));
  if (kind === 'completed') return Status.completed;
  return kind === 'cancelled' ? Status.interrupted : Status.endedEarly;
}

/** A state that the solver refuses stems from density files that have changed since: the user can mend that. */
function explained(error: unknown, { path }: Checkpoint): unknown {
  if (!(error instanceof Error && error.name === 'StateError')) return error;
  return new BadInput(`${path} is of other densities: remove it to start at t = 0, or restore their files`);
}

const nameOf = (file: string): string => (file === '-' ? 'stdin' : file);

const ending = ({ outcome, solver }: Solution): string =>
  `${outcome.kind} at t = ${formatNumber(outcome.time, 6)} in ${formatSeconds(solver.seconds)}`;

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
    if (error instanceof ProblemError) throw new BadInput(`${nameOf(file)}: ${error.message}`);
    throw error;
  }
}

/** Reads the files that a problem names: relative to the problem file, or to here when it came by stdin. */
function beside(file: string): (path: string) => Promise<Uint8Array> {
  const directory = file === '-' ? '.' : dirname(file);
  return (path) => readFile(resolve(directory, path));
}
