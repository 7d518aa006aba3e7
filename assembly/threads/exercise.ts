// Work that shows whether a team does all of it once: for tests and for the benchmark, in a module of their own.
import { parallel } from './team';
export { cancelWord, chunksDone, dismiss, fail, formTeam, gather, hasFailed, help, isAway } from './team';

/** Adds 1 to each of `count` numbers, i32, from `numbers` on, in each of `rounds` launches. */
export function exercise(numbers: usize, count: i32, rounds: i32): void {
  for (let round = 0; round < rounds; round++) parallel(increment, numbers, count);
}

function increment(numbers: usize, begin: i32, end: i32, _thread: i32): void {
  for (let i = begin; i < end; i++) {
    const at = numbers + (<usize>i << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
}
