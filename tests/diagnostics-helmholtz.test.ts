// The Helmholtz decomposition, plain and weighted: against fields that are known, orthogonality, and the flow's own
// velocity.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  helmholtz,
  lpNorm,
  type VectorField,
  velocity,
  weightedHelmholtz,
} from '../src/diagnostics/index.ts';
import { allClose, close } from './oracle/compare.ts';
import { noise, refused } from './support/diagnostics.ts';
import { fill, sizeOf } from './support/grids.ts';

const TAU = 2 * Math.PI;
const plain = suite('helmholtz');

/** ∂f along an axis for real data, by the sums themselves, without the Nyquist mode: for small grids. */
function slope(f: ArrayLike<number>, grid: readonly number[], axis: number): Float64Array {
  const n = grid[axis];
  const stride = grid.slice(axis + 1).reduce((product, m) => product * m, 1);
  // The derivative of the interpolant at i of the sample at j: Σ_{0<k<n/2} −2 (2πk/n) sin 2πk(i − j)/n.
  const kernel = Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = 1; 2 * k < n; k++) sum -= ((2 * TAU * k) / n) * Math.sin((TAU * k * i) / n);
    return sum;
  });
  return Float64Array.from({ length: f.length }, (_, flat) => {
    const i = Math.floor(flat / stride) % n;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += kernel[(i - j + n) % n] * f[flat + (j - i) * stride];
    return sum;
  });
}

const divergence = (w: VectorField, grid: readonly number[]) =>
  w.map((part, axis) => slope(part, grid, axis)).reduce((sum, part) => sum.map((v, j) => v + part[j]));

const grids = [[16], [21], [12, 10], [15, 14], [9, 7], [4, 50], [6, 5, 7], [4, 6, 8]];

for (const grid of grids) {
  plain(`[${grid}]: noise is the sum of its parts, which are what they are called and orthogonal`, () => {
    const field = grid.map((_, axis) => noise(sizeOf(grid), axis + 3));
    const { mean, gradient, solenoidal, potential, squares } = helmholtz(field, grid);
    grid.forEach((_, axis) => {
      const sum = gradient[axis].map((g, j) => mean[axis] + g + solenoidal[axis][j]);
      allClose(sum, field[axis], 1e-14, 'sum');
      // Sums of some ten terms as large as πn.
      allClose(gradient[axis], slope(potential, grid, axis), 1e-12, '∇p');
    });
    allClose(divergence(solenoidal, grid), new Float64Array(sizeOf(grid)), 1e-11, 'div r');
    const whole = field.reduce((sum, part) => sum + lpNorm(part, 2) ** 2, 0);
    close(squares.mean + squares.gradient + squares.solenoidal, whole, 1e-14 * whole, 'Pythagoras');
    const dot = gradient.reduce(
      (sum, part, axis) => sum + part.reduce((s, g, j) => s + g * solenoidal[axis][j], 0),
      0,
    );
    assert.ok(Math.abs(dot) / sizeOf(grid) < 1e-14 * whole);
    assert.ok(Math.abs(potential.reduce((sum, value) => sum + value, 0)) < 1e-13);
  });
}

plain('a gradient, a rotation and a wind come apart', () => {
  const grid = [12, 15];
  const at = (f: (x: number, y: number) => number) =>
    fill(grid, ([i, j]) => f(TAU * (i / 12), TAU * (j / 15)));
  // p = sin(x + 2y)/2π, ψ = cos(2x − y)/2π in these angles, and a wind (3, −1).
  const gradient = [at((x, y) => Math.cos(x + 2 * y)), at((x, y) => 2 * Math.cos(x + 2 * y))];
  const rotation = [at((x, y) => Math.sin(2 * x - y)), at((x, y) => 2 * Math.sin(2 * x - y))];
  const field = gradient.map((g, axis) => g.map((value, j) => value + rotation[axis][j] + [3, -1][axis]));
  const split = helmholtz(field, grid);
  allClose(split.mean, [3, -1], 1e-14, 'mean');
  gradient.forEach((g, axis) => {
    allClose(split.gradient[axis], g, 1e-13, '∇p');
  });
  rotation.forEach((r, axis) => {
    allClose(split.solenoidal[axis], r, 1e-13, 'r');
  });
  allClose(
    split.potential,
    at((x, y) => Math.sin(x + 2 * y) / TAU),
    1e-14,
    'p',
  );
  close(split.squares.gradient, 2.5, 1e-13, '∫|∇p|²');
  close(split.squares.solenoidal, 2.5, 1e-13, '∫|r|²');
});

plain('in space a curl has no gradient part', () => {
  const grid = [8, 9, 10];
  const A = [5, 6, 7].map((seed) => noise(720, seed));
  const d = (axis: number, component: number) => slope(A[component], grid, axis);
  const curl = [0, 1, 2].map((a) => {
    const [b, c] = [(a + 1) % 3, (a + 2) % 3];
    const [one, other] = [d(b, c), d(c, b)];
    return one.map((value, j) => value - other[j]);
  });
  const { squares } = helmholtz(curl, grid);
  assert.ok(squares.gradient < 1e-25 * squares.solenoidal && squares.mean < 1e-25 * squares.solenoidal);
});

plain('the velocity of a flow is its own gradient part, on even grids and odd ones', () => {
  for (const grid of grids) {
    const density = noise(sizeOf(grid), 9).map((value) => 1 + 0.5 * value);
    const v = velocity(density, 'uniform', 1.25, grid);
    const { squares, gradient } = helmholtz(v, grid);
    assert.ok(squares.solenoidal + squares.mean < 1e-28 * squares.gradient, `[${grid}]`);
    gradient.forEach((part, axis) => {
      allClose(part, v[axis], 1e-14, 'v');
    });
  }
});

plain('a sawtooth, whose derivative the grid cannot see, is divergence-free', () => {
  const sawtooth = fill([8, 6], ([i]) => (-1) ** i);
  const { squares, solenoidal } = helmholtz([sawtooth, new Float64Array(48)], [8, 6]);
  allClose(solenoidal[0], sawtooth, 1e-15, 'r');
  assert.ok(squares.gradient < 1e-30);
  // With a wave across, only what is seen counts: ξ points along y, and the x component has no part in it.
  const across = fill([8, 6], ([i, j]) => (-1) ** i * Math.cos((TAU * j) / 6));
  assert.ok(helmholtz([across, new Float64Array(48)], [8, 6]).squares.gradient < 1e-30);
  assert.ok(helmholtz([new Float64Array(48), across], [8, 6]).squares.solenoidal < 1e-30);
});

plain('what is no field on the grid is refused by name', () => {
  refused(() => helmholtz([]), 'field.length');
  refused(() => helmholtz([noise(12)], [3, 4]), 'field.length');
  refused(() => helmholtz([noise(12), noise(11)], [3, 4]), 'field[1].length');
  refused(() => helmholtz([noise(12), noise(12)], [5, 4]), 'grid');
  refused(() => helmholtz([noise(12), [...noise(11), Number.NaN]], [3, 4]), 'field[1][11]');
  refused(() => weightedHelmholtz([noise(9)], [...noise(9)]), 'density[0]');
  refused(() => weightedHelmholtz([noise(9)], new Float64Array(8)), 'density.length');
});

plain.run();

const weighted = suite('helmholtz with respect to a density');

weighted('with the uniform density it is the plain one, mean in the remainder, in one iteration', () => {
  for (const grid of grids) {
    const field = grid.map((_, axis) => noise(sizeOf(grid), axis + 3));
    const expected = helmholtz(field, grid);
    const found = weightedHelmholtz(field, new Float64Array(sizeOf(grid)).fill(1), grid);
    found.gradient.forEach((part, axis) => {
      allClose(part, expected.gradient[axis], 1e-13, '∇p');
    });
    assert.is(found.iterations, 1);
    const { mean, gradient, solenoidal } = expected.squares;
    close(found.fraction, gradient / (mean + gradient + solenoidal), 1e-14, 'fraction');
  }
});

for (const grid of [[48], [32, 40], [16, 18, 20]]) {
  weighted(`[${grid}]: a gradient and a flow that keeps μ come apart`, () => {
    const at = (f: (x: number, y: number, z: number) => number) =>
      fill(grid, ([i, j = 0, k = 0]) =>
        f(TAU * (i / grid[0]), TAU * (j / (grid[1] ?? 1)), TAU * (k / (grid[2] ?? 1))),
      );
    const density = at((x, y, z) => 1 + 0.3 * Math.cos(x) + 0.2 * Math.sin(y - x) + 0.1 * Math.cos(z));
    const gradient = [
      at((x, y, z) => TAU * Math.cos(x + y) * (2 + Math.cos(z))),
      at((x, y, z) => TAU * Math.cos(x + y) * (2 + Math.cos(z))),
      at((x, y, z) => -TAU * Math.sin(x + y) * Math.sin(z)),
    ].slice(0, grid.length);
    // μ r is constant in one dimension, and of no divergence in more.
    const kept =
      grid.length === 1
        ? [at(() => 2)]
        : [at((_, y) => 3 + 2 * Math.sin(y)), at((x) => 1 - Math.cos(2 * x)), at((x, y) => Math.cos(x - y))];
    const remainder = kept.slice(0, grid.length).map((part) => part.map((value, j) => value / density[j]));
    const field = gradient.map((g, axis) => g.map((value, j) => value + remainder[axis][j]));
    const split = weightedHelmholtz(field, density, grid, { tolerance: 1e-13 });
    assert.ok(split.residual <= 1e-13 && split.iterations < 60, `${split.iterations} iterations`);
    gradient.forEach((g, axis) => {
      allClose(split.gradient[axis], g, 1e-10, '∇p');
    });
    remainder.forEach((r, axis) => {
      allClose(split.remainder[axis], r, 1e-10, 'r');
    });
    const square = (w: VectorField) =>
      w.reduce((sum, part) => sum + Array.from(part).reduce((s, v, j) => s + density[j] * v * v, 0), 0);
    close(split.fraction, square(gradient) / square(field), 1e-11, 'fraction');
    close(
      square(split.gradient) + square(split.remainder),
      square(field),
      1e-10 * square(field),
      'Pythagoras in L²(μ)',
    );
  });
}

weighted('the velocity of a Wasserstein gradient flow has fraction 1, a rotated one less', () => {
  const grid = [20, 24];
  const density = fill(grid, ([i, j]) => 1 + 0.5 * Math.cos(TAU * (i / 20)) * Math.sin((TAU * j) / 24));
  const v = velocity(density, 'uniform', 1, grid);
  close(weightedHelmholtz(v, density, grid).fraction, 1, 1e-12, 'fraction');
  const turned = [v[1].map((value) => -value), v[0]];
  assert.ok(weightedHelmholtz(turned, density, grid).fraction < 0.1);
  assert.is(weightedHelmholtz([new Float64Array(480), new Float64Array(480)], density, grid).fraction, 1);
});

weighted('near vacuum iterations end where they are told, and say how far they came', () => {
  const grid = [24, 24];
  const density = fill(grid, ([i, j]) => (i < 12 && j < 12 ? 0 : 4 / 3));
  const field = grid.map((_, axis) => noise(576, axis + 3));
  const few = weightedHelmholtz(field, density, grid, { iterations: 3 });
  assert.is(few.iterations, 3);
  assert.ok(few.residual > 1e-10);
  const more = weightedHelmholtz(field, density, grid, { iterations: 60 });
  assert.ok(more.residual < few.residual && more.fraction >= few.fraction && more.fraction <= 1);
});

weighted.run();
