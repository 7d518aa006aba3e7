import { requireFinite } from './errors.ts';
import { type Field, fourierCoefficients, type Grid, squaredWavenumbers } from './spectrum.ts';

/**
 * The homogeneous Sobolev norm ‖f‖_{Ḣ^q}, any real q: ‖f‖² = Σ_{k≠0} |2πk|^{2q} |f̂_k|².
 * @param field samples, row-major, or Fourier coefficients
 * @param q order of the norm; 0 is the L² norm of f less its mean
 * @param grid points per axis; default: one axis
 * @throws DiagnosticsError for a sample or an order that is not finite, or a grid that does not fit
 */
export function sobolevNorm(field: Field, q: number, grid?: Grid): number {
  return sobolevNorms(field, [q], grid)[0];
}

/** `sobolevNorm` for several orders from one transform. */
export function sobolevNorms(field: Field, orders: readonly number[], grid?: Grid): number[] {
  for (const q of orders) requireFinite('q', q);
  const spectrum = fourierCoefficients(field, grid);
  const squares = squaredWavenumbers(spectrum.grid);
  return orders.map((q) => {
    let sum = 0;
    for (let i = 1; i < squares.length; i++) {
      const power = spectrum.coefficients[2 * i] ** 2 + spectrum.coefficients[2 * i + 1] ** 2;
      if (power > 0) sum += (4 * Math.PI ** 2 * squares[i]) ** q * power;
    }
    return Math.sqrt(sum);
  });
}
