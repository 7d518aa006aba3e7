/** The fused product against a plain composition by the definition of the Fourier transform. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore } from '../src/engine/core.ts';
import { createFlux } from '../src/engine/fft.ts';
import { dft, distance, noise, root, smooth } from './support/dft.ts';

const core = await compileCore();
const test = suite('flux');

/** Random symbols and target, and a random half spectrum. */
function example(m: number, cutoff: number) {
  const g = noise(cutoff + 1, m).map((x, k) => (k ? x : 0));
  const kappa = noise(cutoff + 1, m + 1);
  const nu = noise(m, m + 2);
  const h = noise(2 * cutoff + 2, m + 3);
  h[1] = 0;
  return { g, kappa, nu, h };
}

/** h_j = Re Σ_k (2 − δ_{k0}) ĥ_k e^{2πi jk/m} */
function field(spectrum: ArrayLike<number>, m: number): Float64Array {
  return Float64Array.from({ length: m }, (_, j) => {
    let sum = spectrum[0];
    for (let k = 1; 2 * k < spectrum.length; k++) {
      const [c, s] = root(j * k, m);
      sum += 2 * (spectrum[2 * k] * c - spectrum[2 * k + 1] * s);
    }
    return sum;
  });
}

/** out_k = i κ_k F[(h + ν) v]_k with v̂_k = −i g_k ĥ_k, and the least h + ν. */
function composition({ g, kappa, nu, h }: ReturnType<typeof example>) {
  const m = nu.length;
  const mu = field(h, m).map((x, j) => x + nu[j]);
  const v = field(
    h.map((_, j) => (j % 2 ? -g[j >> 1] * h[j - 1] : g[j >> 1] * h[j + 1])),
    m,
  );
  const product = dft(
    Array.from(mu).flatMap((x, j) => [x * v[j], 0]),
    -1,
  );
  const out = h.map((_, j) =>
    j < 2 ? 0 : j % 2 ? kappa[j >> 1] * product[j - 1] : -kappa[j >> 1] * product[j + 1],
  );
  return { out, least: Math.min(...mu) };
}

test('every length from 3 to 160 and every kind of cutoff, fused or not', () => {
  for (let m = 3; m <= 160; m++) {
    if (!smooth(m)) continue;
    const quarter = Math.floor(m / 4);
    const third = Math.floor((m - 1) / 3);
    const last = Math.floor((m - 1) / 2);
    const edge = Math.floor((3 * quarter - 2) / 2);
    const cutoffs = new Set([1, quarter - 1, quarter, quarter + 1, third - 1, third, edge, edge + 1, last]);
    for (const cutoff of cutoffs) {
      if (cutoff < 1 || cutoff > last) continue;
      const problem = example(m, cutoff);
      const flux = createFlux(core, problem);
      flux.h.set(problem.h);
      flux.out.fill(Number.NaN);
      const least = flux.apply();
      const expected = composition(problem);
      // A chain of three transforms and a product, and the plain sums that it is compared with.
      assert.ok(distance(flux.out, expected.out) < 1e-13, `m = ${m}, K = ${cutoff}`);
      assert.ok(Math.abs(least - expected.least) < 1e-12, `minimum, m = ${m}, K = ${cutoff}`);
      assert.equal(flux.h, problem.h, `keeps its input, m = ${m}, K = ${cutoff}`);
      flux.close();
    }
  }
});

test('lengths of real use: 3/2 padding and the 2/3 rule', () => {
  for (const [m, cutoff] of [
    [384, 127],
    [1536, 511],
    [1024, 341],
    [960, 319],
  ]) {
    const problem = example(m, cutoff);
    const flux = createFlux(core, problem);
    flux.h.set(problem.h);
    const least = flux.apply();
    const expected = composition(problem);
    assert.ok(distance(flux.out, expected.out) < 1e-13, `m = ${m}`);
    assert.ok(Math.abs(least - expected.least) < 1e-12, `minimum, m = ${m}`);
    flux.close();
  }
});

test('a value that is not finite reaches the output', () => {
  const problem = example(96, 31);
  const flux = createFlux(core, problem);
  for (const k of [1, 15, 24, 31]) {
    flux.h.set(problem.h);
    flux.h[2 * k] = Number.NaN;
    flux.apply();
    assert.ok(flux.out.some(Number.isNaN), `ĥ_${k}`);
  }
  flux.close();
});

test.run();
