// The passes of a Stockham transform (decimation in frequency) as AssemblyScript functions.
//
// A pass of radix r takes s interleaved sequences of length r m to r s sequences of length m:
//   y[q + s(r p + k)] = w^{pk} Σ_j e^{−2πi jk/r} x[q + s(p + m j)],  w = e^{−2πi/(r m)},
//   0 ≤ p < m, 0 ≤ q < s.
// The first pass has s = 1, the last m = 1 and no twiddles. `w` lists w^{pk} for p = 0 … m−1, k = 1 … r−1.
import { Pairs, Single } from './algebra.mjs';
import { butterfly } from './butterflies.mjs';
import { indent, range, splats, streams } from './text.mjs';

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

/**
 * Where the first pass of a batch finds its blocks: the arguments that say so, streams with their distance and step
 * in bytes, and how block j is loaded.
 */
const sources = {
  blocks: { name: 'batchFirst', from: 'blocks', streams: { x: ['5', 32] }, get: (e, j) => e.get(`x${j}`, 0) },
  product: {
    name: 'productFirst',
    from: 'the products of the numbers at x and f',
    streams: { x: ['5', 32], f: ['5', 32] },
    get(e, j) {
      const [x, f] = [e.get(`x${j}`, 0), e.get(`f${j}`, 0)];
      return { r: e.mul(x.r, f.r), i: e.mul(x.i, f.i) };
    },
  },
  rows: {
    name: 'rowsFirst',
    from: 'two rows of reals',
    streams: { a: ['4', 16], b: ['4', 16] },
    get(e, j) {
      const [a, b] = [e.load(`a${j}`, 0), e.load(`b${j}`, 0)];
      return { r: e.low(a, b), i: e.high(a, b) };
    },
  },
  columns: {
    name: 'columnsFirst',
    from: 'two interleaved columns, `row` bytes from one row to the next',
    streams: { x: ['row', 'row'] },
    get(e, j) {
      const [here, next] = [e.load(`x${j}`, 0), e.load(`x${j}`, 16)];
      return { r: e.low(here, next), i: e.high(here, next) };
    },
  },
};

/** The first pass of a batch: s is one block, so the twiddles change with every block. */
export function batchFirst(r, source) {
  const e = new Pairs();
  const { name, from, streams: inputs, get } = sources[source];
  const a = range(r).map((j) => get(e, j));
  butterfly[r](e, a, (k, z) => e.put('y', k ? e.times(z, splatRoot(e, k)) : z, 32 * k));
  const names = Object.keys(inputs);
  const [[lead, [distance, step]]] = Object.entries(inputs);
  const parameters = [...names.map((x) => `${x}0: usize`), ...(distance === 'row' ? ['row: usize'] : [])];
  return `/** The first pass of radix ${r} on m ${r} blocks: ${from}. */
export function ${name}${r}(${parameters.join(', ')}, y: usize, w: usize, m: i32): void {
${indent(splats(r), 2)}
  const apart: usize = <usize>m ${distance === 'row' ? '* row' : `<< ${distance}`};
  const stop: usize = ${lead}0 + apart;
  for (; ${lead}0 < stop; ${names.map((x) => `${x}0 += ${step}`).join(', ')}, y += ${32 * r}, w += ${16 * (r - 1)}) {
${indent([...names.flatMap((x) => streams(x, r, 'apart')), ...e.lines], 4)}
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

/** The last pass of a batch, to two interleaved columns. */
export function columnsLast(r) {
  const e = new Pairs();
  const a = range(r).map((j) => e.get(`x${j}`, 0));
  butterfly[r](e, a, (k, z) => {
    e.store(`y${k}`, e.low(z.r, z.i), 0);
    e.store(`y${k}`, e.high(z.r, z.i), 16);
  });
  const half = streams('y', r, 'far').map((line, k) => (k + 1 === r / 2 ? line.replace('far', 'far + gap') : line));
  return `/**
 * The last pass of radix ${r} on s blocks, to two interleaved columns, \`row\` bytes from one row to the next, and \`gap\`
 * more before the second half.
 */
export function columnsLast${r}(x0: usize, y0: usize, row: usize, gap: usize, s: i32): void {
${indent(splats(r), 2)}
  const apart: usize = <usize>s << 5;
  const far: usize = <usize>s * row;
  const stop: usize = x0 + apart;
  for (; x0 < stop; x0 += 32, y0 += row) {
${indent([...streams('x', r, 'apart'), ...half, ...e.lines], 4)}
  }
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
