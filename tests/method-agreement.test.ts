// The methods share no code for their right-hand sides: spectral products, fluxes between cells, labels that move.
// On shared problems they agree, and their differences vanish at the orders that are stated for them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/create.ts';
import type { DiscreteProblem, Patch } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { discreteProblem } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { averages, distance, observedOrder, type Solved, solvedAt } from './support/cells.ts';
import { averagesOfPatches, vacuum } from './support/flow-map.ts';

const module = await compileCore();

type Settings = Pick<DiscreteProblem, 'method' | 'integrator'> & Partial<DiscreteProblem>;
const spectral: Settings = {
  method: 'spectral',
  integrator: 'etd43',
  tolerance: { relative: 1e-9, absolute: 1e-16 },
};
const map: Settings = {
  method: 'lagrangian',
  integrator: 'dopri54',
  tolerance: { relative: 1e-9, absolute: 1e-14 },
};
const cells = (reconstruction: 'muscl' | 'weno5', relative: number): Settings => ({
  method: 'finite-volume',
  integrator: 'ssprk3',
  reconstruction,
  tolerance: { relative, absolute: 1e-14 },
});

const start = new Trigonometric([
  { k: 1, cos: 0.3, sin: -0.2 },
  { k: 2, cos: 0.1, sin: 0.15 },
]);
const target = new Trigonometric([
  { k: 1, cos: 0.2, sin: -0.3 },
  { k: 2, cos: 0.15, sin: 0 },
]);

/** Averages over n cells of a density that 96 points hold. */
function averagesOfValues(values: Float64Array, n: number): Float64Array {
  const cutoff = Math.ceil(values.length / 2) - 1;
  const spectrum = analyse(values, cutoff);
  return averages(n, (x) => {
    let sum = x;
    for (let k = 1; k <= cutoff; k++) {
      const angle = TAU * k * x;
      sum += (spectrum[2 * k] * Math.sin(angle) + spectrum[2 * k + 1] * Math.cos(angle)) / (Math.PI * k);
    }
    return sum;
  });
}

const agreement = suite('agreement of the methods');

for (const [s, t] of [
  [0.75, 0.3],
  [1.5, 3],
  [2, 10],
] as const) {
  const values = { s, initial: start.samples(96), target: target.samples(96) };
  const reference = solvedAt(module, discreteProblem({ ...values, ...spectral }), t);

  for (const [name, settings, ns, order, slack] of [
    ['muscl', cells('muscl', 1e-8), [48, 96, 192, 384], 2, 0.35],
    ['weno5', cells('weno5', 1e-10), [48, 64, 96, 128], 5, 0.6],
    ['labels', map, [48, 96, 192], 3, 0.35],
  ] as const) {
    agreement(`s = ${s}, smooth: ${name} and the spectral method, order ${order}`, () => {
      const runs = ns.map((n) => {
        const initial = averages(n, (x) => start.cumulative(x));
        const nu = averages(n, (x) => target.cumulative(x));
        return solvedAt(module, discreteProblem({ s, initial, target: nu, ...settings }), t);
      });
      const errors = runs.map(({ density }, i) =>
        distance(density, averagesOfValues(reference.density, ns[i])),
      );
      close(observedOrder(ns, errors), order, slack, `order from ${errors}`);
      assert.ok(errors[errors.length - 1] < 1e-4, `${errors}`);
      // Energies converge like n^−2 for cells and n^−4 for labels: what is left at the finest grid.
      const last = runs[runs.length - 1];
      relativelyClose(last.energy, reference.energy, 2e-3, 'E');
      relativelyClose(last.dissipation, reference.dissipation, 4e-3, 'D');
      close(last.mass, 1, 1e-12, 'mass');
    });
  }
}

/** Vacuum on [0.2, 0.5] at the time t by each method. */
function fromVacuum(s: number, t: number, n: number, patches: Patch[]): Record<string, Solved> {
  const nu = averages(n, (x) => x + (0.5 * Math.sin(TAU * x)) / TAU);
  const given = { s, initial: averagesOfPatches(patches, n), target: nu };
  const solve = (settings: Settings) => solvedAt(module, discreteProblem({ ...given, ...settings }), t);
  return {
    map: solve({ ...map, patches }),
    cells: solve(cells('weno5', 1e-5)),
    spectral: solve({ ...spectral, tolerance: { relative: 1e-5, absolute: 1e-14 } }),
  };
}

for (const [s, t] of [
  [1, 1],
  [2, 30],
] as const) {
  agreement(
    `s = ${s}, vacuum, ν not uniform: densities in L¹, energies of all three, and who stays positive`,
    () => {
      const patches = vacuum(0.2, 0.5);
      const runs = [128, 512].map((n) => fromVacuum(s, t, n, patches));
      const apart = (name: string) => runs.map((run) => distance(run[name].density, run.map.density));
      for (const [name, least] of [
        ['cells', 0.6],
        ['spectral', 0.3],
      ] as const) {
        const errors = apart(name);
        // A contact that is smeared or rings: n^{−5/6} at best.
        const order = observedOrder([128, 512], errors);
        assert.ok(order > least && order < 1.3, `${name}: order ${order} from ${errors}`);
        assert.ok(errors[1] < 1e-2, `${name}: ${errors}`);
        relativelyClose(runs[1][name].energy, runs[1].map.energy, 2e-3, `E of ${name}`);
      }
      for (const run of runs) {
        assert.ok(run.map.minimum >= 0 && run.cells.minimum >= 0);
        assert.ok(run.spectral.minimum < -1e-3, 'the spectral method rings');
      }
    },
  );
}

agreement('s = 1, ν = 1, three atoms: labels and the closed form', () => {
  const atoms = [
    { position: 0.1, mass: 0.2 },
    { position: 0.25, mass: 0.5 },
    { position: 0.9, mass: 0.3 },
  ];
  const given = { s: 1, initial: new Float64Array(100).fill(1), atoms };
  const exact = solvedAt(module, discreteProblem({ ...given, method: 'exact', integrator: null }), 0.7);
  const found = solvedAt(module, discreteProblem({ ...given, ...map }), 0.7);
  // Tolerance of the steps; a cell average sees the place of an edge a hundredfold.
  close(distance(found.density, exact.density), 0, 1e-7, 'L¹');
  relativelyClose(found.energy, exact.energy, 1e-8, 'E');
  relativelyClose(found.dissipation, exact.dissipation, 1e-8, 'D');
});

agreement.run();
