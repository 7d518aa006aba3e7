import { hurwitzRest, zeta } from '../problem/special/zeta.ts';
import type { Target } from './energy.ts';
import { DiagnosticsError, requireFinite } from './errors.ts';

/**
 * The energy at which N equal points on the circle come to rest. Towards ν = 1 that of equispaced ones, the least of all,
 * ζ(2s)(2πN)^{−2s}; for N = 1 it is the energy of a single point, ½K_s(0). At late times E_N(t) ≈ E(t) + floor.
 *
 * Towards another density points lie 1/(Nν) apart, and to leading order in 1/N the floor is ζ(2s)(2πN)^{−2s} ∫ ν^{2−2s} dx:
 * at s = 1 the same for every ν.
 * @param target samples of ν, positive
 * @throws DiagnosticsError unless N is an integer ≥ 1 and s > ½
 */
export function particleFloor(count: number, s: number, target: Target = 'uniform'): number {
  if (!(Number.isInteger(count) && count >= 1)) throw new DiagnosticsError('count', count, 'an integer ≥ 1');
  if (!(s > 0.5)) throw new DiagnosticsError('s', s, 'a number > 1/2');
  const uniform = zeta(2 * s) * (2 * Math.PI * count) ** (-2 * s);
  if (target === 'uniform') return uniform;
  let sum = 0;
  for (let j = 0; j < target.length; j++) {
    if (!(target[j] > 0)) throw new DiagnosticsError(`target[${j}]`, target[j], 'a positive number');
    sum += target[j] ** (2 - 2 * s);
  }
  return (uniform * sum) / target.length;
}

/**
 * The rate at which N equal equispaced points come back to rest on the circle, ν = 1, from displacements
 * u_j ∝ cos(2πmj/N), to first order in them, for s ≥ 1:
 *
 *     λ_m = Σ_{k ≡ m} |2πk|^{2−2s} − Σ_{k ≡ 0, k ≠ 0} |2πk|^{2−2s}    (mod N)
 *         = (2πN)^{2−2s} [ζ(2s−2, m/N) + ζ(2s−2, 1−m/N) − 2ζ(2s−2)]
 *
 * from ẋ_i = −Σ_j K'(x_i − x_j)/N, whose linearisation is circulant. For s = 1 all are 1; for s > 1 neighbours that move
 * against each other are the slowest, m = ⌊N/2⌋, which is the default: E_N − floor ends like e^{−2λt}.
 * @param mode m, 1 ≤ m < N
 * @throws DiagnosticsError for a count below 2, s < 1 or a mode that there is not
 */
export function latticeRate(count: number, s: number, mode = Math.floor(count / 2)): number {
  if (!(Number.isInteger(count) && count >= 2)) throw new DiagnosticsError('count', count, 'an integer ≥ 2');
  requireFinite('s', s, 1);
  if (!(Number.isInteger(mode) && mode >= 1 && mode < count)) {
    throw new DiagnosticsError('mode', mode, `an integer from 1 to ${count - 1}`);
  }
  const sigma = 2 * s - 2;
  const share = mode / count;
  const sum = hurwitzRest(sigma, share) + hurwitzRest(sigma, 1 - share) - 2 * hurwitzRest(sigma, 1);
  return (2 * Math.PI * count) ** -sigma * sum;
}
