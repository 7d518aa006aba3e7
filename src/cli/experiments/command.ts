/** `torusflow experiments`: the study in one dimension, run in parallel workers, kept, and reported. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Progress as SolveProgress, solve, version } from '../../index.ts';
import { writeAtomically } from '../files.ts';
import { formatNumber, formatSeconds } from '../format.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { openProgress, type Progress } from '../progress.ts';
import { BadInput, Status } from '../status.ts';
import { type Case, studyCases } from './cases.ts';
import { energiesCsv, ratesCsv } from './csv.ts';
import { reportPage } from './report/page.ts';
import { type CaseResult, summarise } from './result.ts';
import { Store } from './store.ts';
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
  const results = new Map<string, CaseResult>();
  try {
    const jobs = options.jobs ?? availableParallelism();
    await inParallel(jobs, cases, async (of) => {
      const result = await answer(of, store, progress, interrupt.signal);
      if (result) results.set(of.id, result);
    });
  } finally {
    progress.stop();
  }
  if (interrupt.signal.aborted) return interrupted(results.size, cases.length);
  const ordered = cases.map(({ id }) => results.get(id) as CaseResult);
  const report = await writeReport(options.out, ordered, options.full ?? false);
  process.stdout.write(`${report}\n`);
  const early = ordered.some(({ outcome }) => outcome.kind !== 'completed');
  return early ? Status.endedEarly : Status.completed;
}

/** The cases of the set whose names contain one of the words of --only. */
function chooseCases({ full, only }: ExperimentsOptions): Case[] {
  const all = studyCases(full ?? false);
  const chosen = only ? all.filter(({ id }) => only.some((word) => id.includes(word))) : all;
  if (chosen.length > 0) return chosen;
  const names = all.map(({ id }) => `  ${id}`);
  throw new BadInput([`--only ${only?.join(' ')}: no run has that in its name; the runs are`, ...names]);
}

/** The kept result of a case, or a new one, which is kept at once; undefined when it was interrupted. */
async function answer(
  of: Case,
  store: Store,
  progress: Progress,
  signal: AbortSignal,
): Promise<CaseResult | undefined> {
  if (signal.aborted) return undefined;
  const row = progress.begin(caseTitle(of));
  const kept = await store.find(of);
  if (kept) {
    row.end('kept from an earlier run');
    return kept;
  }
  const onProgress = ({ fraction, time }: SolveProgress) => row.update(fraction, `t = ${formatNumber(time)}`);
  const solution = await solve(of.problem, { signal, onProgress });
  const { outcome, solver } = solution;
  row.end(`${outcome.kind}, ${solver.steps} steps in ${formatSeconds(solver.seconds)}`);
  if (outcome.kind === 'cancelled') return undefined;
  const result = await summarise(store.key(of), version, of, solution);
  await store.keep(result);
  return result;
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
async function writeReport(out: string, results: CaseResult[], full: boolean): Promise<string> {
  const page = join(out, 'report.html');
  const data = { torusflow: 1, version, runs: results };
  await writeAtomically(join(out, 'results.json'), `${JSON.stringify(data)}\n`);
  await writeAtomically(join(out, 'rates.csv'), ratesCsv(results));
  await writeAtomically(join(out, 'energies.csv'), energiesCsv(results));
  await writeAtomically(page, reportPage(results, { version, full, date: new Date() }));
  return page;
}
