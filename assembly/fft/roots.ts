/**
 * Roots of unity e^{−2πi k/n} to within an ulp: the angle is reduced to an eighth of a turn in integers, where
 * the Taylor polynomials of sine and cosine converge below rounding after nine terms.
 */

/** sin x for |x| ≤ π/4; the first term left out is below 3·10⁻¹⁹ of the result. */
function sine(x: f64): f64 {
  const z = x * x;
  let sum = 1.0;
  for (let j = 16; j >= 4; j -= 2) sum = 1.0 - (z / <f64>(j * (j + 1))) * sum;
  return x - ((x * z) / 6.0) * sum;
}

/** cos x for |x| ≤ π/4, as 1 − x²/2 + …, so that the large term is added last. */
function cosine(x: f64): f64 {
  const z = x * x;
  let sum = 1.0;
  for (let j = 17; j >= 3; j -= 2) sum = 1.0 - (z / <f64>(j * (j + 1))) * sum;
  return 1.0 - 0.5 * z * sum;
}

/** Writes cos and sin of 2πk/n, the latter with the sign `sign`, to `at` and `at + stride`. */
export function storeRoot(k: i64, n: i64, sign: f64, at: usize, stride: usize): void {
  let eighths = 8 * (k % n);
  const octant = <i32>(eighths / n);
  eighths -= n * octant;
  if (octant & 1) eighths = n - eighths;
  const angle = (Math.PI * <f64>eighths) / (4.0 * <f64>n);
  let c = cosine(angle);
  let s = sine(angle);
  if (((octant + 1) & 3) >= 2) {
    const t = c;
    c = s;
    s = t;
  }
  if (octant >= 2 && octant < 6) c = -c;
  if (octant >= 4) s = -s;
  store<f64>(at, c);
  store<f64>(at + stride, sign * s);
}
