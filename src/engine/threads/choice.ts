/**
 * Whether to step with all threads or with one, by what steps have cost: where another program keeps a core busy,
 * two threads can be slower than one. Results do not depend on it, so it may change at any time.
 */
export class Choice {
  /** Milliseconds of a step, weighted towards the latest; NaN before the first. */
  private readonly cost = { all: Number.NaN, one: Number.NaN };
  private batches = 0;

  constructor(private readonly threads: number) {}

  /** Threads for the next batch of steps: those that were faster so far, and now and then the others. */
  next(): number {
    const { all, one } = this.cost;
    const better = one < all ? 'one' : 'all';
    const trial = this.batches++ % TRIAL === FIRST_TRIAL;
    return (better === 'all') !== trial ? this.threads : 1;
  }

  /** Tells what a batch cost. */
  learn(threads: number, steps: number, milliseconds: number): void {
    if (steps === 0) return;
    const kind = threads > 1 ? 'all' : 'one';
    const latest = milliseconds / steps;
    const before = this.cost[kind];
    this.cost[kind] = Number.isNaN(before) ? latest : before + MEMORY * (latest - before);
  }
}

/** One batch in so many tries what was slower; the first time when helpers have had the time to start. */
const TRIAL = 32;
const FIRST_TRIAL = 8;
/** Share of the latest batch in the mean. */
const MEMORY = 0.3;
