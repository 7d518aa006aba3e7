/**
 * s = 1 with any ν, in one dimension: the particle that starts at x moves by
 *
 *   Ẋ(x) = F₀(x) − G(X(x)) + ∫X dμ₀ − ∫y dν(y),   F₀ and G the cumulative functions of μ₀ and ν,
 *
 * ordinary differential equations coupled through one number. It carries the density μ₀(x)/X'(x).
 */
import { integrate } from './extrapolation.ts';
import {
  analyseFast,
  derivative,
  evaluate,
  evaluateDerivative,
  type Spectrum,
  synthesise,
} from './fourier.ts';
import type { Trigonometric } from './trigonometric.ts';

const LABELS = 512;

/** The map at one time, by the displacement X(x) − x at the labels j/512. */
export class LagrangianMap {
  readonly energy: number;
  readonly #initial: Trigonometric;
  readonly #displacement: Spectrum;

  constructor(initial: Trigonometric, displacement: Float64Array, velocity: Float64Array) {
    this.#initial = initial;
    this.#displacement = analyseFast(displacement, LABELS / 2 - 1);
    const stretch = synthesise(derivative(this.#displacement), LABELS);
    // E = ½∫|φ'(y)|² dy = ½∫ Ẋ² X' dx.
    this.energy = velocity.reduce((sum, v, j) => sum + (0.5 * v * v * (1 + stretch[j])) / LABELS, 0);
  }

  /** X(x), lifted to R. */
  position(label: number): number {
    return label + evaluate(this.#displacement, label);
  }

  /** μ(X(x)). */
  densityAtLabel(label: number): number {
    return this.#initial.at(label) / (1 + evaluateDerivative(this.#displacement, label));
  }

  /** μ(y), the label of y found by Newton. */
  density(y: number): number {
    let x = y - evaluate(this.#displacement, y);
    for (let i = 0; i < 40; i++) {
      const correction = (this.position(x) - y) / (1 + evaluateDerivative(this.#displacement, x));
      x -= correction;
      if (Math.abs(correction) < 1e-14) break;
    }
    return this.densityAtLabel(x);
  }
}

export function lagrangianFlow(
  initial: Trigonometric,
  target: Trigonometric,
  times: readonly number[],
): LagrangianMap[] {
  const density = initial.samples(LABELS);
  const mass = density.map((_, j) => initial.cumulative(j / LABELS));
  const rate = (displacement: Float64Array, out: Float64Array): void => {
    const shift = displacement.reduce((sum, d, j) => sum + (d * density[j]) / LABELS, 0);
    const mean = initial.firstMoment + shift - target.firstMoment;
    displacement.forEach((d, j) => {
      out[j] = mass[j] - target.cumulative(j / LABELS + d) + mean;
    });
  };
  return integrate(rate, new Float64Array(LABELS), times).map((displacement) => {
    const velocity = new Float64Array(LABELS);
    rate(displacement, velocity);
    return new LagrangianMap(initial, displacement, velocity);
  });
}
