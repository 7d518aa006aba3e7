/**
 * Polynomials on [−1, 1] by their values at the Chebyshev points −cos(πi/p), i = 0 … p, ends included (Trefethen,
 * Spectral Methods in MATLAB, 2000; Berrut and Trefethen 2004).
 */

/** Matrices are row-major, a row per point where the result is taken. */
export interface Chebyshev {
  nodes: Float64Array;
  /** Derivative at the nodes. */
  derivative: Float64Array;
  /** Integral from −1 to each node; the last row holds the weights of Clenshaw and Curtis. */
  integral: Float64Array;
}

export function chebyshev(p: number): Chebyshev {
  const size = p + 1;
  const nodes = Float64Array.from({ length: size }, (_, i) => -Math.cos((Math.PI * i) / p));
  return {
    nodes,
    derivative: derivativeMatrix(nodes),
    integral: Float64Array.from({ length: size * size }, (_, at) =>
      integralOf(at % size, Math.floor(at / size), p),
    ),
  };
}

/** Barycentric weights, up to a common factor. */
const weightAt = (i: number, p: number) => (i % 2 ? -1 : 1) * (i === 0 || i === p ? 0.5 : 1);

function derivativeMatrix(nodes: Float64Array): Float64Array {
  const size = nodes.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      if (j === i) continue;
      const entry = weightAt(j, size - 1) / weightAt(i, size - 1) / (nodes[i] - nodes[j]);
      matrix[i * size + j] = entry;
      sum += entry;
    }
    // So that constants have the derivative 0 to the last bit.
    matrix[i * size + i] = -sum;
  }
  return matrix;
}

/** ∫ from −1 to node i of the polynomial that is 1 at node j and 0 at the others, through its Chebyshev series. */
function integralOf(j: number, i: number, p: number): number {
  // With x = −cos θ, T_m(x) = (−1)^m cos mθ; at the nodes θ = πi/p.
  const primitive = (m: number, at: number) =>
    m === 0 ? 1 : (m % 2 ? -1 : 1) * Math.cos((Math.PI * m * at) / p);
  const integralOfT = (m: number, at: number) => {
    if (m === 0) return primitive(1, at);
    if (m === 1) return primitive(2, at) / 4;
    return 0.5 * (primitive(m + 1, at) / (m + 1) - primitive(m - 1, at) / (m - 1));
  };
  let sum = 0;
  for (let m = 0; m <= p; m++) {
    const coefficient = (2 / p) * Math.abs(weightAt(j, p)) * Math.abs(weightAt(m, p)) * primitive(m, j);
    sum += coefficient * (integralOfT(m, i) - integralOfT(m, 0));
  }
  return sum;
}

/** Writes the weights of the nodal values in the value at x, any point of [−1, 1], to `out`. */
export function interpolationWeights(nodes: Float64Array, x: number, out: Float64Array): void {
  const p = nodes.length - 1;
  let sum = 0;
  for (let j = 0; j <= p; j++) {
    if (x === nodes[j]) {
      out.fill(0);
      out[j] = 1;
      return;
    }
    out[j] = weightAt(j, p) / (x - nodes[j]);
    sum += out[j];
  }
  for (let j = 0; j <= p; j++) out[j] /= sum;
}
