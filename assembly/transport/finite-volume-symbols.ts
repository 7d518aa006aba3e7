// The symbols of the finite-volume method, mode by mode (see finite-volume.ts for their equations).
import { TAU } from '../spectral/modes';
import { FiniteVolume } from './finite-volume';

// @ts-ignore: decorator
@inline
function signed(index: i32, cutoff: i32): i32 {
  return index <= cutoff ? index : index - 2 * cutoff - 1;
}

/** Whether k is the Nyquist mode of an axis of n cells: it stands in two slots, or is its own conjugate. */
// @ts-ignore: decorator
@inline
function nyquist(k: i32, n: i32): f64 {
  return n > 1 && 2 * abs(k) == n ? 0.5 : 1;
}

/** The symbols mode by mode, in the order of modes.ts, and what a Nyquist mode counts for. */
export function placeModes(fv: FiniteVolume): void {
  const k0 = fv.n0 >> 1;
  const k1 = fv.n1 >> 1;
  const k2 = fv.n2 >> 1;
  let i: usize = 0;
  for (let a = 0; a <= 2 * k0; a++) {
    for (let b = 0; b <= 2 * k1; b++) {
      for (let c = 0; c <= k2; c++, i++) placeMode(fv, i, signed(a, k0), signed(b, k1), c);
    }
  }
}

function placeMode(fv: FiniteVolume, i: usize, a: i32, b: i32, c: i32): void {
  const multiplicity = fv.modes.multiplicity + (i << 3);
  const halves = nyquist(a, fv.n0) * nyquist(b, fv.n1) * nyquist(c, fv.n2);
  store<f64>(multiplicity, load<f64>(multiplicity) * halves);
  const share = 1 / (sinc(a, fv.n0) * sinc(b, fv.n1) * sinc(c, fv.n2));
  const psi = load<f64>(fv.energySymbol + (i << 3)) * share;
  store<f64>(fv.deconvolution + (i << 3), share);
  store<f64>(fv.psiSymbol + (i << 3), psi);
  const gradient = difference(a, fv.n0) + difference(b, fv.n1) + difference(c, fv.n2);
  fv.stiffness = max(fv.stiffness, gradient * psi * share);
}

/** sin(πk/n)/(πk/n): the average of e^{2πikx} over a cell, against its value at the centre. */
function sinc(k: i32, n: i32): f64 {
  if (k == 0) return 1;
  const half = (0.5 * TAU * <f64>k) / <f64>n;
  return Math.sin(half) / half;
}

/** The square of the symbol of the two-point difference over Δx = 1/n. */
function difference(k: i32, n: i32): f64 {
  const slope = 2 * <f64>n * Math.sin((0.5 * TAU * <f64>k) / <f64>n);
  return slope * slope;
}
