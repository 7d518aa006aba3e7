/** Complex Fourier transforms of one length, of several lines at a time. */

/** Numbers that one array of work holds, about: four of them fit a processor's second cache. */
const BLOCK = 2 ** 13;
/** More lines at a time than this gain nothing. */
const MOST_LINES = 16;

interface Complex {
  re: Float64Array;
  im: Float64Array;
}

/**
 * y_k = Σ_j x_j e^{2πi jk/n}, of any length n (powers of two are fastest), by Stockham's algorithm
 * with decimation in frequency. Entry j of line l stands at j · count + l, so that all inner loops run over lines.
 */
export class Lines {
  /** How many lines are transformed together at most. */
  readonly most: number;
  /** Where the lines are to be put. */
  readonly work: Complex;
  private readonly other: Complex;
  /** e^{2πij/n}: each evaluated by itself, so that no rounding is carried along. */
  private readonly root: Complex;
  private readonly radices: number[];

  constructor(readonly n: number) {
    this.most = Math.max(1, Math.min(MOST_LINES, Math.floor(BLOCK / n)));
    const complex = () => ({ re: new Float64Array(n * this.most), im: new Float64Array(n * this.most) });
    this.work = complex();
    this.other = complex();
    this.root = {
      re: Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * j) / n)),
      im: Float64Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * j) / n)),
    };
    this.radices = radicesOf(n);
  }

  /** Transforms `count` lines in `work`, which loses them; the answer stands until the next call. */
  transform(count: number): Complex {
    let [from, to] = [this.work, this.other];
    let [length, stride] = [this.n, count];
    for (const p of this.radices) {
      const m = length / p;
      for (let q = 0; q < m; q++) this.butterflies(p, m, q, stride, from, to);
      [from, to] = [to, from];
      length = m;
      stride *= p;
    }
    return from;
  }

  /** y_{pq+k} = w^{qk} Σ_r x_{q+mr} e^{2πi rk/p}, w = e^{2πi/(pm)}, for k < p and each of `stride` entries. */
  private butterflies(p: number, m: number, q: number, stride: number, from: Complex, to: Complex): void {
    const place: Place = { at: q * stride, step: m * stride, to: p * q * stride, stride };
    // w^{qk} is root q k n/(pm).
    const turn = (q * this.n) / (p * m);
    if (p === 4) radix4(place, from, to, this.root, turn);
    else if (p === 2) radix2(place, from, to, this.root, turn);
    else anyRadix(p, place, from, to, this.root, turn);
  }
}

/** Where a butterfly reads, in steps, and writes, in strides. */
interface Place {
  at: number;
  step: number;
  to: number;
  stride: number;
}

function radicesOf(n: number): number[] {
  const radices: number[] = [];
  let rest = n;
  while (rest % 4 === 0) {
    radices.push(4);
    rest /= 4;
  }
  for (let p = 2; p * p <= rest; p++) {
    while (rest % p === 0) {
      radices.push(p);
      rest /= p;
    }
  }
  return rest > 1 ? [...radices, rest] : radices;
}

function radix2({ at, step, to, stride }: Place, x: Complex, y: Complex, root: Complex, turn: number): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const [c, s] = [root.re[turn], root.im[turn]];
  for (let t = 0; t < stride; t++) {
    const a = at + t;
    const b = a + step;
    const dr = xr[a] - xr[b];
    const di = xi[a] - xi[b];
    yr[to + t] = xr[a] + xr[b];
    yi[to + t] = xi[a] + xi[b];
    yr[to + t + stride] = c * dr - s * di;
    yi[to + t + stride] = c * di + s * dr;
  }
}

function radix4({ at, step, to, stride }: Place, x: Complex, y: Complex, root: Complex, turn: number): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const [c1, s1, c2, s2] = [root.re[turn], root.im[turn], root.re[2 * turn], root.im[2 * turn]];
  const [c3, s3] = [root.re[3 * turn], root.im[3 * turn]];
  for (let t = 0; t < stride; t++) {
    const a = at + t;
    const b = a + step;
    const c = b + step;
    const d = c + step;
    const acr = xr[a] + xr[c];
    const aci = xi[a] + xi[c];
    const amr = xr[a] - xr[c];
    const ami = xi[a] - xi[c];
    const bdr = xr[b] + xr[d];
    const bdi = xi[b] + xi[d];
    // i (b − d)
    const bmr = xi[d] - xi[b];
    const bmi = xr[b] - xr[d];
    const y0 = to + t;
    yr[y0] = acr + bdr;
    yi[y0] = aci + bdi;
    const y1 = y0 + stride;
    yr[y1] = c1 * (amr + bmr) - s1 * (ami + bmi);
    yi[y1] = c1 * (ami + bmi) + s1 * (amr + bmr);
    const y2 = y1 + stride;
    yr[y2] = c2 * (acr - bdr) - s2 * (aci - bdi);
    yi[y2] = c2 * (aci - bdi) + s2 * (acr - bdr);
    const y3 = y2 + stride;
    yr[y3] = c3 * (amr - bmr) - s3 * (ami - bmi);
    yi[y3] = c3 * (ami - bmi) + s3 * (amr - bmr);
  }
}

/** An odd prime p: x_r ± x_{p−r} are paired, which halves the products. */
function anyRadix(
  p: number,
  { at, step, to, stride }: Place,
  { re: xr, im: xi }: Complex,
  { re: yr, im: yi }: Complex,
  root: Complex,
  turn: number,
): void {
  const n = root.re.length;
  const half = (p - 1) / 2;
  for (let k = 0; k <= half; k++) {
    const back = k === 0 ? 0 : p - k;
    const [c, s] = [root.re[turn * k], root.im[turn * k]];
    const [cb, sb] = [root.re[turn * back], root.im[turn * back]];
    const [yk, yb] = [to + k * stride, to + back * stride];
    for (let t = 0; t < stride; t++) {
      const a = at + t;
      let er = xr[a];
      let ei = xi[a];
      let or = 0;
      let oi = 0;
      for (let r = 1; r <= half; r++) {
        const w = ((r * k) % p) * (n / p);
        const u = a + r * step;
        const v = a + (p - r) * step;
        er += root.re[w] * (xr[u] + xr[v]);
        ei += root.re[w] * (xi[u] + xi[v]);
        or -= root.im[w] * (xi[u] - xi[v]);
        oi += root.im[w] * (xr[u] - xr[v]);
      }
      yr[yk + t] = c * (er + or) - s * (ei + oi);
      yi[yk + t] = c * (ei + oi) + s * (er + or);
      if (k === 0) continue;
      yr[yb + t] = cb * (er - or) - sb * (ei - oi);
      yi[yb + t] = cb * (ei - oi) + sb * (er - or);
    }
  }
}
