import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';

/**
 * The local exponent d log E / d log t at each time (−p where E ~ t^{−p}).
 * @param time ascending; NaN is answered at time 0
 * @param values positive; NaN is answered where a value the slope needs is not
 */
export function logLogSlope(time: ArrayLike<number>, values: ArrayLike<number>): Float64Array {
  requireSeries(time, values);
  return slope(Float64Array.from(time, Math.log), Float64Array.from(values, Math.log));
}

/** The local rate d log E / dt at each time (−λ where E ~ e^{−λt}). Arguments as `logLogSlope`. */
export function logSlope(time: ArrayLike<number>, values: ArrayLike<number>): Float64Array {
  requireSeries(time, values);
  return slope(Float64Array.from(time), Float64Array.from(values, Math.log));
}

/** dy/dx on unequal points: the derivative of the parabola through a point and its neighbours. */
export function slope(x: Float64Array, y: Float64Array): Float64Array {
  const usable = (i: number) => Number.isFinite(x[i]) && Number.isFinite(y[i]);
  const secant = (i: number, j: number) => (usable(i) && usable(j) ? (y[j] - y[i]) / (x[j] - x[i]) : NaN);
  return x.map((_, i) => {
    if (!usable(i)) return NaN;
    const left = secant(i - 1, i);
    const right = secant(i, i + 1);
    if (!Number.isFinite(left) || !Number.isFinite(right)) return Number.isFinite(left) ? left : right;
    const [before, after] = [x[i] - x[i - 1], x[i + 1] - x[i]];
    return (left * after + right * before) / (before + after);
  });
}

/**
 * The residual of the dissipation identity along a series, E(t_i) − E(t_0) + ∫_{t_0}^{t_i} D dt, which is 0
 * for the exact flow because dE/dt = −D.
 *
 * The integral is exact for D a polynomial of degree 5 in each run of six neighbouring times: the error of
 * the quadrature falls as the sixth power of the spacing.
 * @throws DiagnosticsError for times that do not ascend, or arrays of different lengths
 */
export function dissipationResidual(
  time: ArrayLike<number>,
  energies: ArrayLike<number>,
  dissipations: ArrayLike<number>,
): Float64Array {
  requireSeries(time, energies);
  requireAllFinite('dissipation', dissipations);
  requireSameLength('dissipation', dissipations, time.length);
  const residual = new Float64Array(time.length);
  let dissipated = 0;
  for (let i = 1; i < time.length; i++) {
    dissipated += integral(time, dissipations, i - 1);
    residual[i] = energies[i] - energies[0] + dissipated;
  }
  return residual;
}

/** ∫ f dt over [t_i, t_{i+1}] of the polynomial through the six nearest points, by three Gauss points. */
function integral(time: ArrayLike<number>, values: ArrayLike<number>, i: number): number {
  const points = Math.min(6, time.length);
  const first = Math.min(Math.max(i - 2, 0), time.length - points);
  const half = (time[i + 1] - time[i]) / 2;
  const middle = time[i] + half;
  const reach = Math.sqrt(0.6) * half;
  const at = (t: number) => interpolate(time, values, first, points, t);
  return (half * (5 * at(middle - reach) + 8 * at(middle) + 5 * at(middle + reach))) / 9;
}

/** Neville's scheme: the polynomial through `points` values from `first` on, at t. */
function interpolate(
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  first: number,
  points: number,
  t: number,
): number {
  const p = Float64Array.from({ length: points }, (_, j) => values[first + j]);
  for (let width = 1; width < points; width++) {
    for (let j = 0; j + width < points; j++) {
      const [a, b] = [time[first + j], time[first + j + width]];
      p[j] = ((b - t) * p[j] + (t - a) * p[j + 1]) / (b - a);
    }
  }
  return p[0];
}

/** Throws unless the times ascend and there are as many values, all finite. */
export function requireSeries(time: ArrayLike<number>, values: ArrayLike<number>): void {
  requireAllFinite('time', time);
  requireAllFinite('values', values);
  requireSameLength('values', values, time.length);
  for (let i = 1; i < time.length; i++) {
    if (!(time[i] > time[i - 1])) {
      throw new DiagnosticsError(`time[${i}]`, time[i], `a time after time[${i - 1}] = ${time[i - 1]}`);
    }
  }
}
