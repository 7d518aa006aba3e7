// The passes of a Stockham transform (decimation in frequency) as AssemblyScript functions.
//
// A pass of radix r takes s interleaved sequences of length r m to r s sequences of length m:
//   y[q + s(r p + k)] = w^{pk} Σ_j e^{−2πi jk/r} x[q + s(p + m j)],  w = e^{−2πi/(r m)},
//   0 ≤ p < m, 0 ≤ q < s.
// The first pass has s = 1, the last m = 1 and no twiddles. `w` lists w^{pk} for p = 0 … m−1, k = 1 … r−1.
import { Pairs, Single } from './algebra.mjs';
import { butterfly, constants, sparseDft4 } from './butterflies.mjs';

const range = (n) => Array.from({ length: n }, (_, k) => k);
const indent = (lines, by) => lines.map((line) => ' '.repeat(by) + line).join('\n');

/** Pointers x1 … x{r−1}, each `step` bytes behind (or before) the last one. */
const streams = (name, r, step, sign = '+') =>
  range(r)
    .slice(1)
    .map((k) => `const ${name}${k}: usize = ${name}${k - 1} ${sign} ${step};`);

const splats = (r) =>
  Object.entries(constants[r]).map(([name, value]) => `const ${name} = f64x2.splat(${value});`);

/** Twiddle k of the table at `w`, one complex number in both lanes. */
const splatRoot = (e, k) => ({ r: e.splat('w', 16 * (k - 1)), i: e.splat('w', 16 * (k - 1) + 8) });

/** Loads, butterfly, twiddles, stores for block `u` of the streams x0 … and y0 …. */
function middleBody(e, r, u, root) {
  const a = range(r).map((j) => e.get(`x${j}`, 32 * u));
  butterfly[r](e, a, (k, z) => e.put(`y${k}`, k && root ? e.times(z, root(k)) : z, 32 * u));
}

/** The frame of a middle pass: q runs inside p; p = 0 is peeled off where it has a body of its own. */
function middlePass({ comment, name, constants, shift, root, hoisted, plain, turned, step, r }) {
  const row = (lines) => `    const end: usize = x0 + row;
    for (; x0 < end; x0 += ${step}, y0 += ${step}) {
${indent([...streams('x', r, 'apart'), ...streams('y', r, 'row'), ...lines], 6)}
    }
    y0 += ${r - 1} * row;
    w += ${root};
`;
  return `${comment}
export function ${name}(x0: usize, y0: usize, w: usize, m: i32, s: i32): void {
${indent(constants, 2)}
  const row: usize = <usize>s << ${shift};
  const apart: usize = row * m;
  const stop: usize = x0 + apart;
${plain ? `  {
${row(plain.lines)}  }
` : ''}  while (x0 < stop) {
${indent(hoisted, 4)}${hoisted.length ? '\n' : ''}${row(turned.lines)}  }
}
`;
}

/** Radices whose p = 0 is peeled off: the large ones are rare, and their code is long. */
const peels = (r) => r <= 4;

const peeled = (r) => (peels(r) ? '; p = 0 needs no twiddles' : '');

/**
 * A middle pass on blocks; also the last pass of a batch, with m = 1. Where registers allow, the twiddles
 * stay in them while q runs.
 */
export function middle(r, unroll) {
  const hoist = r <= 4;
  const hoisted = range(r)
    .slice(1)
    .flatMap((k) => [
      `const w${k}r = v128.load64_splat(w, ${16 * (k - 1)});`,
      `const w${k}i = v128.load64_splat(w, ${16 * (k - 1) + 8});`,
    ]);
  const plain = new Pairs();
  const turned = new Pairs();
  const root = (k) => (hoist ? { r: `w${k}r`, i: `w${k}i` } : splatRoot(turned, k));
  for (const u of range(unroll)) middleBody(plain, r, u, null);
  for (const u of range(unroll)) middleBody(turned, r, u, root);
  const multiple = unroll > 1 ? `, s a multiple of ${unroll}` : '';
  return middlePass({
    comment: `/** A middle pass of radix ${r} on s blocks${multiple}${peeled(r)}. */`,
    name: `middle${r}`,
    constants: splats(r),
    shift: 5,
    root: 16 * (r - 1),
    hoisted: hoist ? hoisted : [],
    plain: peels(r) ? plain : null,
    turned,
    step: 32 * unroll,
    r,
  });
}

/** The first pass of a batch: s is one block, so the twiddles change with every block. */
export function batchFirst(r) {
  const e = new Pairs();
  const a = range(r).map((j) => e.get(`x${j}`, 0));
  butterfly[r](e, a, (k, z) => e.put('y', k ? e.times(z, splatRoot(e, k)) : z, 32 * k));
  return `/** The first pass of radix ${r} on m ${r} blocks. */
export function batchFirst${r}(x0: usize, y: usize, w: usize, m: i32): void {
${indent(splats(r), 2)}
  const apart: usize = <usize>m << 5;
  const stop: usize = x0 + apart;
  for (; x0 < stop; x0 += 32, y += ${32 * r}, w += ${16 * (r - 1)}) {
${indent([...streams('x', r, 'apart'), ...e.lines], 4)}
  }
}
`;
}

/** The last pass of a batch. */
export function batchLast(r) {
  const e = new Pairs();
  middleBody(e, r, 0, null);
  return `/** The last pass of radix ${r} on s blocks. */
export function batchLast${r}(x0: usize, y0: usize, s: i32): void {
${indent(splats(r), 2)}
  const row: usize = <usize>s << 5;
  const stop: usize = x0 + row;
  for (; x0 < stop; x0 += 32, y0 += 32) {
${indent([...streams('x', r, 'row'), ...streams('y', r, 'row'), ...e.lines], 4)}
  }
}
`;
}

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

/** Any pass on interleaved data, one complex number a vector; `w` holds (c, c), (−s, s). */
export function single(r) {
  const plain = new Single();
  const turned = new Single();
  const root = (k) => ({ r: turned.load('w', 32 * (k - 1)), i: turned.load('w', 32 * (k - 1) + 16) });
  middleBody(plain, r, 0, null);
  middleBody(turned, r, 0, root);
  return middlePass({
    comment: `/** A pass of radix ${r} on s interleaved sequences${peeled(r)}. */`,
    name: `single${r}`,
    constants: ['const SIGN = f64x2(-1, 1);', ...splats(r)],
    shift: 4,
    root: 32 * (r - 1),
    hoisted: [],
    plain: peels(r) ? plain : null,
    turned,
    step: 16,
    r,
  });
}
