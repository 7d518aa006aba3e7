// Linear combinations Σ_i w_i ∘ x_i of complex vectors with real weights, one per mode (exponential schemes) or
// one for all (classical schemes: the weight is a single number). Vectors hold `count` interleaved complex
// numbers. Up to three terms go in one pass: these vectors stream through the cache, so passes are what counts.

/** The operands of one combination, gathered one by one and summed into `out` three at a time. */
@unmanaged
export class Combination {
  out: usize;
  count: i32;
  /** Bytes from one mode's weight to the next: 8, or 0 where one weight serves all. */
  stride: usize;
  /** Operands gathered and not yet summed. */
  waiting: i32;
  x1: usize;
  w1: usize;
  x2: usize;
  w2: usize;
  x3: usize;
  w3: usize;
  /** Whether `out` holds a partial sum already. */
  begun: bool;
}

export function beginCombination(sum: Combination, out: usize, count: i32, perMode: bool): void {
  sum.out = out;
  sum.count = count;
  sum.stride = perMode ? 8 : 0;
  sum.waiting = 0;
  sum.begun = false;
}

export function addTerm(sum: Combination, x: usize, w: usize): void {
  if (sum.waiting == 3) flush(sum);
  if (sum.waiting == 0) {
    sum.x1 = x;
    sum.w1 = w;
  } else if (sum.waiting == 1) {
    sum.x2 = x;
    sum.w2 = w;
  } else {
    sum.x3 = x;
    sum.w3 = w;
  }
  sum.waiting += 1;
}

/** Sums what was gathered; `out` is complete afterwards. */
export function flush(sum: Combination): void {
  if (sum.begun) {
    if (sum.waiting == 1) pass(sum, 1, true);
    else if (sum.waiting == 2) pass(sum, 2, true);
    else pass(sum, 3, true);
  } else {
    if (sum.waiting == 1) pass(sum, 1, false);
    else if (sum.waiting == 2) pass(sum, 2, false);
    else pass(sum, 3, false);
  }
  sum.begun = true;
  sum.waiting = 0;
}

/** Inlined with constant `terms` and `keep`, so that each case is a loop without branches. */
// @ts-ignore: decorator
@inline
function pass(sum: Combination, terms: i32, keep: bool): void {
  const stride = sum.stride;
  const end = sum.x1 + (<usize>sum.count << 4);
  let y = sum.out;
  let x1 = sum.x1;
  let w1 = sum.w1;
  let x2 = sum.x2;
  let w2 = sum.w2;
  let x3 = sum.x3;
  let w3 = sum.w3;
  while (x1 < end) {
    let z = f64x2.mul(v128.load64_splat(w1), v128.load(x1));
    if (terms > 1) z = f64x2.add(z, f64x2.mul(v128.load64_splat(w2), v128.load(x2)));
    if (terms > 2) z = f64x2.add(z, f64x2.mul(v128.load64_splat(w3), v128.load(x3)));
    v128.store(y, keep ? f64x2.add(v128.load(y), z) : z);
    y += 16;
    x1 += 16;
    w1 += stride;
    if (terms > 1) {
      x2 += 16;
      w2 += stride;
    }
    if (terms > 2) {
      x3 += 16;
      w3 += stride;
    }
  }
}
