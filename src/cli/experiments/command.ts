/** `torusflow experiments`: the study in one dimension, run in parallel workers, kept, and reported. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Progress as SolveProgress, version } from '../../index.ts';
import { writeAtomically } from '../files.ts';
import { formatNumber, formatSeconds } from '../format.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { openProgress, type Progress } from '../progress.ts';
import { BadInput, Status } from '../status.ts';
import { type Case, studyCases } from './cases.ts';
import { energiesCsv, pointsCsv, ratesCsv } from './csv.ts';
import { type PointCase, pointCases, pointTitle } from './points/cases.ts';
import { type PointResult, runPoints, type Watch } from './points/run.ts';
import { reportPage } from './report/page.ts';
import { type CaseResult, summarise } from './result.ts';
import { Store } from './store.ts';
import { solveCase } from './translates.ts';
import { caseTitle } from './words.ts';

export interface ExperimentsOptions {
  out: string;
  full?: boolean;
  quiet?: boolean;
  jobs?: number;
  only?: string[];
}

/** Runs what is not there yet, then writes the report; resolves to the exit status. */
export async function experiments(options: ExperimentsOptions): Promise<number> {
  const cases = chooseCases(options);
  const store = await Store.open(join(options.out, 'runs'));
  const progress = openProgress({ quiet: options.quiet, total: cases.length });
  using interrupt = listenForInterrupt(progress.say);
  const results = new Map<string, Result>();
  try {
    const jobs = options.jobs ?? availableParallelism();
    await inParallel(jobs, longestFirst(cases), async (of) => {
      const result = await answer(of, store, progress, interrupt.signal);
      if (result) results.set(of.id, result);
    });
  } finally {
    progress.stop();
  }
  if (interrupt.signal.aborted) return interrupted(results.size, cases.length);
  const ordered = cases.map(({ id }) => results.get(id) as Result);
  const rates = ordered.filter((result): result is CaseResult => !isPoints(result.case));
  const points = ordered.filter((result): result is PointResult => isPoints(result.case));
  const report = await writeReport(options.out, rates, points, options.full ?? false);
  process.stdout.write(`${report}\n`);
  const early = rates.some(({ outcome }) => outcome.kind !== 'completed');
  return early ? Status.endedEarly : Status.completed;
}

type AnyCase = Case | PointCase;
type Result = CaseResult | PointResult;

const isPoints = (of: AnyCase): of is PointCase => 'start' in of;

/** The cases of the set whose names contain one of the words of --only. */
function chooseCases({ full, only }: ExperimentsOptions): AnyCase[] {
  const all = [...studyCases(full ?? false), ...pointCases(full ?? false)];
  const chosen = only ? all.filter(({ id }) => only.some((word) => id.includes(word))) : all;
  if (chosen.length > 0) return chosen;
  const names = all.map(({ id }) => `  ${id}`);
  throw new BadInput([`--only ${only?.join(' ')}: no run has that in its name; the runs are`, ...names]);
}

/** Means over translates come first: at the end, each would keep one processor busy and leave the others idle. */
function longestFirst(cases: readonly AnyCase[]): AnyCase[] {
  const flows = (of: AnyCase) => (isPoints(of) ? 1 : of.translates);
  return [...cases].sort((a, b) => flows(b) - flows(a));
}

/** The kept result of a case, or a new one, which is kept at once; undefined when it was interrupted. */
async function answer(
  of: AnyCase,
  store: Store,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result | undefined> {
  if (signal.aborted) return undefined;
  const row = progress.begin(isPoints(of) ? pointTitle(of) : caseTitle(of));
  const kept = await store.find<Result>(of);
  if (kept) {
    row.end('kept from an earlier run');
    return kept;
  }
  const onProgress = (fraction: number, { time }: SolveProgress) =>
    row.update(fraction, `t = ${formatNumber(time)}`);
  const key = store.key(of);
  const watch = { signal, onProgress };
  const { words, result } = await (isPoints(of) ? answerPoints(of, key, watch) : answerRates(of, key, watch));
  row.end(words);
  if (result) await store.keep(result);
  return result;
}

/** How a run went, and its result unless it was interrupted. */
interface Answer {
  words: string;
  result?: Result;
}

async function answerRates(of: Case, key: string, { signal, onProgress }: Watch): Promise<Answer> {
  const solution = await solveCase(of, {
    signal,
    onProgress: (progress) => onProgress(progress.fraction, progress),
  });
  const { outcome, solver } = solution;
  const words = `${outcome.kind}, ${solver.steps} steps in ${formatSeconds(solver.seconds)}`;
  if (outcome.kind === 'cancelled') return { words };
  return { words, result: await summarise(key, version, of, solution) };
}

async function answerPoints(of: PointCase, key: string, watch: Watch): Promise<Answer> {
  const found = await runPoints(of, watch);
  if (!found) return { words: 'cancelled' };
  const words = `${found.flows.length} flows in ${formatSeconds(found.seconds)}`;
  return { words, result: { key, version, ...found } };
}

/** Calls `work` on each item, at most `jobs` at a time, in order. */
async function inParallel<Item>(jobs: number, items: readonly Item[], work: (item: Item) => Promise<void>) {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, lane));
}

function interrupted(done: number, total: number): number {
  process.stderr.write(`${done} of ${total} runs are kept; the same command goes on with the rest\n`);
  return Status.interrupted;
}

/** Writes the data, then the page; resolves to the path of the page. */
async function writeReport(
  out: string,
  results: CaseResult[],
  points: PointResult[],
  full: boolean,
): Promise<string> {
  const page = join(out, 'report.html');
  const data = { torusflow: 1, version, runs: results, points };
  await writeAtomically(join(out, 'results.json'), `${JSON.stringify(data)}\n`);
  await writeAtomically(join(out, 'rates.csv'), ratesCsv(results));
  await writeAtomically(join(out, 'energies.csv'), energiesCsv(results));
  await writeAtomically(join(out, 'points.csv'), pointsCsv(points));
  await writeAtomically(page, reportPage(results, points, { version, full, date: new Date() }));
  return page;
}
