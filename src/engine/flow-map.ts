import type { Labels } from './labels.ts';

/**
 * A flow map at one instant: mass masses[i] lies evenly between edges[i] and edges[i + 1]. The edges are lifted
 * to the line, so that they increase, and show how often mass has gone around the circle. They keep their
 * masses: edge i of one instant and edge i of another are one label.
 */
export class FlowMap implements Labels {
  readonly edges: Float64Array;
  readonly masses: Float64Array;
  /** Mass before each edge. */
  readonly #below: Float64Array;

  constructor({ edges, masses }: Labels) {
    this.edges = edges;
    this.masses = masses;
    this.#below = new Float64Array(edges.length);
    masses.forEach((mass, i) => {
      this.#below[i + 1] = this.#below[i] + mass;
    });
    this.#below[masses.length] = 1;
  }

  /** The cells as weighted points: their middles, in [0, 1). The weights are `masses`. */
  positions(): Float64Array {
    return this.masses.map((_, i) => {
      const middle = (this.edges[i] + this.edges[i + 1]) / 2;
      return middle - Math.floor(middle);
    });
  }

  /** μ((0, x]) for any x on the line: grows by 1 with every turn; an atom counts from its position on. */
  cumulative(x: number): number {
    return this.#massUpTo(x) - this.#massUpTo(0);
  }

  /** The least x with μ((0, x]) ≥ q, for any q: a turn further for each 1 in q. */
  quantile(q: number): number {
    const { edges } = this;
    const mass = q + this.#massUpTo(0);
    const turns = Math.ceil(mass) - 1;
    // The first cell that reaches the mass; an empty one does so no sooner than the one before it.
    const i = search(this.#below, mass - turns, false);
    const share = this.masses[i] > 0 ? (mass - turns - this.#below[i]) / this.masses[i] : 0;
    return turns + edges[i] + Math.min(1, share) * (edges[i + 1] - edges[i]);
  }

  /** Mass from edges[0] to x, with all of an atom at x. */
  #massUpTo(x: number): number {
    const { edges, masses } = this;
    const turns = Math.floor(x - edges[0]);
    const i = search(edges, x - turns, true);
    const width = edges[i + 1] - edges[i];
    const share = width > 0 ? Math.min(1, (x - turns - edges[i]) / width) : 1;
    return turns + this.#below[i] + share * masses[i];
  }
}

/** The last i, short of the end, with values[i] < x, or ≤ x when `equal`; 0 when there is none. */
function search(values: Float64Array, x: number, equal: boolean): number {
  let [low, high] = [0, values.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle] < x || (equal && values[middle] === x)) low = middle;
    else high = middle;
  }
  return low;
}
