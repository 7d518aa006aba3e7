// What spreading costs at least. Every point adds its share of 4 pairs of taps in each of `rows` rows
// to a buffer that stays in the cache; neither taps nor places are computed. Compiled by bench/nufft.mjs.

/** Bytes of a row of the buffer: of a tile of 32 points and a kernel of 8. */
const ROW: usize = 42 << 3;

export function bare(points: i32, rows: i32): void {
  const buffer: usize = 0;
  const x0 = f64x2.splat(0.1);
  const x1 = f64x2.splat(0.2);
  const x2 = f64x2.splat(0.3);
  const x3 = f64x2.splat(0.4);
  let state: u32 = 1;
  for (let i = 0; i < points; i++) {
    state = state * 1664525 + 1013904223;
    let at = buffer + <usize>((state >> 12) & 15) * ROW + ((<usize>(state >> 20) & 30) << 3);
    const weight = f64x2.splat(<f64>(state >> 8));
    for (let row = 0; row < rows; row++, at += ROW) {
      v128.store(at, f64x2.add(v128.load(at), f64x2.mul(weight, x0)));
      v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(weight, x1)), 16);
      v128.store(at, f64x2.add(v128.load(at, 32), f64x2.mul(weight, x2)), 32);
      v128.store(at, f64x2.add(v128.load(at, 48), f64x2.mul(weight, x3)), 48);
    }
  }
}
