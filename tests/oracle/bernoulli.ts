/**
 * Kernels of integer order on the circle, K_s(x) = Σ_{k≠0} |2πk|^{−2s} e^{2πikx} = (−1)^{s+1} B_{2s}({x})/(2s)!, and the
 * sums over all pairs that sorted sums are held to.
 */

/** Bernoulli's polynomials by their recurrence in derivatives: B_m' = m B_{m−1}, ∫₀¹ B_m = 0; ascending powers. */
function bernoulli(m: number): number[] {
  let coefficients = [1];
  for (let order = 1; order <= m; order++) {
    const integral = [0, ...coefficients.map((c, i) => (order * c) / (i + 1))];
    integral[0] = -integral.reduce((sum, c, i) => sum + c / (i + 1), 0);
    coefficients = integral;
  }
  return coefficients;
}

const polynomials = Array.from({ length: 15 }, (_, m) => bernoulli(m));
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const fraction = (x: number) => x - Math.floor(x);

function scaled(m: number, x: number): number {
  return polynomials[m].reduceRight((sum, c) => sum * x + c, 0) / factorial(m);
}

export function kernel(s: number, x: number): number {
  return (s % 2 === 1 ? 1 : -1) * scaled(2 * s, fraction(x));
}

/** K_s', and 0 at x = 0. */
export function kernelDerivative(s: number, x: number): number {
  const at = fraction(x);
  return at === 0 ? 0 : (s % 2 === 1 ? 1 : -1) * scaled(2 * s - 1, at);
}

export interface Charges {
  positions: ArrayLike<number>;
  weights: ArrayLike<number>;
}

/** −∇φ at each of the points, of the points and an outer field K_s' * ν. */
export function directVelocity(s: number, points: Charges, outer: (x: number) => number): number[] {
  return Array.from(points.positions, (x) => outer(x) - sum(points, (y) => kernelDerivative(s, x - y)));
}

/** ½ ΣΣ w_i w_j K(x_i − x_j) − Σ w_i (K * ν)(x_i) + ½ ‖ν − mean‖². */
export function directEnergy(s: number, points: Charges, outer: (x: number) => number, own: number): number {
  const pairs = sum(points, (x) => 0.5 * sum(points, (y) => kernel(s, x - y)) - outer(x));
  return pairs + own;
}

/** Σ w_j f(x_j). */
export function sum({ positions, weights }: Charges, f: (x: number) => number): number {
  let total = 0;
  for (let j = 0; j < positions.length; j++) total += weights[j] * f(positions[j]);
  return total;
}
