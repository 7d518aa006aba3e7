import { exponentialIntegral } from '../../problem/special/exponential-integral.ts';
import { gamma } from '../../problem/special/gamma.ts';
import type { KernelForm } from './kernel.ts';

/** Terms reach this far along each axis: the next are below e^{−π 3.5²} = 2e−17. */
const REACH = 3;
/** Where e^{−πr²} is below 1e−18. */
const FAR = 13.2;

/**
 * Any s > 0 and d, by splitting the integral of the heat kernel Γ(s)K_s = ∫₀^∞ t^{s−1}(p_t − 1) dt at t₀ = 1/4π and
 * transforming what lies below (Ewald 1921). With exponential integrals E_ν(x) = ∫₁^∞ e^{−xt} t^{−ν} dt,
 *
 *     K_s(x) = t₀^s/Γ(s) [ Σ_{k≠0} E_{1−s}(π|k|²) cos 2πk·x + Σ_n E_{1+s−d/2}(π|x+n|²) − 1/s ]
 *     ∇K_s(x) = −2π t₀^s/Γ(s) [ Σ_{k≠0} k E_{1−s}(π|k|²) sin 2πk·x + Σ_n (x+n) E_{s−d/2}(π|x+n|²) ]
 *
 * from E_ν' = −E_{ν−1}. No parameter is special: the singularity of E_1 at 0 is where K_s has its logarithm.
 */
export function ewaldKernel(s: number, d: number): KernelForm {
  const factor = (4 * Math.PI) ** -s / gamma(s);
  const inSpace = exponentialIntegral(1 + s - d / 2);
  const inSpaceSlope = exponentialIntegral(s - d / 2);
  const inModes = exponentialIntegral(1 - s);
  const cells = lattice(d);
  // One of k and −k.
  const modes = cells
    .filter((k) => firstSign(k) > 0)
    .map((k) => ({ k, weight: 2 * inModes(Math.PI * k.reduce((sum, c) => sum + c * c, 0)) }));
  return {
    value(x) {
      let sum = -1 / s;
      for (const { k, weight } of modes) sum += weight * Math.cos(2 * Math.PI * dot(k, x));
      for (const n of cells) {
        const square = distanceSquared(x, n);
        if (square < FAR) sum += inSpace(Math.PI * square);
      }
      return factor * sum;
    },
    gradient(x) {
      const sum = new Array<number>(d).fill(0);
      for (const { k, weight } of modes) {
        const sine = weight * Math.sin(2 * Math.PI * dot(k, x));
        for (let a = 0; a < d; a++) sum[a] += k[a] * sine;
      }
      for (const n of cells) {
        const square = distanceSquared(x, n);
        if (square >= FAR) continue;
        const slope = inSpaceSlope(Math.PI * square);
        for (let a = 0; a < d; a++) sum[a] += (x[a] + n[a]) * slope;
      }
      return sum.map((component) => -2 * Math.PI * factor * component);
    },
  };
}

/** All integer vectors with components up to REACH. */
function lattice(d: number): number[][] {
  if (d === 0) return [[]];
  const axis = Array.from({ length: 2 * REACH + 1 }, (_, i) => i - REACH);
  return lattice(d - 1).flatMap((rest) => axis.map((n) => [...rest, n]));
}

function firstSign(k: readonly number[]): number {
  return Math.sign(k.find((component) => component !== 0) ?? 0);
}

function dot(k: readonly number[], x: ArrayLike<number>): number {
  let sum = 0;
  for (let a = 0; a < k.length; a++) sum += k[a] * x[a];
  return sum;
}

function distanceSquared(x: ArrayLike<number>, n: readonly number[]): number {
  let sum = 0;
  for (let a = 0; a < n.length; a++) sum += (x[a] + n[a]) ** 2;
  return sum;
}
