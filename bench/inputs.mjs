// What every peer transforms: the same numbers, which each makes for itself.

/** Numbers in [−1, 1) from a linear congruential generator. */
export function noise(count, seed) {
  let state = seed >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/**
 * The right-hand side ∂x((h + ν) ∂xφ), −∂²xφ = h (s = 1), on m points: from the modes ĥ_k, k = 0 … K, to as
 * many of the derivative. g = 1/(2πk), κ = −2πk/m (the transforms are not normalised), ν = 1 + cos(2πx)/2.
 */
export function flow(m, cutoff) {
  const g = Float64Array.from({ length: cutoff + 1 }, (_, k) => (k ? 1 / (2 * Math.PI * k) : 0));
  const kappa = Float64Array.from({ length: cutoff + 1 }, (_, k) => (-2 * Math.PI * k) / m);
  const nu = Float64Array.from({ length: m }, (_, j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / m));
  const h = noise(2 * cutoff + 2, m).map((x, j) => (j < 2 ? 0 : x / (j >> 1) ** 2));
  return { g, kappa, nu, h };
}

/** 64 numbers, evenly spread over `array`. */
export function probe(array) {
  return Array.from({ length: 64 }, (_, j) => array[Math.floor((j * (array.length - 1)) / 63)]);
}
