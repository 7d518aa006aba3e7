import * as v from 'valibot';
import { number, object, perAxis } from '../../fields.ts';
import { axisPoints, mean, outerProduct, wavenumber } from '../../grid.ts';
import type { VonMisesProfile } from '../../types.ts';
import type { DensityKind } from '../kind.ts';
import { expand } from './expand.ts';

/**
 * e^{κ cos 2π(x − c)} / I_0(κ) on the circle; in higher dimension the product over the axes.
 * Its standard deviation is about 1/(2π√κ) when κ is large.
 */
export const vonMises: DensityKind<VonMisesProfile> = {
  schema: object({
    profile: v.literal('von-mises'),
    center: v.optional(perAxis('a number in [0, 1)', (c) => c >= 0 && c < 1)),
    kappa: number('a number from 0 to 1e6', (kappa) => kappa >= 0 && kappa <= 1e6),
  }),
  sample({ center = 0.5, kappa }, { grid }) {
    const centers = expand(center, grid.length, 'center');
    const norm = scaledBesselI0(kappa);
    return outerProduct(
      grid.map((n, axis) => axisPoints(n).map((x) => Math.exp(exponent(kappa, x - centers[axis])) / norm)),
    );
  },
  regularity: () => Number.POSITIVE_INFINITY,
  advice: () => 'the peak is too narrow for this grid: lower kappa or refine the grid',
};

/** κ (cos 2πx − 1), without cancellation: neither in the difference, nor in the sine of x near 1. */
function exponent(kappa: number, x: number): number {
  return -2 * kappa * Math.sin(Math.PI * (x - Math.round(x))) ** 2;
}

/**
 * e^{−κ} I_0(κ) = ∫₀¹ e^{κ (cos 2πx − 1)} dx for κ ≥ 0, by the trapezoidal rule with M points: its error is
 * 2 e^{−κ} (I_M(κ) + …) ≲ e^{−M²/2κ}, here below 1e−20; all terms are positive, so nothing cancels.
 */
export function scaledBesselI0(kappa: number): number {
  const points = Math.ceil(10 * Math.sqrt(kappa)) + 32;
  // Points about 0 rather than in [0, 1): x near 1 would have lost the digits of x − 1.
  const terms = Float64Array.from({ length: points }, (_, j) =>
    exponent(kappa, wavenumber(j, points) / points),
  );
  return mean(terms.map(Math.exp));
}
