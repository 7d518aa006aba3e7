// The Kaiser–Bessel kernel φ(z) = I₀(β √(1−z²)) / I₀(β), |z| ≤ 1, that spreads a point over the w nearest points of
// a grid in each axis. Its transform is known in closed form, and of the kernels in use it leaves nearly the least
// aliasing for its width: Beatty, Nishimura and Pauly, IEEE Trans. Med. Imaging 24 (2005), (5) for β.
//
// A point that lies f ∈ [0, 1] before the first of its w grid points meets the kernel at z_j = 2(j + f)/w − 1,
// j < w. With τ = 2f − 1 that is a polynomial p_j(τ) to within the tolerance, and as φ is even
// p_{w−1−j}(τ) = p_j(−τ): the even and the odd part of half of them give all. Source of this evaluation: Barnett,
// Magland and af Klinteberg, SIAM J. Sci. Comput. 41 (2019), §5.3.
import { allocate } from '../memory';

@unmanaged
export class Kernel {
  /** w, even, and half of it: the taps stand in pairs. */
  width: i32;
  pairs: i32;
  beta: f64;
  /** Rows from the highest power of τ² down: f64x2[⌈pairs/2⌉] of the even parts, and as many of the odd parts / τ. */
  table: usize;
  tableEnd: usize;
}

/** Most terms of an even or odd part, for w = 16 and full precision. */
const MOST_TERMS: i32 = 12;
/** Chebyshev points at which p_j is sampled. */
const SAMPLES: i32 = 2 * MOST_TERMS + 8;

/** I₀(x), by its power series: all terms are positive. */
function bessel(x: f64): f64 {
  const quarter = 0.25 * x * x;
  let term = 1.0;
  let sum = 1.0;
  for (let k = 1.0; term > 1e-17 * sum; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

/** A kernel for grids of `upsampling` points per mode, with taps so right that they add little to `tolerance`. */
export function layKernel(width: i32, upsampling: f64, tolerance: f64): Kernel {
  const kernel = changetype<Kernel>(allocate(offsetof<Kernel>()));
  kernel.width = width;
  kernel.pairs = width >> 1;
  const scaled = <f64>width * (1 - 0.5 / upsampling);
  kernel.beta = Math.PI * Math.sqrt(scaled * scaled - 0.8);
  // Of the last modes an error of taps is a larger part: their share of the kernel is the smallest.
  const least = kernelTransform(kernel, 0.5 / upsampling) / kernelTransform(kernel, 0);
  layTable(kernel, 0.5 * tolerance * least);
  return kernel;
}

/** φ at z. */
function value(kernel: Kernel, z: f64): f64 {
  return bessel(kernel.beta * Math.sqrt(max(0, 1 - z * z))) / bessel(kernel.beta);
}

/** ∫ φ(2u/w) e^{−2πiuξ} du, u in grid spacings: w sinh(q) / (q I₀(β)), q² = β² − (πwξ)², which is positive here. */
export function kernelTransform(kernel: Kernel, xi: f64): f64 {
  const angle = Math.PI * <f64>kernel.width * xi;
  const q = Math.sqrt(kernel.beta * kernel.beta - angle * angle);
  return (<f64>kernel.width * Math.sinh(q)) / (q * bessel(kernel.beta));
}

/** Lays the polynomials, with as few terms as the tolerance allows. */
function layTable(kernel: Kernel, tolerance: f64): void {
  const taps = (kernel.pairs + 1) & ~1;
  const bytes = <usize>(SAMPLES * taps) << 3;
  const coefficients = allocate(bytes);
  let terms = 2;
  for (let j = 0; j < taps; j++) {
    const tap = coefficients + (<usize>(j * SAMPLES) << 3);
    chebyshev(kernel, j, tap);
    terms = max(terms, termsNeeded(tap, tolerance));
  }
  const row = <usize>taps << 4;
  kernel.table = allocate(row * <usize>terms);
  kernel.tableEnd = kernel.table + row * <usize>terms;
  const monomials = allocate(<usize>SAMPLES << 3);
  const work = allocate(<usize>SAMPLES << 4);
  for (let j = 0; j < taps; j++) {
    toMonomials(coefficients + (<usize>(j * SAMPLES) << 3), 2 * terms, monomials, work);
    for (let l = 0; l < terms; l++) {
      const at = kernel.table + row * <usize>(terms - 1 - l) + (<usize>j << 3);
      store<f64>(at, load<f64>(monomials + (<usize>l << 4)));
      store<f64>(at + (<usize>taps << 3), load<f64>(monomials + (<usize>l << 4), 8));
    }
  }
}

/** Chebyshev coefficients of p_j. */
function chebyshev(kernel: Kernel, j: i32, out: usize): void {
  for (let i = 0; i < SAMPLES; i++) {
    const angle = (Math.PI * (<f64>i + 0.5)) / <f64>SAMPLES;
    const f = 0.5 * (Math.cos(angle) + 1);
    const sample = value(kernel, (2 * (<f64>j + f)) / <f64>kernel.width - 1);
    for (let k = 0; k < SAMPLES; k++) {
      const at = out + (<usize>k << 3);
      const share = sample * Math.cos(<f64>k * angle) * ((k == 0 ? 1.0 : 2.0) / <f64>SAMPLES);
      store<f64>(at, load<f64>(at) + share);
    }
  }
}

/** Least number of pairs of terms beyond which the coefficients sum to less than the tolerance. */
function termsNeeded(coefficients: usize, tolerance: f64): i32 {
  let terms = MOST_TERMS;
  let rest = 0.0;
  while (terms > 1) {
    const at = coefficients + (<usize>terms << 4) - 16;
    rest += abs(load<f64>(at)) + abs(load<f64>(at, 8));
    if (rest > tolerance) break;
    terms--;
  }
  return terms;
}

/**
 * Σ_{k<n} c_k T_k(τ) = Σ_{k<n} a_k τ^k: Clenshaw's rule, b_k = c_k + 2τ b_{k+1} − b_{k+2}, on polynomials. `work` is
 * f64[2][n].
 */
function toMonomials(c: usize, n: i32, out: usize, work: usize): void {
  const size = <usize>n << 3;
  memory.fill(work, 0, 2 * size);
  for (let k = n - 1; k >= 0; k--) {
    // b_k takes the place of b_{k+2}; the last one is c_0 + τ b_1 − b_2.
    const next = k > 0 ? work + <usize>(k & 1) * size : out;
    const after = work + <usize>(k & 1) * size;
    const last = work + <usize>((k + 1) & 1) * size;
    const factor: f64 = k > 0 ? 2 : 1;
    for (let i: usize = 0; i < size; i += 8) {
      const shifted = i > 0 ? factor * load<f64>(last + i - 8) : load<f64>(c + (<usize>k << 3));
      store<f64>(next + i, shifted - load<f64>(after + i));
    }
  }
}
