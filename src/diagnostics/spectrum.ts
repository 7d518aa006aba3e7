import { DiagnosticsError, requireAllFinite } from './errors.ts';
import { transformAxes } from './fft.ts';

/**
 * The Fourier coefficients f̂_k = (1/N) Σ_j f(x_j) e^{−2πi k·x_j} of a real field on a grid, all N of them:
 * interleaved complex, row-major like the grid, index i of an axis of n points holding the wavenumber
 * i for 2i ≤ n and i − n above. f̂_0 is the mean. For even n the Nyquist mode n/2 stands once, and counts
 * once in sums over modes.
 */
export interface Spectrum {
  /** Points per axis. */
  readonly grid: readonly number[];
  /** f̂_k, interleaved complex: 2N numbers. */
  readonly coefficients: Float64Array;
}

/** A real field on a grid: its samples, row-major, or its Fourier coefficients. */
export type Field = ArrayLike<number> | Spectrum;

/** Points per axis, or the points of a single axis. */
export type Grid = number | readonly number[];

/** The grid as an array; without one, that of one axis. Throws unless it is made of positive integers that multiply to `length`. */
export function gridOf(length: number, grid: Grid = length): readonly number[] {
  const axes = typeof grid === 'number' ? [grid] : grid;
  const points = axes.reduce((product, n) => product * n, 1);
  const allowed = axes.length >= 1 && axes.length <= 3 && axes.every((n) => Number.isInteger(n) && n >= 1);
  if (!allowed) throw new DiagnosticsError('grid', grid, '1 to 3 positive integers');
  if (points !== length)
    throw new DiagnosticsError('grid', grid, `a product of ${length}, the number of samples`);
  return axes;
}

/**
 * Fourier coefficients of a real field.
 * @param field samples, row-major; a spectrum is handed back as it is
 * @param grid points per axis; default: one axis
 * @throws DiagnosticsError for a sample that is not finite or a grid that does not fit
 */
export function fourierCoefficients(field: Field, grid?: Grid): Spectrum {
  if ('coefficients' in field) return field;
  requireAllFinite('field', field);
  const axes = gridOf(field.length, grid);
  const coefficients = new Float64Array(2 * field.length);
  for (let j = 0; j < field.length; j++) coefficients[2 * j] = field[j] / field.length;
  transformAxes(coefficients, axes);
  return { grid: axes, coefficients };
}

/** The samples f(x_j) = Σ_k f̂_k e^{2πi k·x_j} of a real field. */
export function samplesOf(spectrum: Spectrum): Float64Array {
  const data = spectrum.coefficients.slice();
  // The field is real, so the transform of the conjugate coefficients is the field.
  for (let i = 1; i < data.length; i += 2) data[i] = -data[i];
  transformAxes(data, spectrum.grid);
  const samples = new Float64Array(data.length / 2);
  for (let j = 0; j < samples.length; j++) samples[j] = data[2 * j];
  return samples;
}

/** Wavenumbers of an axis of n points, in the order of the coefficients. */
export function wavenumbers(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => (2 * i <= n ? i : i - n));
}

/** The wavenumber along one axis for every mode of a grid, row-major. */
export function wavenumbersAlong(grid: readonly number[], axis: number): Float64Array {
  const k = wavenumbers(grid[axis]);
  const stride = grid.slice(axis + 1).reduce((product, n) => product * n, 1);
  const modes = grid.reduce((product, n) => product * n, 1);
  const along = new Float64Array(modes);
  for (let i = 0, at = 0; i < modes; i += stride, at = (at + 1) % k.length) along.fill(k[at], i, i + stride);
  return along;
}

/** |k|² for every mode of a grid, row-major. */
export function squaredWavenumbers(grid: readonly number[]): Float64Array {
  const squares = new Float64Array(grid.reduce((product, n) => product * n, 1));
  for (let axis = 0; axis < grid.length; axis++) {
    const k = wavenumbersAlong(grid, axis);
    for (let i = 0; i < squares.length; i++) squares[i] += k[i] * k[i];
  }
  return squares;
}

/** ∂f along an axis: 2πi k f̂_k, and 0 at the Nyquist mode, whose derivative vanishes on the grid. */
export function derivative(field: Spectrum, axis: number): Spectrum {
  const k = wavenumbersAlong(field.grid, axis);
  const nyquist = field.grid[axis] / 2;
  const coefficients = new Float64Array(field.coefficients.length);
  for (let i = 0; i < k.length; i++) {
    const symbol = k[i] === nyquist ? 0 : 2 * Math.PI * k[i];
    coefficients[2 * i] = -symbol * field.coefficients[2 * i + 1];
    coefficients[2 * i + 1] = symbol * field.coefficients[2 * i];
  }
  return { grid: field.grid, coefficients };
}

/** Spectrum summed over shells m − ½ ≤ |k| < m + ½. Entry m belongs to the shell of radius m. */
export interface RadialSpectrum {
  /** Radius m of each shell. */
  wavenumber: Float64Array;
  /** Σ |f̂_k|² over the shell: the sum over all shells is ∫ f². */
  power: Float64Array;
  /** Modes in the shell; power / modes is the mean of |f̂_k|² there. */
  modes: Float64Array;
}

/** The power of a field by shells of rounded |k|, from 0 to the largest |k| of the grid. */
export function radialSpectrum(field: Field, grid?: Grid): RadialSpectrum {
  const spectrum = fourierCoefficients(field, grid);
  const squares = squaredWavenumbers(spectrum.grid);
  const shells = Math.round(Math.sqrt(squares.reduce((a, b) => Math.max(a, b), 0))) + 1;
  const power = new Float64Array(shells);
  const modes = new Float64Array(shells);
  for (let i = 0; i < squares.length; i++) {
    const shell = Math.round(Math.sqrt(squares[i]));
    power[shell] += spectrum.coefficients[2 * i] ** 2 + spectrum.coefficients[2 * i + 1] ** 2;
    modes[shell] += 1;
  }
  return { wavenumber: Float64Array.from(power, (_, m) => m), power, modes };
}

/** The same field on a finer grid: its trigonometric interpolant, Nyquist modes split between ±n/2. */
export function refine(spectrum: Spectrum, finer: readonly number[]): Spectrum {
  let { grid, coefficients } = spectrum;
  finer.forEach((m, axis) => {
    coefficients = refineAxis(coefficients, grid, axis, m);
    grid = grid.map((n, a) => (a === axis ? m : n));
  });
  return { grid, coefficients };
}

function refineAxis(source: Float64Array, grid: readonly number[], axis: number, m: number): Float64Array {
  const n = grid[axis];
  const inner = grid.slice(axis + 1).reduce((product, size) => product * size, 1);
  const target = new Float64Array((source.length / n) * m);
  const add = (from: number, to: number, weight: number) => {
    target[2 * to] += weight * source[2 * from];
    target[2 * to + 1] += weight * source[2 * from + 1];
  };
  const k = wavenumbers(n);
  for (let i = 0; i < source.length / 2; i++) {
    const outer = Math.floor(i / (n * inner)) * m;
    const wave = k[Math.floor(i / inner) % n];
    const at = (w: number) => (outer + ((w + m) % m)) * inner + (i % inner);
    if (2 * wave === n && m > n) {
      add(i, at(wave), 0.5);
      add(i, at(-wave), 0.5);
    } else add(i, at(wave), 1);
  }
  return target;
}
