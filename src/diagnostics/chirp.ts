import { Lines } from '../problem/lines.ts';

interface Complex {
  re: Float64Array;
  im: Float64Array;
}

/**
 * y_k = Σ_j x_j e^{2πi jk/n} for lengths with large prime factors, a line at a time. With jk = (j² + k² − (k−j)²)/2 it is
 * a convolution with the chirp c_j = e^{iπj²/n}, done on a power of two m ≥ 2n − 1 (Bluestein 1970). j² is reduced
 * mod 2n first, so that the chirp is exact to rounding for every n.
 */
export class Chirp {
  readonly most = 1;
  readonly work: Complex;
  private readonly lines: Lines;
  private readonly chirp: Complex;
  /** The transform of the conjugate chirp, /m. */
  private readonly kernel: Complex;

  constructor(readonly n: number) {
    let m = 2;
    while (m < 2 * n - 1) m *= 2;
    this.lines = new Lines(m);
    this.work = complex(n);
    this.chirp = complex(n);
    const padded = this.lines.work;
    for (let j = 0; j < n; j++) {
      const angle = (Math.PI * ((j * j) % (2 * n))) / n;
      this.chirp.re[j] = Math.cos(angle);
      this.chirp.im[j] = Math.sin(angle);
      for (const at of [j, (m - j) % m]) {
        padded.re[at] = this.chirp.re[j] / m;
        padded.im[at] = -this.chirp.im[j] / m;
      }
    }
    const { re, im } = this.lines.transform(1);
    this.kernel = { re: re.slice(), im: im.slice() };
  }

  transform(_count: number): Complex {
    const { work, chirp, kernel, lines } = this;
    const padded = lines.work;
    padded.re.fill(0);
    padded.im.fill(0);
    multiply(padded, work, chirp, this.n);
    const found = lines.transform(1);
    // Parts are exchanged: the next transform then goes back.
    multiply({ re: padded.im, im: padded.re }, found, kernel, lines.n);
    const { re, im } = lines.transform(1);
    multiply(work, { re: im, im: re }, chirp, this.n);
    return work;
  }
}

const complex = (n: number): Complex => ({ re: new Float64Array(n), im: new Float64Array(n) });

/** out = a b, entry by entry; out may be a. */
function multiply(out: Complex, a: Complex, b: Complex, n: number): void {
  for (let j = 0; j < n; j++) {
    const re = a.re[j] * b.re[j] - a.im[j] * b.im[j];
    out.im[j] = a.re[j] * b.im[j] + a.im[j] * b.re[j];
    out.re[j] = re;
  }
}
