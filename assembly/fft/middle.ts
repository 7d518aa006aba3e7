import * as kernel from './kernels';

/** A middle pass on s blocks, whichever its radix. */
export function middlePass(radix: i32, x: usize, y: usize, roots: usize, m: i32, s: i32): void {
  switch (radix) {
    case 3: { kernel.middle3(x, y, roots, m, s); break; }
    case 4: { kernel.middle4(x, y, roots, m, s); break; }
    case 5: { kernel.middle5(x, y, roots, m, s); break; }
    default: kernel.middle7(x, y, roots, m, s);
  }
}
