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

/** Wavenumber of row i of 2K + 1: 0 … K, −K … −1; and the row of −k. */
export const wave = (i, cutoff) => (i <= cutoff ? i : i - 2 * cutoff - 1);
const opposite = (i, cutoff) => (i ? 2 * cutoff + 1 - i : 0);

/** Calls back with (a, b, c, q): the wavenumbers of mode q, for d axes with |k_i| ≤ K; a = 0 when d = 2. */
export function eachMode(d, cutoff, callback) {
  const width = 2 * cutoff + 1;
  let q = 0;
  for (let a = 0; a < (d === 3 ? width : 1); a++) {
    for (let b = 0; b < width; b++) {
      for (let c = 0; c <= cutoff; c++, q++) callback(wave(a, cutoff), wave(b, cutoff), c, q);
    }
  }
}

/**
 * The right-hand side −∇·((h + ν) v), v = −∇φ, −Δφ = h (s = 1), on m^d points, d = 2, 3: from the modes
 * |k_i| ≤ K of h to those of the result. sigma = |2πk|^{−2}, ν = 1 + cos(2π Σ x_i)/2.
 */
export function flowInBox(d, m, cutoff) {
  const width = 2 * cutoff + 1;
  const count = (d === 3 ? width : 1) * width * (cutoff + 1);
  const sigma = new Float64Array(count);
  const h = noise(2 * count, m);
  eachMode(d, cutoff, (a, b, c, q) => {
    const square = a * a + b * b + c * c;
    const inverse = square ? 1 / square : 0;
    sigma[q] = inverse / (4 * Math.PI ** 2);
    h[2 * q] *= inverse;
    h[2 * q + 1] *= inverse;
    if (c || a > 0 || (a === 0 && b >= 0)) return;
    const row = Math.floor(q / (cutoff + 1));
    const rows = [Math.floor(row / width), row % width].map((i) => opposite(i, cutoff));
    const other = (rows[0] * width + rows[1]) * (cutoff + 1);
    h[2 * q] = h[2 * other];
    h[2 * q + 1] = -h[2 * other + 1];
  });
  const target = (j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / m);
  const nu = Float64Array.from({ length: m ** d }, (_, i) =>
    target((i % m) + (Math.floor(i / m) % m) + (d === 3 ? Math.floor(i / m / m) : 0)),
  );
  return { sigma, h, nu };
}

/** 64 numbers, evenly spread over `array`. */
export function probe(array) {
  return Array.from({ length: 64 }, (_, j) => array[Math.floor((j * (array.length - 1)) / 63)]);
}
