/** The choice between all threads and one, by what steps cost. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Choice } from '../src/engine/threads/choice.ts';

const test = suite('the choice of threads');

/** Threads of `batches` batches that cost what `milliseconds` says of each. */
function run(choice: Choice, batches: number, milliseconds: (threads: number) => number): number[] {
  return Array.from({ length: batches }, () => {
    const threads = choice.next();
    choice.learn(threads, 1, milliseconds(threads));
    return threads;
  });
}

const share = (used: number[], threads: number) => used.filter((n) => n === threads).length / used.length;

test('is for all where they are faster, and looks at one now and then', () => {
  const choice = new Choice(4);
  const used = run(choice, 640, (threads) => (threads === 4 ? 1 : 3));
  assert.is(share(used, 1), 1 / 32);
});

test('is for one where that is faster', () => {
  const choice = new Choice(2);
  const used = run(choice, 640, (threads) => (threads === 2 ? 1.2 : 1));
  assert.ok(share(used, 1) > 0.9);
});

test('follows a machine that gets busy, and idle again', () => {
  const choice = new Choice(2);
  const idle = (threads: number) => (threads === 2 ? 1 : 2);
  const busy = (threads: number) => (threads === 2 ? 4 : 2.5);
  run(choice, 64, idle);
  run(choice, 64, busy);
  assert.ok(share(run(choice, 64, busy), 1) > 0.9);
  run(choice, 320, idle);
  assert.ok(share(run(choice, 64, idle), 2) > 0.9);
});

test('of one thread is one', () => {
  const choice = new Choice(1);
  assert.ok(run(choice, 100, () => 1).every((threads) => threads === 1));
});

test('learns nothing from a batch without steps', () => {
  const choice = new Choice(2);
  choice.learn(2, 0, 5);
  choice.learn(1, 1, 1);
  assert.is(choice.next(), 2);
});

test.run();
