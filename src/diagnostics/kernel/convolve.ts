import { type Spectrum, wavenumbersAlong } from '../spectrum.ts';

/** (K_s*f)(x) = Σ_{k≠0} |2πk|^{−2s} f̂_k e^{2πi k·x} at points of T^d, row-major: a sum over all modes for each. */
export function convolve(s: number, field: Spectrum, points: Float64Array): Float64Array {
  const d = field.grid.length;
  const values = new Float64Array(points.length / d);
  eachMode(s, field, (k, re, im) => {
    for (let i = 0; i < values.length; i++) {
      const angle = phase(k, points, d * i);
      values[i] += re * Math.cos(angle) - im * Math.sin(angle);
    }
  });
  return values;
}

/** ∇(K_s*f) at points, row-major like them. Nyquist modes have no derivative. */
export function convolveGradient(s: number, field: Spectrum, points: Float64Array): Float64Array {
  const d = field.grid.length;
  const slopes = new Float64Array(points.length);
  eachMode(s, field, (k, re, im) => {
    for (let i = 0; i < points.length; i += d) {
      const angle = phase(k, points, i);
      const slope = -2 * Math.PI * (re * Math.sin(angle) + im * Math.cos(angle));
      for (let a = 0; a < d; a++) if (2 * k[a] !== field.grid[a]) slopes[i + a] += k[a] * slope;
    }
  });
  return slopes;
}

function eachMode(
  s: number,
  { grid, coefficients }: Spectrum,
  visit: (k: number[], re: number, im: number) => void,
) {
  const axes = grid.map((_, axis) => wavenumbersAlong(grid, axis));
  // The first mode is that of the mean, which K_s leaves out.
  for (let i = 1; i < coefficients.length / 2; i++) {
    const k = axes.map((along) => along[i]);
    const symbol = (4 * Math.PI ** 2 * k.reduce((sum, c) => sum + c * c, 0)) ** -s;
    visit(k, symbol * coefficients[2 * i], symbol * coefficients[2 * i + 1]);
  }
}

/** 2π k·x, whole turns left out first. */
function phase(k: readonly number[], points: Float64Array, at: number): number {
  let turns = 0;
  for (let a = 0; a < k.length; a++) turns += (k[a] * points[at + a]) % 1;
  return 2 * Math.PI * turns;
}
