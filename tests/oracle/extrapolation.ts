/**
 * y' = f(y) by the extrapolated midpoint rule (Gragg 1965, Bulirsch and Stoer 1966; Hairer, Nørsett and Wanner,
 * Solving ODEs I, II.9), of order 16 with step control: the oracle's integrator. It shares no coefficient with
 * the Runge–Kutta tableaux that it is to check.
 */

/** Writes f(y) to `out`. */
export type Rate = (y: Float64Array, out: Float64Array) => void;

const COLUMNS = 8;

/** y at each of the ascending `times` (y(0) = `start`); the error of a step is held below tolerance·max|y|. */
export function integrate(
  rate: Rate,
  start: Float64Array,
  times: ArrayLike<number>,
  tolerance = 1e-13,
): Float64Array[] {
  let y: Float64Array = start.slice();
  let time = 0;
  let step = 1e-3;
  return Array.from(times, (to) => {
    while (time < to) {
      const h = Math.min(step, to - time);
      const [next, error] = extrapolate(rate, y, h, tolerance);
      const factor = Math.min(4, Math.max(0.1, 0.8 * (error + 1e-12) ** (-1 / (2 * COLUMNS - 1))));
      // A step that was shortened to hit a time says only that a smaller one is needed, or nothing.
      step = factor < 1 ? h * factor : Math.max(step, h * factor);
      if (error <= 1) {
        y = next;
        time = h === to - time ? to : time + h;
      }
      if (!(step > 1e-14 * to)) throw new Error(`oracle: the step came to ${step} at t = ${time}`);
    }
    return y.slice();
  });
}

/** One step by Aitken–Neville over 2, 4, … 16 midpoint steps, and its error in units of the tolerance. */
function extrapolate(rate: Rate, y: Float64Array, h: number, tolerance: number): [Float64Array, number] {
  let row: Float64Array[] = [];
  for (let j = 1; j <= COLUMNS; j++) {
    const above = row;
    row = [midpoint(rate, y, h, 2 * j)];
    for (let k = 1; k < j; k++) {
      const ratio = (j / (j - k)) ** 2 - 1;
      row.push(row[k - 1].map((value, i) => value + (value - above[k - 1][i]) / ratio));
    }
  }
  const [before, last] = row.slice(-2);
  // Math.max hands NaN on.
  const difference = last.reduce((worst, value, i) => Math.max(worst, Math.abs(value - before[i])), 0);
  const size = largest(last, largest(y, 1e-300));
  const error = difference / (tolerance * size);
  return [last, Number.isNaN(error) ? Infinity : error];
}

function largest(y: Float64Array, least: number): number {
  return y.reduce((worst, value) => Math.max(worst, Math.abs(value)), least);
}

/** Gragg's modified midpoint rule with `n` substeps; its error has an expansion in h². */
function midpoint(rate: Rate, y: Float64Array, h: number, n: number): Float64Array {
  const slope = new Float64Array(y.length);
  rate(y, slope);
  let before = y;
  let now = y.map((value, i) => value + (h / n) * slope[i]);
  for (let m = 1; m < n; m++) {
    rate(now, slope);
    const old = before;
    before = now;
    now = old.map((value, i) => value + ((2 * h) / n) * slope[i]);
  }
  rate(now, slope);
  return now.map((value, i) => 0.5 * (value + before[i] + (h / n) * slope[i]));
}
