// The exponential of a semicircle, φ(z) = e^{β(√(1−z²) − 1)} for |z| ≤ 1, β = 2.3 w: the kernel that spreads a
// point over the w nearest points of a grid. Source: Barnett, Magland and af Klinteberg, SIAM J. Sci. Comput.
// 41 (2019), (1.8) and §3.
//
// A point that lies f ∈ [0, 1) before the first of its w grid points meets the kernel at z_j = 2(j + f)/w − 1,
// j < w. Each of these w functions of f is evaluated as a polynomial in τ = 2f − 1, by Newton's formula at
// Chebyshev points in Leja's order, which is stable and shares the factors τ − τ_i among the w of them.
import { allocate } from '../memory';

const BETA_PER_WIDTH: f64 = 2.3;

@unmanaged
export class Kernel {
  /** w, a multiple of 4. */
  width: i32;
  /** Number of nodes τ_i; the polynomials have one degree less. */
  nodeCount: i32;
  /** f64[nodeCount]. */
  nodes: usize;
  /** f64[nodeCount][width]: divided differences. */
  coefficients: usize;
  /** f64[width]: what `kernelValues` writes. */
  values: usize;
}

/** φ, of a width. */
function semicircle(width: i32, z: f64): f64 {
  return Math.exp(BETA_PER_WIDTH * <f64>width * (Math.sqrt(max(0, 1 - z * z)) - 1));
}

export function layKernel(width: i32): Kernel {
  const kernel = changetype<Kernel>(allocate(offsetof<Kernel>()));
  kernel.width = width;
  // The functions are smooth on the scale of f: two nodes above the width leave rounding alone.
  kernel.nodeCount = width + 2;
  kernel.nodes = allocate(<usize>kernel.nodeCount << 3);
  kernel.coefficients = allocate(<usize>(kernel.nodeCount * width) << 3);
  kernel.values = allocate(<usize>width << 3);
  placeNodes(kernel);
  for (let j = 0; j < width; j++) divideDifferences(kernel, j);
  return kernel;
}

/** Chebyshev points, each next one the farthest in product from those before it. */
function placeNodes(kernel: Kernel): void {
  const n = kernel.nodeCount;
  const nodes = kernel.nodes;
  for (let i = 0; i < n; i++) store<f64>(nodes + (<usize>i << 3), Math.cos((Math.PI * (<f64>i + 0.5)) / <f64>n));
  for (let i = 1; i < n; i++) {
    let best = i;
    let largest = 0.0;
    for (let j = i; j < n; j++) {
      let product = 1.0;
      for (let k = 0; k < i; k++) product *= abs(load<f64>(nodes + (<usize>j << 3)) - load<f64>(nodes + (<usize>k << 3)));
      if (product > largest) {
        largest = product;
        best = j;
      }
    }
    const swapped = load<f64>(nodes + (<usize>i << 3));
    store<f64>(nodes + (<usize>i << 3), load<f64>(nodes + (<usize>best << 3)));
    store<f64>(nodes + (<usize>best << 3), swapped);
  }
}

/** Divided differences of f ↦ φ(z_j), in place. */
function divideDifferences(kernel: Kernel, j: i32): void {
  const n = kernel.nodeCount;
  const row = <usize>kernel.width << 3;
  const column = kernel.coefficients + (<usize>j << 3);
  for (let i = 0; i < n; i++) {
    const f = 0.5 * (load<f64>(kernel.nodes + (<usize>i << 3)) + 1);
    store<f64>(column + <usize>i * row, semicircle(kernel.width, (2 * (<f64>j + f)) / <f64>kernel.width - 1));
  }
  for (let k = 1; k < n; k++) {
    for (let i = n - 1; i >= k; i--) {
      const at = column + <usize>i * row;
      const span = load<f64>(kernel.nodes + (<usize>i << 3)) - load<f64>(kernel.nodes + (<usize>(i - k) << 3));
      store<f64>(at, (load<f64>(at) - load<f64>(at - row)) / span);
    }
  }
}

/** Writes φ(z_0) … φ(z_{w−1}) of a point at offset f to kernel.values; error about 1e−15 of φ(0) = 1. */
export function kernelValues(kernel: Kernel, f: f64): void {
  const tau = 2 * f - 1;
  const last = kernel.nodeCount - 1;
  const row = <usize>kernel.width << 3;
  for (let j: usize = 0; j < row; j += 32) {
    let c = kernel.coefficients + <usize>last * row + j;
    let node = kernel.nodes + (<usize>last << 3);
    let low = v128.load(c);
    let high = v128.load(c, 16);
    while (node > kernel.nodes) {
      node -= 8;
      c -= row;
      const factor = f64x2.splat(tau - load<f64>(node));
      low = f64x2.add(f64x2.mul(low, factor), v128.load(c));
      high = f64x2.add(f64x2.mul(high, factor), v128.load(c, 16));
    }
    v128.store(kernel.values + j, low);
    v128.store(kernel.values + j, high, 16);
  }
}

/**
 * ∫ φ(2u/w) e^{−2πiuξ} du, u in grid spacings, by the trapezoidal rule at eight points a spacing: the kernel
 * ends at e^{−β}, below rounding for w = 16, and its transform has decayed long before the first alias.
 */
export function kernelTransform(width: i32, xi: f64): f64 {
  const points = 4 * width;
  let sum = 0.5 * semicircle(width, 0);
  for (let i = 1; i < points; i++) {
    const z = <f64>i / <f64>points;
    sum += semicircle(width, z) * Math.cos(Math.PI * <f64>width * z * xi);
  }
  return (sum * <f64>width) / <f64>points;
}
