// Finite volumes in two and three dimensions: one dimension seen from others, no axis preferred, the same laws.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import type { Reconstruction } from '../src/problem/types.ts';
import { allClose, close, relativelyClose } from './oracle/compare.ts';
import { analyse, TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { distance, observedOrder, solvedAt, volumeProblem } from './support/cells.ts';

const module = await compileCore();
const both: Reconstruction[] = ['muscl', 'weno5'];
/** The same steps whatever the dimension, so that solutions may be compared to rounding. */
const steady = { step: 0.01, tolerance: { relative: 1, absolute: 1 } };

const planes = suite('finite volumes in planes and space');

function ofMass1(values: Float64Array): Float64Array {
  const mass = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mass);
}

/** Odd and even lengths; a sawtooth, so that the Nyquist mode is there too. */
const line = (n: number) =>
  ofMass1(sample(n, (x) => (x < 0.4 ? 1 : 0.05 * (Math.round(n * x) % 2)) + 0.2 * Math.sin(TAU * x) ** 2));

for (const [grid, axis] of [
  [[12, 30], 1],
  [[30, 12], 0],
  [[15, 21], 1],
  [[4, 30, 3], 1],
  [[30, 4, 6], 0],
] as const) {
  planes(`[${grid}]: data that vary along axis ${axis} alone move as in one dimension`, () => {
    const n = grid[axis];
    const stride = grid.slice(axis + 1).reduce((product, m) => product * m, 1);
    const along = (values: Float64Array) =>
      sample(
        grid.reduce((product, m) => product * m, 1),
        () => 0,
      ).map((_, i) => values[Math.floor(i / stride) % n]);
    for (const reconstruction of both) {
      for (const s of [0.75, 1, 2]) {
        const given = { s, reconstruction, ...steady, step: s < 1 ? 1e-3 : 0.01 };
        const t = 40 * given.step;
        const one = solvedAt(module, volumeProblem({ ...given, initial: line(n) }), t);
        const initial = along(line(n));
        const target = sample(initial.length, () => 1);
        const more = solvedAt(module, volumeProblem({ ...given, grid: [...grid], initial, target }), t);
        assert.is(more.steps, one.steps);
        // Forty steps, each with the rounding of another transform: 1e−14 a step would still be a mistake.
        allClose(more.density, along(one.density), 1e-13, `${reconstruction}, s = ${s}`);
        relativelyClose(more.energy, one.energy, 1e-12, 'E');
        relativelyClose(more.dissipation, one.dissipation, 1e-12, 'D');
        for (const [i, norm] of one.norms.entries()) relativelyClose(more.norms[i], norm, 1e-12, 'norms');
      }
    }
  });
}

const n = 24;
const plane = (f: (x: number, y: number) => number) =>
  ofMass1(Float64Array.from({ length: n * n }, (_, i) => f(Math.floor(i / n) / n, (i % n) / n)));
const disc = plane((x, y) => ((x - 0.3) ** 2 + (y - 0.55) ** 2 < 0.06 ? 1 : 0));

/** Solutions of an image under an isometry of the grid are images of solutions. */
for (const [name, image] of [
  ['exchange of the axes', (i: number) => (i % n) * n + Math.floor(i / n)],
  ['reflection', (i: number) => ((n - Math.floor(i / n)) % n) * n + (i % n)],
  ['translation', (i: number) => ((Math.floor(i / n) + 5) % n) * n + (((i % n) + 17) % n)],
] as const) {
  planes(`no axis, side or place is preferred: ${name}`, () => {
    const turned = (values: Float64Array) => values.map((_, i) => values[image(i)]);
    for (const reconstruction of both) {
      const target = plane((x, y) => 1 + 0.5 * Math.cos(TAU * (x + 2 * y)) + 0.2 * Math.sin(TAU * y));
      const given = { s: 1.5, grid: [n, n], reconstruction, ...steady };
      const original = solvedAt(module, volumeProblem({ ...given, initial: disc, target }), 0.5);
      const turnedFirst = { initial: turned(disc), target: turned(target) };
      const moved = solvedAt(module, volumeProblem({ ...given, ...turnedFirst }), 0.5);
      // Sums in another order: rounding, and what fifty steps make of it.
      allClose(moved.density, turned(original.density), 1e-12, `${reconstruction}: μ`);
      relativelyClose(moved.energy, original.energy, 1e-12, `${reconstruction}: E`);
    }
  });
}

for (const s of [0.5, 1, 2]) {
  planes(`s = ${s}, a disc in vacuum: nonnegative, of mass 1, of less energy, step by step`, () => {
    for (const reconstruction of both) {
      const target = plane((x, y) => Math.exp(2 * Math.cos(TAU * x) + Math.cos(TAU * (x - y))));
      const tolerance = { relative: 1e-3, absolute: 1e-12 };
      const given = { s, grid: [n, n], initial: disc, target, reconstruction, tolerance };
      const solver = createSolver(module, volumeProblem(given));
      const [t, density] = [s < 1 ? 0.05 : 5 * TAU ** (2 * s - 2), new Float64Array(n * n)];
      for (let before = solver.diagnostics().energy; solver.time < t; ) {
        solver.advance(t, 1);
        const { energy, mass } = solver.diagnostics();
        solver.density(density);
        assert.ok(density.every((value) => value >= 0));
        close(mass, 1, 1e-14, 'mass');
        assert.ok(energy <= before, `energy ${before} → ${energy} at ${solver.time}`);
        before = energy;
      }
      solver.close();
    }
  });
}

planes('a sawtooth counts once in the energy, along any axis and along both', () => {
  for (const axes of [[1], [0], [0, 1]]) {
    const grid = [12, 20];
    const initial = Float64Array.from({ length: 240 }, (_, i) => {
      const cell = [Math.floor(i / 20), i % 20];
      return 1 + 0.5 * (-1) ** axes.reduce((sum, axis) => sum + cell[axis], 0);
    });
    const target = sample(240, () => 1);
    const solver = createSolver(module, volumeProblem({ s: 1.5, grid, initial, target }));
    // E = ½|2πk|^{−2s} |ĥ_k|² at k_i = n_i/2, where an average over a cell is 2/π of the amplitude.
    const square = axes.reduce((sum, axis) => sum + (Math.PI * grid[axis]) ** 2, 0);
    const amplitude = 0.5 * (Math.PI / 2) ** axes.length;
    relativelyClose(solver.diagnostics().energy, 0.5 * square ** -1.5 * amplitude ** 2, 1e-13, `${axes}`);
    relativelyClose(solver.diagnostics().norms[1], amplitude, 1e-13, `${axes}`);
    solver.close();
  }
});

planes('converge to the spectral solution with order 2', () => {
  const from = new Trigonometric([
    { k: [1, 0], cos: 0.3, sin: -0.2 },
    { k: [1, 1], cos: 0.1, sin: 0.1 },
  ]);
  const to = new Trigonometric([{ k: [1, -1], cos: 0.3, sin: 0 }]);
  const m = 48;
  const given = { s: 1, grid: [m, m], initial: from.samples(m, m), target: to.samples(m, m) };
  const tolerance = { relative: 1e-7, absolute: 1e-12 };
  const reference = solvedAt(module, discreteProblem({ ...given, tolerance }), 0.5);
  for (const reconstruction of both) {
    const ns = [12, 16, 24, 48];
    const errors = ns.map((cells) => {
      const [initial, target] = [from, to].map((f) => cellAverages(f, cells));
      const problem = volumeProblem({
        s: 1,
        grid: [cells, cells],
        initial,
        target,
        reconstruction,
        tolerance,
      });
      const { density } = solvedAt(module, problem, 0.5);
      return distance(density, averagedPlane(reference.density, m, cells));
    });
    // 'weno5' too: a product of averages over a face is not the average of the product.
    close(observedOrder(ns, errors), 2, 0.2, `${reconstruction}: ${errors}`);
  }
});

const sinc = (k: number, cells: number) =>
  k === 0 ? 1 : Math.sin((Math.PI * k) / cells) / ((Math.PI * k) / cells);

/** Averages over cells × cells squares. */
function cellAverages(f: Trigonometric, cells: number): Float64Array {
  const terms = f.terms.map(({ k, cos, sin }) => {
    const share = k.reduce((product, ki) => product * sinc(ki, cells), 1);
    return { k, cos: share * cos, sin: share * sin };
  });
  return new Trigonometric(terms).samples(cells, cells);
}

/** The same of the field with these samples on m × m points, where `cells` divides m: axis by axis. */
function averagedPlane(samples: Float64Array, m: number, cells: number): Float64Array {
  const rows = Array.from({ length: m }, (_, i) => averagedLine(samples.slice(i * m, (i + 1) * m), cells));
  const columns = Array.from({ length: cells }, (_, j) =>
    averagedLine(
      Float64Array.from(rows, (row) => row[j]),
      cells,
    ),
  );
  return Float64Array.from({ length: cells * cells }, (_, i) => columns[i % cells][Math.floor(i / cells)]);
}

function averagedLine(samples: Float64Array, cells: number): Float64Array {
  const spectrum = analyse(samples, samples.length / 2 - 1);
  return sample(cells, (x) => {
    let sum = spectrum[0];
    for (let k = 1; 2 * k < samples.length; k++) {
      const [re, im] = [spectrum[2 * k], spectrum[2 * k + 1]];
      sum += 2 * sinc(k, cells) * (re * Math.cos(TAU * k * x) - im * Math.sin(TAU * k * x));
    }
    return sum;
  });
}

planes.run();
