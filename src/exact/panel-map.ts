/** A flow map that is a polynomial on every panel, seen from the positions: its inverse, densities, modes. */
import { type Chebyshev, interpolationWeights } from './chebyshev.ts';
import { type Extremes, extremesOf } from './extremes.ts';
import type { Panels } from './panels.ts';
import { TAU } from './periodic.ts';

/** Waves to an interval, and points there, with which the rule of Gauss is right to rounding. */
const WAVES = 2;
const GAUSS = gauss(16);

export class PanelMap {
  private readonly weights: Float64Array;

  constructor(
    private readonly panels: Panels,
    private readonly x: Float64Array,
    private readonly basis: Chebyshev,
  ) {
    this.weights = new Float64Array(basis.nodes.length);
  }

  /** n times the mass that lies in each of the cells around j/n; an atom on a face counts to its right. */
  averages(n: number): Float64Array {
    const faces = Float64Array.from({ length: n + 1 }, (_, j) => this.massBefore((j - 0.5) / n));
    return Float64Array.from({ length: n }, (_, j) => Math.max(0, n * (faces[j + 1] - faces[j])));
  }

  /** Of the density F'/X', with dX/dξ at the nodes of each panel; Infinity where there is an atom. */
  extremes(slope: Float64Array): Extremes {
    const { nodes } = this.basis;
    const { perPanel, count, mass } = this.panels;
    const found = { minimum: Number.POSITIVE_INFINITY, maximum: 0 };
    for (let panel = 0; panel < count; panel++) {
      const half = (mass[(panel + 1) * perPanel] - mass[panel * perPanel]) / 2;
      const stretch = slope.subarray(panel * nodes.length, (panel + 1) * nodes.length);
      const { minimum, maximum } = extremesOf(nodes, (xi) => {
        interpolationWeights(nodes, xi, this.weights);
        return this.weights.reduce((sum, w, i) => sum + w * stretch[i], 0);
      });
      // An empty panel of width 0 is nothing at all.
      if (half === 0 && !(maximum > 0)) continue;
      found.minimum = Math.min(found.minimum, half / Math.max(0, maximum));
      found.maximum = Math.max(found.maximum, half / Math.max(0, minimum));
    }
    return found;
  }

  /** Mass between the first label and y, anywhere on the line, without an atom at y. */
  private massBefore(y: number): number {
    const { x, panels } = this;
    const { perPanel, count, mass } = panels;
    const turns = Math.ceil(y - x[0]) - 1;
    const at = y - turns;
    let [low, high] = [0, count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x[middle * perPanel] < at) low = middle;
      else high = middle;
    }
    const [from, to] = [low * perPanel, (low + 1) * perPanel];
    const rise = mass[to] - mass[from];
    return turns + mass[from] + (rise > 0 ? rise * this.share(from, at) : 0);
  }

  /** How far into the panel from label `from` on, which does not decrease, the position y is, from 0 to 1. */
  private share(from: number, y: number): number {
    const { x, weights } = this;
    const { nodes } = this.basis;
    let node = 0;
    while (node < nodes.length - 2 && x[from + node + 1] < y) node++;
    let [low, high] = [nodes[node], nodes[node + 1]];
    let [below, above] = [x[from + node] - y, x[from + node + 1] - y];
    if (!(below < 0)) return (1 + low) / 2;
    if (!(above > 0)) return (1 + high) / 2;
    let side = 0;
    // The rule of false position, halving the value of an end that stays (Dowell and Jarratt 1971).
    for (let i = 0; i < 60; i++) {
      const xi = Math.min(high, Math.max(low, low - (below * (high - low)) / (above - below)));
      interpolationWeights(nodes, xi, weights);
      let value = 0;
      for (let j = 0; j < weights.length; j++) value += weights[j] * (x[from + j] - y);
      if (value === 0 || high - low < 1e-15) return (1 + xi) / 2;
      if (value < 0) {
        [low, below] = [xi, value];
        if (side === -1) above /= 2;
        side = -1;
      } else {
        [high, above] = [xi, value];
        if (side === 1) below /= 2;
        side = 1;
      }
      if (Math.abs(value) < 1e-17) return (1 + xi) / 2;
    }
    return (1 + (low + high) / 2) / 2;
  }

  /**
   * ĥ_k, k < count, of the derivative h of a function `values` on the panels, each with both its ends:
   * ĥ_k = 2πik ∫ e^{−2πikX} ψ X' dξ, on intervals of at most two waves of the highest k.
   */
  modes(values: Float64Array, slope: Float64Array, count: number): Float64Array {
    const modes = new Float64Array(2 * count);
    const size = this.basis.nodes.length;
    for (let panel = 0; panel < this.panels.count; panel++) {
      const from = panel * (size - 1);
      const width = this.x[from + size - 1] - this.x[from];
      const parts = Math.max(1, Math.ceil((width * count) / WAVES));
      for (let part = 0; part < parts; part++) {
        for (let i = 0; i < GAUSS.nodes.length; i++) {
          interpolationWeights(this.basis.nodes, (2 * part + 1 + GAUSS.nodes[i]) / parts - 1, this.weights);
          let [position, value, stretch] = [0, 0, 0];
          for (let j = 0; j < size; j++) {
            position += this.weights[j] * this.x[from + j];
            value += this.weights[j] * values[panel * size + j];
            stretch += this.weights[j] * slope[panel * size + j];
          }
          addWave(modes, position, (value * stretch * GAUSS.weights[i]) / parts);
        }
      }
    }
    for (let k = 0; k < count; k++) {
      const [re, im] = [modes[2 * k], modes[2 * k + 1]];
      [modes[2 * k], modes[2 * k + 1]] = [-TAU * k * im, TAU * k * re];
    }
    return modes;
  }
}

/** Adds c e^{−2πikx} to mode k, for all of them. */
function addWave(modes: Float64Array, x: number, c: number): void {
  const [cosine, sine] = [Math.cos(TAU * x), -Math.sin(TAU * x)];
  let [re, im] = [c, 0];
  for (let k = 0; k < modes.length; k += 2) {
    modes[k] += re;
    modes[k + 1] += im;
    const next = re * cosine - im * sine;
    im = re * sine + im * cosine;
    re = next;
  }
}

/** The rule of Gauss and Legendre on [−1, 1] with m nodes, by Newton's iteration (Davis and Rabinowitz 1984, 2.7). */
function gauss(m: number): { nodes: Float64Array; weights: Float64Array } {
  const [nodes, weights] = [new Float64Array(m), new Float64Array(m)];
  for (let i = 0; i < m; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (m + 0.5));
    let slope = 1;
    for (let round = 0; round < 10; round++) {
      let [before, now] = [0, 1];
      for (let j = 1; j <= m; j++) [before, now] = [now, ((2 * j - 1) * x * now - (j - 1) * before) / j];
      slope = (m * (x * now - before)) / (x * x - 1);
      x -= now / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
