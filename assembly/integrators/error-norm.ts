// The error of a step, measured shell by shell.
//
// In these flows the modes decay at very different rates, and for s > 1 the small high modes are the ones that
// stay: a plain L² norm lets early errors in them stand for ever. Each mode's error is therefore compared with
// the size of the modes within an octave of it:
//
//   error² = mean over modes of |e_k|² / (rtol · max(RMS of h over |k|/2 … 2|k|, FLOOR · largest such RMS, threshold))²
//
// (a mode counts as often as it stands in a full spectrum). One means: as large as was asked for.
import { allocate } from '../memory';
import { Modes } from '../spectral/modes';

/** Shells that are this much smaller than the largest are no longer resolved relatively to themselves. */
const FLOOR: f64 = 1e-4;

@unmanaged
export class ErrorNorm {
  relative: f64;
  threshold: f64;
  /** f64[shells]: 1 / (number of modes within an octave of the shell). */
  share: usize;
  /** f64[shells], scratch: running sums of |h|², its mean over each octave, and |e|² in each shell. */
  sums: usize;
  octaves: usize;
  errors: usize;
}

export function layErrorNorm(modes: Modes, relative: f64, threshold: f64): ErrorNorm {
  const norm = changetype<ErrorNorm>(allocate(offsetof<ErrorNorm>()));
  const bytes = <usize>modes.shells << 3;
  norm.relative = relative;
  norm.threshold = threshold;
  norm.share = allocate(bytes);
  norm.sums = allocate(bytes);
  norm.octaves = allocate(bytes);
  norm.errors = allocate(bytes);
  for (let r = 1; r < modes.shells; r++) {
    store<f64>(norm.share + (<usize>r << 3), 1 / overOctave(modes.population, r, modes.shells));
  }
  return norm;
}

/** `before`, `after`, `error`: spectra. Input that is not finite gives a value that is not ≤ 1. */
export function errorNorm(norm: ErrorNorm, modes: Modes, before: usize, after: usize, error: usize): f64 {
  const shells = modes.shells;
  sumByShell(norm, modes, before, after, error);
  let largest = 0.0;
  for (let r = 1; r < shells; r++) {
    const at = <usize>r << 3;
    const mean = overOctave(norm.sums, r, shells) * load<f64>(norm.share + at);
    store<f64>(norm.octaves + at, mean);
    largest = max(largest, mean);
  }
  const floor = max(FLOOR * FLOOR * largest, norm.threshold * norm.threshold);
  let sum = 0.0;
  for (let r: usize = 1; r < <usize>shells; r++) {
    const e = load<f64>(norm.errors + (r << 3));
    // No error is none, also where there is nothing to compare it with.
    if (e != 0) sum += e / max(load<f64>(norm.octaves + (r << 3)), floor);
  }
  const members = load<f64>(modes.population + (<usize>(shells - 1) << 3));
  return Math.sqrt(sum / members) / norm.relative;
}

/** sums[r] = Σ max(|before|², |after|²) over the shells up to r; errors[r] = Σ |error|² over shell r. */
function sumByShell(norm: ErrorNorm, modes: Modes, before: usize, after: usize, error: usize): void {
  const bytes = <usize>modes.shells << 3;
  memory.fill(norm.sums, 0, bytes);
  memory.fill(norm.errors, 0, bytes);
  for (let i: usize = 0, n = <usize>modes.count; i < n; i++) {
    const at = <usize>load<i32>(modes.shell + (i << 2)) << 3;
    const m = load<f64>(modes.multiplicity + (i << 3));
    const size = max(square(before + (i << 4)), square(after + (i << 4)));
    store<f64>(norm.sums + at, load<f64>(norm.sums + at) + m * size);
    store<f64>(norm.errors + at, load<f64>(norm.errors + at) + m * square(error + (i << 4)));
  }
  let sum = 0.0;
  for (let at: usize = 0; at < bytes; at += 8) {
    sum += load<f64>(norm.sums + at);
    store<f64>(norm.sums + at, sum);
  }
}

// @ts-ignore: decorator
@inline
function square(z: usize): f64 {
  const product = f64x2.mul(v128.load(z), v128.load(z));
  return f64x2.extract_lane(product, 0) + f64x2.extract_lane(product, 1);
}

/** Sum over the shells r/2 … 2r, from running sums. */
// @ts-ignore: decorator
@inline
function overOctave(cumulative: usize, r: i32, shells: i32): f64 {
  const below = max(1, r >> 1) - 1;
  const to = min(shells - 1, 2 * r);
  return load<f64>(cumulative + (<usize>to << 3)) - load<f64>(cumulative + (<usize>below << 3));
}
