import type { Target } from './energy.ts';
import { DiagnosticsError, requireFinite } from './errors.ts';
import { fourierCoefficients, refine, type Spectrum, samplesOf, wavenumbers } from './spectrum.ts';

/** Where mass comes to rest. */
export interface LimitMap {
  /** X at x = j/n, n the points of μ₀, lifted to the line. */
  position: Float64Array;
  /** ν(X) there. */
  density: Float64Array;
}

/**
 * The monotone map X of the circle that carries μ₀ to ν and moves mass by `drift` on average,
 *
 *     X(x) + R(X(x)) = x + P(x) + drift,    P' = μ₀ − 1 and R' = ν − 1 of mean 0
 *
 * which is the limit of the flow map with drift = ∫(X − x) dμ₀ = ∫₀^∞∫ μv dx dt, `history.drift` of a run. (The two
 * sides are the distribution functions of ν and μ₀ up to constants.) Positions are lifted, X(x+1) = X(x) + 1.
 *
 * The left side is a Hermite cubic on a grid up to eight times as fine: the error falls as the fourth power of the spacing.
 * @throws DiagnosticsError for a density that is not positive
 */
export function limitMap(initial: ArrayLike<number>, target: Target, drift = 0): LimitMap {
  requireFinite('drift', drift);
  requirePositive('initial', initial);
  const wanted = distribution(fourierCoefficients(initial)).map((value) => value + drift);
  // Then R = 0.
  if (target === 'uniform') return { position: wanted, density: wanted.map(() => 1) };
  const nu = Float64Array.from(target);
  requirePositive('target', nu);
  const fine = refine(fourierCoefficients(nu), [refinement(nu.length) * nu.length]);
  const table: Table = { values: samplesOf(fine), cumulative: distribution(fine) };
  const position = inverse(table, wanted);
  return { position, density: position.map((x) => cubic(table, x).slope) };
}

/** At 8192 points and more the fourth power of the spacing is below rounding as it is. */
function refinement(points: number): number {
  return points >= 8192 ? 1 : 8;
}

/** A function of slope 1 on average, f(x + 1) = f(x) + 1, and its derivative at j/m. */
interface Table {
  values: Float64Array;
  cumulative: Float64Array;
}

/** x + ∫(f − 1) dx at the grid points, the integral of mean 0: x + Σ_{k≠0} f̂_k e^{2πikx}/(2πik). */
function distribution(spectrum: Spectrum): Float64Array {
  const n = spectrum.grid[0];
  const k = wavenumbers(n);
  const coefficients = new Float64Array(2 * n);
  for (let i = 1; i < n; i++) {
    if (2 * k[i] === n) continue;
    coefficients[2 * i] = spectrum.coefficients[2 * i + 1] / (2 * Math.PI * k[i]);
    coefficients[2 * i + 1] = -spectrum.coefficients[2 * i] / (2 * Math.PI * k[i]);
  }
  return samplesOf({ grid: spectrum.grid, coefficients }).map((value, j) => value + j / n);
}

/** The x at which an increasing function has these ascending values: cell after cell, by bisection in each. */
function inverse(table: Table, wanted: Float64Array): Float64Array {
  const n = table.values.length;
  const first = table.cumulative[0];
  let cell = n * Math.floor(wanted[0] - first);
  const edge = (i: number) => table.cumulative[((i % n) + n) % n] + Math.floor(i / n);
  return wanted.map((value) => {
    while (edge(cell + 1) <= value) cell++;
    let [low, high] = [cell / n, (cell + 1) / n];
    // What is left of a cell after 48 halvings is rounding.
    for (let i = 0; i < 48; i++) {
      const middle = (low + high) / 2;
      if (cubic(table, middle).value <= value) low = middle;
      else high = middle;
    }
    return low;
  });
}

/** The function and its derivative at x from the Hermite cubic of its cell. */
function cubic({ values, cumulative }: Table, x: number): { value: number; slope: number } {
  const n = values.length;
  const turns = Math.floor(x);
  const cell = Math.min(Math.floor((x - turns) * n), n - 1);
  const u = (x - turns) * n - cell;
  const [a, b] = [cumulative[cell], cell + 1 < n ? cumulative[cell + 1] : cumulative[0] + 1];
  const [da, db] = [values[cell] / n, values[(cell + 1) % n] / n];
  const [c2, c3] = [3 * (b - a) - 2 * da - db, 2 * (a - b) + da + db];
  return { value: turns + a + u * (da + u * (c2 + u * c3)), slope: n * (da + u * (2 * c2 + 3 * u * c3)) };
}

function requirePositive(argument: string, density: ArrayLike<number>): void {
  for (let j = 0; j < density.length; j++) {
    if (!(density[j] > 0)) throw new DiagnosticsError(`${argument}[${j}]`, density[j], 'a positive number');
  }
}
