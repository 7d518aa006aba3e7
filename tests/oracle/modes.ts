/** Energies and forces of points on T^d by plain sums over modes |k_i| ≤ K, for smooth kernels. */
import type { Charges } from './bernoulli.ts';

const TAU = 2 * Math.PI;

export interface Sums {
  energy: number;
  /** −∇φ at the first `moving` points, [moving][d]. */
  velocity: number[];
}

/**
 * Of h = Σ c_j δ_{x_j} − f, f by its coefficients, and the symbol at λ = |2πk|². Charges of the target are negative.
 * @param waves the density's modes k ≠ 0, one of each pair ±k: f = Σ 2 Re(f̂_k e^{2πik·x})
 */
export function sumsOverModes(
  { positions, weights }: Charges,
  d: number,
  cutoff: number,
  symbol: (lambda: number) => number,
  waves: readonly { k: readonly number[]; re: number; im: number }[] = [],
  moving = weights.length,
): Sums {
  const velocity = new Array<number>(moving * d).fill(0);
  let energy = 0;
  for (const k of halfOfModes(d, cutoff)) {
    const phases = Array.from(
      weights,
      (_, j) => TAU * k.reduce((sum, c, axis) => sum + c * positions[j * d + axis], 0),
    );
    let [re, im] = [0, 0];
    phases.forEach((phase, j) => {
      re += weights[j] * Math.cos(phase);
      im -= weights[j] * Math.sin(phase);
    });
    const wave = waves.find((w) => w.k.every((c, axis) => c === k[axis]));
    re -= wave?.re ?? 0;
    im -= wave?.im ?? 0;
    const factor = symbol(TAU ** 2 * k.reduce((sum, c) => sum + c * c, 0));
    energy += factor * (re * re + im * im);
    for (let j = 0; j < moving; j++) {
      // φ = Σ 2 factor Re(ĥ e^{iphase}): −∂ along each axis.
      const slope = 2 * factor * (re * Math.sin(phases[j]) + im * Math.cos(phases[j]));
      k.forEach((c, axis) => {
        velocity[j * d + axis] += TAU * c * slope;
      });
    }
  }
  return { energy, velocity };
}

/** One of each pair ±k ≠ 0 with |k_i| ≤ cutoff. */
function* halfOfModes(d: number, cutoff: number): Generator<number[]> {
  const side = 2 * cutoff + 1;
  const total = side ** d;
  for (let flat = (total + 1) / 2; flat < total; flat++) {
    const k: number[] = [];
    for (let axis = d - 1, rest = flat; axis >= 0; axis--, rest = Math.floor(rest / side))
      k[axis] = (rest % side) - cutoff;
    yield k;
  }
}
