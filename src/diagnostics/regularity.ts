import { requireFinite } from './errors.ts';
import { type Field, fourierCoefficients, type Grid, radialSpectrum } from './spectrum.ts';

/** How fast the Fourier coefficients of a field decay, as far as its grid shows. */
export interface Regularity {
  /**
   * algebraic: |f̂_k|² ≈ c|k|^{−2r−d}; exponential: |f̂_k| ≈ e^{−a|k|}, an analytic field; band-limited: finitely
   * many modes; undecided: the grid is too coarse to tell.
   */
  kind: 'algebraic' | 'exponential' | 'band-limited' | 'undecided';
  /** r, the field being in Ḣ^q for every q < r; Infinity for the analytic and the band-limited; null when undecided. */
  regularity: number | null;
  /** Half-width of the 95 % confidence interval of r; null unless algebraic. */
  error: number | null;
  /** c of the algebraic law, a of the exponential one, the largest wavenumber of a band-limited field. */
  constant: number | null;
  /** Wavenumbers between which the law was fitted. */
  range: [number, number] | null;
}

/** Mean of |f̂_k|² over the modes with wavenumbers in a range, and how many they are. */
interface Bin {
  wavenumber: number;
  power: number;
  modes: number;
}

/**
 * Estimates the Sobolev regularity of a field from its Fourier coefficients.
 *
 * The mean power in half-octaves of |k| is fitted, weighted by the number of modes, so that random phases or
 * amplitudes average out. The range is K/64 ≤ |k| ≤ K/4 with K the cut-off of the grid: lower modes belong to
 * the smooth part, and the samples of a rough field alias the higher ones. A field whose power falls to
 * rounding within the lower half of the modes is exponential, or band-limited where it falls there at once;
 * otherwise the law with at most half the residual of the other is taken. The error combines the standard
 * error of regression with the difference between the two halves of the range.
 * @param field samples, row-major, or Fourier coefficients
 * @param grid points per axis; default: one axis
 */
export function estimateRegularity(field: Field, grid?: Grid): Regularity {
  const spectrum = fourierCoefficients(field, grid);
  const dimension = spectrum.grid.length;
  const { power, modes } = radialSpectrum(spectrum);
  const cutoff = cutoffOf(spectrum.grid);
  const mean = power.map((p, m) => p / modes[m]).slice(0, cutoff + 1);
  const smooth = smoothKind(mean);
  if (smooth) return smooth;

  const bins = halfOctaves(power, modes, fitRange(cutoff));
  if (bins.length < 4) return undecided;
  const straight = fitBins(bins, Math.log);
  const curved = fitBins(bins, (k) => k);
  const range: [number, number] = [bins[0].wavenumber, bins[bins.length - 1].wavenumber];
  if (2 * curved.residual <= straight.residual && curved.slope < 0) {
    return { kind: 'exponential', regularity: Infinity, error: null, constant: -curved.slope / 2, range };
  }
  if (2 * straight.residual > curved.residual) return undecided;
  const regularity = -(straight.slope + dimension) / 2;
  const halves = [bins.slice(0, bins.length >> 1), bins.slice(bins.length >> 1)].map((b) =>
    fitBins(b, Math.log),
  );
  const drift = Math.abs(halves[1].slope - halves[0].slope) / 4;
  const error = Math.hypot(straight.error, drift);
  return { kind: 'algebraic', regularity, error, constant: spectralConstant(spectrum, regularity), range };
}

/**
 * c of |f̂_k|² ≈ c|k|^{−2r−d} for a given regularity r: the mean of |k|^{2r+d}|f̂_k|² over the modes that
 * `estimateRegularity` fits. The mean of powers, not of their logarithms, is what the energy feels.
 * @returns null when the grid is too coarse to have such modes
 */
export function spectralConstant(field: Field, regularity: number, grid?: Grid): number | null {
  requireFinite('regularity', regularity);
  const spectrum = fourierCoefficients(field, grid);
  const { power, modes } = radialSpectrum(spectrum);
  const [first, last] = fitRange(cutoffOf(spectrum.grid));
  let [sum, count] = [0, 0];
  for (let m = first; m <= last; m++) {
    sum += power[m] * m ** (2 * regularity + spectrum.grid.length);
    count += modes[m];
  }
  return count > 0 ? sum / count : null;
}

const undecided: Regularity = {
  kind: 'undecided',
  regularity: null,
  error: null,
  constant: null,
  range: null,
};

/** The largest wavenumber below the Nyquist modes. */
function cutoffOf(grid: readonly number[]): number {
  return Math.ceil(Math.min(...grid) / 2) - 1;
}

function fitRange(cutoff: number): [number, number] {
  return [Math.max(2, Math.ceil(cutoff / 64)), Math.floor(cutoff / 4)];
}

/** The answer for a field whose power falls to rounding in the lower half of the modes, or null. */
function smoothKind(mean: Float64Array): Regularity | null {
  const peak = mean.subarray(1).reduce((largest, p) => Math.max(largest, p), 0);
  // Rounding of samples of order 1, and of the transform.
  const floor = Math.max(1e-32, 1e-28 * peak);
  let last = mean.length - 1;
  while (last > 0 && mean[last] <= floor) last--;
  if (2 * last >= mean.length - 1) return null;
  const common = { regularity: Infinity, error: null };
  if (last < 2 || mean[last] > 1e8 * floor) {
    return { kind: 'band-limited', ...common, constant: last, range: [0, last] };
  }
  const bins = Array.from(mean, (power, wavenumber) => ({ wavenumber, power, modes: 1 }));
  const { slope } = fitBins(
    bins.filter(({ wavenumber, power }) => wavenumber >= 1 && wavenumber <= last && power > floor),
    (k) => k,
  );
  return { kind: 'exponential', ...common, constant: -slope / 2, range: [1, last] };
}

function halfOctaves(power: Float64Array, modes: Float64Array, [first, last]: [number, number]): Bin[] {
  const bins: Bin[] = [];
  for (let from = first; from <= last; ) {
    const to = Math.min(Math.max(Math.round(from * Math.SQRT2), from + 1), last + 1);
    let [sum, count, moment] = [0, 0, 0];
    for (let m = from; m < to; m++) {
      sum += power[m];
      count += modes[m];
      moment += modes[m] * Math.log(m);
    }
    if (sum > 0) bins.push({ wavenumber: Math.exp(moment / count), power: sum / count, modes: count });
    from = to;
  }
  return bins;
}

/** Weighted least squares of log power against a variable of the wavenumber. */
function fitBins(bins: Bin[], variable: (k: number) => number) {
  const total = bins.reduce((sum, bin) => sum + bin.modes, 0);
  const mean = (f: (bin: Bin) => number) => bins.reduce((sum, bin) => sum + bin.modes * f(bin), 0) / total;
  const x0 = mean((bin) => variable(bin.wavenumber));
  const y0 = mean((bin) => Math.log(bin.power));
  const spread = mean((bin) => (variable(bin.wavenumber) - x0) ** 2);
  const slope = mean((bin) => (variable(bin.wavenumber) - x0) * (Math.log(bin.power) - y0)) / spread;
  const rest = (bin: Bin) => Math.log(bin.power) - y0 - slope * (variable(bin.wavenumber) - x0);
  const square = mean((bin) => rest(bin) ** 2);
  const effective = total ** 2 / bins.reduce((sum, bin) => sum + bin.modes ** 2, 0);
  // Twice the standard error, of r = −(slope + d)/2.
  const error = Math.sqrt(square / (spread * Math.max(1, effective - 2)));
  return { slope, error, residual: Math.sqrt(square) };
}
