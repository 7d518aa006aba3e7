/**
 * d = 1, s = 1, any ν, both densities the trigonometric interpolants of their samples. With P' = μ₀ − 1 and
 * R' = ν − 1 of mean zero, the displacement D of X_t(x) = x + D(x) solves
 *
 *     ∂t D = P(x) − D − R(x + D) + ∫ μ₀ D dx,    μ_t(X_t) = μ₀/(1 + D'),    v_t(X_t) = ∂t D
 *
 * equations that are coupled by one number alone (docs/theory.md). E = ½ ∫ v² dx, D = ∫ μ v² dx.
 */

import { refine, samplesOf } from '../diagnostics/spectrum.ts';
import { Extrapolation } from './extrapolation.ts';
import { extremesOnCircle } from './extremes.ts';
import type { ExactFlow, Snapshot } from './flow.ts';
import { labelsOf } from './map.ts';
import { derivative, lowModes, mean, type Periodic, primitive, spectrumOf, tabulate } from './periodic.ts';

/** Largest error of a step: ten digits of the density are left after differentiation. */
const TOLERANCE = 1e-14;

export class Transported implements ExactFlow {
  private readonly n: number;
  private readonly density: Periodic;
  /** ν at the 2n points where the solution is looked at. */
  private readonly target: Float64Array;
  private readonly targetPrimitive: Periodic;
  /** P and μ₀ at the labels, 2n of them. */
  private readonly primitive: Float64Array;
  private readonly labelDensity: Float64Array;
  private readonly path: Extrapolation;

  constructor(initial: Float64Array, target: Float64Array) {
    this.n = initial.length;
    const fine = [2 * this.n];
    const mu = spectrumOf(initial);
    const nu = spectrumOf(target);
    this.density = tabulate(mu);
    this.targetPrimitive = tabulate(primitive(nu));
    this.target = samplesOf(refine(nu, fine));
    this.labelDensity = samplesOf(refine(mu, fine));
    this.primitive = samplesOf(refine(primitive(mu), fine));
    this.path = new Extrapolation((d, out) => this.rate(d, out), new Float64Array(2 * this.n), TOLERANCE);
  }

  get evaluations(): number {
    return this.path.evaluations;
  }

  moveTowards(t: number): number {
    return this.path.moveTowards(t);
  }

  snapshot(): Snapshot {
    const speed = new Float64Array(2 * this.n);
    this.rate(this.path.y, speed);
    const map = spectrumOf(this.path.y);
    const velocity = tabulate(spectrumOf(speed));
    const stretch = tabulate(derivative(map));
    const { label, slope } = labelsOf(tabulate(map), stretch, 1, 2 * this.n);
    const mu = label.map((x, j) => Math.max(0, this.density.at(x)) / (1 + slope[j]));
    const squared = label.map((x) => velocity.at(x) ** 2);
    return {
      density: mu.filter((_, j) => j % 2 === 0),
      difference: lowModes(
        mu.map((value, j) => value - this.target[j]),
        this.n,
      ),
      energy: 0.5 * mean(squared),
      dissipation: mean(squared, mu),
      ...extremesOnCircle(2 * this.n, (x) => Math.max(0, this.density.at(x)) / (1 + stretch.at(x))),
      drift: mean(this.path.y, this.labelDensity),
    };
  }

  exportState(): Float64Array {
    return this.path.exportState();
  }

  importState(time: number, state: Float64Array): void {
    this.path.importState(time, state);
  }

  private rate(displacement: Float64Array, out: Float64Array): void {
    const m = displacement.length;
    const coupling = mean(displacement, this.labelDensity);
    for (let j = 0; j < m; j++) {
      const d = displacement[j];
      out[j] = this.primitive[j] - d - this.targetPrimitive.at(j / m + d) + coupling;
    }
  }
}
