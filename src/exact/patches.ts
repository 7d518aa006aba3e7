/**
 * d = 1, integer s, μ₀ constant between jumps, with vacuum, or a sum of atoms; ν smooth. Labels move by
 *
 *     ∂t X = v = (−1)^{s+1} ψ_{2s−1}(X),    ψ_1 = F − G(X) − mean,    ψ_{j+1} = ∫ ψ_j dX − mean
 *
 * F the cumulative function of μ₀, which a label keeps, and G that of ν: the antiderivatives of h = μ − ν that have
 * the mean 0 on the circle, since (−Δ)^s φ = h. Inside each patch the map is smooth, so that polynomials on panels
 * (panels.ts) hold it to rounding. E = ½ ∫ ψ_s² dX, D = ∫ v² dF. There is no cut-off: all modes are there.
 */
import { Antiderivatives } from './antiderivatives.ts';
import { chebyshev } from './chebyshev.ts';
import { Extrapolation } from './extrapolation.ts';
import type { ExactFlow, Snapshot } from './flow.ts';
import { PanelMap } from './panel-map.ts';
import { type Panels, panelsOf } from './panels.ts';
import { bandwidth, type Periodic, primitive, spectrumOf, tabulate } from './periodic.ts';
import type { Polygon } from './pieces.ts';

/** Degree of the polynomials, and the largest error of position in a step. */
const PRECISION = { degree: 16, tolerance: 1e-13 };

/**
 * Widest panels. Between jumps the map is as smooth as ν and the flow make it: against ν = 1 all but linear, else of
 * some quarter wave of ν to a panel; for s = 1, where nothing smooths what ν does to a neighbour, narrower still.
 */
function widestPanel(s: number, waves: number): number {
  if (waves === 0) return 1 / 8;
  return Math.min(s === 1 ? 1 / 64 : 1 / 32, 1 / (4 * waves));
}

export class Patches implements ExactFlow {
  private readonly basis;
  private readonly panels: Panels;
  private readonly path: Extrapolation;
  /** G(x) − x, null where it is 0. */
  private readonly excess: Periodic | null;
  private readonly ladder: Antiderivatives;

  /** @param end of the run, which decides how narrow a layer beside a jump gets */
  constructor(
    polygon: Polygon,
    private readonly target: Float64Array,
    private readonly s: number,
    end: number,
    { degree, tolerance, refinement = 1 }: typeof PRECISION & { refinement?: number } = PRECISION,
  ) {
    const spectrum = spectrumOf(target);
    const waves = bandwidth(spectrum);
    this.basis = chebyshev(degree);
    this.excess = waves > 0 ? tabulate(primitive(spectrum)) : null;
    this.panels = panelsOf(polygon, this.basis.nodes, {
      widest: widestPanel(s, waves) / refinement,
      narrowest: layerWidth(s, end) / refinement,
    });
    this.ladder = new Antiderivatives(this.basis, this.panels.count);
    this.path = new Extrapolation((x, out) => this.rate(x, out), this.panels.x, tolerance);
  }

  get evaluations(): number {
    return this.path.evaluations;
  }

  moveTowards(t: number): number {
    return this.path.moveTowards(t);
  }

  snapshot(): Snapshot {
    const { path, panels, ladder, basis, target, s } = this;
    const n = target.length;
    const velocity = new Float64Array(path.y.length);
    this.rate(path.y, velocity);
    const map = new PanelMap(panels, path.y, basis);
    this.climb(path.y, s);
    const energy = 0.5 * ladder.integral(ladder.psi.map((value) => value ** 2));
    this.climb(path.y, 1);
    return {
      density: map.averages(n),
      difference: map.modes(ladder.psi, ladder.slope, Math.ceil(n / 2)),
      energy,
      dissipation: this.overMass(velocity.map((v) => v * v)),
      ...map.extremes(ladder.slope),
      drift: this.overMass(path.y.map((x, i) => x - panels.x[i])),
    };
  }

  exportState(): Float64Array {
    return this.path.exportState();
  }

  importState(time: number, state: Float64Array): void {
    this.path.importState(time, state);
  }

  /** v at the labels. */
  private rate(x: Float64Array, out: Float64Array): void {
    const { panels, s } = this;
    const { psi } = this.ladder;
    this.climb(x, 2 * s - 1);
    const sign = s % 2 === 1 ? 1 : -1;
    const { perPanel, count, mass } = panels;
    for (let panel = 0, first = 0; panel < count; panel++, first += perPanel) {
      const at = panel * (perPanel + 1);
      const [left, right] = [sign * psi[at], sign * psi[at + perPanel]];
      const isEmpty = mass[first] === mass[first + perPanel];
      for (let i = 0; i < perPanel; i++) {
        // Where there is no mass any labels will do: evenly spread ones stay the easiest to integrate over.
        const share = (1 + this.basis.nodes[i]) / 2;
        out[first + i] = isEmpty ? left + share * (right - left) : sign * psi[at + i];
      }
    }
    // The last label is the first one, a turn further.
    out[out.length - 1] = out[0];
  }

  /** Leaves ψ_j of the labels x in the ladder. */
  private climb(x: Float64Array, j: number): void {
    const { ladder, panels, excess } = this;
    const { perPanel, count, mass } = panels;
    ladder.along(x);
    for (let panel = 0, at = 0; panel < count; panel++) {
      for (let label = panel * perPanel; label <= (panel + 1) * perPanel; label++, at++) {
        ladder.psi[at] = mass[label] - x[label] - (excess ? excess.at(x[label]) : 0);
      }
    }
    ladder.removeMean();
    for (let level = 1; level < j; level++) {
      ladder.integrate();
      ladder.removeMean();
    }
  }

  /** ∫ f dF, of values at the labels. */
  private overMass(f: Float64Array): number {
    const { perPanel, count, mass } = this.panels;
    const weights = this.basis.integral.subarray(perPanel * (perPanel + 1));
    let sum = 0;
    for (let panel = 0, first = 0; panel < count; panel++, first += perPanel) {
      const rise = (mass[first + perPanel] - mass[first]) / 2;
      for (let i = 0; i <= perPanel; i++) sum += rise * weights[i] * f[first + i];
    }
    return sum;
  }
}

/**
 * The width of the layer beside a jump at time t: the wavelength by 2π of the modes that are decaying then, but never
 * so small that its own digits are rounding. For s = 1 there is no layer.
 */
function layerWidth(s: number, t: number): number {
  if (s === 1) return 1;
  const p = (s + 0.5) / (s - 1);
  return Math.max(1e-9, ((2 * t) / p) ** (-1 / (2 * s - 2)));
}
