import { DiagnosticsError } from './errors.ts';
import { requireSeries } from './series.ts';

/** The two laws of decay that are fitted. */
export type Law = 'algebraic' | 'exponential';

/** A law of decay fitted by least squares. */
export interface Fit {
  /** The law that was fitted. */
  law: Law;
  /** p of C t^{−p}, or λ of C e^{−λt} (C t^{−b} e^{−λt} with a power). */
  exponent: number;
  /** 95 % confidence interval of the exponent; see `fitLaw`. */
  interval: [number, number];
  /** C. */
  constant: number;
  /** b of C t^{−b} e^{−λt}; null unless it was asked for. */
  power: number | null;
  /** Root mean square of the logarithm's residual. */
  residual: number;
}

/**
 * Fits log E = a − p log t (algebraic) or log E = a − λt (exponential; with `power`, log E = a − λt − b log t).
 *
 * Least squares with trapezoidal weights in the variable of the law, log t or t: the fit approximates that of
 * the whole curve, however its points are spread. The residual of a smooth curve is not white noise, so the
 * interval is exponent ± √((t·SE)² + drift²), with
 * - SE the standard error of regression, its degrees of freedom reduced by the residual's lag-1 correlation ρ
 *   to n(1−ρ)/(1+ρ), and t Student's quantile;
 * - drift the largest distance from the exponent to those of the three thirds of the window, or to the limit to
 *   which the thirds' exponents tend if they go on as a geometric sequence of ratio at most 0.8; twice that
 *   with a power, because corrections to it fall only as powers of t. What changes slower still cannot be told
 *   from another exponent.
 * @param time positive and ascending, at least 9
 * @param values positive
 * @throws DiagnosticsError for a time or a value that cannot be
 */
export function fitLaw(
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  law: Law,
  { power = false }: { power?: boolean } = {},
): Fit {
  const points = pointsOf(time, values, law, power && law === 'exponential');
  const whole = regress(points);
  const half = Math.hypot(studentQuantile(whole.freedom) * whole.error, driftOf(points, whole.exponent));
  return {
    law,
    exponent: whole.exponent,
    interval: [whole.exponent - half, whole.exponent + half],
    constant: Math.exp(whole.intercept),
    power: whole.power,
    residual: whole.residual,
  };
}

/**
 * Which law fits a piece of history better: the one whose residual is at most half the other's. With about
 * eight independent pieces in a window that is a difference of 8 log 4 ≈ 11 in Akaike's criterion, where 10 is
 * taken as decisive. Both are fitted with the same weights, those of log t. Arguments as `fitLaw`.
 */
export function compareLaws(time: ArrayLike<number>, values: ArrayLike<number>): Law | 'undecided' {
  const algebraic = pointsOf(time, values, 'algebraic', false);
  const straight = regress(algebraic).residual;
  const curved = regress({ ...algebraic, x: Float64Array.from(time) }).residual;
  if (2 * straight <= curved && curved > 0) return 'algebraic';
  if (2 * curved <= straight && straight > 0) return 'exponential';
  return 'undecided';
}

/** y = a − p x − b z with weights w. */
interface Points {
  x: Float64Array;
  z: Float64Array | null;
  y: Float64Array;
  weight: Float64Array;
}

interface Regression {
  exponent: number;
  power: number | null;
  intercept: number;
  residual: number;
  /** Standard error of the exponent, and the degrees of freedom behind it. */
  error: number;
  freedom: number;
}

function pointsOf(time: ArrayLike<number>, values: ArrayLike<number>, law: Law, power: boolean): Points {
  requireSeries(time, values);
  if (time.length < 9) throw new DiagnosticsError('time.length', time.length, 'at least 9 points');
  if (!(time[0] > 0)) throw new DiagnosticsError('time[0]', time[0], 'a positive time');
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) throw new DiagnosticsError(`values[${i}]`, values[i], 'a positive number');
  }
  const logTime = Float64Array.from(time, Math.log);
  const x = law === 'algebraic' ? logTime : Float64Array.from(time);
  const last = x.length - 1;
  const weight = x.map((_, i) => (x[Math.min(i + 1, last)] - x[Math.max(i - 1, 0)]) / 2);
  return { x, z: power ? logTime : null, y: Float64Array.from(values, Math.log), weight };
}

/** Weighted least squares in closed form, the variables taken about their means. */
function regress({ x, z, y, weight }: Points): Regression {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = (f: (i: number) => number) => weight.reduce((sum, w, i) => sum + w * f(i), 0) / total;
  const centred = (v: Float64Array) => {
    const middle = mean((i) => v[i]);
    return v.map((value) => value - middle);
  };
  const [X, Y] = [centred(x), centred(y)];
  const Z = z && centred(z);
  const product = (a: Float64Array, b: Float64Array) => mean((i) => a[i] * b[i]);
  const [xx, xy] = [product(X, X), product(X, Y)];
  let spread = xx;
  let exponent = -xy / xx;
  let power: number | null = null;
  if (Z) {
    const [xz, zz, zy] = [product(X, Z), product(Z, Z), product(Z, Y)];
    spread = xx - (xz * xz) / zz;
    exponent = -(xy - (xz * zy) / zz) / spread;
    power = -(zy + exponent * xz) / zz;
  }
  const rest = Y.map((value, i) => value + exponent * X[i] + (Z && power !== null ? power * Z[i] : 0));
  const square = product(rest, rest);
  const parameters = Z ? 3 : 2;
  const freedom = Math.max(2, independent(rest) - parameters);
  const intercept = mean((i) => y[i] + exponent * x[i] + (z && power !== null ? power * z[i] : 0));
  const error = Math.sqrt(square / (spread * freedom));
  return { exponent, power, intercept, residual: Math.sqrt(square), error, freedom };
}

/** How many independent values a correlated residual is worth: n(1−ρ)/(1+ρ), ρ its lag-1 correlation. */
function independent(rest: Float64Array): number {
  let [lagged, square] = [0, 0];
  for (let i = 0; i < rest.length; i++) {
    if (i > 0) lagged += rest[i] * rest[i - 1];
    square += rest[i] * rest[i];
  }
  const correlation = square > 0 ? Math.min(Math.max(lagged / square, 0), 1) : 0;
  return (rest.length * (1 - correlation)) / (1 + correlation);
}

/** How far the exponent may still be from its limit, seen from pieces of the window; see `fitLaw`. */
function driftOf(points: Points, exponent: number): number {
  const exponents = split(points, 3).map((piece) => regress(piece).exponent);
  if (exponents.length === 3) exponents.push(geometricLimit(exponents));
  const drift = exponents.reduce((largest, p) => Math.max(largest, Math.abs(p - exponent)), 0);
  return points.z ? 2 * drift : drift;
}

function geometricLimit([first, second, third]: number[]): number {
  const ratio = Math.min(Math.max((third - second) / (second - first), 0), 0.8);
  return Number.isFinite(ratio) ? third + ((third - second) * ratio) / (1 - ratio) : third;
}

/** Pieces of equal width in x; those with fewer than 4 points are left out. */
function split({ x, z, y, weight }: Points, pieces: number): Points[] {
  const [start, width] = [x[0], (x[x.length - 1] - x[0]) / pieces];
  const piece = x.map((value) => Math.min(Math.floor((value - start) / width), pieces - 1));
  return Array.from({ length: pieces }, (_, m) => {
    const [from, to] = [piece.indexOf(m), piece.lastIndexOf(m) + 1];
    const cut = (v: Float64Array) => v.subarray(Math.max(from, 0), to);
    return { x: cut(x), z: z && cut(z), y: cut(y), weight: cut(weight) };
  }).filter((part) => part.x.length >= 4);
}

/** Student's 97.5 % quantile, by the expansion of Cornish and Fisher about the normal one; within 3 % from 2 on. */
function studentQuantile(freedom: number): number {
  return 1.96 + 2.372 / freedom + 2.822 / freedom ** 2 + 2.556 / freedom ** 3;
}
