// Real trigonometric polynomials on the circle at points anywhere, to rounding: a power series about the middle
// of each of m cells. With m ≥ 4K for the largest wavenumber K a series runs over phases of at most π/4, where
// its first term left out is below π^16/(4^16 16!) = 1e−15 of the coefficients' sum. Points that come in order
// read the table from front to back.
import { fastLength } from '../fft/fast-length';
import { realInverse, realPlan } from '../fft/real';
import { allocate } from '../memory';
import { TAU } from '../spectral/modes';

/** Terms of a series, an even number, and their bytes. */
const TERMS: i32 = 16;
const CELL: usize = <usize>TERMS << 3;

@unmanaged
export class Series {
  cells: i32;
  /** f64[cells][TERMS]: Σ c_p t^p, t ∈ [−½, ½] from one end of a cell to the other. */
  terms: usize;
}

/** What making tables takes: laid out once for tables of the same number of cells. */
@unmanaged
export class SeriesPlan {
  cells: i32;
  transform: usize;
  modes: usize;
  values: usize;
}

/** For wavenumbers up to `largest`. */
export function laySeriesPlan(largest: i32): SeriesPlan {
  const plan = changetype<SeriesPlan>(allocate(offsetof<SeriesPlan>()));
  plan.cells = fastLength(max(8, 4 * largest));
  plan.transform = realPlan(plan.cells);
  plan.modes = allocate(<usize>(plan.cells + 2) << 3);
  plan.values = allocate(<usize>plan.cells << 3);
  return plan;
}

/**
 * The table of the `order`-th antiderivative without a mean of f, whose f̂_0 … f̂_largest lie interleaved at
 * `spectrum`: Σ_{k≠0} (2πik)^{−order} f̂_k e^{2πikx}.
 */
export function laySeries(plan: SeriesPlan, spectrum: usize, largest: i32, order: i32): Series {
  const series = changetype<Series>(allocate(offsetof<Series>()));
  series.cells = plan.cells;
  series.terms = allocate(<usize>plan.cells * CELL);
  let factorial = 1.0;
  for (let p = 0; p < TERMS; p++) {
    if (p > 0) factorial *= <f64>p;
    derive(plan, spectrum, largest, p, order, factorial);
    for (let j: usize = 0; j < <usize>plan.cells; j++) {
      store<f64>(series.terms + j * CELL + (<usize>p << 3), load<f64>(plan.values + (j << 3)));
    }
  }
  return series;
}

/** plan.values = f^{(p − order)} in the middles of the cells, in units of a cell's width to the p, over p!. */
function derive(plan: SeriesPlan, spectrum: usize, largest: i32, p: i32, order: i32, factorial: f64): void {
  memory.fill(plan.modes, 0, <usize>(plan.cells + 2) << 3);
  const quarter = ((p - order) % 4 + 4) % 4;
  for (let k = 1; k <= largest; k++) {
    const from = spectrum + (<usize>k << 4);
    const to = plan.modes + (<usize>k << 4);
    const wave = TAU * <f64>k;
    const size = (Math.pow(wave / <f64>plan.cells, <f64>p) * Math.pow(wave, <f64>-order)) / factorial;
    // e^{2πik/(2m)} i^{p − order}: half a cell on, and a quarter turn for each i.
    const angle = (0.5 * wave) / <f64>plan.cells + 0.25 * TAU * <f64>quarter;
    const re = size * Math.cos(angle);
    const im = size * Math.sin(angle);
    store<f64>(to, re * load<f64>(from) - im * load<f64>(from, 8));
    store<f64>(to, re * load<f64>(from, 8) + im * load<f64>(from), 8);
  }
  realInverse(plan.transform, plan.modes, plan.values);
}

/** The value at any x of the line. Even and odd powers side by side, Horner's rule in t². */
// @ts-ignore: decorator
@inline
export function seriesAt(s: Series, x: f64): f64 {
  const u = (x - Math.floor(x)) * <f64>s.cells;
  const cell = min(<i32>u, s.cells - 1);
  const t = u - <f64>cell - 0.5;
  const square = f64x2.splat(t * t);
  const at = s.terms + <usize>cell * CELL;
  let sum = v128.load(at, 112);
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at, 96));
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at, 80));
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at, 64));
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at, 48));
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at, 32));
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at, 16));
  sum = f64x2.add(f64x2.mul(sum, square), v128.load(at));
  return f64x2.extract_lane(sum, 0) + t * f64x2.extract_lane(sum, 1);
}
