// How fast finite volumes converge, two-sided, and to what: closed forms, and the spectral method.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { DiscreteProblem, Reconstruction } from '../src/problem/types.ts';
import { close, relativelyClose } from './oracle/compare.ts';
import { LogisticFlow, linearDecay } from './oracle/exact.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import {
  averages,
  distance,
  observedOrder,
  SpreadingPatch,
  solvedAt,
  volumeProblem,
} from './support/cells.ts';

const module = await compileCore();
const both: Reconstruction[] = ['muscl', 'weno5'];

/** No control by error: the steps are `step`, within the bounds of positivity and decay. */
const steps = (step: number) => ({ step, tolerance: { relative: 1, absolute: 1 } });

/** The observed order in L¹ of the density at `t`, on grids of `ns` cells. */
function orderOf(
  ns: readonly number[],
  problemOf: (n: number) => DiscreteProblem,
  exact: (n: number) => Float64Array,
  t: number,
): number {
  const errors = ns.map((n) => distance(solvedAt(module, problemOf(n), t).density, exact(n)));
  return observedOrder(ns, errors);
}

const order = suite('orders of finite volumes');

const smooth = new Trigonometric([{ k: 1, cos: 0.3, sin: -0.2 }]);
const touchingZero = new Trigonometric([{ k: 1, cos: 0.6, sin: 0.8 }]);

for (const [name, mu] of [
  ['smooth', smooth],
  ['with a double zero', touchingZero],
] as const) {
  const flow = new LogisticFlow(mu);
  const exact = (n: number) => averages(n, (y) => mu.cumulative(flow.label(0.5, y)));
  const problemOf = (reconstruction: Reconstruction, step: (n: number) => number) => (n: number) => {
    const initial = averages(n, (x) => mu.cumulative(x));
    return volumeProblem({ s: 1, initial, reconstruction, ...steps(step(n)) });
  };

  order(`weno5, ${name}: 5 in space, where the error in time is far below`, () => {
    // 5e−4 leaves 1e−11 of error in time. Over [64, 192] the weights of the stencils still settle.
    const observed = orderOf(
      [64, 96, 128, 192],
      problemOf('weno5', () => 5e-4),
      exact,
      0.5,
    );
    close(observed, 5, 0.15, 'order');
  });

  order(`muscl, ${name}: 2`, () => {
    // The limiter flattens the extrema, whose place in their cells is another on each grid.
    const observed = orderOf(
      [64, 96, 128, 192, 256, 384, 512],
      problemOf('muscl', (n) => 1 / (4 * n)),
      exact,
      0.5,
    );
    close(observed, 2, 0.1, 'order');
  });
}

order('weno5 with steps in proportion to the cells: 3, that of the time', () => {
  const flow = new LogisticFlow(smooth);
  const observed = orderOf(
    [128, 256, 512],
    (n) =>
      volumeProblem({
        s: 1,
        initial: averages(n, (x) => smooth.cumulative(x)),
        reconstruction: 'weno5',
        ...steps(1 / n),
      }),
    (n) => averages(n, (y) => smooth.cumulative(flow.label(0.5, y))),
    0.5,
  );
  close(observed, 3, 0.1, 'order');
});

// A contact that a scheme of order p smears over n^{−p/(p+1)}: the classical law for linear transport.
for (const [reconstruction, expected] of [
  ['muscl', 2 / 3],
  ['weno5', 5 / 6],
] as const) {
  order(`${reconstruction}, jumps: ${expected.toFixed(2)} in L¹, as a contact is smeared`, () => {
    const patch = new SpreadingPatch(0.2, 0.7);
    const observed = orderOf(
      [64, 96, 128, 192, 256, 384, 512, 768, 1024],
      (n) => {
        const initial = averages(n, (x) => patch.cumulative(0, x));
        const tolerance = { relative: 1e-4, absolute: 1e-12 };
        return volumeProblem({ s: 1, initial, reconstruction, tolerance });
      },
      (n) => averages(n, (x) => patch.cumulative(1, x)),
      1,
    );
    // Where the jumps stand in their cells is another on each grid.
    close(observed, expected, 0.12, 'order');
  });
}

order.run();

const figures = suite('finite volumes against closed forms');

figures('s = 1, smooth, n = 128: density, energy and dissipation', () => {
  const mu = new Trigonometric([
    { k: 1, cos: 0.3, sin: -0.2 },
    { k: 2, cos: 0.1, sin: 0.15 },
  ]);
  const flow = new LogisticFlow(mu);
  const exact = averages(128, (y) => mu.cumulative(flow.label(1, y)));
  // Measured: 2.3e−5 and 5.5e−8, 8.8e−5 and 1.7e−8; half as much again is allowed.
  for (const [reconstruction, density, energy] of [
    ['muscl', 3.5e-5, 1.4e-4],
    ['weno5', 8e-8, 5e-8],
  ] as const) {
    const initial = averages(128, (x) => mu.cumulative(x));
    const tolerance = { relative: 1e-8, absolute: 1e-12 };
    const solved = solvedAt(module, volumeProblem({ s: 1, initial, reconstruction, tolerance }), 1);
    close(distance(solved.density, exact), 0, density, `${reconstruction}: L¹`);
    relativelyClose(solved.energy, flow.energy(1), energy, `${reconstruction}: E`);
    // dE/dt = −2E for the closed form.
    relativelyClose(solved.dissipation, 2 * flow.energy(1), energy, `${reconstruction}: D`);
  }
});

figures('s = 1, an indicator with vacuum, n = 256: spreads as its ends do', () => {
  const patch = new SpreadingPatch(0.2, 0.7);
  const exact = averages(256, (x) => patch.cumulative(1, x));
  // Measured: 9.5e−3 and 7.5e−3, 2.7e−3 and 2.1e−3.
  for (const [reconstruction, density, energy] of [
    ['muscl', 1.1e-2, 3.2e-3],
    ['weno5', 9e-3, 2.5e-3],
  ] as const) {
    const initial = averages(256, (x) => patch.cumulative(0, x));
    const tolerance = { relative: 1e-5, absolute: 1e-12 };
    const solved = solvedAt(module, volumeProblem({ s: 1, initial, reconstruction, tolerance }), 1);
    close(distance(solved.density, exact), 0, density, `${reconstruction}: L¹`);
    relativelyClose(solved.energy, patch.energy(1), energy, `${reconstruction}: E`);
  }
});

/** Length of the set where a periodic density is below `level`, by linear interpolation. */
function gapOf(density: Float64Array, level: number): number {
  return density.reduce((length, value, j) => {
    const next = density[(j + 1) % density.length];
    const [low, high] = [Math.min(value, next), Math.max(value, next)];
    const share = high <= level ? 1 : low >= level ? 0 : (level - low) / (high - low);
    return length + share / density.length;
  }, 0);
}

figures('s = 1: the vacuum around an indicator closes like e^{−t}, to a fraction of a cell', () => {
  const [n, patch] = [256, new SpreadingPatch(0.2, 0.7)];
  const initial = averages(n, (x) => patch.cumulative(0, x));
  const tolerance = { relative: 1e-5, absolute: 1e-12 };
  // Measured: 0.42 and 0.18 of a cell.
  for (const [reconstruction, cells] of [
    ['muscl', 0.7],
    ['weno5', 0.3],
  ] as const) {
    for (const t of [0.5, 1, 2, 3]) {
      const problem = volumeProblem({ s: 1, initial, reconstruction, tolerance });
      const { density } = solvedAt(module, problem, t);
      const [from, to] = patch.ends(t);
      const gap = gapOf(density, 0.5 / (to - from));
      close(gap, 0.5 * Math.exp(-t), cells / n, `${reconstruction}: gap at ${t}`);
    }
  }
});

figures('all the mass in one cell becomes uniform at s = 1', () => {
  const initial = sample(105, (x) => (x === 0 ? 105 : 0));
  for (const reconstruction of both) {
    const tolerance = { relative: 1e-5, absolute: 1e-12 };
    const at = solvedAt(module, volumeProblem({ s: 1, initial, reconstruction, tolerance }), 8);
    // E = e^{−2t}/24 for a point; a cell of 1/105 is not one, and its ends are smeared: off by 6 %.
    relativelyClose(at.energy, Math.exp(-16) / 24, 0.1, reconstruction);
    // The vacuum has shrunk to e^{−8} = 3e−4, less than a cell.
    assert.ok(at.minimum > 0.9 && at.maximum < 1.1, `${at.minimum} … ${at.maximum}`);
  }
});

for (const s of [0, 0.25, 0.5, 1, 1.5, 2, 3]) {
  for (const n of [32, 35]) {
    figures(
      `s = ${s}, n = ${n}, ν = 1: small perturbations decay by the linear law, up to the Nyquist mode`,
      () => {
        const size = 1e-7;
        const phase = (k: number) => (2 * k === n ? 0 : TAU * ((k * k * 0.6180339887498949) % 1));
        const initial = sample(n, (x) => {
          let sum = 1;
          for (let k = 1; 2 * k <= n; k++) sum += size * Math.cos(TAU * k * x + phase(k));
          return sum;
        });
        const t = s <= 1 ? 0.3 * TAU ** (2 * s - 2) : 0.3 * (4 * TAU) ** (2 * s - 2);
        for (const reconstruction of both) {
          const tolerance = { relative: 1e-8, absolute: 1e-15 };
          const { density } = solvedAt(module, volumeProblem({ s, initial, reconstruction, tolerance }), t);
          const spectrum = analyse(density, Math.floor(n / 2));
          for (let k = 1; 2 * k <= n; k++) {
            const decayed = (2 * k === n ? size : size / 2) * linearDecay(s, k, t);
            // Quadratic terms are smaller by size × modes; the rest is the time and the rounding of 1 + h.
            close(spectrum[2 * k], decayed * Math.cos(phase(k)), size * 1e-5, `${reconstruction}: Re ĥ_${k}`);
            close(
              spectrum[2 * k + 1],
              decayed * Math.sin(phase(k)),
              size * 1e-5,
              `${reconstruction}: Im ĥ_${k}`,
            );
          }
        }
      },
    );
  }
}

figures.run();

const agreement = suite('finite volumes and the spectral method');

/** Averages over n cells of the field with this spectrum. */
function averaged(spectrum: Float64Array, n: number): Float64Array {
  const terms = Array.from({ length: spectrum.length / 2 - 1 }, (_, i) => {
    const half = (Math.PI * (i + 1)) / n;
    const share = (2 * Math.sin(half)) / half;
    return { k: i + 1, cos: share * spectrum[2 * i + 2], sin: -share * spectrum[2 * i + 3] };
  });
  return new Trigonometric(terms).samples(n);
}

const from = new Trigonometric([
  { k: 1, cos: 0.3, sin: -0.2 },
  { k: 2, cos: 0.05, sin: 0.1 },
]);
const to = new Trigonometric([{ k: 1, cos: 0.4, sin: 0.1 }]);

// [s, t]. Orders: what the limiter does at extrema, and weights that still settle, move them about 2 and 5.
for (const [s, t] of [
  [0.5, 0.2],
  [1, 1],
  [1.5, 10],
  [2, 100],
] as const) {
  agreement(`s = ${s}, ν not uniform: meet at their orders`, () => {
    const given = { s, initial: from.samples(256), target: to.samples(256), integrator: 'etd43' } as const;
    const spectral = solvedAt(module, discreteProblem(given), t);
    const spectrum = analyse(spectral.density, 100);
    const ns = [64, 96, 128, 192];
    for (const [reconstruction, least, most] of [
      ['muscl', 1.7, 2.3],
      ['weno5', 4.4, 6.5],
    ] as const) {
      const errors = ns.map((n) => {
        const [initial, target] = [from, to].map((f) => averages(n, (x) => f.cumulative(x)));
        const tolerance = { relative: 1e-10, absolute: 1e-15 };
        const problem = volumeProblem({ s, initial, target, reconstruction, tolerance });
        const solved = solvedAt(module, problem, t);
        if (n === 192) {
          relativelyClose(solved.energy, spectral.energy, reconstruction === 'muscl' ? 2e-4 : 1e-6, 'E');
        }
        return distance(solved.density, averaged(spectrum, n));
      });
      const observed = observedOrder(ns, errors);
      assert.ok(
        observed > least && observed < most,
        `${reconstruction}: order ${observed}, errors ${errors}`,
      );
    }
  });
}

agreement(
  'an unknown recorded as the field, not as its averages: norms are those of the spectral method',
  () => {
    const norms = [-2, -1, 0, 1];
    const from64 = averages(64, (x) => from.cumulative(x));
    const spectral = createSolver(module, discreteProblem({ s: 1.5, initial: from.samples(64), norms }));
    const volume = createSolver(module, volumeProblem({ s: 1.5, initial: from64, norms }));
    const [expected, found] = [spectral.diagnostics(), volume.diagnostics()];
    for (const [i, q] of norms.entries()) {
      relativelyClose(found.norms[i], expected.norms[i], 1e-13, `‖h‖ of order ${q}`);
    }
    relativelyClose(found.energy, expected.energy, 1e-13, 'E');
    spectral.close();
    volume.close();
  },
);

agreement.run();
