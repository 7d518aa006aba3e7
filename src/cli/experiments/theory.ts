/**
 * The shift c in G(X) = F₀ + c of the map X that the flow makes in the end, to first order in μ₀ − ν.
 *
 * Write X = x + ξ. To first order νξ = F₀ − G + c, and ∂tξ = −φ′ has mean 0 at all times, so ∫ξ dx = 0 and
 * c = −∫ (F₀ − G)/ν dx / ∫ 1/ν dx. The error is of second order, and c is exactly 0 when both densities are even.
 * @param initial μ₀ on a uniform grid of the circle
 * @param target ν on the same grid
 */
export function limitShift(initial: ArrayLike<number>, target: ArrayLike<number>): number {
  let [difference, numerator, denominator] = [0, 0, 0];
  for (let j = 0; j < target.length; j++) {
    if (j > 0) difference += meanBetween(initial, target, j) / target.length;
    numerator += difference / target[j];
    denominator += 1 / target[j];
  }
  return -numerator / denominator;
}

/** Mean of μ₀ − ν at the points j − 1 and j. */
function meanBetween(initial: ArrayLike<number>, target: ArrayLike<number>, j: number): number {
  return (initial[j - 1] - target[j - 1] + initial[j] - target[j]) / 2;
}
