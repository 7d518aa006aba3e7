// Linear combinations of complex vectors with real weights, one per mode (exponential schemes) or one for all
// (classical schemes: the weight is a single number). Vectors hold `count` interleaved complex numbers.

/** y = w ∘ x. */
export function scaleInto(x: usize, w: usize, perMode: bool, y: usize, count: i32): void {
  const end = x + (<usize>count << 4);
  const step: usize = perMode ? 8 : 0;
  for (; x < end; x += 16, y += 16, w += step) v128.store(y, f64x2.mul(v128.load64_splat(w), v128.load(x)));
}

/** y += w ∘ x. */
export function addScaled(x: usize, w: usize, perMode: bool, y: usize, count: i32): void {
  const end = x + (<usize>count << 4);
  const step: usize = perMode ? 8 : 0;
  for (; x < end; x += 16, y += 16, w += step) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(v128.load64_splat(w), v128.load(x))));
  }
}

/** y += w1 ∘ x1 + w2 ∘ x2, in one pass over y. */
export function addTwoScaled(x1: usize, w1: usize, x2: usize, w2: usize, perMode: bool, y: usize, count: i32): void {
  const end = x1 + (<usize>count << 4);
  const step: usize = perMode ? 8 : 0;
  for (; x1 < end; x1 += 16, x2 += 16, y += 16, w1 += step, w2 += step) {
    const first = f64x2.mul(v128.load64_splat(w1), v128.load(x1));
    const second = f64x2.mul(v128.load64_splat(w2), v128.load(x2));
    v128.store(y, f64x2.add(v128.load(y), f64x2.add(first, second)));
  }
}
