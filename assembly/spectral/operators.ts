// Symbols and sums over a truncated half spectrum (see modes.ts for its order and multiplicities).
import { allocate } from '../memory';
import { Modes } from './modes';

/** f64[count]: factor·|2πk|^{2q}, and 0 at k = 0 whatever q: the symbol of factor·(−Δ)^q on mean-free fields. */
export function symbol(modes: Modes, q: f64, factor: f64): usize {
  return powersOf(modes.lambda, modes.count, q, factor);
}

/** f64[count]: factor·λ^q for f64[count] at `lambda`, 0 where λ = 0. */
export function powersOf(lambda: usize, count: i32, q: f64, factor: f64): usize {
  const table = allocate(<usize>count << 3);
  fillPowers(lambda, count, q, factor, table);
  return table;
}

/** The same into a table that is there. */
export function fillPowers(lambda: usize, count: i32, q: f64, factor: f64, table: usize): void {
  for (let i: usize = 0, end = <usize>count << 3; i < end; i += 8) {
    const value = load<f64>(lambda + i);
    store<f64>(table + i, value == 0 ? 0 : factor * Math.pow(value, q));
  }
}

/** power[k] = multiplicity·|f̂_k|²; their sum is ‖f − mean‖² in L². */
export function powerSpectrum(modes: Modes, f: usize, power: usize): void {
  powerOf(modes.multiplicity, f, power, modes.count);
}

/** The same for n modes that begin at these addresses. */
export function powerOf(multiplicity: usize, f: usize, power: usize, n: i32): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const z = v128.load(f + (i << 4));
    const square = f64x2.mul(z, z);
    const m = load<f64>(multiplicity + (i << 3));
    store<f64>(power + (i << 3), m * (f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1)));
  }
}

/** Σ_i a_i b_i over n reals; with a symbol |2πk|^{2q} and a power spectrum, ‖f‖² in Ḣ^q. */
export function dot(a: usize, b: usize, n: i32): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  let i: usize = 0;
  const bytes = <usize>n << 3;
  const paired = bytes & ~31;
  for (; i < paired; i += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(a + i), v128.load(b + i)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(a + i, 16), v128.load(b + i, 16)));
  }
  const both = f64x2.add(even, odd);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < bytes; i += 8) sum += load<f64>(a + i) * load<f64>(b + i);
  return sum;
}

/** Σ_i x_i over n reals. */
export function sumOf(x: usize, n: i32): f64 {
  let sum = 0.0;
  for (let i: usize = 0, end = <usize>n << 3; i < end; i += 8) sum += load<f64>(x + i);
  return sum;
}

/** Σ_k w_k m_k Re(f̂_k conj ĝ_k) over n modes: the inner product of f and g weighted by the symbol w, m their multiplicities. */
export function innerProduct(multiplicity: usize, w: usize, f: usize, g: usize, n: i32): f64 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>n; i++) {
    const weight = load<f64>(w + (i << 3)) * load<f64>(multiplicity + (i << 3));
    const product = f64x2.mul(v128.load(f + (i << 4)), v128.load(g + (i << 4)));
    sum = f64x2.add(sum, f64x2.mul(f64x2.splat(weight), product));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
