// s = 1, ν = 1, where the map is known: X_t = e^{−t}x + (1 − e^{−t})(F₀ − A), A = ½ − ∫x dμ₀, the geodesic to ν.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { labelsOf } from '../src/engine/labels.ts';
import type { LagrangianSolver } from '../src/engine/lagrangian.ts';
import { allClose, close, relativelyClose } from './oracle/compare.ts';
import { LogisticFlow } from './oracle/exact.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { averages, flowMap, gapOf, positionsOfSixteen, vacuum } from './support/flow-map.ts';

const closed = suite('closed forms at s = 1');

const smooth = new Trigonometric([
  { k: 1, cos: -0.35, sin: 0.3 },
  { k: 3, cos: 0.15, sin: 0.1 },
]);
const times = [0.4, 1.5, 4];

/** Where the map takes the edges of piecewise constant data, in closed form. */
function exactEdges({ edges, masses }: { edges: Float64Array; masses: Float64Array }, t: number): number[] {
  const origin = edges[0];
  let [below, moment] = [0, 0];
  const F = [0, ...masses].map((mass, i) => {
    if (i > 0) moment += mass * ((edges[i - 1] + edges[i]) / 2 - origin);
    below += mass;
    return below;
  });
  return [...edges].map((x, i) => {
    return origin + Math.exp(-t) * (x - origin) - Math.expm1(-t) * (F[i] - (1 / 2 - moment));
  });
}

closed(
  'smooth data: labels to 1e−11 at 256 cells, energy e^{−2t}, density bounded by the logistic law',
  () => {
    const exact = new LogisticFlow(smooth);
    const solver = flowMap({ s: 1, initial: averages(smooth, 256) });
    const start = solver.diagnostics().energy;
    for (const t of times) {
      assert.is(solver.advance(t, 1e6), 'reached');
      const labels = [...Array(16).keys()].map((j) => exact.position(t, j / 16));
      // Slopes within cells leave O(n^{−4}) in the mean.
      allClose(positionsOfSixteen(solver.map().edges), labels, 1e-11, `labels at ${t}`);
      const { energy, dissipation, minimum, maximum } = solver.diagnostics();
      // The limited slopes of h change by O(n^{−4}) on the way.
      relativelyClose(energy, start * Math.exp(-2 * t), 1e-6, `E at ${t}`);
      relativelyClose(dissipation, 2 * energy, 1e-6, `D = 2E at ${t}`);
      const [low, high] = exact.extrema(t);
      assert.ok(
        minimum >= low - 1e-4 && maximum <= high + 1e-4,
        `[${minimum}, ${maximum}] in [${low}, ${high}]`,
      );
    }
    solver.close();
  },
);

closed('smooth data: order 4 for labels and energy, order 2 for the density, two-sided', () => {
  const exact = new LogisticFlow(smooth);
  const t = 1.5;
  const errors = [64, 128].map((n) => {
    const solver = flowMap({ s: 1, initial: averages(smooth, n) });
    solver.advance(t, 1e6);
    const density = new Float64Array(n);
    solver.density(density);
    const below = [...Array(n + 1).keys()].map((j) => exact.label(t, (j - 0.5) / n));
    const masses = below.slice(1).map((x, j) => smooth.cumulative(x) - smooth.cumulative(below[j]));
    const labels = positionsOfSixteen(solver.map().edges).map((x, j) =>
      Math.abs(x - exact.position(t, j / 16)),
    );
    const { energy } = solver.diagnostics();
    solver.close();
    return {
      labels: Math.max(...labels),
      energy: Math.abs(energy / exact.energy(t) - 1),
      density: density.reduce((sum, v, j) => sum + Math.abs(v - n * masses[j]) / n, 0),
    };
  });
  const order = (key: 'labels' | 'energy' | 'density') => Math.log2(errors[0][key] / errors[1][key]);
  close(order('labels'), 4, 0.15, 'order of the labels');
  close(order('energy'), 4, 0.15, 'order of the energy');
  // Near extrema the limiter makes the density flat on a cell: between 2 and 3 in the mean.
  assert.ok(order('density') > 1.8 && order('density') < 3, `order of the density: ${order('density')}`);
});

for (const [name, atoms] of Object.entries({
  'a Dirac mass': [{ position: 0.3, mass: 1 }],
  'a Dirac mass on the seam': [{ position: 0, mass: 1 }],
  'three atoms': [
    { position: 0.1, mass: 0.2 },
    { position: 0.15, mass: 0.5 },
    { position: 0.8, mass: 0.3 },
  ],
})) {
  closed(`${name}: every edge in closed form, E = E(0)e^{−2t}`, () => {
    const solver = flowMap({ s: 1, atoms });
    const start = solver.map();
    const energy = solver.diagnostics().energy;
    if (atoms.length === 1) relativelyClose(energy, 1 / 24, 1e-14, 'E(0)');
    for (const t of [0.01, 1, 6]) {
      assert.is(solver.advance(t, 1e6), 'reached');
      // The data are represented exactly: what is left is the step control's 1e−11.
      allClose(solver.map().edges, exactEdges(start, t), 1e-10, `edges at ${t}`);
      const diagnostics = solver.diagnostics();
      relativelyClose(diagnostics.energy, energy * Math.exp(-2 * t), 1e-7, `E at ${t}`);
      relativelyClose(diagnostics.dissipation, 2 * diagnostics.energy, 1e-12, `D = 2E at ${t}`);
      close(diagnostics.mass, 1, 1e-13, 'mass');
      assert.ok(diagnostics.minimum >= 0);
    }
    solver.close();
  });
}

closed('a Dirac mass is a uniform patch [x₀ ± (1 − e^{−t})/2] of density 1/(1 − e^{−t})', () => {
  const n = 200;
  const solver = flowMap({ s: 1, initial: new Float64Array(n).fill(1), atoms: [{ position: 0.3, mass: 1 }] });
  const t = Math.LN2;
  solver.advance(t, 1e6);
  const map = solver.map();
  close(map.quantile(map.cumulative(0.05) + 1e-9), 0.05, 1e-8, 'left end');
  close(map.quantile(map.cumulative(0.05) + 1), 0.55, 1e-10, 'right end');
  const density = new Float64Array(n);
  solver.density(density);
  density.forEach((value, j) => {
    const x = j / n;
    if (x > 0.056 && x < 0.544) close(value, 2, 1e-8, `density at ${x}`);
    if (x < 0.044 || x > 0.556) assert.is(value, 0, `vacuum at ${x}`);
  });
  solver.close();
});

closed('vacuum: the gap closes like e^{−t}, the density beside it is 1/(1 − e^{−t}|gap|)', () => {
  const [from, to] = [0.31, 0.62];
  const solver = flowMap({ s: 1, patches: vacuum(from, to) });
  const start = solver.map();
  for (const t of [1, 5, 12]) {
    assert.is(solver.advance(t, 1e6), 'reached');
    const map = solver.map();
    const [left, right] = gapOf(map);
    // Positions are right to 1e−13 or so, of a gap that is 2e−6 at last.
    relativelyClose(right - left, (to - from) * Math.exp(-t), 1e-7, `gap at ${t}`);
    allClose(map.edges, exactEdges(start, t), 1e-10, `edges at ${t}`);
    const outside = 1 / (1 - (to - from) * Math.exp(-t));
    relativelyClose(map.masses[0] / (map.edges[1] - map.edges[0]), outside, 1e-9, `density at ${t}`);
  }
  solver.close();
});

closed('edges are cut at jumps, and carry all the mass between them', () => {
  const problem = discreteProblem({
    s: 1,
    initial: new Float64Array(64).fill(1),
    patches: vacuum(0.31, 0.62),
  });
  const { edges, masses } = labelsOf(problem);
  close(
    masses.reduce((sum, mass) => sum + mass, 0),
    1,
    1e-15,
    'mass',
  );
  assert.ok([0.31, 0.62].every((x) => edges.includes(x)));
  assert.ok(edges.every((x, i) => i === 0 || x > edges[i - 1]));
  assert.is(edges[edges.length - 1] - edges[0], 1);
});

closed('the map tells cumulative mass and quantiles, each the inverse of the other', () => {
  const solver: LagrangianSolver = flowMap({ s: 1, initial: averages(smooth, 64) });
  solver.advance(0.7, 1e6);
  const map = solver.map();
  for (const q of [-1.3, -0.2, 0.01, 0.5, 0.99, 1, 2.4]) {
    close(map.cumulative(map.quantile(q)), q, 1e-14, `F(Q(${q}))`);
    close(map.quantile(q + 1), map.quantile(q) + 1, 1e-14, 'a turn further');
  }
  const exact = new LogisticFlow(smooth);
  const mass = smooth.cumulative(exact.label(0.7, 0.4)) - smooth.cumulative(exact.label(0.7, 0));
  // Linear within a cell of width 1/64.
  close(map.cumulative(0.4), mass, 1e-3, 'F(0.4)');
  assert.ok(map.positions().every((x) => x >= 0 && x < 1));
  solver.close();
});

closed.run();
