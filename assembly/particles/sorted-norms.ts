// Norms of h = Σ c_i δ_{z_i} − b − f, from the levels that the last evaluation left (sorted.ts).
import { nested, Sorted } from './sorted';
import { Series, seriesAt } from './series';

// Gauss–Legendre nodes of order 5 on [0, 1], as distances from the middle, and their weights: exact to degree 9.
const OUTER: f64 = 0.4530899229693320;
const INNER: f64 = 0.2692346550528416;
const OUTER_WEIGHT: f64 = 0.1184634425280945;
const INNER_WEIGHT: f64 = 0.2393143352496833;
const MIDDLE_WEIGHT: f64 = 0.2844444444444444;

/**
 * ‖h‖²_{Ḣ^{−j}} = ∫ (ψ_j − T_j)². Exact for j ≤ 4 where T is 0; a gap is cut into pieces no longer than `longest`,
 * over which f is smooth. As a square of differences it is right relative to itself.
 */
export function squaredNorm(s: Sorted, j: i32, field: Series, longest: f64): f64 {
  switch (j) {
    case 1: return overGaps(s, 1, field, longest);
    case 2: return overGaps(s, 2, field, longest);
    case 3: return overGaps(s, 3, field, longest);
    case 4: return overGaps(s, 4, field, longest);
    case 5: return overGaps(s, 5, field, longest);
    case 6: return overGaps(s, 6, field, longest);
    default: return overGaps(s, 7, field, longest);
  }
}

/** Inlined with a constant j. */
// @ts-ignore: decorator
@inline
function overGaps(s: Sorted, j: i32, field: Series, longest: f64): f64 {
  const hasField = changetype<usize>(field) != 0;
  let sum = 0.0;
  let lost = 0.0;
  for (let i: usize = 0; i < s.stride; i += 8) {
    const z = load<f64>(s.z + i);
    const gap = load<f64>(s.z + i, 8) - z;
    const pieces = hasField ? max(1, Math.ceil(gap / longest)) : 1;
    const width = gap / pieces;
    let integral = 0.0;
    for (let p = 0.0; p < pieces; p++) {
      const middle = (p + 0.5) * width;
      const outer = at(s, i, j, field, z, middle - OUTER * width) + at(s, i, j, field, z, middle + OUTER * width);
      const inner = at(s, i, j, field, z, middle - INNER * width) + at(s, i, j, field, z, middle + INNER * width);
      const centre = at(s, i, j, field, z, middle);
      integral += OUTER_WEIGHT * outer + INNER_WEIGHT * inner + MIDDLE_WEIGHT * centre;
    }
    const term = integral * width;
    const next = sum + term;
    lost += sum - next + term;
    sum = next;
  }
  return sum + lost;
}

/** (ψ_j − T_j)² at t beyond charge i. */
// @ts-ignore: decorator
@inline
function at(s: Sorted, i: usize, j: i32, field: Series, z: f64, t: f64): f64 {
  let value = nested(s.psi + i, s.stride, s.background, j, 1, t);
  if (changetype<usize>(field) != 0) value -= seriesAt(field, z + t);
  return value * value;
}

/** ∫ of the square of ψ_1 − T_1, T_1 as if it were linear over a gap: ‖h‖²_{Ḣ^{−1}} well enough to compare with. */
export function roughDistance(s: Sorted, field: Series): f64 {
  const hasField = changetype<usize>(field) != 0;
  let sum = 0.0;
  let z = load<f64>(s.z);
  let t = hasField ? seriesAt(field, z) : 0;
  for (let i: usize = 0; i < s.stride; i += 8) {
    const next = load<f64>(s.z + i, 8);
    const psi = load<f64>(s.psi + i);
    const nextT = hasField ? seriesAt(field, next) : 0;
    const left = psi - t;
    const right = psi - s.background * (next - z) - nextT;
    sum += (next - z) * (left * left + left * right + right * right);
    z = next;
    t = nextT;
  }
  return Math.sqrt(sum / 3);
}
