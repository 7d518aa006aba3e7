// The value at a face, from the averages of the cell on its windward side and of that cell's neighbours: `donor`
// is the cell's address, `way` the bytes from it towards the face.

/** Second order: slopes limited by the generalised minmod with θ = 2, the sharpest that stays monotone. */
// @ts-ignore: decorator
@inline
export function musclFace(donor: usize, way: isize): f64 {
  const u = load<f64>(donor);
  const back = u - load<f64>(donor - way);
  const ahead = load<f64>(donor + way) - u;
  if (!(back * ahead > 0)) return u;
  const size = min(min(abs(back), abs(ahead)), 0.25 * abs(back + ahead));
  return u + (ahead > 0 ? size : -size);
}

/**
 * Fifth order: WENO-Z (Borges, Carmona, Costa and Don, J. Comput. Phys. 227, 2008), the power 2. With `floor` = Δx⁴
 * its weights come close enough to the linear ones at critical points too (Don and Borges, J. Comput. Phys. 250,
 * 2013).
 */
// @ts-ignore: decorator
@inline
export function wenoFace(donor: usize, way: isize, floor: f64): f64 {
  const a = load<f64>(donor - 2 * way);
  const b = load<f64>(donor - way);
  const c = load<f64>(donor);
  const d = load<f64>(donor + way);
  const e = load<f64>(donor + 2 * way);
  const s0 = roughness(a - 2 * b + c, a - 4 * b + 3 * c);
  const s1 = roughness(b - 2 * c + d, b - d);
  const s2 = roughness(c - 2 * d + e, 3 * c - 4 * d + e);
  // The weights d_k (1 + τ²/s_k²), all times s₀²s₁²s₂²: this way they take one division.
  const tau = (s0 - s2) * (s0 - s2);
  const q0 = (s0 + floor) * (s0 + floor);
  const q1 = (s1 + floor) * (s1 + floor);
  const q2 = (s2 + floor) * (s2 + floor);
  const w0 = 0.1 * (q0 + tau) * (q1 * q2);
  const w1 = 0.6 * (q1 + tau) * (q0 * q2);
  const w2 = 0.3 * (q2 + tau) * (q0 * q1);
  const sum = w0 * (2 * a - 7 * b + 11 * c) + w1 * (5 * c - b + 2 * d) + w2 * (2 * c + 5 * d - e);
  return sum / (6 * (w0 + w1 + w2));
}

/** Jiang and Shu's indicator of a parabola, from its second difference and twice its slope. */
// @ts-ignore: decorator
@inline
function roughness(curvature: f64, slope: f64): f64 {
  return (13.0 / 12) * curvature * curvature + 0.25 * slope * slope;
}
