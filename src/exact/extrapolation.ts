/**
 * y' = f(y) by extrapolation of Gragg's modified midpoint rule in h², of order 12 with step control (Bulirsch and
 * Stoer 1966; Hairer, Nørsett and Wanner, Solving ODEs I, II.9). For few equations and many digits.
 */

/** Writes f(y) to `out`. */
export type Rate = (y: Float64Array, out: Float64Array) => void;

/** Columns: midpoint rules of 2, 4, … 12 substeps. */
const COLUMNS = 6;
/** Below this speed nothing moves by a bit within any time that matters. */
const AT_REST = 1e-18;

export class Extrapolation {
  evaluations = 0;
  time = 0;
  step = 1e-2;

  constructor(
    private readonly rate: Rate,
    public y: Float64Array,
    /** Largest error of a step in any component. */
    private readonly tolerance: number,
  ) {}

  /** One step, or an attempt at one, towards `to`, which is hit exactly; the time that was reached. */
  moveTowards(to: number): number {
    if (this.atRest()) {
      this.time = to;
      return to;
    }
    const h = Math.min(this.step, to - this.time);
    const { next, error } = this.attempt(h);
    const factor = Math.min(
      4,
      Math.max(0.1, 0.8 * (error / this.tolerance + 1e-12) ** (-1 / (2 * COLUMNS - 1))),
    );
    // A step that was shortened to hit a time says little of the next one, unless it failed.
    this.step = factor < 1 ? h * factor : Math.max(this.step, h * factor);
    if (error > this.tolerance) return this.time;
    this.y = next;
    this.time = h === to - this.time ? to : this.time + h;
    return this.time;
  }

  exportState(): Float64Array {
    return Float64Array.of(this.step, this.evaluations, ...this.y);
  }

  importState(time: number, [step, evaluations, ...y]: Float64Array): void {
    Object.assign(this, { time, step, evaluations, y: Float64Array.from(y) });
  }

  private atRest(): boolean {
    const speed = new Float64Array(this.y.length);
    this.evaluate(this.y, speed);
    return speed.every((value) => Math.abs(value) < AT_REST);
  }

  /** Aitken–Neville; the error is the last difference on the diagonal, infinite where it is not a number. */
  private attempt(h: number): { next: Float64Array; error: number } {
    let row: Float64Array[] = [];
    for (let j = 1; j <= COLUMNS; j++) {
      const above = row;
      row = [this.midpoint(h, 2 * j)];
      for (let k = 1; k < j; k++) {
        const ratio = (j / (j - k)) ** 2 - 1;
        row.push(row[k - 1].map((value, i) => value + (value - above[k - 1][i]) / ratio));
      }
    }
    const [before, next] = row.slice(-2);
    let error = 0;
    for (let i = 0; i < next.length; i++) error = Math.max(error, Math.abs(next[i] - before[i]));
    return { next, error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error };
  }

  /** n substeps of the midpoint rule after one of Euler, and Gragg's smoothing at the end. */
  private midpoint(h: number, n: number): Float64Array {
    const slope = new Float64Array(this.y.length);
    this.evaluate(this.y, slope);
    let before = this.y;
    let now = before.map((value, i) => value + (h / n) * slope[i]);
    for (let m = 1; m < n; m++) {
      this.evaluate(now, slope);
      const old = before;
      before = now;
      now = old.map((value, i) => value + ((2 * h) / n) * slope[i]);
    }
    this.evaluate(now, slope);
    return now.map((value, i) => 0.5 * (value + before[i] + (h / n) * slope[i]));
  }

  private evaluate(y: Float64Array, out: Float64Array): void {
    this.evaluations++;
    this.rate(y, out);
  }
}
