/** Teams of threads on one memory, on work that counts how often each part of it was done. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CoreExports, instantiateCore, type TeamExports } from '../src/engine/core.ts';
import { calledWith, endHelpers, helpersFrom } from './support/helpers.ts';

type Exercise = CoreExports &
  TeamExports & { exercise(numbers: number, count: number, rounds: number): void };

const asc = ['node_modules/assemblyscript/bin/asc.js', 'assembly/threads/exercise.ts', '--target', 'threads'];
execFileSync(process.execPath, [...asc, '--outFile', 'build/exercise.wasm']);
const module = new WebAssembly.Module(readFileSync('build/exercise.wasm'));

const test = suite('a team of threads');
test.after.each(endHelpers);

interface Gathered {
  core: Exercise;
  /** Posts to a helper that was found away. */
  call(thread: number): void;
}

/** A leader and its helpers, called. */
function gather(threads: number, text?: string): Gathered {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  const core = instantiateCore(module, memory) as Exercise;
  const helpers = helpersFrom(module, text);
  const call = (thread: number) => helpers.call(thread, memory);
  core.formTeam(threads);
  core.gather(threads);
  for (let thread = 1; thread < threads; thread++) if (core.isAway(thread)) call(thread);
  return { core, call };
}

const numbersAt = 65536;

/** Launches work until every helper has done some of it, and checks that all of it was done once. */
function work(core: Exercise, count: number, threads: number): void {
  const numbers = new Int32Array(core.memory.buffer, numbersAt, count + 1).fill(0);
  const before = Array.from({ length: threads }, (_, thread) => core.chunksDone(thread));
  const deadline = performance.now() + 20_000;
  let rounds = 0;
  const missing = () => before.some((done, thread) => thread > 0 && core.chunksDone(thread) === done);
  for (; missing() || rounds < 5000; rounds += 1000) {
    assert.ok(performance.now() < deadline, 'every helper takes part');
    core.exercise(numbersAt, count, 1000);
  }
  assert.ok(
    numbers.subarray(0, count).every((n) => n === rounds),
    'each number once in each launch',
  );
  assert.is(numbers[count], 0);
}

for (const threads of [2, 4]) {
  test(`of ${threads} does all of the work once, whatever there is to share`, () => {
    const { core } = gather(threads);
    for (const count of [2, 7, 1001]) work(core, count, threads);
    core.dismiss();
  });
}

test('goes home when dismissed, and comes back when called', () => {
  const { core, call } = gather(3);
  for (let k = 0; k < 3; k++) {
    work(core, 100, 3);
    core.dismiss();
    const deadline = performance.now() + 20_000;
    const home = new Set<number>();
    while (home.size < 2) {
      assert.ok(performance.now() < deadline, 'helpers go home');
      for (const thread of [1, 2]) if (core.isAway(thread)) home.add(thread);
    }
    core.gather(3);
    for (const thread of home) call(thread);
  }
});

test('does without helpers that never come', () => {
  const { core } = gather(4, calledWith(''));
  const numbers = new Int32Array(core.memory.buffer, numbersAt, 50);
  core.exercise(numbersAt, 50, 1000);
  assert.ok(numbers.every((n) => n === 1000));
});

/** Takes the next chunk of the second share as team.ts does, in JavaScript, and never does it. */
const takesAndFails = calledWith(`
  const ticket = new BigInt64Array(memory.buffer, 64 + 320 + 64 * thread, 1);
  for (;;) {
    const seen = Atomics.load(ticket, 0);
    if ((seen & 0xffffn) >= ((seen >> 16n) & 0xffffn)) continue;
    if (Atomics.compareExchange(ticket, 0, seen, seen + 1n) === seen) break;
  }
  exports.fail();`);

test('stops when a helper fails with work in its hands', () => {
  const { core } = gather(2, takesAndFails);
  const deadline = performance.now() + 20_000;
  assert.throws(() => {
    while (performance.now() < deadline) core.exercise(numbersAt, 50, 1000);
  }, /unreachable/);
  assert.ok(core.hasFailed());
});

test.run();
