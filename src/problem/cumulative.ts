/** Quantiles of a density on the circle. */
import { fieldOf, spectrumOn } from './fourier.ts';
import { interpolantMinimum } from './look.ts';
import type { Patch } from './types.ts';

/** Cubics to a grid cell: their error is then below 1e−5 of the highest mode's own share. */
const FINE = 16;

/** A cumulative function by its values, and the density, at ascending knots from 0 to 1. */
interface Cumulative {
  knots: Float64Array;
  values: Float64Array;
  /** The density right and left of each knot's cell; both the same: the cell is linear. */
  slopes: Float64Array;
}

/**
 * x(q), q ∈ (0, 1): the point with ∫_0^x μ = q. Of the trigonometric interpolant of the samples where that is a
 * density; of the patches where there are any; otherwise of samples as averages over the cells around the points.
 */
export function cumulativeOf(samples: Float64Array, patches: readonly Patch[]): (q: number) => number {
  if (patches.length > 0) return quantile(ofPatches(patches));
  if (interpolantMinimum(samples) < 0) return quantile(ofCells(samples));
  return quantile(ofInterpolant(samples));
}

function ofPatches(patches: readonly Patch[]): Cumulative {
  const knots = Float64Array.from(new Set([0, ...patches.flatMap(({ from, to }) => [from, to]), 1])).sort();
  return linear(knots, (x) => patches.find(({ from, to }) => from <= x && x < to)?.density ?? 0);
}

function ofCells(samples: Float64Array): Cumulative {
  const n = samples.length;
  const faces = Array.from({ length: n }, (_, j) => (j + 0.5) / n);
  return linear(Float64Array.from([0, ...faces, 1]), (x) => samples[Math.floor(x * n + 0.5) % n]);
}

/** Constant densities between knots. */
function linear(knots: Float64Array, density: (x: number) => number): Cumulative {
  const values = new Float64Array(knots.length);
  for (let i = 1; i < knots.length; i++) {
    values[i] = values[i - 1] + (knots[i] - knots[i - 1]) * density((knots[i] + knots[i - 1]) / 2);
  }
  return { knots, values, slopes: new Float64Array(0) };
}

/** F(x) = x + Σ_{k≠0} μ̂_k (e^{2πikx} − 1)/(2πik), with its derivative, on a grid FINE times as fine. */
function ofInterpolant(samples: Float64Array): Cumulative {
  const n = samples.length;
  const m = FINE * n;
  const slope = spectrumOn(m, samples);
  const integral = { re: new Float64Array(slope.re.length), im: new Float64Array(slope.re.length) };
  for (let k = 1; 2 * k <= n; k++) {
    const wave = 2 * Math.PI * k;
    integral.re[k] = slope.im[k] / wave;
    integral.im[k] = -slope.re[k] / wave;
  }
  const periodic = fieldOf(integral, [m]);
  const density = fieldOf(slope, [m]);
  const knots = Float64Array.from({ length: m + 1 }, (_, j) => j / m);
  const values = knots.map((x, j) => x + periodic[j % m] - periodic[0]);
  return { knots, values, slopes: knots.map((_, j) => density[j % m]) };
}

/** The inverse of a cumulative function: linear, or cubic where it has slopes, on each cell. */
function quantile({ knots, values, slopes }: Cumulative): (q: number) => number {
  const total = values[values.length - 1];
  return (q) => {
    const wanted = q * total;
    let [low, high] = [0, knots.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[middle] <= wanted) low = middle;
      else high = middle;
    }
    const width = knots[high] - knots[low];
    const rise = values[high] - values[low];
    let t = rise > 0 ? (wanted - values[low]) / rise : 0;
    if (slopes.length > 0)
      t = refine(t, (wanted - values[low]) / width, rise / width, slopes[low], slopes[high]);
    return (knots[low] + t * width) % 1;
  };
}

/** Newton's iteration, kept within the cell, for the cubic of Hermite with slopes a and b that rises by `rise`. */
function refine(start: number, wanted: number, rise: number, a: number, b: number): number {
  let t = start;
  for (let i = 0; i < 8; i++) {
    const value = t * (a + t * (3 * rise - 2 * a - b + t * (a + b - 2 * rise)));
    const slope = a + t * (2 * (3 * rise - 2 * a - b) + 3 * t * (a + b - 2 * rise));
    if (!(slope > 0)) break;
    const next = Math.min(1, Math.max(0, t - (value - wanted) / slope));
    if (next === t) break;
    t = next;
  }
  return t;
}
