// Kernels against Fourier series, closed forms, identities that only they satisfy, and each other.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kernel } from '../src/diagnostics/index.ts';
import { bernoulliKernel } from '../src/diagnostics/kernel/bernoulli.ts';
import { ewaldKernel } from '../src/diagnostics/kernel/ewald.ts';
import { exponentialIntegral } from '../src/problem/special/exponential-integral.ts';
import { gamma } from '../src/problem/special/gamma.ts';
import { zeta } from '../src/problem/special/zeta.ts';
import { close, noise, refused } from './support/diagnostics.ts';

const TAU = 2 * Math.PI;

const functions = suite('special functions');

functions('ζ at even integers and where tables have it', () => {
  close(zeta(2), Math.PI ** 2 / 6, 4e-16);
  close(zeta(4), Math.PI ** 4 / 90, 6e-16);
  close(zeta(1.5), 2.612375348685488, 4e-16);
  close(zeta(1.01), 100.57794333849687, 1e-15);
  close(zeta(40) - 1, 2 ** -40, 1e-3);
});

functions('Γ at integers and half-integers, and by reflection', () => {
  for (let n = 1, factorial = 1; n <= 20; n++, factorial *= n - 1) close(gamma(n), factorial, 4e-15);
  for (let n = 0, value = Math.sqrt(Math.PI); n < 15; n++, value *= n - 0.5)
    close(gamma(n + 0.5), value, 4e-15);
  for (const x of [0.01, 0.1, 0.3, 0.49, 0.77])
    close(gamma(x) * gamma(1 - x), Math.PI / Math.sin(Math.PI * x), 1e-14);
});

functions('E_ν: its integral by a rule that converges exponentially', () => {
  for (const nu of [
    -19, -2.5, -0.5, 0, 0.25, 0.5, 0.999999, 1, 1.000001, 1.25, 1.5, 2, 2.5, 3.75, 11.5, 20,
  ]) {
    for (const x of [1e-12, 1e-3, 0.3, 0.99, 1, 1.01, 3, 12, 38]) {
      // t = e^{e^{u − e^{−u}}}, trapezoidal: double exponential for ∫₁^∞ e^{−xt} t^{−ν} dt.
      let sum = 0;
      const h = 1 / 512;
      for (let u = -6; u < 6; u += h) {
        const inner = Math.exp(u - Math.exp(-u));
        const t = Math.exp(inner);
        const rate = inner * (1 + Math.exp(-u));
        sum += h * rate * Math.exp(-x * t - (nu - 1) * inner);
      }
      // The rule itself sums 6,144 positive terms, and its exponents round by 1e−16 of up to 600.
      close(exponentialIntegral(nu)(x), sum, 5e-14, `E_${nu}(${x})`);
    }
    assert.is(exponentialIntegral(nu)(0), nu > 1 ? 1 / (nu - 1) : Number.POSITIVE_INFINITY);
  }
});

functions.run();

const series = suite('kernels in one dimension');

/**
 * Σ_{k≥1} k^{−p} e^{2πikx}, x no integer: the first terms, then the rest by repeated summation by parts,
 * Σ_{k≥M} f(k) z^k = z^M Σ_j Δ^j f(M) z^j/(1−z)^{j+1}.
 */
function polylogarithm(p: number, x: number): { re: number; im: number } {
  const M = 20000;
  let [re, im] = [0, 0];
  for (let k = M - 1; k >= 1; k--) {
    re += k ** -p * Math.cos(TAU * ((k * x) % 1));
    im += k ** -p * Math.sin(TAU * ((k * x) % 1));
  }
  const turn = (angle: number) => ({ re: Math.cos(angle), im: Math.sin(angle) });
  const times = (a: { re: number; im: number }, b: { re: number; im: number }) => ({
    re: a.re * b.re - a.im * b.im,
    im: a.re * b.im + a.im * b.re,
  });
  // 1/(1 − z) = ½ + (i/2) cot πx.
  const inverse = { re: 0.5, im: 0.5 / Math.tan(Math.PI * x) };
  let power = times(turn(TAU * ((M * x) % 1)), inverse);
  const step = times(turn(TAU * x), inverse);
  const differences = Array.from({ length: 4 }, (_, j) => (M + j) ** -p);
  for (let j = 0; j < 4; j++) {
    re += differences[0] * power.re;
    im += differences[0] * power.im;
    power = times(power, step);
    for (let i = 0; i + 1 < differences.length - j; i++) differences[i] = differences[i + 1] - differences[i];
  }
  return { re, im };
}

const orders = [0.3, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6.3, 11];
// Binary fractions, whose multiples are not rounded.
const points = [1 / 32, 3 / 64, 1 / 8, 21 / 64, 1 / 2, 49 / 64, 31 / 32];

series('values and slopes are those of the Fourier series, to 1e−13 of its first term', () => {
  for (const s of orders) {
    const size = 2 * TAU ** (-2 * s);
    for (const x of points) {
      const { re } = polylogarithm(2 * s, x);
      assert.ok(
        Math.abs(kernel(s).value([x]) / size - re) < 1e-13,
        `K_${s}(${x}): ${kernel(s).value([x]) / size - re}`,
      );
      // For s ≤ ½ the series of the slope does not converge.
      if (s <= 0.5) continue;
      const { im } = polylogarithm(2 * s - 1, x);
      assert.ok(Math.abs(kernel(s).gradient([x])[0] / size + TAU * im) < 1e-13 * TAU, `K_${s}'(${x})`);
    }
  }
});

series('reference case 16', () => {
  const { outputs } = JSON.parse(readFileSync('tests/reference/16_d1_kernel_values.json', 'utf8'));
  for (const { s, x, K, dK } of outputs) {
    x.forEach((at: string, i: number) => {
      const point = at === '1/3' ? 1 / 3 : Number(at);
      assert.ok(Math.abs(kernel(s).value([point]) - K[i]) < 1e-13 * Math.abs(K[0]), `K_${s}(${at})`);
      assert.ok(Math.abs(kernel(s).gradient([point])[0] - dK[i]) < 1e-13 * Math.abs(dK[1]), `K_${s}'(${at})`);
    });
  }
});

series('at 0: 2ζ(2s)(2π)^{−2s}, or Infinity where 2s ≤ 1; no slope', () => {
  for (const s of orders) {
    const value = kernel(s).value([0]);
    if (2 * s <= 1) assert.is(value, Number.POSITIVE_INFINITY);
    else close(value, 2 * zeta(2 * s) * TAU ** (-2 * s), 3e-15, `s = ${s}`);
    assert.equal(kernel(s).gradient([0]), [0]);
  }
});

series('integer s: the polynomials and Ewald sums agree, up to s = 20', () => {
  for (let s = 1; s <= 20; s++) {
    const [polynomial, ewald] = [bernoulliKernel(s), ewaldKernel(s, 1)];
    const size = ewald.value([0]);
    for (const x of [-0.5, -0.31, -1e-9, 0, 1e-4, 0.2, 0.5]) {
      assert.ok(Math.abs(polynomial.value([x]) - ewald.value([x])) < 1e-14 * size, `s = ${s}, x = ${x}`);
      if (x === 0) continue;
      const gap = polynomial.gradient([x])[0] - ewald.gradient([x])[0];
      assert.ok(Math.abs(gap) < 1e-14 * TAU * size, `s = ${s}, x = ${x}: slope`);
    }
  }
});

series('s = ½: −log(2|sin πx|)/π, and its slope −cot πx', () => {
  for (const x of [1e-30, 1e-9, 0.01, 0.2, 0.5]) {
    const scale = 1 + Math.abs(Math.log(x));
    assert.ok(
      Math.abs(kernel(0.5).value([x]) + Math.log(2 * Math.sin(Math.PI * x)) / Math.PI) < 1e-15 * scale,
      `${x}`,
    );
    assert.ok(Math.abs(kernel(0.5).gradient([x])[0] * x + x / Math.tan(Math.PI * x)) < 2e-15, `${x}`);
  }
});

series('periodic and even; its slope is odd', () => {
  for (const s of [0.75, 1, 1.5, 2]) {
    const k = kernel(s);
    // Binary fractions, so that no position is rounded.
    for (const x of [1 / 8, 3 / 16, 45 / 64]) {
      for (const turns of [-3, 1, 7]) assert.is(k.value([x + turns]), k.value([x]));
      // Sums in another order.
      assert.ok(Math.abs(k.value([-x]) - k.value([x])) < 1e-15, `${s}, ${x}`);
      assert.ok(Math.abs(k.gradient([-x])[0] + k.gradient([x])[0]) < 2e-15, `${s}, ${x}`);
    }
  }
});

series.run();

const higher = suite('kernels in two and three dimensions');

const cases: [number, number][] = [
  [0.4, 2],
  [1, 2],
  [1.25, 2],
  [1.5, 2],
  [2, 2],
  [3, 2],
  [0.7, 3],
  [1, 3],
  [1.5, 3],
  [2, 3],
  [2.5, 3],
];

higher('averaged over the last axis they are those of one dimension less', () => {
  for (const [s, d] of cases) {
    const x = [0.31, -0.22].slice(0, d - 1);
    const [k, lower] = [kernel(s, d), kernel(s, d - 1)];
    // Smooth along a line that does not meet 0: the trapezoidal rule errs by e^{−2π·0.22·n}.
    const n = 30;
    let value = 0;
    const slope = new Array<number>(d).fill(0);
    for (let j = 0; j < n; j++) {
      value += k.value([...x, (j + 0.5) / n]) / n;
      k.gradient([...x, (j + 0.5) / n]).forEach((component, a) => {
        slope[a] += component / n;
      });
    }
    const size = (2 * Math.PI) ** (-2 * s);
    assert.ok(
      Math.abs(value - lower.value(x)) < 1e-13 * size,
      `s = ${s}, d = ${d}: ${value - lower.value(x)}`,
    );
    lower.gradient(x).forEach((component, a) => {
      assert.ok(Math.abs(slope[a] - component) < 1e-12 * size, `s = ${s}, d = ${d}, axis ${a}`);
    });
    assert.ok(Math.abs(slope[d - 1]) < 1e-12 * size);
  }
});

higher('s = 1, d = 2: every mode along one axis is a hyperbolic cosine', () => {
  const k = kernel(1, 2);
  const [x, n] = [0.31, 40];
  for (const mode of [1, 2, 5]) {
    let value = 0;
    for (let j = 0; j < n; j++) value += (k.value([x, j / n]) * Math.cos(TAU * mode * (j / n))) / n;
    const exact = Math.cosh(TAU * mode * (0.5 - x)) / (2 * TAU * mode * Math.sinh(Math.PI * mode));
    // Modes mode ± n alias, e^{−2π·0.31·35} of it.
    assert.ok(Math.abs(value - exact) < 1e-15, `mode ${mode}: ${value - exact}`);
  }
});

higher('the sum over m^d shifts by 1/m is m^{d−2s} times the kernel of the m-fold point', () => {
  for (const [s, d] of cases) {
    const k = kernel(s, d);
    const x = noise(d, 8).map((c) => 0.4 * c);
    for (const m of [2, 3]) {
      let value = 0;
      for (let j = 0; j < m ** d; j++) {
        value += k.value(x.map((c, a) => c + (Math.floor(j / m ** a) % m) / m));
      }
      const exact = m ** (d - 2 * s) * k.value(x.map((c) => m * c));
      assert.ok(
        Math.abs(value - exact) < 1e-13 * m ** d * TAU ** (-2 * s),
        `s = ${s}, d = ${d}: ${value - exact}`,
      );
    }
  }
});

higher('the gradient is the slope of the value', () => {
  for (const [s, d] of cases) {
    const k = kernel(s, d);
    const x = Array.from(noise(d, 11));
    const slopes = k.gradient(x);
    const h = 5e-4;
    slopes.forEach((slope, axis) => {
      const at = (step: number) => k.value(x.map((c, a) => (a === axis ? c + step * h : c)));
      // Central differences of order 6.
      const difference = (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + at(3) - at(-3)) / (60 * h);
      assert.ok(
        Math.abs(difference - slope) < 2e-12 * (1 + Math.abs(slope)),
        `s = ${s}, d = ${d}: ${difference - slope}`,
      );
    });
  }
});

higher(
  'near 0 they are Γ(d/2−s)/(4^s π^{d/2} Γ(s)) |x|^{2s−d} beside something smooth, or a logarithm',
  () => {
    const r = 1e-5;
    // r ∂_r of the singular part; what is smooth contributes r².
    const slope = (s: number, d: number) => kernel(s, d).gradient([r, 0, 0].slice(0, d))[0] * r;
    close(slope(1, 2), -1 / TAU, 1e-9);
    close(slope(1, 3), -1 / (4 * Math.PI * r), 1e-9);
    close(slope(1.5, 3), -1 / (2 * Math.PI ** 2), 1e-9);
    // K_2 − K_2(0) in three dimensions: −|x|/8π.
    close(slope(2, 3), -r / (8 * Math.PI), 1e-4);
    close(kernel(2, 3).value([r, 0, 0]) - kernel(2, 3).value([0, 0, 0]), -r / (8 * Math.PI), 1e-4);
  },
);

higher.run();

const refusals = suite('what has no kernel');

refusals('is refused, by name', () => {
  refused(() => kernel(0), 's');
  refused(() => kernel(Number.NaN), 's');
  refused(() => kernel(21), 's');
  refused(() => kernel(1, 4), 'dimension');
  refused(() => kernel(1, 2).value([0.5]), 'x.length');
  refused(() => kernel(1, 2).gradient([0.5, Number.NaN]), 'x[1]');
});

refusals.run();
