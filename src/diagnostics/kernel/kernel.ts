import { DiagnosticsError, requireAllFinite, requireSameLength } from '../errors.ts';
import { bernoulliKernel } from './bernoulli.ts';
import { ewaldKernel } from './ewald.ts';

/**
 * The kernel K_s of (−Δ)^{−s} on the torus T^d, its zero mode left out, with its gradient:
 *
 *     K_s(x) = Σ_{k≠0} |2πk|^{−2s} e^{2πi k·x},        φ = (−Δ)^{−s}(μ − ν) = K_s * (μ − ν)
 *
 * Positions are any real numbers, taken modulo 1.
 */
export interface Kernel {
  /** Order s of K_s = (−Δ)^{−s}. */
  readonly s: number;
  /** d: 1, 2 or 3. */
  readonly dimension: number;
  /** K_s at a point of T^d; Infinity at 0 where 2s ≤ d. */
  value(x: ArrayLike<number>): number;
  /** ∇K_s at a point; 0 at 0, where it has no direction, by symmetry. */
  gradient(x: ArrayLike<number>): number[];
}

/**
 * The kernel of order s in d dimensions. Polynomials for integer s in one dimension; otherwise Ewald's sums, each
 * right to about 1e−15 of the largest value (of the value itself where the kernel is singular).
 * @throws DiagnosticsError unless 0 < s ≤ 20 and d is 1, 2 or 3
 */
export function kernel(s: number, dimension = 1): Kernel {
  if (!(s > 0 && s <= 20)) throw new DiagnosticsError('s', s, 'a number > 0, at most 20');
  if (![1, 2, 3].includes(dimension)) throw new DiagnosticsError('dimension', dimension, '1, 2 or 3');
  const { value, gradient } =
    dimension === 1 && Number.isInteger(s) ? bernoulliKernel(s) : ewaldKernel(s, dimension);
  /** The same point with coordinates in [−½, ½]. */
  const nearest = (x: ArrayLike<number>) => {
    requireSameLength('x', x, dimension);
    requireAllFinite('x', x);
    return Array.from(x, (c) => c - Math.round(c));
  };
  return {
    s,
    dimension,
    value: (x) => value(nearest(x)),
    gradient(x) {
      const point = nearest(x);
      return point.every((c) => c === 0) ? point.fill(0) : gradient(point);
    },
  };
}

/** A kernel at points whose coordinates all lie in [−½, ½]; its gradient elsewhere than at 0. */
export interface KernelForm {
  value(x: readonly number[]): number;
  gradient(x: readonly number[]): number[];
}
