// The modes that are evolved, and the one place where the zero and the Nyquist mode are decided.
//
// A state is the half spectrum of a real field, truncated to |k_i| ≤ K_i on each axis: every axis but the
// last runs over 0 … K_i, −K_i … −1, the last one over 0 … K_d; the last axis is fastest. Each cutoff is
// below n_i/2, so the Nyquist mode is not among them: its derivative cannot be told from zero on the grid.
// The zero mode is there but carries multiplicity 0: no homogeneous norm sees it and no flow moves it,
// which is how mass is conserved to the last bit.
import { allocate } from '../memory';

export const TAU: f64 = 6.283185307179586476925;

@unmanaged
export class Modes {
  /** Number of complex coefficients in a state. */
  count: i32;
  /** Number of shells: shell r holds the modes with round(|k|) = r. */
  shells: i32;
  /** f64[count]: |2πk|². */
  lambda: usize;
  /** f64[count]: how often the mode stands in a sum over the full spectrum; 0 for k = 0. */
  multiplicity: usize;
  /** i32[count]: the mode's shell. */
  shell: usize;
  /** f64[shells]: sum of the multiplicities in the shells up to each. */
  population: usize;
}

/** Wavenumber of entry `index` of an axis: 0 … K, −K … −1. */
// @ts-ignore: decorator
@inline
export function signed(index: i32, cutoff: i32): i32 {
  return index <= cutoff ? index : index - 2 * cutoff - 1;
}

/** |k|² in f64: a wavenumber above 46,340 has a square beyond 32 bits. */
function squareOf(a: i32, b: i32, c: i32): f64 {
  return <f64>a * <f64>a + <f64>b * <f64>b + <f64>c * <f64>c;
}

function shellOf(a: i32, b: i32, c: i32): i32 {
  return <i32>Math.round(Math.sqrt(squareOf(a, b, c)));
}

/** Lists the modes |k_i| ≤ K_i; an axis that the problem lacks has cutoff 0 and comes first. */
export function layModes(k0: i32, k1: i32, k2: i32): Modes {
  const modes = changetype<Modes>(allocate(offsetof<Modes>()));
  const count = (2 * k0 + 1) * (2 * k1 + 1) * (k2 + 1);
  modes.count = count;
  modes.shells = shellOf(k0, k1, k2) + 1;
  modes.lambda = allocate(8 * count);
  modes.multiplicity = allocate(8 * count);
  modes.shell = allocate(4 * count);
  modes.population = allocate(8 * modes.shells);
  let i: usize = 0;
  for (let a = 0; a <= 2 * k0; a++) {
    for (let b = 0; b <= 2 * k1; b++) {
      for (let c = 0; c <= k2; c++, i++) placeMode(modes, i, signed(a, k0), signed(b, k1), c);
    }
  }
  accumulatePopulation(modes);
  return modes;
}

function accumulatePopulation(modes: Modes): void {
  let sum = 0.0;
  for (let r: usize = 0; r < <usize>modes.shells; r++) {
    sum += load<f64>(modes.population + (r << 3));
    store<f64>(modes.population + (r << 3), sum);
  }
}

function placeMode(modes: Modes, i: usize, a: i32, b: i32, c: i32): void {
  const squared = squareOf(a, b, c);
  // On the plane k_d = 0 both a mode and its conjugate are stored, elsewhere one of the two.
  const multiplicity: f64 = squared == 0 ? 0 : c == 0 ? 1 : 2;
  const shell = <usize>shellOf(a, b, c);
  store<f64>(modes.lambda + (i << 3), TAU * TAU * squared);
  store<f64>(modes.multiplicity + (i << 3), multiplicity);
  store<i32>(modes.shell + (i << 2), <i32>shell);
  const population = modes.population + (shell << 3);
  store<f64>(population, load<f64>(population) + multiplicity);
}
