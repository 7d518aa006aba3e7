// A peer is a process of its own that answers one line a command:
//
//   plan ID KIND N K   -> ok, or why not. KIND: complex, inverse, real, realinverse, rhs. K: cutoff of rhs, or 0
//   run ID TIMES       -> nanoseconds
//   probe ID           -> 64 numbers of the output: interleaved modes (the half spectrum of reals), or reals
import { createInterface } from 'node:readline';
import { probe } from '../inputs.mjs';

/** Each job has its own loop: one shared by all would be compiled for all, and slow for each. */
const loopOf = (step) =>
  new Function(
    'step',
    'clock',
    'return (times) => { const t = clock(); for (let i = 0; i < times; i++) step(); return clock() - t; };',
  )(step, () => process.hrtime.bigint());

/** `kinds[kind](n, cutoff)` returns { step, output } or a sentence; output() is the array as described above. */
export function serve(kinds) {
  const jobs = new Map();
  const commands = {
    plan(id, kind, n, cutoff) {
      const job = kinds[kind]?.(Number(n), Number(cutoff)) ?? `no ${kind}`;
      if (typeof job === 'string') return job;
      jobs.set(id, { ...job, loop: loopOf(job.step) });
      return 'ok';
    },
    run: (id, times) => String(jobs.get(id).loop(Number(times))),
    probe(id) {
      const { step, output, prepare } = jobs.get(id);
      prepare?.();
      step();
      const text = probe(output()).join(' ');
      return text;
    },
  };
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [command, ...words] = line.trim().split(/\s+/);
    console.log(commands[command]?.(...words) ?? 'unknown command');
  });
}

/** Only powers of two, for peers that know no other length. */
export const powersOfTwo = (kinds) =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, make]) => [
      kind,
      (n, cutoff) => (Number.isInteger(Math.log2(n)) && n > 1 ? make(n, cutoff) : 'powers of two only'),
    ]),
  );
