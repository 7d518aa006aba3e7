/** Nonuniform transforms against direct sums: every tolerance, both types and gradients, one to three dimensions. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/core.ts';
import { createNufft } from '../src/engine/nufft.ts';
import { distance } from './support/dft.ts';
import { directModes, directValues, inner, noise, wavenumbers } from './support/nufft.ts';

const core = await compileCore();
const test = suite('nufft against direct sums');

/** Cutoffs that differ from axis to axis, so that axes cannot be mistaken for each other. */
const cutoffsOf: Record<number, number[]> = { 1: [150], 2: [13, 9], 3: [4, 6, 5] };

/** Errors of the three transforms: strengths to modes, and a field of other modes and its gradient at the points. */
function errors(cutoffs: number[], tolerance: number, x: Float64Array) {
  const count = x.length / cutoffs.length;
  const nufft = createNufft(core, cutoffs, { points: count, tolerance, gradient: true });
  const c = noise(count, 11);
  const f = directModes(cutoffs, noise(20 * cutoffs.length, 12), noise(20, 13));
  const { values, gradient } = directValues(cutoffs, f, x);
  nufft.setPoints(x);
  const modes = distance(nufft.pointsToModes(c), directModes(cutoffs, x, c));
  const found = [modes, error(nufft.modesToPoints(f), values, inner(cutoffs, f, f))];
  // With the mode 0 alone there is no gradient.
  if (cutoffs.some((k) => k > 0)) {
    const slopes = wavenumbers(cutoffs).flatMap((k, i) =>
      [f[2 * i], f[2 * i + 1]].map((z) => 2 * Math.PI * Math.hypot(...k) * z),
    );
    found.push(error(nufft.gradientToPoints(f), gradient, inner(cutoffs, slopes, slopes)));
  }
  nufft.close();
  return found;
}

/** Root mean square error at the points, relative to that of the field on the torus: at single points it may vanish. */
function error(found: Float64Array, exact: Float64Array, squaredNorm: number): number {
  return Math.sqrt(found.reduce((sum, v, i) => sum + (v - exact[i]) ** 2, 0) / found.length / squaredNorm);
}

for (const d of [1, 2, 3]) {
  for (let digits = 1; digits <= 14; digits++) {
    test(`d = ${d}, tolerance 1e-${digits}`, () => {
      const tolerance = Number(`1e-${digits}`);
      const x = noise(150 * d, digits);
      const [modes, values, gradient] = errors(cutoffsOf[d], tolerance, x);
      // Below 1e−13 angles of direct sums are rounding: 1e−16 · 2π · 150.
      const rounding = 3e-14;
      assert.ok(modes <= tolerance + rounding, `modes: ${modes}`);
      assert.ok(values <= tolerance + rounding, `values: ${values}`);
      // Gradients weigh high modes more, and these are the less right ones: twice the average at most.
      assert.ok(gradient <= 2 * tolerance + rounding, `gradient: ${gradient}`);
      // The kernel is no wider than the tolerance asks: two more taps would gain a factor of 100.
      if (digits >= 3) assert.ok(modes >= tolerance / 100 || modes < rounding, `modes: ${modes}`);
    });
  }

  test(`d = ${d}, points of every kind`, () => {
    const tolerance = 1e-9;
    const kinds: Record<string, Float64Array> = {
      one: noise(d, 3),
      'one at the origin': new Float64Array(d),
      'a corner of the lattice': new Float64Array(d).fill(-7),
      'on the seam, and within rounding of it': Float64Array.from(
        { length: 8 * d },
        (_, i) =>
          [0, 1, -1e-300, -1e-17, 1 - 2 ** -53, 1 + 2 ** -52, -(2 ** -53), 2 ** -40][(i * (i + 3)) % 8],
      ),
      'in one cell': noise(100 * d, 4).map((u) => 0.37 + 1e-6 * u),
      'on top of each other': noise(100 * d, 4).map((_, i) => [0.9999, 0.25, 0.5][i % d]),
      'around the seam': noise(100 * d, 5).map((u) => 1e-2 * u),
      'many turns away': noise(40 * d, 6).map((u) => 1e3 * u),
      'on grid points': noise(60 * d, 7).map((u) => Math.round(64 * u) / 64),
    };
    for (const [kind, x] of Object.entries(kinds)) {
      const found = errors(cutoffsOf[d], tolerance, x);
      // Fixed and few points do not average: the worst mode alone is at most ten times the average.
      assert.ok(Math.max(...found) <= 10 * tolerance, `${kind}: ${found}`);
    }
  });
}

test('few modes, on grids that are hardly wider than the kernel', () => {
  for (const cutoffs of [[0], [1], [0, 0], [1, 0], [0, 3], [0, 0, 0], [1, 0, 1]]) {
    const x = noise(20 * cutoffs.length, 8);
    for (const tolerance of [1e-3, 1e-8, 1e-12]) {
      const [modes, values] = errors(cutoffs, tolerance, x);
      // A few sums of random signs may cancel: what is left of them is the measure.
      assert.ok(Math.max(modes, values) <= 10 * tolerance + 1e-14, `K = ${cutoffs}: ${[modes, values]}`);
    }
  }
});

test('grids of many tiles, with few points and with many', () => {
  // A tile has 4096 cells, 32 × 128 or 8 × 8 × 16 (see nufft-plan.ts); from 32 points on none of them is left out.
  for (const cutoffs of [[9000], [40, 200], [9, 6, 12]]) {
    const d = cutoffs.length;
    const x = noise(200 * d, 9).map((u, i) => (i < 100 * d ? u : 0.5 + 0.02 * u));
    const found = errors(cutoffs, 1e-7, x);
    assert.ok(Math.max(...found) <= 2e-7, `K = ${cutoffs}: ${found}`);
  }
});

test('many modes: points carry no rounding of their own', () => {
  const cutoff = 2 ** 17;
  // A point of 52 digits whose angles are exact in whole numbers. Its product with the grid's length, rounded, would
  // cost 3e−11.
  const turn = 2n ** 52n;
  const j = turn - 1234567890123n;
  const nufft = createNufft(core, cutoff, { points: 1, tolerance: 1e-12 });
  nufft.setPoints([Number(j) / Number(turn)]);
  const modes = nufft.pointsToModes([1]);
  nufft.close();
  const exact = Float64Array.from({ length: 2 * cutoff + 2 }, (_, i) => {
    const angle = 2 * Math.PI * (Number((BigInt(i >> 1) * j) % turn) / Number(turn));
    return i % 2 ? -Math.sin(angle) : Math.cos(angle);
  });
  assert.ok(distance(modes, exact) < 1e-12, `${distance(modes, exact)}`);
});

test.run();
