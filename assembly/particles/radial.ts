// A function of the distance alone, tabulated for distances of every size: eight cells to each octave, a polynomial
// on each. Cells are found from the bits of the number, so that no logarithm is taken. src/engine/radial.ts fits it.
//
// The words of a table are f64: the first octave e (the table begins at 2^e), the number of cells, then 12
// coefficients c_p a cell, Σ c_p t^p, t ∈ [−½, ½] from one end of the cell to the other.
export const RADIAL_TERMS: usize = 12;
const CELL_BITS: u64 = 3;

/** The value at x > 0: that of the first cell's left end below the table, 0 beyond it. */
// @ts-ignore: decorator
@inline
export function radialAt(table: usize, x: f64): f64 {
  const first = <i32>load<f64>(table);
  const cells = <i32>load<f64>(table, 8);
  const bits = reinterpret<u64>(x);
  const cell = <i32>(bits >> (52 - CELL_BITS)) - ((first + 1023) << <i32>CELL_BITS);
  if (cell >= cells) return 0;
  let at = table + 16;
  let t = -0.5;
  if (cell >= 0) {
    at += <usize>cell * (RADIAL_TERMS << 3);
    // The bits below the cell's, as a fraction of it.
    const below = (bits << (12 + CELL_BITS)) >> 12;
    t = reinterpret<f64>(0x3ff0000000000000 | below) - 1.5;
  }
  let sum = load<f64>(at, 88);
  sum = sum * t + load<f64>(at, 80);
  sum = sum * t + load<f64>(at, 72);
  sum = sum * t + load<f64>(at, 64);
  sum = sum * t + load<f64>(at, 56);
  sum = sum * t + load<f64>(at, 48);
  sum = sum * t + load<f64>(at, 40);
  sum = sum * t + load<f64>(at, 32);
  sum = sum * t + load<f64>(at, 24);
  sum = sum * t + load<f64>(at, 16);
  sum = sum * t + load<f64>(at, 8);
  return sum * t + load<f64>(at);
}
