/** The command line `torusflow`. stdout carries results only; everything else goes to stderr. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ProblemError, version } from '../index.ts';
import { type ExperimentsOptions, experiments } from './experiments/command.ts';
import { type RunOptions, run } from './run/command.ts';
import { BadInput, Status } from './status.ts';

const exitStatuses = `
Exit status: 0 completed, 2 bad input, 3 a run ended early (its outcome says why; what was computed is
written), 130 interrupted (what was computed is kept, and the same command goes on from there).`;

/** Parses `argv`, runs the subcommand, and resolves to the exit status. */
async function main(argv: readonly string[]): Promise<number> {
  let status: number = Status.completed;
  const program = new Command('torusflow')
    .description('Wasserstein gradient flows of Sobolev energies on the torus')
    .version(version)
    .addHelpText('after', exitStatuses)
    .exitOverride();
  program
    .command('run')
    .description(
      'run one problem, write result.json and density.npy; after Ctrl-C the same command goes on from checkpoint.bin',
    )
    .argument('<problem.json>', "the problem file, or '-' for stdin; files it names are relative to it")
    .requiredOption('-o, --out <dir>', 'directory for the results; made when it is not there')
    .option('--json', 'print result.json on stdout instead of a summary')
    .option('-q, --quiet', 'no progress on stderr')
    .addHelpText('after', exitStatuses)
    .action(async (file: string, options: RunOptions) => {
      status = await run(file, options);
    });
  program
    .command('experiments')
    .description('run the study of decay rates in one dimension, write report.html with its data')
    .option('-o, --out <dir>', 'directory for the report', 'report')
    .option('--full', 'finer grids, longer times, tighter tolerances')
    .option(
      '--only <words...>',
      'only the runs whose names contain one of these words, such as s1.5 or turtles',
    )
    .option('-j, --jobs <count>', 'runs at a time (default: one for each processor)', wholeNumber)
    .option('-q, --quiet', 'no progress on stderr')
    .addHelpText('after', exitStatuses)
    .action(async (options: ExperimentsOptions) => {
      status = await experiments(options);
    });
  await program.parseAsync(argv, { from: 'user' });
  return status;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Allowed: a whole number ≥ 1.');
  return value;
}

/** The exit status that an error stands for, once its message is on stderr. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? Status.completed : Status.badInput;
  if (error instanceof BadInput || error instanceof ProblemError) {
    process.stderr.write(`torusflow: ${error.message}\n`);
    return Status.badInput;
  }
  process.stderr.write(`torusflow: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  return 1;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2)).catch(report);
