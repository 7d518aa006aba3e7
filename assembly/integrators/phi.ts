// φ-functions of exponential integrators: φ_0 = e^z, φ_{m+1}(z) = (φ_m(z) − 1/m!)/z, φ_m(0) = 1/m!.

/**
 * Writes φ_0(z) … φ_3(z) to `out`. Relative error about 1e−15 for every real z, 0 included: |z| < 1 by the
 * Taylor series of φ_3 and the recurrence downward (which multiplies errors by z), larger |z| by the
 * recurrence upward (which divides them by z).
 */
export function phi(z: f64, out: usize): void {
  if (abs(z) < 1) small(z, out);
  else large(z, out);
}

function small(z: f64, out: usize): void {
  // φ_3(z) = Σ_j z^j/(j+3)!, Horner from j = 17: the first term left out is below 2e−20.
  let phi3 = 1.0;
  for (let j = 17; j > 0; j--) phi3 = 1 + (phi3 * z) / <f64>(j + 3);
  phi3 /= 6;
  const phi2 = 0.5 + z * phi3;
  const phi1 = 1 + z * phi2;
  store<f64>(out, 1 + z * phi1);
  store<f64>(out, phi1, 8);
  store<f64>(out, phi2, 16);
  store<f64>(out, phi3, 24);
}

function large(z: f64, out: usize): void {
  const phi0 = Math.exp(z);
  const phi1 = (phi0 - 1) / z;
  const phi2 = (phi1 - 1) / z;
  store<f64>(out, phi0);
  store<f64>(out, phi1, 8);
  store<f64>(out, phi2, 16);
  store<f64>(out, (phi2 - 0.5) / z, 24);
}
