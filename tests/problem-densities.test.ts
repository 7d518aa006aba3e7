// Densities on the grid: each way to state one, against a formula or a sum that is written out here.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scaledBesselI0 } from '../src/problem/densities/profiles/von-mises.ts';
import { fieldOf, halfOf, spectrumOf } from '../src/problem/fourier.ts';
import { mean, multiIndex, outerProduct, sampleOn, sizeOf, wavenumber } from '../src/problem/grid.ts';
import { type Density, discretize, type Problem } from '../src/problem/index.ts';
import { chirpPhase, randomPhase } from '../src/problem/random.ts';
import { refusalOf } from './support/refusal.ts';

const test = suite('densities');

async function sampled(initial: Density, grid: number | number[], more: Partial<Problem> = {}) {
  return (await discretize({ grid, s: 1, initial, end: 1, ...more })).initial;
}

function close(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void {
  assert.is(a.length, b.length);
  for (let i = 0; i < a.length; i++) {
    assert.ok(Math.abs(a[i] - b[i]) <= tolerance, `entry ${i}: ${a[i]} is not ${b[i]}`);
  }
}

/** f̂_k = (1/N) Σ_j f(x_j) e^{−2πi k·x_j}, by the sum itself. */
function coefficient(f: Float64Array, grid: readonly number[], k: readonly number[]): [number, number] {
  let re = 0;
  let im = 0;
  f.forEach((value, flat) => {
    const turns = multiIndex(flat, grid).reduce((sum, j, axis) => sum + (k[axis] * j) / grid[axis], 0);
    re += value * Math.cos(2 * Math.PI * turns);
    im -= value * Math.sin(2 * Math.PI * turns);
  });
  return [re / f.length, im / f.length];
}

test('the transforms agree with the sums they stand for, at every length and in every dimension', () => {
  const grids = [
    ...Array.from({ length: 24 }, (_, i) => [i + 1]),
    ...[[64], [105], [121], [4, 6], [6, 1], [5, 22], [3, 5, 8], [8, 3, 7]],
    // More lines than are transformed together.
    [40, 12],
  ];
  for (const grid of grids) {
    const field = Float64Array.from({ length: sizeOf(grid) }, (_, i) => Math.sin(i * i + 1));
    const { re, im } = spectrumOf(field, grid);
    assert.is(re.length, sizeOf(halfOf(grid)));
    for (let i = 0; i < re.length; i++) {
      const k = multiIndex(i, halfOf(grid)).map((j, axis) => wavenumber(j, grid[axis]));
      // The sum itself errs by about 1e−16 · |angle|.
      close([re[i], im[i]], coefficient(field, grid, k), 1e-13);
    }
    // Rounding of two transforms of numbers of size 1.
    close(fieldOf({ re, im }, grid), field, 1e-14);
  }
});

test('every way to state a density comes out with mean 1, in one, two and three dimensions', async () => {
  const densities: Density[] = [
    'uniform',
    '1+0.3*cos(2*pi*x)',
    { profile: 'cosine' },
    { profile: 'von-mises', kappa: 0.5 },
    { profile: 'indicator', from: 0.3, to: 0.7 },
    { profile: 'indicator', from: 0.9, to: 0.15 },
    { profile: 'vacuum', from: 0.11, to: 0.13 },
    { profile: 'rough', regularity: 2, amplitude: 0.02 },
    { profile: 'random-fourier', modes: 3 },
    (...x) => 1 + 0.1 * Math.sin(2 * Math.PI * x[0]),
  ];
  for (const grid of [[24], [8, 10], [8, 10, 12]])
    for (const density of densities) {
      const samples = await sampled(density, grid);
      assert.is(samples.length, sizeOf(grid));
      // The mean is 1 to the last digit: half a unit in it for the division by N.
      assert.ok(Math.abs(mean(samples) - 1) <= 2 ** -52, JSON.stringify(density));
      assert.ok(samples.every((value) => value >= 0));
    }
});

test('functions, arrays, samples and expressions of one density agree, first point at 0, last axis fastest', async () => {
  const f = (x: number, y: number) => 1 + 0.5 * Math.cos(2 * Math.PI * x) * Math.sin(2 * Math.PI * (y + x));
  const grid = [4, 6];
  const expected = Float64Array.from({ length: 24 }, (_, i) => f(Math.floor(i / 6) / 4, (i % 6) / 6));
  const stated: Density[] = [
    f as Density,
    expected,
    [...expected],
    { samples: [...expected] },
    '1 + 0.5*cos(2*pi*x)*sin(2*pi*(y + x))',
  ];
  // Rounding of the sines, and of the scaling to mass 1.
  for (const density of stated) close(await sampled(density, grid), expected, 4e-16);
});

test('a mass that is off by quadrature is scaled, another only when asked', async () => {
  const off = Float64Array.of(1 + 3e-7, 1, 1, 1 + 3e-7);
  assert.is(mean(await sampled(off, 4)), 1);
  const further = await refusalOf(sampled([1, 1, 1, 1 + 5e-6], 4));
  assert.match(further.message, 'has mass 1.00000125 on this grid');
  const huge = await sampled([1e308, 1e308, 0, 1e308], 4, { normalize: true });
  close(huge, [4 / 3, 4 / 3, 0, 4 / 3], 4e-16);
  const tiny = await sampled([5e-324, 0, 5e-324, 0], 4, { normalize: true });
  assert.equal([...tiny], [2, 0, 2, 0]);
});

test('negative rounding becomes 0, and no more than rounding', async () => {
  assert.is((await sampled([2, 2, -1e-13, 0], 4))[2], 0);
  const error = await refusalOf(sampled([2, 2, -3e-13, 0], 4));
  assert.match(error.message, 'initial = -3e-13: is negative at index 2, x = 0.5');
});

test('cosine: amplitude, wave vector and phase', async () => {
  const cosine = { profile: 'cosine', amplitude: -0.25, phase: 0.5 } as const;
  const f = (turns: number) => 1 - 0.25 * Math.cos(2 * Math.PI * turns + 0.5);
  const inOne = await sampled({ ...cosine, wavenumber: 3 }, 16);
  close(
    inOne,
    sampleOn([16], (x) => f(3 * x)),
    1e-15,
  );
  const inTwo = await sampled({ ...cosine, wavenumber: [1, -2] }, [8, 8]);
  close(
    inTwo,
    sampleOn([8, 8], (x, y) => f(x - 2 * y)),
    1e-15,
  );
});

/** I_k(κ) by its power series, Σ_m (κ/2)^{2m+k} / (m! (m+k)!). */
function besselI(k: number, kappa: number): number {
  let term = 1;
  for (let i = 1; i <= k; i++) term *= kappa / 2 / i;
  let sum = term;
  for (let m = 1; m < 200; m++) {
    term *= kappa ** 2 / 4 / (m * (m + k));
    sum += term;
  }
  return sum;
}

test('von Mises agrees with its Fourier series 1 + 2 Σ I_k(κ)/I_0(κ) cos 2πk(x − c)', async () => {
  for (const kappa of [0, 0.5, 3, 20]) {
    const series = sampleOn([96], (x) => {
      let sum = 1;
      for (let k = 1; k < 48; k++) {
        sum += 2 * (besselI(k, kappa) / besselI(0, kappa)) * Math.cos(2 * Math.PI * k * (x - 0.3));
      }
      return sum;
    });
    const vonMises = { profile: 'von-mises', kappa, center: 0.3 } as const;
    // Fifty terms of size up to 1, each with a rounding error.
    close(await sampled(vonMises, 96), series, 2e-14);
  }
});

test('von Mises in two dimensions is the product over the axes', async () => {
  const [a, b] = [
    await sampled({ profile: 'von-mises', kappa: 4, center: 0.2 }, 32),
    await sampled({ profile: 'von-mises', kappa: 4, center: 0.7 }, 48),
  ];
  const both = await sampled({ profile: 'von-mises', kappa: 4, center: [0.2, 0.7] }, [32, 48]);
  close(both, outerProduct([a, b]), 1e-14);
});

test('the Bessel function of von Mises holds for every concentration', () => {
  // Values of scipy.special.ive(0, κ); the asymptotic series gives the same digits for large κ.
  const known: [number, number][] = [
    [0, 1],
    [1, 0.4657596075936404],
    [10, 0.12783333716342862],
    [700, 0.015081295651531358],
    [1e5, 0.0012615678379767766],
  ];
  for (const [kappa, value] of known) {
    assert.ok(Math.abs(scaledBesselI0(kappa) / value - 1) < 1e-14, `${kappa}`);
  }
});

test('indicator and vacuum: exact in the cells the ends do not cut, and shares of those they do', async () => {
  const inside = await sampled({ profile: 'indicator', from: 0.25, to: 0.55 }, 10);
  // Cells [x_j − 0.05, x_j + 0.05]: the one at 0.3 is covered whole, the ones at 0.2 and 0.5 are cut.
  close(
    inside,
    [0, 0, 0, 1, 1, 1, 0, 0, 0, 0].map((share) => share / 0.3),
    1e-14,
  );
  const cut = await sampled({ profile: 'indicator', from: 0.95, to: 0.22 }, 10);
  close(
    cut,
    [1, 1, 0.7, 0, 0, 0, 0, 0, 0, 0].map((share) => share / 0.27),
    1e-14,
  );
  const outside = await sampled({ profile: 'vacuum', from: 0.95, to: 0.22 }, 10);
  close(
    outside,
    [0, 0, 0.3, 1, 1, 1, 1, 1, 1, 1].map((share) => share / 0.73),
    1e-14,
  );
  const box = await sampled({ profile: 'vacuum', from: [0, 0.25], to: [0.5, 0.5] }, [4, 4]);
  assert.is(box[0 * 4 + 0], 1 / (1 - 0.125));
  assert.is(mean(box), 1);
});

test('steps: averages over cells of relative densities, through 0, and the patches they are', async () => {
  const density = { profile: 'steps', edges: [0.25, 0.5, 0.875], values: [6, 0, 2] } as const;
  // Mass 6/4 + 0 + 2 · 3/8 = 9/4; the cell around 1/2 is cut in halves.
  const expected = [2, 2, 4, 6, 3, 0, 0, 1].map((value) => value / 2.25);
  close(await sampled(density, 8), expected, 1e-15);
  const { patches, regularity } = await discretize({ grid: 8, s: 2, initial: density, end: 1 });
  assert.is(regularity, 0.5);
  assert.equal(patches, [
    { from: 0, to: 0.25, density: 2 / 2.25 },
    { from: 0.25, to: 0.5, density: 6 / 2.25 },
    { from: 0.875, to: 1, density: 2 / 2.25 },
  ]);
});

test('indicators have their mass wherever their ends lie', () => {
  const end = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.assert(
    fc.asyncProperty(end, end, async (from, to) => {
      if (Math.abs(from - to) < 1e-6 || Math.abs(from - to) > 1 - 1e-6) return;
      // A mass other than 1 would be refused.
      const samples = await sampled({ profile: 'indicator', from, to }, 20);
      assert.ok(samples.every((value) => value >= 0 && value <= (1 + 1e-9) / ((to - from + 1) % 1)));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('rough has exactly the spectrum amplitude · |k|^{−r−d/2}, and nothing at the Nyquist modes', async () => {
  for (const [grid, r] of [
    [[60], 0.5],
    [[64], 2],
    [[12, 10], 1],
    [[6, 4, 8], 1.5],
  ] as const) {
    const amplitude = 0.03;
    const samples = await sampled({ profile: 'rough', regularity: r, amplitude, seed: 7 }, [...grid]);
    for (let i = 1; i < samples.length; i++) {
      const k = multiIndex(i, grid).map((j, axis) => wavenumber(j, grid[axis]));
      const nyquist = k.some((component, axis) => 2 * Math.abs(component) === grid[axis]);
      const expected = nyquist ? 0 : amplitude * Math.hypot(...k) ** (-r - grid.length / 2);
      // Rounding of a sum of order 1.
      assert.ok(Math.abs(Math.hypot(...coefficient(samples, grid, k)) - expected) < 1e-15 * 10, `${k}`);
    }
  }
});

test('refining the grid keeps the modes that were there; another seed changes them', async () => {
  const on = (grid: number, seed: number) => sampled({ profile: 'rough', regularity: 1 }, grid, { seed });
  const [coarse, fine, other] = [await on(32, 3), await on(48, 3), await on(32, 4)];
  for (let k = 1; k < 16; k++) {
    close(coefficient(coarse, [32], [k]), coefficient(fine, [48], [k]), 1e-15);
    assert.ok(Math.abs(coefficient(coarse, [32], [k])[0] - coefficient(other, [32], [k])[0]) > 1e-6);
  }
});

test('random phases are those of every machine, odd in k, and spread over the circle', () => {
  assert.is(randomPhase(1, [1]).toFixed(12), '2.812531005167');
  assert.is(randomPhase(1, [-3, 2]), -randomPhase(1, [3, -2]));
  assert.is.not(randomPhase(1, [2, 3]), randomPhase(1, [3, 2]));
  const count = 4000;
  for (const lag of [0, 1]) {
    let [re, im] = [0, 0];
    for (let k = 1; k <= count; k++) {
      const phase = randomPhase(1, [k + lag]) - (lag ? randomPhase(1, [k]) : 0);
      re += Math.cos(phase);
      im += Math.sin(phase);
    }
    // The resultant of n random directions is about √n; four times that has odds of e^{−16}.
    assert.ok(Math.hypot(re, im) < 4 * Math.sqrt(count), `lag ${lag}: ${Math.hypot(re, im)}`);
  }
});

test('chirp phases are 2π frac(|k|² φ), odd in k, on the same moduli', async () => {
  assert.is(chirpPhase([3]), 2 * Math.PI * ((9 * 0.6180339887498949) % 1));
  assert.is(chirpPhase([-2, 1]), -chirpPhase([2, -1]));
  const chirp = await sampled({ profile: 'rough', regularity: 1, phases: 'chirp' }, 32);
  for (let k = 1; k < 16; k++) {
    const size = 0.1 * k ** -1.5;
    const expected = [size * Math.cos(chirpPhase([k])), size * Math.sin(chirpPhase([k]))];
    close(coefficient(chirp, [32], [k]), expected, 1e-15);
  }
});

test('rough adds to a smooth density, which may be given in any way', async () => {
  const over: Density = '1+0.5*cos(2*pi*x)';
  const alone = await sampled({ profile: 'rough', regularity: 1 }, 32);
  const added = await sampled({ profile: 'rough', regularity: 1, over }, 32);
  const smooth = await sampled(over, 32);
  close(
    added,
    alone.map((value, i) => value - 1 + smooth[i]),
    1e-14,
  );
});

test('random-fourier stays within its amplitude between the grid points too, and is the same on every grid', async () => {
  const field: Density = { profile: 'random-fourier', modes: 5, amplitude: 0.9, seed: 2 };
  const coarse = await sampled(field, 12);
  const fine = await sampled(field, 1200);
  close(
    coarse,
    coarse.map((_, i) => fine[i * 100]),
    1e-14,
  );
  assert.ok(fine.every((value) => Math.abs(value - 1) <= 0.9));
  // The bound for what lies between the points costs 1 − cos(π/8), 8 %, at most.
  assert.ok(fine.reduce((most, value) => Math.max(most, Math.abs(value - 1)), 0) > 0.9 * 0.92);
});

/** Σ_m of the Gaussian kernel at x + m: the heat kernel of the circle by images. */
function wrappedGaussian(x: number, b: number): number {
  let sum = 0;
  for (let m = -8; m <= 8; m++) sum += Math.exp(-0.5 * ((x + m) / b) ** 2);
  return sum / (b * Math.sqrt(2 * Math.PI));
}

test('points on the circle agree with the sum of wrapped Gaussians', async () => {
  const degrees = [8, 9, 13, 64, 64, 155, 268, 350, -10, 725];
  for (const [bandwidth, n] of [
    [8, 128],
    [20, 60],
    [200, 16],
  ]) {
    const direct = sampleOn([n], (x) => {
      const terms = degrees.map((degree) =>
        wrappedGaussian(x - ((((degree / 360) % 1) + 1) % 1), bandwidth / 360),
      );
      return mean(terms);
    });
    close(await sampled({ points: degrees, period: 360, bandwidth }, n), direct, 1e-12);
  }
});

test('points on the torus agree with the product of wrapped Gaussians', async () => {
  const points = [
    [0.1, 0.9],
    [0.35, 0.2],
    [1.35, -0.4],
  ];
  const b = 0.08;
  const direct = sampleOn([40, 50], (x, y) =>
    mean(points.map((p) => wrappedGaussian(x - (p[0] % 1), b) * wrappedGaussian(y - (p[1] % 1), b))),
  );
  close(await sampled({ points, bandwidth: b }, [40, 50]), direct, 1e-12);
});

test('the least bandwidth that a refusal names is taken', async () => {
  const points = [0.3];
  const error = await refusalOf(sampled({ points, bandwidth: 0.01 }, 50));
  const named = /at least ([\d.]+) is safe/.exec(error.message);
  assert.ok(named);
  await sampled({ points, bandwidth: Number(named[1]) }, 50);
});

test.run();
