// Interleaved rounds between processes, and their quartiles.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A peer of peers/serve.mjs: the process and its questions and answers, in order. */
export class Peer {
  #waiting = [];
  #jobs = 0;

  constructor(name, command, args = []) {
    this.name = name;
    this.process = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    });
    this.process.on('exit', (code) => {
      for (const { reject } of this.#waiting) reject(new Error(`${name} ended with status ${code}`));
    });
    createInterface({ input: this.process.stdout }).on('line', (line) =>
      this.#waiting.shift()?.resolve(line),
    );
  }

  ask(question) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.process.stdin.write(`${question}\n`);
    });
  }

  /** A job of this peer, or null when it does not do such. */
  async job(kind, n, cutoff) {
    const id = this.#jobs++;
    if ((await this.ask(`plan ${id} ${kind} ${n} ${cutoff}`)) !== 'ok') return null;
    return {
      name: this.name,
      run: async (times) => Number(await this.ask(`run ${id} ${times}`)),
      probe: async () => (await this.ask(`probe ${id}`)).trim().split(/\s+/).map(Number),
    };
  }

  close() {
    this.process.stdin.end();
  }
}

/** Nanoseconds of one batch: long against the clock and the pipe, short against the machine's moods. */
const BATCH = 1.5e6;
/** What a just-in-time compiler may take, on a busy machine, until its best code runs. */
const WARM = 1.5e8;

/** How often a job runs in a batch, after it has warmed up. */
async function calibrate(job) {
  let times = 1;
  for (let total = 0; ; ) {
    const spent = await job.run(times);
    total += spent;
    if (total > WARM && spent > BATCH / 2) return Math.max(1, Math.round((times * BATCH) / spent));
    if (spent < BATCH) times = Math.ceil(times * Math.min(4, Math.max(1.2, BATCH / Math.max(spent, 1))));
  }
}

/** Nanoseconds a call of each job, a list by name: every round runs every job once, in a random order. */
export async function rounds(jobs, count) {
  const entries = [];
  for (const job of jobs) entries.push({ job, times: await calibrate(job), samples: [] });
  for (let round = 0; round < count; round++) {
    const order = entries.map((entry) => ({ entry, key: Math.random() })).sort((a, b) => a.key - b.key);
    for (const { entry } of order) entry.samples.push((await entry.job.run(entry.times)) / entry.times);
  }
  return Object.fromEntries(entries.map(({ job, samples }) => [job.name, samples]));
}

/** Value below which the share q of the samples lies. */
export function quantile(samples, q) {
  const sorted = [...samples].sort((a, b) => a - b);
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
