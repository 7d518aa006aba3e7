// The first and last passes of one sequence, where interleaved numbers and blocks meet, and those of a product.
// Notation: see passes.mjs.
import { Pairs } from './algebra.mjs';
import { butterfly, sparseDft4 } from './butterflies.mjs';
import { indent, range, splats, streams } from './text.mjs';

/** Twiddles for p, p + 1 in the lanes, then blocks of outputs k, k + 1 of p and of p + 1. */
function putNeighbours(e, r, b) {
  for (let k = 0; k < r; k += 2) {
    for (const q of [k, k + 1]) {
      if (q) b[q] = e.times(b[q], { r: e.load('w', 32 * (q - 1)), i: e.load('w', 32 * (q - 1) + 16) });
    }
    e.store('y', e.low(b[k].r, b[k + 1].r), 16 * k);
    e.store('y', e.low(b[k].i, b[k + 1].i), 16 * k + 16);
    e.store('y', e.high(b[k].r, b[k + 1].r), 16 * (k + r));
    e.store('y', e.high(b[k].i, b[k + 1].i), 16 * (k + r) + 16);
  }
}

/**
 * The first pass from interleaved input: p and p + 1 fill the lanes, and the outputs k and k + 1 of each become
 * a block (r even). Of an odd m the last p is left to the caller. `w` holds vectors: (c_p, c_{p+1}), (s_p, s_{p+1}).
 * Inverse: the input is read backwards, x[−p mod n], which turns the forward transform into the inverse.
 */
export function pairFirst(r, inverse) {
  const e = new Pairs();
  const a = range(r).map((j) => {
    const here = e.load(inverse && j === 0 ? 'first' : `x${j}`, inverse ? 16 : 0);
    const next = e.load(`x${j}`, inverse ? 0 : 16);
    return { r: e.low(here, next), i: e.high(here, next) };
  });
  const b = [];
  butterfly[r](e, a, (k, z) => (b[k] = z));
  putNeighbours(e, r, b);
  return `/** The first pass of radix ${r} from interleaved input to blocks${inverse ? ', reading backwards' : ''}. */
export function pairFirst${r}${inverse ? 'Inverse' : ''}(x${inverse ? '' : '0'}: usize, y: usize, w: usize, m: i32): void {
${indent(splats(r), 2)}
  const apart: usize = <usize>m << 4;
${indent(
  inverse
    ? ['let first: usize = x - 16;', `let x0: usize = first + ${r} * apart;`, 'const stop: usize = x0 - (apart & ~16);']
    : ['const stop: usize = x0 + (apart & ~16);'],
  2,
)}
  for (; x0 ${inverse ? '>' : '<'} stop; x0 ${inverse ? '-' : '+'}= 32, y += ${32 * r}, w += ${32 * (r - 1)}) {
${indent([...streams('x', r, 'apart', inverse ? '-' : '+'), ...e.lines, ...(inverse ? ['first = x0 - 32;'] : [])], 4)}
  }
}
`;
}

/** The last pass from blocks to interleaved output. */
export function pairLast(r) {
  const e = new Pairs();
  const a = range(r).map((j) => e.get(`x${j}`, 0));
  butterfly[r](e, a, (k, z) => {
    e.store(`y${k}`, e.low(z.r, z.i), 0);
    e.store(`y${k}`, e.high(z.r, z.i), 16);
  });
  return `/** The last pass of radix ${r} from s blocks to interleaved output. */
export function pairLast${r}(x0: usize, y0: usize, s: i32): void {
${indent(splats(r), 2)}
  const row: usize = <usize>s << 5;
  const stop: usize = x0 + row;
  for (; x0 < stop; x0 += 32, y0 += 32) {
${indent([...streams('x', r, 'row'), ...streams('y', r, 'row'), ...e.lines], 4)}
  }
}
`;
}

/**
 * The first pass of a product, radix 4 on m = 4Q points, straight from the half spectrum ĥ_0 … ĥ_K, K about
 * m/3: the input, read backwards for an inverse transform, is
 *   u_k = (1 − g_k) conj ĥ_k,  u_{m−k} = (1 + g_k) ĥ_k,  k ≤ K,  and zero in between.
 * Of the four streams u_p, u_{p+Q}, u_{p+2Q}, u_{p+3Q} the second ends at p = K − Q and the third begins at
 * p = 2Q − K: three loops. Where a pair of lanes straddles an end, the mode beyond K has the factor 0 and its
 * address is held at ĥ_K. `minus` holds 1 − g_k by k, `plus` holds 1 + g_k by 2Q − k, zeros beyond K.
 */
export function fluxFirst() {
  const factor = (e, here, next, table, offset, conjugate) => {
    const a = e.load(here, 0);
    const b = e.load(next, 0);
    const f = e.load(table, offset);
    const i = e.mul(e.high(a, b), f);
    return { r: e.mul(e.low(a, b), f), i: conjugate ? e.neg(i) : i };
  };
  const loop = (end, second, third) => {
    const e = new Pairs();
    const b = [];
    const a = [
      factor(e, 'x0', 'x0 + 16', 'minus', 0, true),
      second ? factor(e, 'x1', 'min(x1 + 16, top)', 'minus + half', 0, true) : null,
      third ? factor(e, 'min(x2, top)', 'x2 - 16', 'plus', 0, false) : null,
      factor(e, 'x3', 'x3 - 16', 'plus + half', 0, false),
    ];
    sparseDft4(e, a, (k, z) => (b[k] = z));
    putNeighbours(e, 4, b);
    return `  for (const end: usize = h + (<usize>(${end}) << 4); x0 < end; x0 += 32, x3 -= 32) {
${indent([...(second ? ['const x1: usize = x0 + apart;'] : []), ...(third ? ['const x2: usize = x3 + apart;'] : []), ...e.lines, 'minus += 16;', 'plus += 16;', 'y += 128;', 'w += 96;'], 4)}
  }
`;
  };
  return `/** The first pass of a product from the half spectrum h_0 … h_K; Q is a quarter of the points. */
export function fluxFirst4(h: usize, y: usize, w: usize, minus: usize, plus: usize, Q: i32, K: i32): void {
  const apart: usize = <usize>Q << 4;
  const half: usize = <usize>Q << 3;
  const top: usize = h + (<usize>K << 4);
  let x0: usize = h;
  let x3: usize = h + apart;
${loop('((K - Q) | 1) + 1', true, false)}${loop('(2 * Q - K) & ~1', false, false)}${loop('Q', false, true)}}
`;
}

/**
 * The last pass of a product: with z = h + i v it stores the real flux (h + ν) v in natural order and
 * returns the least h + ν of either lane (NaN-blind: callers watch the flux itself).
 */
export function fluxLast(r) {
  const e = new Pairs();
  const a = range(r).map((j) => e.get(`x${j}`, 0));
  butterfly[r](e, a, (k, z) => {
    const mu = e.add(z.r, e.load(`nu${k}`, 0));
    e.lines.push(`least = f64x2.pmin(least, ${mu});`);
    e.store(`y${k}`, e.mul(mu, z.i), 0);
  });
  return `/** The last pass of radix ${r} of a product on s blocks: y = (Re z + ν) Im z; returns the least Re z + ν. */
export function fluxLast${r}(x0: usize, y0: usize, nu0: usize, s: i32): v128 {
${indent(splats(r), 2)}
  let least = f64x2.splat(Infinity);
  const row: usize = <usize>s << 5;
  const half: usize = <usize>s << 4;
  const stop: usize = x0 + row;
  for (; x0 < stop; x0 += 32, y0 += 16, nu0 += 16) {
${indent([...streams('x', r, 'row'), ...streams('y', r, 'half'), ...streams('nu', r, 'half'), ...e.lines], 4)}
  }
  return least;
}
`;
}
