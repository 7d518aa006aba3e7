// Linear combinations Σ_i w_i ∘ x_i of complex vectors with real weights, one per mode (exponential schemes) or
// one for all (classical schemes: the weight is a single number). Vectors hold `count` interleaved complex
// numbers. A block of the sum stays in the first cache while its terms are added, three at a time: each vector is
// read once and the sum written once, however many terms there are.
import { allocate } from '../memory';
import { parallel } from '../threads/team';

/** Modes of a block. */
const BLOCK: i32 = 512;
/** Terms at most: more than any tableau has in a row. */
const MOST_TERMS: i32 = 16;

/** A combination: its terms are gathered one by one, then it is formed in one pass. */
@unmanaged
export class Combination {
  out: usize;
  count: i32;
  /** Bytes from one mode's weight to the next: 8, or 0 where one weight serves all or `index` says which. */
  stride: usize;
  /** u32[count]: which of the weights is a mode's; or 0. */
  index: usize;
  terms: i32;
  /** usize[MOST_TERMS][2]: a vector and its weights. */
  gathered: usize;
}

export function layCombination(): Combination {
  const sum = changetype<Combination>(allocate(offsetof<Combination>()));
  sum.gathered = allocate(<usize>MOST_TERMS << 3);
  return sum;
}

export function beginCombination(sum: Combination, out: usize, count: i32, perMode: bool, index: usize = 0): void {
  sum.out = out;
  sum.count = count;
  sum.stride = perMode && !index ? 8 : 0;
  sum.index = perMode ? index : 0;
  sum.terms = 0;
}

export function addTerm(sum: Combination, x: usize, w: usize): void {
  if (sum.terms == MOST_TERMS) unreachable();
  const at = sum.gathered + (<usize>sum.terms << 3);
  store<usize>(at, x);
  store<usize>(at, w, 4);
  sum.terms += 1;
}

/** Forms the whole combination. */
export function formCombination(sum: Combination): void {
  parallel(formBlocks, changetype<usize>(sum), (sum.count + BLOCK - 1) / BLOCK);
}

function formBlocks(context: usize, begin: i32, end: i32, _thread: i32): void {
  const sum = changetype<Combination>(context);
  formPart(sum, begin * BLOCK, min(sum.count, end * BLOCK));
}

/** Forms the modes from `begin` to before `end`. */
export function formPart(sum: Combination, begin: i32, end: i32): void {
  for (let first = begin; first < end; first += BLOCK) {
    const count = min(BLOCK, end - first);
    for (let term = 0; term < sum.terms; term += 3) {
      if (sum.index) passes(sum, term, first, count, true);
      else passes(sum, term, first, count, false);
    }
  }
}

// @ts-ignore: decorator
@inline
function passes(sum: Combination, term: i32, first: i32, count: i32, indexed: bool): void {
  const left = sum.terms - term;
  if (term == 0) {
    if (left == 1) pass(sum, term, first, count, 1, false, indexed);
    else if (left == 2) pass(sum, term, first, count, 2, false, indexed);
    else pass(sum, term, first, count, 3, false, indexed);
  } else {
    if (left == 1) pass(sum, term, first, count, 1, true, indexed);
    else if (left == 2) pass(sum, term, first, count, 2, true, indexed);
    else pass(sum, term, first, count, 3, true, indexed);
  }
}

/** Address of mode `first` in the vector of a term, and of its weight. */
// @ts-ignore: decorator
@inline
function vectorOf(sum: Combination, term: i32, first: i32): usize {
  return load<usize>(sum.gathered + (<usize>term << 3)) + (<usize>first << 4);
}
// @ts-ignore: decorator
@inline
function weightOf(sum: Combination, term: i32, first: i32): usize {
  return load<usize>(sum.gathered + (<usize>term << 3), 4) + <usize>first * sum.stride;
}

/** Inlined with constant `terms`, `keep` and `indexed`, so that each case is a loop without branches. */
// @ts-ignore: decorator
@inline
function pass(sum: Combination, term: i32, first: i32, count: i32, terms: i32, keep: bool, indexed: bool): void {
  const stride = sum.stride;
  let y = sum.out + (<usize>first << 4);
  let x1 = vectorOf(sum, term, first);
  let w1 = weightOf(sum, term, first);
  let x2 = terms > 1 ? vectorOf(sum, term + 1, first) : 0;
  let w2 = terms > 1 ? weightOf(sum, term + 1, first) : 0;
  let x3 = terms > 2 ? vectorOf(sum, term + 2, first) : 0;
  let w3 = terms > 2 ? weightOf(sum, term + 2, first) : 0;
  const end = x1 + (<usize>count << 4);
  let index = sum.index + (<usize>first << 2);
  while (x1 < end) {
    let at: usize = 0;
    if (indexed) {
      at = <usize>load<u32>(index) << 3;
      index += 4;
    }
    let z = f64x2.mul(v128.load64_splat(w1 + at), v128.load(x1));
    if (terms > 1) z = f64x2.add(z, f64x2.mul(v128.load64_splat(w2 + at), v128.load(x2)));
    if (terms > 2) z = f64x2.add(z, f64x2.mul(v128.load64_splat(w3 + at), v128.load(x3)));
    v128.store(y, keep ? f64x2.add(v128.load(y), z) : z);
    y += 16;
    x1 += 16;
    if (!indexed) w1 += stride;
    if (terms > 1) {
      x2 += 16;
      if (!indexed) w2 += stride;
    }
    if (terms > 2) {
      x3 += 16;
      if (!indexed) w3 += stride;
    }
  }
}
