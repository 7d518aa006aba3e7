/** The time of a flow and the time on the screen. */

/** By which steps the page goes through time. */
export type Pace = 'even' | 'logarithmic';

/** |2π|^{2s−2}, the time in which the lowest mode decays by 1/e. */
export const timeUnit = (s: number): number => (2 * Math.PI) ** (2 * s - 2);

/**
 * Where a flow ends that is given no end: for s > 1 when the highest mode has decayed too and the grid has nothing
 * more to show, otherwise when an energy that falls at the rate of the lowest mode has reached rounding.
 */
export const endOf = (s: number, points: number): number =>
  Math.max(40 * timeUnit(s), s > 1 ? (Math.PI * points) ** (2 * s - 2) : 0);

/** The pace at which the law of decay for this s is a straight line. */
export const paceFor = (s: number): Pace => (s > 1 ? 'logarithmic' : 'even');

/** Seconds on the screen that a flow takes from its beginning to its end at an even pace. */
const EVEN_SECONDS = 100 / 3;

/** Growth of log t in a second on the screen. */
const LOG_RATE = 1.3;

/** Where a logarithmic pace begins: when about this share of the energy is gone, for what is before looks like a stall. */
const BEGUN = 0.1;

export class Clock {
  /** The first time that a logarithmic pace tells from 0. */
  readonly first: number;

  constructor(
    readonly end: number,
    readonly pace: Pace,
    /** 1: as fast as can be followed. */
    readonly speed: number,
    /** The energy at the start over its dissipation: how long it would last. NaN or infinite where nothing moves. */
    lasting: number,
  ) {
    this.first = Math.min(lasting > 0 ? BEGUN * lasting : Number.POSITIVE_INFINITY, 1e-3 * end);
  }

  /** The time reached from `time` after `seconds` on the screen. */
  after(time: number, seconds: number): number {
    const passed = this.speed * seconds;
    if (this.pace === 'even') return Math.min(time + (this.end / EVEN_SECONDS) * passed, this.end);
    return Math.min(Math.max(time * Math.exp(LOG_RATE * passed), this.first), this.end);
  }

  /** How far along the run `time` is, in [0, 1]: a straight measure of time, or of its logarithm. */
  fraction(time: number): number {
    if (this.pace === 'even') return time / this.end;
    return time <= this.first ? 0 : Math.log(time / this.first) / Math.log(this.end / this.first);
  }

  /** The time at a fraction of the run; the inverse of `fraction`, with 0 at 0. */
  timeAt(fraction: number): number {
    if (fraction >= 1) return this.end;
    if (fraction <= 0) return 0;
    return this.pace === 'even' ? fraction * this.end : this.first * (this.end / this.first) ** fraction;
  }
}
