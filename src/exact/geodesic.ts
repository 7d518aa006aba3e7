/**
 * d = 1, s = 1, ν = 1, μ₀ the trigonometric interpolant of its samples. With P' = μ₀ − 1 of mean zero,
 *
 *     X_t(x) = x + (1 − e^{−t}) P(x),    μ_t(X_t) = μ₀/(e^{−t} + (1 − e^{−t}) μ₀),    v_t(X_t) = e^{−t} P
 *
 * the Wasserstein geodesic from μ₀ to 1 run at speed e^{−t} (docs/theory.md); E = E₀ e^{−2t}, D = 2E.
 */
import type { ExactFlow, Snapshot } from './flow.ts';
import { labelsOf } from './map.ts';
import { lowModes, mean, type Periodic, primitive, spectrumOf, tabulate } from './periodic.ts';

export class Geodesic implements ExactFlow {
  readonly evaluations = 0;
  private time = 0;
  /** P, and h₀ = μ₀ − 1. */
  private readonly primitive: Periodic;
  private readonly initial: Periodic;
  private readonly energy: number;

  constructor(private readonly samples: Float64Array) {
    const excess = spectrumOf(samples.map((value) => value - 1));
    this.primitive = tabulate(primitive(excess));
    this.initial = tabulate(excess);
    this.energy = 0.5 * mean(this.primitive.samples.map((value) => value * value));
  }

  moveTowards(t: number): number {
    this.time = t;
    return t;
  }

  snapshot(): Snapshot {
    const n = this.samples.length;
    const h = this.difference(n);
    const energy = this.energy * Math.exp(-2 * this.time);
    return {
      density: h.map((value) => 1 + value),
      difference: lowModes(h, n),
      energy,
      dissipation: 2 * energy,
    };
  }

  exportState(): Float64Array {
    return new Float64Array(0);
  }

  importState(time: number): void {
    this.time = time;
  }

  /** μ_t − 1 at j/m, relatively right however small it has become. */
  private difference(m: number): Float64Array {
    const [rest, moved] = [Math.exp(-this.time), -Math.expm1(-this.time)];
    const { label } = labelsOf(this.primitive, this.initial, moved, m);
    return label.map((x) => {
      // Rounding may take a density that touches 0 below it.
      const h = Math.max(-1, this.initial.at(x));
      return (rest * h) / (1 + moved * h);
    });
  }
}
