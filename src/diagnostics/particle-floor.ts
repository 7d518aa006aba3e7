import { zeta } from '../problem/special/zeta.ts';
import { DiagnosticsError } from './errors.ts';

/**
 * The least energy of N equal points on the circle against ν = 1, that of equispaced ones: ζ(2s)(2πN)^{−2s}. At late
 * times E_N(t) ≈ E(t) + floor. For N = 1 it is the energy of a single point, ½K_s(0).
 * @throws DiagnosticsError unless N is an integer ≥ 1 and s > ½
 */
export function particleFloor(count: number, s: number): number {
  if (!(Number.isInteger(count) && count >= 1)) throw new DiagnosticsError('count', count, 'an integer ≥ 1');
  if (!(s > 0.5)) throw new DiagnosticsError('s', s, 'a number > 1/2');
  return zeta(2 * s) * (2 * Math.PI * count) ** (-2 * s);
}
