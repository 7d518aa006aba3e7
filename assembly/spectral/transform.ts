// Real fields on a grid n_0 × n_1 × n_2 ↔ their truncated half spectra, for one, two and three axes: the last
// axis by real transforms of rows, the others by complex transforms of gathered columns. Coefficients are
// normalised, f̂_k = (1/N) Σ_j f(x_j) e^{−2πi k·x_j}, and ordered as in modes.ts.
import { allocate } from '../memory';
import { complexForward, complexInverse, complexPlan } from '../fft/complex';
import { realForward, realInverse, realPlan } from '../fft/real';

@unmanaged
export class Transform {
  /** Points per axis; an axis that the problem lacks has one point and comes first. */
  n0: i32;
  n1: i32;
  n2: i32;
  /** Cutoffs K_i ≤ n_i/2; where K_i = n_i/2, the slots of K_i and −K_i hold the same mode (see modes.ts). */
  k0: i32;
  k1: i32;
  k2: i32;
  plan0: usize;
  plan1: usize;
  plan2: usize;
  /** Rows of last-axis modes, n_0 × n_1 × (K_2 + 1), and after the next axis n_0 × (2K_1 + 1) × (K_2 + 1). */
  rows: usize;
  planes: usize;
  /** One line, before and after its transform. */
  line: usize;
  image: usize;
}

export function layTransform(n0: i32, n1: i32, n2: i32, k0: i32, k1: i32, k2: i32): Transform {
  const t = changetype<Transform>(allocate(offsetof<Transform>()));
  t.n0 = n0;
  t.n1 = n1;
  t.n2 = n2;
  t.k0 = k0;
  t.k1 = k1;
  t.k2 = k2;
  t.plan2 = realPlan(n2);
  if (n1 > 1) t.plan1 = complexPlan(n1);
  if (n0 > 1) t.plan0 = complexPlan(n0);
  const longest = <usize>max(max(n0, n1), n2);
  t.line = allocate((longest + 2) << 4);
  t.image = allocate((longest + 2) << 4);
  if (n0 > 1 || n1 > 1) {
    t.rows = allocate((<usize>(n0 * n1 * (k2 + 1))) << 4);
    t.planes = allocate((<usize>(n0 * (2 * k1 + 1) * (k2 + 1))) << 4);
  }
  return t;
}

/** field (n_0 n_1 n_2 reals) → spectrum of the kept modes. */
export function toSpectrum(t: Transform, field: usize, spectrum: usize): void {
  const scale = 1.0 / (<f64>t.n0 * <f64>t.n1 * <f64>t.n2);
  const lines = t.n0 * t.n1;
  const width = <usize>(t.k2 + 1) << 4;
  const rows = lines > 1 ? t.rows : spectrum;
  for (let i = 0; i < lines; i++) {
    realForward(t.plan2, field + ((<usize>(i * t.n2)) << 3), t.image);
    copyScaled(t.image, rows + <usize>i * width, t.k2 + 1, scale);
  }
  if (lines == 1) return;
  analyseAxis(t, t.plan1, t.rows, t.planes, t.n0, t.n1, t.k1, t.k2 + 1);
  analyseAxis(t, t.plan0, t.planes, spectrum, 1, t.n0, t.k0, (2 * t.k1 + 1) * (t.k2 + 1));
}

/** spectrum of the kept modes → field; every other mode is zero. */
export function toField(t: Transform, spectrum: usize, field: usize): void {
  const lines = t.n0 * t.n1;
  const kept = t.k2 + 1;
  let rows = spectrum;
  if (lines > 1) {
    synthesiseAxis(t, t.plan0, spectrum, t.planes, 1, t.n0, t.k0, (2 * t.k1 + 1) * kept);
    synthesiseAxis(t, t.plan1, t.planes, t.rows, t.n0, t.n1, t.k1, kept);
    rows = t.rows;
  }
  const padding = (<usize>((t.n2 >> 1) + 1 - kept)) << 4;
  for (let i = 0; i < lines; i++) {
    memory.copy(t.line, rows + ((<usize>(i * kept)) << 4), <usize>kept << 4);
    memory.fill(t.line + (<usize>kept << 4), 0, padding);
    realInverse(t.plan2, t.line, field + ((<usize>(i * t.n2)) << 3));
  }
}

/** Forward transforms along the middle index of `from` [outer][n][inner], keeping |k| ≤ cutoff in `to`. */
function analyseAxis(t: Transform, plan: usize, from: usize, to: usize, outer: i32, n: i32, cutoff: i32, inner: i32): void {
  const stride = <usize>inner << 4;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const source = from + ((<usize>(o * n * inner + i)) << 4);
      const target = to + ((<usize>(o * (2 * cutoff + 1) * inner + i)) << 4);
      if (n == 1) {
        v128.store(target, v128.load(source));
        continue;
      }
      copyStrided(source, stride, t.line, 16, n);
      complexForward(plan, t.line, t.image);
      copyStrided(t.image, 16, target, stride, cutoff + 1);
      copyStrided(t.image + (<usize>(n - cutoff) << 4), 16, target + stride * (cutoff + 1), stride, cutoff);
    }
  }
}

/** Inverse of `analyseAxis`: modes beyond the cutoff are zero. */
function synthesiseAxis(t: Transform, plan: usize, from: usize, to: usize, outer: i32, n: i32, cutoff: i32, inner: i32): void {
  const stride = <usize>inner << 4;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const source = from + ((<usize>(o * (2 * cutoff + 1) * inner + i)) << 4);
      const target = to + ((<usize>(o * n * inner + i)) << 4);
      if (n == 1) {
        v128.store(target, v128.load(source));
        continue;
      }
      copyStrided(source, stride, t.line, 16, cutoff + 1);
      memory.fill(t.line + (<usize>(cutoff + 1) << 4), 0, <usize>max(0, n - 2 * cutoff - 1) << 4);
      copyStrided(source + stride * (cutoff + 1), stride, t.line + (<usize>(n - cutoff) << 4), 16, cutoff);
      complexInverse(plan, t.line, t.image);
      copyStrided(t.image, 16, target, stride, n);
    }
  }
}

function copyStrided(from: usize, fromStride: usize, to: usize, toStride: usize, count: i32): void {
  for (let i = 0; i < count; i++, from += fromStride, to += toStride) v128.store(to, v128.load(from));
}

function copyScaled(from: usize, to: usize, count: i32, scale: f64): void {
  const factor = f64x2.splat(scale);
  for (let i = 0; i < count; i++, from += 16, to += 16) v128.store(to, f64x2.mul(v128.load(from), factor));
}
