/** ψ_1, ψ_2, … of a function on the circle that is known along a map X, polynomial by polynomial. */
import type { Chebyshev } from './chebyshev.ts';

/**
 * Values stand by panels, each with both its ends. All integrals are over positions, ∫ ψ dX = ∫ ψ X' dξ: a panel
 * that the map has shrunk to a point, an atom, has none, and needs no division.
 */
export class Antiderivatives {
  /** The ψ_j last found. */
  readonly psi: Float64Array;
  /** dX/dξ. */
  readonly slope: Float64Array;
  private readonly size: number;
  private readonly flux: Float64Array;

  constructor(
    private readonly basis: Chebyshev,
    private readonly count: number,
  ) {
    this.size = basis.nodes.length;
    this.psi = new Float64Array(this.size * count);
    this.slope = new Float64Array(this.size * count);
    this.flux = new Float64Array(this.size);
  }

  /** Takes the map, x at the labels: neighbours share their ends. */
  along(x: Float64Array): void {
    const { basis, size, slope, flux } = this;
    for (let panel = 0; panel < this.count; panel++) {
      const first = panel * (size - 1);
      // Differences first, which are exact: those of narrow panels have few digits to lose.
      for (let i = 0; i < size; i++) flux[i] = x[first + i] - x[first];
      multiply(basis.derivative, flux, slope, panel * size, 0);
    }
  }

  /** Takes the mean from ψ. */
  removeMean(): void {
    const mean = this.integral(this.psi);
    for (let at = 0; at < this.psi.length; at++) this.psi[at] -= mean;
  }

  /** ψ becomes its integral from the first label on. */
  integrate(): void {
    const { basis, size, psi, slope, flux } = this;
    let before = 0;
    for (let at = 0; at < psi.length; at += size) {
      for (let i = 0; i < size; i++) flux[i] = psi[at + i] * slope[at + i];
      multiply(basis.integral, flux, psi, at, before);
      before = psi[at + size - 1];
    }
  }

  /** ∫ f dX. */
  integral(f: Float64Array): number {
    const { size, slope } = this;
    const { integral } = this.basis;
    const weights = (size - 1) * size;
    let sum = 0;
    for (let at = 0; at < slope.length; at += size) {
      for (let i = 0; i < size; i++) sum += integral[weights + i] * f[at + i] * slope[at + i];
    }
    return sum;
  }
}

/** out[at + i] = start + Σ_j matrix[i][j] v[j]. */
function multiply(matrix: Float64Array, v: Float64Array, out: Float64Array, at: number, start: number): void {
  const size = v.length;
  for (let i = 0, row = 0; i < size; i++, row += size) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[row + j] * v[j];
    out[at + i] = start + sum;
  }
}
