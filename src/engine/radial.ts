/** Functions of a distance as the tables that assembly/particles/radial.ts reads. */

/** As there: coefficients and cells to an octave. */
const TERMS = 12;
const CELLS = 8;

/**
 * The table of f from 2^`first` to `end`, polynomials through Chebyshev's points on each cell: to rounding for functions
 * that are smooth but at 0, for a cell is a sixteenth of its distance from there.
 */
export function radialTable(f: (x: number) => number, first: number, end: number): Float64Array {
  const cells = Math.ceil((Math.log2(end) - first) * CELLS + 1);
  const table = new Float64Array(2 + cells * TERMS);
  table[0] = first;
  table[1] = cells;
  for (let i = 0; i < cells; i++) {
    const width = 2 ** (first + Math.floor(i / CELLS)) / CELLS;
    const middle = width * (CELLS + (i % CELLS) + 0.5);
    table.set(
      polynomial((t) => f(middle + t * width)),
      2 + i * TERMS,
    );
  }
  return table;
}

const nodes = Array.from({ length: TERMS }, (_, j) => Math.cos((Math.PI * (j + 0.5)) / TERMS));

/** Coefficients of powers of t of the polynomial through f at Chebyshev's points of [−½, ½]. */
function polynomial(f: (t: number) => number): number[] {
  const values = nodes.map((x) => f(x / 2));
  const sum = new Array<number>(TERMS).fill(0);
  // T_n as coefficients of powers of 2t.
  let [before, chebyshev] = [[] as number[], [1]];
  for (let n = 0; n < TERMS; n++) {
    const weight =
      ((n === 0 ? 1 : 2) / TERMS) *
      values.reduce((total, value, j) => total + value * Math.cos((Math.PI * n * (j + 0.5)) / TERMS), 0);
    chebyshev.forEach((c, power) => {
      sum[power] += weight * c * 2 ** power;
    });
    const next = [0, ...chebyshev.map((c) => (n === 0 ? 1 : 2) * c)];
    before.forEach((c, power) => {
      next[power] -= c;
    });
    [before, chebyshev] = [chebyshev, next];
  }
  return sum;
}
