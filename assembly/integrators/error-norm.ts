// The error of a step, measured shell by shell.
//
// In these flows the modes decay at very different rates, and for s > 1 the small high modes are the ones that
// stay: a plain L² norm lets early errors in them stand for ever. Each mode's error is therefore compared with
// the size of the modes within an octave of it:
//
//   error² = mean over modes of |e_k|² / (rtol · max(RMS of h over |k|/2 … 2|k|, FLOOR · largest such RMS, threshold))²
//
// (as much as a mode counts in a full-spectrum sum). One means: as large as was asked for.
import { Modes } from '../spectral/modes';

/** Shells that are this much smaller than the largest are no longer resolved relatively to themselves. */
const FLOOR: f64 = 1e-4;

/**
 * `before`, `after`, `error`: count complex numbers; `state` and `errors`: f64[shells] scratch.
 * NaN or infinite input gives a value that is not ≤ 1.
 */
export function errorNorm(modes: Modes, before: usize, after: usize, error: usize, rtol: f64, threshold: f64, state: usize, errors: usize): f64 {
  const shells = modes.shells;
  sumByShell(modes, before, after, error, state, errors);
  accumulate(state, shells);
  let largest = 0.0;
  for (let r = 1; r < shells; r++) largest = max(largest, octave(modes, state, r));
  const floor = max(FLOOR * FLOOR * largest, threshold * threshold);
  let sum = 0.0;
  let members = 0.0;
  for (let r: usize = 1; r < <usize>shells; r++) {
    const e = load<f64>(errors + (r << 3));
    members += population(modes, <i32>r, <i32>r);
    if (e == 0) continue;
    sum += e / (rtol * rtol * max(octave(modes, state, <i32>r), floor));
  }
  return Math.sqrt(sum / members);
}

/** state[r] = Σ max(|before|², |after|²), errors[r] = Σ |error|², over the modes of shell r. */
function sumByShell(modes: Modes, before: usize, after: usize, error: usize, state: usize, errors: usize): void {
  const bytes = <usize>modes.shells << 3;
  memory.fill(state, 0, bytes);
  memory.fill(errors, 0, bytes);
  for (let i: usize = 0, n = <usize>modes.count; i < n; i++) {
    const at = <usize>load<i32>(modes.shell + (i << 2)) << 3;
    const m = load<f64>(modes.multiplicity + (i << 3));
    const size = max(square(before + (i << 4)), square(after + (i << 4)));
    store<f64>(state + at, load<f64>(state + at) + m * size);
    store<f64>(errors + at, load<f64>(errors + at) + m * square(error + (i << 4)));
  }
}

// @ts-ignore: decorator
@inline
function square(z: usize): f64 {
  const product = f64x2.mul(v128.load(z), v128.load(z));
  return f64x2.extract_lane(product, 0) + f64x2.extract_lane(product, 1);
}

/** Running sums, in place. */
function accumulate(values: usize, count: i32): void {
  let sum = 0.0;
  for (let r: usize = 0; r < <usize>count; r++) {
    sum += load<f64>(values + (r << 3));
    store<f64>(values + (r << 3), sum);
  }
}

// @ts-ignore: decorator
@inline
function population(modes: Modes, from: i32, to: i32): f64 {
  return load<f64>(modes.population + (<usize>to << 3)) - load<f64>(modes.population + (<usize>(from - 1) << 3));
}

/** Mean of |h|² over the shells r/2 … 2r. */
// @ts-ignore: decorator
@inline
function octave(modes: Modes, cumulative: usize, r: i32): f64 {
  const from = max(1, r >> 1);
  const to = min(modes.shells - 1, 2 * r);
  const sum = load<f64>(cumulative + (<usize>to << 3)) - load<f64>(cumulative + (<usize>(from - 1) << 3));
  return sum / population(modes, from, to);
}
