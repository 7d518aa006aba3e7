/** Progress on stderr: bars on a terminal, a plain line now and then elsewhere, nothing when quiet. */
import { MultiBar, Presets } from 'cli-progress';

/** One run under way. */
export interface ProgressRow {
  /** `fraction` in [0, 1]; `note` says where the run is. */
  update(fraction: number, note: string): void;
  /** Takes the row away; `note` is how the run ended. */
  end(note: string): void;
}

export interface Progress {
  begin(title: string): ProgressRow;
  /** A line of its own, above the bars. */
  say(line: string): void;
  stop(): void;
}

export interface ProgressOptions {
  quiet?: boolean;
  /** How many runs there will be, when there is more than one: adds an overall bar, or counts the lines. */
  total?: number;
  stream?: NodeJS.WriteStream;
}

/** Seconds between two plain lines of one run. */
const LINE_INTERVAL = 5;

export function openProgress(options: ProgressOptions = {}): Progress {
  const stream = options.stream ?? process.stderr;
  if (options.quiet) return silent;
  return stream.isTTY ? bars(stream, options.total) : lines(stream, options.total);
}

const silent: Progress = { begin: () => ({ update() {}, end() {} }), say() {}, stop() {} };

function bars(stream: NodeJS.WriteStream, total?: number): Progress {
  const format = ' {bar} {percentage}%  {title}  {note}';
  const multi = new MultiBar(
    { format, stream, barsize: 24, clearOnComplete: true, linewrap: false, fps: 12 },
    Presets.shades_classic,
  );
  const overall = total ? multi.create(total, 0, { title: 'all runs', note: `0 of ${total}` }) : undefined;
  let done = 0;
  const say = (line: string) => {
    multi.log(`${line}\n`);
    multi.update();
  };
  return {
    begin(title) {
      const bar = multi.create(1, 0, { title, note: '' });
      return {
        update: (fraction, note) => bar.update(Math.min(fraction, 1), { note }),
        end(note) {
          multi.remove(bar);
          done += 1;
          overall?.update(done, { note: `${done} of ${total}` });
          say(`${title}: ${note}`);
        },
      };
    },
    say,
    stop: () => multi.stop(),
  };
}

function lines(stream: NodeJS.WriteStream, total?: number): Progress {
  const say = (line: string) => stream.write(`${line}\n`);
  let done = 0;
  return {
    begin(title) {
      let last = performance.now();
      if (!total) say(`${title}: started`);
      return {
        update(fraction, note) {
          if (performance.now() - last < 1000 * LINE_INTERVAL) return;
          last = performance.now();
          say(`${title}: ${Math.floor(100 * fraction)} %, ${note}`);
        },
        end(note) {
          done += 1;
          say(`${total ? `[${done}/${total}] ` : ''}${title}: ${note}`);
        },
      };
    },
    say,
    stop() {},
  };
}
