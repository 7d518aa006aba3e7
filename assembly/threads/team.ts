// Several threads on one memory. The leader, an instance that JavaScript calls, launches work; helpers, other
// instances of the same module on the same memory, each in a thread of its own, take part.
//
// Work is a function over the numbers 0 … count − 1, any stretch of which may be run by any thread at any time, and
// whose outcome does not depend on how they are cut: so results are the same to the last bit however many help.
// It is cut into chunks. Each thread takes those of its own share one by one and then those that others have not
// begun, so that the leader waits for no helper that has not come, or that the system has set aside, but only for
// chunks that were begun.
//
// A launch is announced by its number. A chunk is taken from the ticket of a share, (number, end, next), by raising
// `next` in one atomic exchange. Where that succeeds the launch is not over, so what was read of it before is what
// the leader wrote for it: a helper that comes late takes nothing.
//
// Helpers look for launches for some 50 µs without a pause, then sleep until they are woken; they go home when the
// leader has dismissed them. Nothing here is a mutable global: every instance would have its own.

/** Where threads meet: below the static data, which asconfig.json places from 1024 on. */
const TEAM: usize = 64;

/** Runs the numbers from `begin` to before `end`; `thread` says whose scratch to use. */
export type Work = (context: usize, begin: i32, end: i32, thread: i32) => void;

/** Threads of a team at most, the leader among them. */
export const MOST_THREADS: i32 = 8;

// The words of a team, i32 each; what different threads write stands on cache lines of its own.
/** Number of the latest launch: helpers watch it, and sleep on it. */
const LAUNCH: usize = TEAM;
/** Helpers asleep. */
const ASLEEP: usize = TEAM + 64;
/** Chunks that are done; the leader sleeps on it where WAITING says so. */
const DONE: usize = TEAM + 128;
const WAITING: usize = TEAM + 132;
/** Threads that are to take part in launches: 0 when helpers may go home. */
const PARTIES: usize = TEAM + 192;
/** Set by a helper that cannot go on. */
const FAILED: usize = TEAM + 196;
/** Threads of the team. */
const SIZE: usize = TEAM + 200;
/** Set from any thread, JavaScript's too: the attempt under way is not wanted any more. */
const CANCEL: usize = TEAM + 204;
/** Whether an attempt is under way, whose work may be left out; whether some of it was. */
const ATTEMPT: usize = TEAM + 208;
const LEFT_OUT: usize = TEAM + 212;
/** The latest launch: what to run, on how many threads, and how it is cut. */
const WORK: usize = TEAM + 256;
const CONTEXT: usize = TEAM + 260;
const COUNT: usize = TEAM + 264;
const CHUNK: usize = TEAM + 268;
const SHARES: usize = TEAM + 272;
/** For each thread: the ticket of its share, i64; whether it was called (1) or is away (0), i32; chunks it did, i32. */
const THREADS: usize = TEAM + 320;
const CALLED: usize = 8;
const TAKEN: usize = 12;

/** Chunks of each share: few enough to cost nothing, many enough to leave little to wait for. */
const CHUNKS_PER_SHARE: i32 = 4;
/** The same where one thread does all of it. */
const STRETCHES: i32 = 8;
/** Looks before a thread sleeps, a few nanoseconds each. */
const PATIENCE: i32 = 10000;
/** Nanoseconds of one sleep, and how many of them the leader gives a chunk that was begun. */
const NAP: i64 = 1_000_000_000;
const NAPS: i32 = 60;

// @ts-ignore: decorator
@inline
function ticketOf(share: i32): usize {
  return THREADS + (<usize>share << 6);
}

/** Runs `work` over 0 … count − 1 on every thread that is there, and returns when all of it is done. */
export function parallel(work: Work, context: usize, count: i32): void {
  if (!ASC_FEATURE_THREADS) {
    work(context, 0, count, 0);
  } else {
    const parties = load<i32>(PARTIES);
    if (parties > 1 && count > 1) launch(work, context, count, parties);
    else alone(work, context, count);
  }
}

/** In stretches, so that a long piece of work can be left out from any point on. */
function alone(work: Work, context: usize, count: i32): void {
  const chunk = max(1, count / STRETCHES);
  for (let begin = 0; begin < count && !isUnwanted(); begin += chunk) {
    work(context, begin, min(count, begin + chunk), 0);
  }
}

/**
 * Whether to leave work out: it is that of an attempt that was cancelled. Where some was left out the attempt is worth
 * nothing, whatever becomes of the word meanwhile.
 */
// @ts-ignore: decorator
@inline
function isUnwanted(): bool {
  if (load<i32>(ATTEMPT) == 0 || atomic.load<i32>(CANCEL) == 0) return false;
  atomic.store<i32>(LEFT_OUT, 1);
  return true;
}

/** From here to `endAttempt` work may be left out. */
export function beginAttempt(): void {
  if (!ASC_FEATURE_THREADS) return;
  store<i32>(LEFT_OUT, 0);
  store<i32>(ATTEMPT, 1);
}

/** Ends an attempt; returns whether work was left out, so that its outcome must not be used. */
export function endAttempt(): bool {
  if (!ASC_FEATURE_THREADS) return false;
  store<i32>(ATTEMPT, 0);
  return load<i32>(LEFT_OUT) != 0;
}

/** Address of the word that cancels attempts while it is not 0. */
export function cancelWord(): usize {
  return CANCEL;
}

function launch(work: Work, context: usize, count: i32, parties: i32): void {
  // Even, where there is a choice: pairs of neighbours share a line of the cache.
  const even = count / (CHUNKS_PER_SHARE * parties);
  const chunk = even < 2 ? 1 : (even + 1) & ~1;
  const chunks = (count + chunk - 1) / chunk;
  const number = load<i32>(LAUNCH) + 1;
  store<i32>(WORK, <i32>changetype<usize>(work));
  store<i32>(CONTEXT, <i32>context);
  store<i32>(COUNT, count);
  store<i32>(CHUNK, chunk);
  store<i32>(SHARES, parties);
  atomic.store<i32>(DONE, 0);
  for (let share = 0; share < parties; share++) {
    const first = (share * chunks) / parties;
    const end = ((share + 1) * chunks) / parties;
    atomic.store<i64>(ticketOf(share), (<i64>number << 32) | <i64>((end << 16) | first));
  }
  announce(number);
  takePart(number, 0);
  awaitChunks(chunks);
}

function announce(number: i32): void {
  atomic.store<i32>(LAUNCH, number);
  if (atomic.load<i32>(ASLEEP) > 0) atomic.notify(LAUNCH, -1);
}

/** Takes chunks of launch `number` until none is left: those of its own share first. */
function takePart(number: i32, thread: i32): void {
  const work = changetype<Work>(<usize>load<i32>(WORK));
  const context = <usize>load<i32>(CONTEXT);
  const count = load<i32>(COUNT);
  const chunk = load<i32>(CHUNK);
  const shares = load<i32>(SHARES);
  let done = 0;
  for (let i = 0; i < shares; i++) {
    const ticket = ticketOf((thread + i) % shares);
    for (let mine = take(ticket, number); mine >= 0; mine = take(ticket, number)) {
      if (!isUnwanted()) work(context, mine * chunk, min(count, (mine + 1) * chunk), thread);
      done += 1;
    }
  }
  if (done == 0) return;
  const taken = ticketOf(thread) + TAKEN;
  store<i32>(taken, load<i32>(taken) + done);
  atomic.add<i32>(DONE, done);
  if (thread != 0 && atomic.load<i32>(WAITING) != 0) atomic.notify(DONE, -1);
}

/** A chunk of the share with this ticket, or −1 when launch `number` has none left in it. */
function take(ticket: usize, number: i32): i32 {
  let seen = atomic.load<i64>(ticket);
  while (<i32>(seen >> 32) == number && (<i32>seen & 0xffff) < <i32>seen >> 16) {
    const found = atomic.cmpxchg<i64>(ticket, seen, seen + 1);
    if (found == seen) return <i32>seen & 0xffff;
    seen = found;
  }
  return -1;
}

/** Waits for the chunks that helpers have begun; traps when one of them never ends. */
function awaitChunks(chunks: i32): void {
  for (let i = 0; i < PATIENCE; i++) if (atomic.load<i32>(DONE) == chunks) return;
  atomic.store<i32>(WAITING, 1);
  for (let naps = 0; ; ) {
    const done = atomic.load<i32>(DONE);
    if (done == chunks) break;
    if (atomic.load<i32>(FAILED) != 0) unreachable();
    if (atomic.wait<i32>(DONE, done, NAP) == AtomicWaitResult.TIMED_OUT && ++naps == NAPS) unreachable();
  }
  atomic.store<i32>(WAITING, 0);
}

/** JavaScript, before a plan is laid out: how many threads will run it at most. None has done anything yet. */
export function formTeam(threads: i32): void {
  store<i32>(SIZE, threads);
  atomic.store<i32>(CANCEL, 0);
  for (let thread = 0; thread < MOST_THREADS; thread++) store<i32>(ticketOf(thread) + TAKEN, 0);
}

/** Chunks that `thread` has done, of launches that are over. */
export function chunksDone(thread: i32): i32 {
  return load<i32>(ticketOf(thread) + TAKEN);
}

/** Threads that may run a plan, each with scratch of its own: at least 1. */
export function teamSize(): i32 {
  return ASC_FEATURE_THREADS ? max(1, load<i32>(SIZE)) : 1;
}

/** The leader: from now on launches are for `threads` threads, until `dismiss`. */
export function gather(threads: i32): void {
  atomic.store<i32>(PARTIES, threads);
}

/** The leader: whether helper `thread` has gone home, and has to be called from outside; it then counts as called. */
export function isAway(thread: i32): bool {
  return atomic.xchg<i32>(ticketOf(thread) + CALLED, 1) == 0;
}

/** The leader: helpers may go home. A launch without work wakes those that sleep. */
export function dismiss(): void {
  atomic.store<i32>(PARTIES, 0);
  announce(load<i32>(LAUNCH) + 1);
}

/** Whether a helper could not go on: this memory must not be used again. */
export function hasFailed(): bool {
  return atomic.load<i32>(FAILED) != 0;
}

/** A helper, in its own instance: takes part in launches until the leader dismisses it. */
export function help(thread: i32): void {
  let number = atomic.load<i32>(LAUNCH) - 1;
  for (let looks = 0; ; ) {
    const latest = atomic.load<i32>(LAUNCH);
    if (latest != number) {
      number = latest;
      if (thread < load<i32>(SHARES)) takePart(number, thread);
      looks = 0;
    } else if (++looks > PATIENCE) {
      if (atomic.load<i32>(PARTIES) == 0) break;
      atomic.add<i32>(ASLEEP, 1);
      atomic.wait<i32>(LAUNCH, number, NAP);
      atomic.sub<i32>(ASLEEP, 1);
      looks = 0;
    }
  }
  atomic.store<i32>(ticketOf(thread) + CALLED, 0);
}

/** A helper that cannot go on, so that the leader does not wait for it. */
export function fail(): void {
  atomic.store<i32>(FAILED, 1);
  atomic.notify(DONE, -1);
}
