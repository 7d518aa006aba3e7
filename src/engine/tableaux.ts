/**
 * Integrators as tables. For y' = Ly + N(y) with diagonal L and z = hL, a scheme of s stages is
 *
 *   Y_i = φ_0(c_i z) y + Σ_{j<i} a_ij(z) N(Y_j),   y⁺ = φ_0(z) y + Σ_j b_j(z) N(Y_j),
 *   error = Σ_j e_j(z) N(Y_j) + e_s(z) N(y⁺),
 *
 * where weights are h times numbers (classical schemes, L = 0) or h times sums of φ-functions.
 */
import type { IntegratorName } from '../problem/types.ts';

/** coefficient · φ_m(c z). */
export type PhiTerm = readonly [coefficient: number, m: 0 | 1 | 2 | 3, c: number];
/** A number, or a sum of φ-functions. */
export type Weight = number | readonly PhiTerm[];

export interface Tableau {
  readonly name: string;
  /** Order of convergence. */
  readonly order: number;
  readonly exponential: boolean;
  /** c_0 … c_{s−1}, c_0 = 0. */
  readonly nodes: readonly number[];
  /** Row i − 1 holds a_i0 … a_i,i−1, for i = 1 … s−1. */
  readonly stages: readonly (readonly Weight[])[];
  /** b_0 … b_{s−1}. */
  readonly solution: readonly Weight[];
  /** e_0 … e_s; adaptive pairs alone. */
  readonly error?: readonly Weight[];
  /** Order of the estimate that the error is the difference to. */
  readonly errorOrder?: number;
  readonly source: string;
}

const euler: Tableau = {
  name: 'euler',
  order: 1,
  exponential: false,
  nodes: [0],
  stages: [],
  solution: [1],
  source: 'Euler 1768',
};

const heun: Tableau = {
  name: 'heun',
  order: 2,
  exponential: false,
  nodes: [0, 1],
  stages: [[1]],
  solution: [1 / 2, 1 / 2],
  source: 'Heun, Z. Math. Phys. 45 (1900); SSP-RK2 of Shu and Osher',
};

const ssprk3: Tableau = {
  name: 'ssprk3',
  order: 3,
  exponential: false,
  nodes: [0, 1, 1 / 2],
  stages: [[1], [1 / 4, 1 / 4]],
  solution: [1 / 6, 1 / 6, 2 / 3],
  source: 'Shu and Osher, J. Comput. Phys. 77 (1988), (2.18)',
};

const rk4: Tableau = {
  name: 'rk4',
  order: 4,
  exponential: false,
  nodes: [0, 1 / 2, 1 / 2, 1],
  stages: [[1 / 2], [0, 1 / 2], [0, 0, 1]],
  solution: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
  source: 'Kutta, Z. Math. Phys. 46 (1901)',
};

/** b₀, b₁ = b₂ and b₃ of Cox and Matthews, in φ-functions of z. */
const first: Weight = [
  [1, 1, 1],
  [-3, 2, 1],
  [4, 3, 1],
];
const middle: Weight = [
  [2, 2, 1],
  [-4, 3, 1],
];
const last: Weight = [
  [-1, 2, 1],
  [4, 3, 1],
];
const minusLast: Weight = [
  [1, 2, 1],
  [-4, 3, 1],
];
const half: Weight = [[1 / 2, 1, 1 / 2]];

const etdrk4: Tableau = {
  name: 'etdrk4',
  order: 4,
  exponential: true,
  nodes: [0, 1 / 2, 1 / 2, 1],
  // a_30 = ½ φ_1(z/2) (φ_0(z/2) − 1), which equals φ_1(z) − φ_1(z/2).
  stages: [
    [half],
    [0, half],
    [
      [
        [1, 1, 1],
        [-1, 1, 1 / 2],
      ],
      0,
      [[1, 1, 1 / 2]],
    ],
  ],
  solution: [first, middle, middle, last],
  source: 'Cox and Matthews, J. Comput. Phys. 176 (2002), (26)–(29)',
};

const etd43: Tableau = {
  ...etdrk4,
  name: 'etd43',
  // The embedded solution takes N(y⁺), the first stage of the next step, in place of the last stage.
  error: [0, 0, 0, minusLast, last],
  errorOrder: 3,
  source: `${etdrk4.source}; error by the reused last stage`,
};

const dopri54: Tableau = {
  name: 'dopri54',
  order: 5,
  exponential: false,
  nodes: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1],
  stages: [
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  ],
  solution: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  error: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40],
  errorOrder: 4,
  source: 'Dormand and Prince, J. Comput. Appl. Math. 6 (1980), RK5(4)7M',
};

const bosh32: Tableau = {
  name: 'bosh32',
  order: 3,
  exponential: false,
  nodes: [0, 1 / 2, 3 / 4],
  stages: [[1 / 2], [0, 3 / 4]],
  solution: [2 / 9, 1 / 3, 4 / 9],
  error: [-5 / 72, 1 / 12, 1 / 9, -1 / 8],
  errorOrder: 2,
  source: 'Bogacki and Shampine, Appl. Math. Lett. 2 (1989)',
};

/** Every integrator by its name. */
export const tableaux: Readonly<Record<IntegratorName, Tableau>> = {
  etd43,
  dopri54,
  bosh32,
  euler,
  heun,
  ssprk3,
  rk4,
  etdrk4,
};

/** Value of a weight at z = 0, where φ_m = 1/m!. */
export function atZero(weight: Weight): number {
  if (typeof weight === 'number') return weight;
  const inverseFactorial = [1, 1, 1 / 2, 1 / 6];
  return weight.reduce((sum, [coefficient, m]) => sum + coefficient * inverseFactorial[m], 0);
}

/**
 * Lays a tableau down as the words that assembly/integrators/tableau.ts reads. Weights that stand in several
 * places are stored once; zero weights not at all.
 */
export function tableauWords(tableau: Tableau): Float64Array {
  const terms = (weight: Weight): readonly PhiTerm[] =>
    typeof weight === 'number' ? [[weight, 0, 0]] : weight;
  const isZero = (weight: Weight) => weight === 0;
  const rows = [...tableau.stages, tableau.solution, ...(tableau.error ? [tableau.error] : [])];
  const keys = [
    ...new Set(
      rows
        .flat()
        .filter((w) => !isZero(w))
        .map((w) => JSON.stringify(terms(w))),
    ),
  ];
  const weights = keys.map((key) => JSON.parse(key) as PhiTerm[]);

  const args = [...new Set([...tableau.nodes.slice(1), 1, ...weights.flat().map(([, , c]) => c)])];

  const words = [tableau.nodes.length, tableau.errorOrder ?? 0, Number(tableau.exponential)];
  words.push(args.length, weights.length, rows.length, ...args);
  for (const weight of weights) {
    words.push(weight.length);
    for (const [coefficient, m, c] of weight) words.push(coefficient, m, args.indexOf(c));
  }
  rows.forEach((row, i) => {
    const node = i < tableau.stages.length ? tableau.nodes[i + 1] : i === tableau.stages.length ? 1 : null;
    const entries = row.flatMap((w, j) => (isZero(w) ? [] : [[j, keys.indexOf(JSON.stringify(terms(w)))]]));
    words.push(node === null ? -1 : args.indexOf(node), entries.length, ...entries.flat());
  });
  return Float64Array.from(words);
}
