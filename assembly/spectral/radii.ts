// The distinct |k| among the modes: what depends on |k| alone needs one number for each of them. In two dimensions
// they are some four times fewer than the modes, in three a hundred times at 128³.
import { allocate } from '../memory';
import { Modes, TAU, signed } from './modes';

@unmanaged
export class Radii {
  /** How many there are. */
  count: i32;
  /** f64[count]: |2πk|². */
  lambda: usize;
  /** u32[modes]: which one is a mode's; 0 where each mode has its own, in their order. */
  of: usize;
}

/** The radii of the modes |k_i| ≤ K_i (see modes.ts for their order). */
export function layRadii(modes: Modes, k0: i32, k1: i32, k2: i32): Radii {
  const radii = changetype<Radii>(allocate(offsetof<Radii>()));
  radii.count = modes.count;
  radii.lambda = modes.lambda;
  const largest = <f64>k0 * <f64>k0 + <f64>k1 * <f64>k1 + <f64>k2 * <f64>k2;
  // In one dimension nothing is shared, and little on grids so long that |k|² runs far beyond the number of modes.
  if (k0 + k1 == 0 || largest > 2 * <f64>modes.count) return radii;
  radii.of = allocate(<usize>modes.count << 2);
  const ranks = allocate((<usize>largest + 1) << 2);
  let i: usize = radii.of;
  for (let a = 0; a <= 2 * k0; a++) {
    for (let b = 0; b <= 2 * k1; b++) {
      for (let c = 0; c <= k2; c++, i += 4) {
        const square = signed(a, k0) * signed(a, k0) + signed(b, k1) * signed(b, k1) + c * c;
        store<i32>(i, square);
        store<i32>(ranks + (<usize>square << 2), 1);
      }
    }
  }
  radii.count = rank(ranks, <i32>largest);
  radii.lambda = allocate(<usize>radii.count << 3);
  for (let at = radii.of, end = i; at < end; at += 4) {
    const square = load<i32>(at);
    const place = load<i32>(ranks + (<usize>square << 2));
    store<i32>(at, place);
    store<f64>(radii.lambda + (<usize>place << 3), TAU * TAU * <f64>square);
  }
  return radii;
}

/** Turns the marks of the squares 0 … largest that occur into their ranks, and returns how many they are. */
function rank(marks: usize, largest: i32): i32 {
  let count = 0;
  for (let square = 0; square <= largest; square++) {
    const at = marks + (<usize>square << 2);
    const occurs = load<i32>(at);
    store<i32>(at, count);
    count += occurs;
  }
  return count;
}
