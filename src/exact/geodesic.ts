/**
 * d = 1, s = 1, ν = 1, μ₀ the trigonometric interpolant of its samples. With P' = μ₀ − 1 of mean zero,
 *
 *     X_t(x) = x + (1 − e^{−t}) P(x),    μ_t(X_t) = μ₀/(e^{−t} + (1 − e^{−t}) μ₀),    v_t(X_t) = e^{−t} P
 *
 * the Wasserstein geodesic from μ₀ to 1 run at speed e^{−t} (docs/theory.md); E = E₀ e^{−2t}, D = 2E.
 */
import { type Extremes, extremesOnCircle } from './extremes.ts';
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
  /** Of h₀. */
  private readonly extremes: Extremes;

  constructor(private readonly samples: Float64Array) {
    const excess = spectrumOf(samples.map((value) => value - 1));
    this.primitive = tabulate(primitive(excess));
    this.initial = tabulate(excess);
    this.extremes = extremesOnCircle(this.initial.samples.length, (x) => this.initial.at(x));
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
      // μ is a growing function of μ₀ along every path.
      minimum: 1 + this.along(this.extremes.minimum),
      maximum: 1 + this.along(this.extremes.maximum),
      drift: 0,
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
    const { label } = labelsOf(this.primitive, this.initial, -Math.expm1(-this.time), m);
    return label.map((x) => this.along(this.initial.at(x)));
  }

  /** What has become of μ₀ − 1 along a path. */
  private along(initial: number): number {
    // Rounding may take a density that touches 0 below it.
    const h = Math.max(-1, initial);
    const rest = Math.exp(-this.time);
    // Not 1 + (1 − e^{−t}) h, which is rounding where vacuum is: there all of h is kept, for ever.
    return (rest * h) / (1 + h - rest * h);
  }
}
