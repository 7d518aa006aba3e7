// Velocities by repeated integration, against sums over all pairs.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acquireCore } from '../src/engine/core.ts';
import { tableauWords, tableaux } from '../src/engine/tableaux.ts';
import { put } from '../src/engine/wasm-flow.ts';
import { module } from './support/flow-map.ts';

const core = acquireCore(module);

const generator = xoroshiro128plus(7);
const random = () => uniformFloat64(generator);
const randoms = (length: number, from = -0.5) => Float64Array.from({ length }, () => random() + from);
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + Math.abs(v), 0);

/** Room for `length` reals in the solver's memory; the view is made last, since laying out may move it. */
function room(length: number): { address: number; view: () => Float64Array } {
  const address = core.arenaAllocate(8 * length);
  return { address, view: () => new Float64Array(core.memory.buffer, address, length) };
}

const integration = suite('repeated integration');

/** B_1, B_3 and B_5 on [0, 1), B_1(0) := 0. */
const bernoulli: Record<number, (x: number) => number> = {
  1: (x) => (x === 0 ? 0 : x - 1 / 2),
  3: (x) => x * (x - 1 / 2) * (x - 1),
  5: (x) => x * (x - 1 / 2) * (x - 1) * (x * (x - 1) - 1 / 3),
};
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** K_s' = (−1)^{s+1} B_{2s−1}({x})/(2s − 1)!. */
function kernelSlope(s: number, x: number): number {
  const sign = s % 2 === 1 ? 1 : -1;
  return (sign * bernoulli[2 * s - 1](x - Math.floor(x))) / factorial(2 * s - 1);
}

// Gauss–Legendre of five points on [0, 1]: exact for the kernel, of degree 5 up to s = 3, times a linear density.
const nodes = [0.046910077030668, 0.2307653449471585, 0.5, 0.7692346550528415, 0.953089922969332];
const weights = [
  0.1184634425280945, 0.2393143352496832, 0.2844444444444444, 0.2393143352496832, 0.1184634425280945,
];

/** The limited rise of a cell between its neighbours, from their widths and densities. */
function rise(widths: number[], densities: number[], i: number): number {
  const [before, after] = [(i + widths.length - 1) % widths.length, (i + 1) % widths.length];
  if ([before, i, after].some((j) => widths[j] === 0)) return 0;
  const left = (densities[i] - densities[before]) / (widths[i] / 2 + widths[before] / 2);
  const right = (densities[after] - densities[i]) / (widths[i] / 2 + widths[after] / 2);
  return left * right > 0 ? (2 / (1 / left + 1 / right)) * widths[i] ** 2 : 0;
}

/** A circle of cells with random masses, some empty, one an atom, the seam inside a cell. */
function someCells(atom: boolean): { edges: Float64Array; masses: Float64Array } {
  const inner = randoms(59, 0).sort();
  if (atom) inner[20] = inner[21];
  const edges = Float64Array.of(0, ...inner, 1).map((x) => x + 0.3);
  const raw = randoms(60, 0).map((mass, i) => (i % 7 === 3 ? 0 : mass));
  const total = sumOf(raw);
  return { edges, masses: raw.map((mass) => mass / total) };
}

for (const s of [1, 2, 3]) {
  for (const atom of [false, true]) {
    integration(`s = ${s}${atom ? ', with an atom' : ''}: v is the sum over all pairs`, () => {
      const { edges, masses } = someCells(atom);
      const count = masses.length;
      const words = put(core, tableauWords(tableaux.dopri54));
      const map = core.layMap(16, count, 7, s, words, 0, put(core, new Float64Array(1)), 1e-8, 0, 0, 1e6);
      new Float64Array(core.memory.buffer, core.samples(map), 16).fill(1);
      new Float64Array(core.memory.buffer, core.mapMasses(map), count).set(masses);
      new Float64Array(core.memory.buffer, core.mapEdges(map), count + 1).set(edges);
      core.beginMap(map);
      const velocity = room(count + 2);
      core.evaluateMap(map, core.mapEdges(map), velocity.address);

      const widths = [...masses.keys()].map((i) => edges[i + 1] - edges[i]);
      const deficits = widths.map((width, i) => masses[i] - width);
      const densities = widths.map((width, i) => deficits[i] / width);
      const rises = widths.map((_, i) => rise(widths, densities, i));
      const errors = [...masses.keys()].map((e) => {
        let sum = 0;
        for (let i = 0; i < count; i++) {
          if (widths[i] === 0) {
            // Beside an atom v is the limit from outside, K_1'(0∓) = ±1/2.
            const beside = s === 1 && edges[i] === edges[e] ? (e === i ? 0.5 : -0.5) : 0;
            sum -= deficits[i] * (kernelSlope(s, edges[e] - edges[i]) + beside);
            continue;
          }
          nodes.forEach((t, q) => {
            const mass = weights[q] * (deficits[i] + rises[i] * (t - 0.5));
            sum -= mass * kernelSlope(s, edges[e] - (edges[i] + t * widths[i]));
          });
        }
        return Math.abs(sum - velocity.view()[e]);
      });
      // v is at most 1/2, a sum of 60 terms of 1/60: rounding, and no digits lost.
      assert.ok(Math.max(...errors) < 1e-14, `errors up to ${Math.max(...errors)}`);
    });
  }
}

integration.run();
