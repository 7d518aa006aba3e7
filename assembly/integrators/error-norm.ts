// The error of a step, measured shell by shell.
//
// In these flows the modes decay at very different rates, and for s > 1 the small high modes are the ones that
// stay: a plain L² norm lets early errors in them stand for ever. Each mode's error is therefore compared with
// the size of the modes within an octave of it:
//
//   error² = mean over modes of |e_k|² / (rtol · max(RMS of h over |k|/2 … 2|k|, FLOOR · largest such RMS, threshold))²
//
// (a mode counts as often as it stands in a full spectrum). One means: as large as was asked for.
//
// The error is formed, filtered and summed block by block, while it is in the cache. Each block has sums of its own,
// which are then added in the order of the blocks: the same to the last bit however many threads form them.
import { filterPart } from '../flow/filter';
import { Flow } from '../flow/flow';
import { allocate } from '../memory';
import { Modes } from '../spectral/modes';
import { parallel } from '../threads/team';
import { formPart } from './combine';

/** Shells that are this much smaller than the largest are no longer resolved relatively to themselves. */
const FLOOR: f64 = 1e-4;

@unmanaged
export class ErrorNorm {
  relative: f64;
  threshold: f64;
  /** f64[shells]: 1 / (number of modes within an octave of the shell). */
  share: usize;
  /** Blocks of modes, and modes of a block. */
  blocks: i32;
  block: i32;
  /** f64[blocks][2][shells], scratch: |h|² and |e|² in each shell. The first becomes the sum of all. */
  sums: usize;
  /** f64[shells], scratch: the mean of |h|² over each octave. */
  octaves: usize;
}

/** Blocks at most, and modes for each shell that a block has at least: adding the sums up has to cost little. */
const MOST_BLOCKS: i32 = 64;
const MODES_PER_SHELL: i32 = 8;

export function layErrorNorm(modes: Modes, relative: f64, threshold: f64): ErrorNorm {
  const norm = changetype<ErrorNorm>(allocate(offsetof<ErrorNorm>()));
  const bytes = <usize>modes.shells << 3;
  norm.relative = relative;
  norm.threshold = threshold;
  norm.share = allocate(bytes);
  norm.blocks = max(1, min(MOST_BLOCKS, modes.count / (MODES_PER_SHELL * modes.shells)));
  norm.block = (modes.count + norm.blocks - 1) / norm.blocks;
  norm.sums = allocate(2 * bytes * <usize>norm.blocks);
  norm.octaves = allocate(bytes);
  for (let r = 1; r < modes.shells; r++) {
    store<f64>(norm.share + (<usize>r << 3), 1 / overOctave(modes.population, r, modes.shells));
  }
  return norm;
}

/**
 * The error of the step from flow.h to flow.candidate, which flow.sum is about to form in flow.work. Input that is not
 * finite gives a value that is not ≤ 1.
 */
export function errorNorm(flow: Flow): f64 {
  const norm = flow.errorNorm;
  const shells = flow.modes.shells;
  parallel(sumByShell, changetype<usize>(flow), norm.blocks);
  addBlocks(norm, shells);
  const errors = norm.sums + (<usize>shells << 3);
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
    const e = load<f64>(errors + (r << 3));
    // No error is none, also where there is nothing to compare it with.
    if (e != 0) sum += e / max(load<f64>(norm.octaves + (r << 3)), floor);
  }
  const members = load<f64>(flow.modes.population + (<usize>(shells - 1) << 3));
  return Math.sqrt(sum / members) / norm.relative;
}

function sumByShell(context: usize, begin: i32, end: i32, _thread: i32): void {
  const flow = changetype<Flow>(context);
  const norm = flow.errorNorm;
  for (let block = begin; block < end; block++) {
    const first = block * norm.block;
    const last = min(flow.modes.count, first + norm.block);
    formPart(flow.sum, first, last);
    // What is filtered out of the solution is no error of it either.
    filterPart(flow, flow.work, first, last);
    sumPart(flow, first, last, norm.sums + ((<usize>(2 * block * flow.modes.shells)) << 3));
  }
}

/** To `sums`: Σ max(|h|², |candidate|²) and Σ |error|² over the modes of each shell among those from `first` to before `last`. */
function sumPart(flow: Flow, first: i32, last: i32, sums: usize): void {
  const modes = flow.modes;
  const shells = <usize>modes.shells << 3;
  memory.fill(sums, 0, 2 * shells);
  for (let i = <usize>first; i < <usize>last; i++) {
    const at = sums + (<usize>load<i32>(modes.shell + (i << 2)) << 3);
    const m = load<f64>(modes.multiplicity + (i << 3));
    const size = max(square(flow.h + (i << 4)), square(flow.candidate + (i << 4)));
    store<f64>(at, load<f64>(at) + m * size);
    store<f64>(at + shells, load<f64>(at + shells) + m * square(flow.work + (i << 4)));
  }
}

/** Adds the blocks up in the first one; of |h|² it keeps running sums. */
function addBlocks(norm: ErrorNorm, shells: i32): void {
  const bytes = <usize>shells << 4;
  for (let block: usize = 1; block < <usize>norm.blocks; block++) {
    const other = norm.sums + block * bytes;
    for (let at: usize = 0; at < bytes; at += 8) {
      store<f64>(norm.sums + at, load<f64>(norm.sums + at) + load<f64>(other + at));
    }
  }
  let sum = 0.0;
  for (let at = norm.sums, end = norm.sums + (bytes >> 1); at < end; at += 8) {
    sum += load<f64>(at);
    store<f64>(at, sum);
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
