// fft.js on its own plain arrays, or with the argument `typed` on Float64Array: one kind of array a process,
// since its code is compiled for both, and nearly twice as slow, once it has seen both. With `packed` the
// right-hand side alone, by the solver's own device: one complex transform for both fields.
import FFT from 'fft.js';
import { flow, noise } from '../inputs.mjs';
import { powersOfTwo, serve } from './serve.mjs';

const manner = process.argv[2];
const typed = manner === 'typed';
const take = (values) => (typed ? Float64Array.from(values) : Array.from(values));
const zeros = (count) => take(new Float64Array(count));

function complex(n) {
  const fft = new FFT(n);
  const [x, y] = [take(noise(2 * n, n)), zeros(2 * n)];
  return { step: () => fft.transform(y, x), output: () => y };
}

function real(n) {
  const fft = new FFT(n);
  const [x, y] = [take(noise(n, n)), zeros(2 * n)];
  return { step: () => fft.realTransform(y, x), output: () => y.slice(0, n + 2) };
}

/** The real field of a half spectrum ĥ_0 … ĥ_K; fft.js divides by m on the way. */
function fieldOf(fft, m) {
  const [full, fields] = [zeros(2 * m), zeros(2 * m)];
  return (modes) => {
    for (let j = 0; j < modes.length; j++) full[j] = modes[j];
    for (let j = modes.length; j < m + 2; j++) full[j] = 0;
    fft.completeSpectrum(full);
    fft.inverseTransform(fields, full);
    return fields;
  };
}

/** Two inverse transforms, a product, a real transform: what one writes with fft.js. */
function rhs(m, cutoff) {
  const fft = new FFT(m);
  const { g, kappa, nu, h } = flow(m, cutoff);
  const [density, velocity] = [fieldOf(fft, m), fieldOf(fft, m)];
  const v = new Float64Array(h.length);
  const product = zeros(m);
  const finish = derivativeOf(fft, m, kappa);
  const step = () => {
    for (let k = 0; k <= cutoff; k++) {
      v[2 * k] = g[k] * h[2 * k + 1];
      v[2 * k + 1] = -g[k] * h[2 * k];
    }
    const a = density(h);
    const b = velocity(v);
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < m; j++) {
      const mu = m * a[2 * j] + nu[j];
      if (mu < least) least = mu;
      product[j] = mu * m * b[2 * j];
    }
    finish(product);
    return least;
  };
  return { step, output: () => finish.out };
}

/** The same with both fields from one transform, ẑ = ĥ + i v̂. */
function packedRhs(m, cutoff) {
  const fft = new FFT(m);
  const { g, kappa, nu, h } = flow(m, cutoff);
  const [z, fields, product] = [zeros(2 * m), zeros(2 * m), zeros(m)];
  const finish = derivativeOf(fft, m, kappa);
  const step = () => {
    for (let k = 1; k <= cutoff; k++) {
      const re = h[2 * k];
      const im = h[2 * k + 1];
      z[2 * k] = (1 + g[k]) * re;
      z[2 * k + 1] = (1 + g[k]) * im;
      z[2 * (m - k)] = (1 - g[k]) * re;
      z[2 * (m - k) + 1] = (g[k] - 1) * im;
    }
    fft.inverseTransform(fields, z);
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < m; j++) {
      const mu = m * fields[2 * j] + nu[j];
      if (mu < least) least = mu;
      product[j] = mu * m * fields[2 * j + 1];
    }
    finish(product);
    return least;
  };
  return { step, output: () => finish.out };
}

/** i κ_k times the modes of a real field, to `out`. */
function derivativeOf(fft, m, kappa) {
  const spectrum = zeros(2 * m);
  const out = new Float64Array(2 * kappa.length);
  const finish = (product) => {
    fft.realTransform(spectrum, product);
    for (let k = 0; k < kappa.length; k++) {
      out[2 * k] = -kappa[k] * spectrum[2 * k + 1];
      out[2 * k + 1] = kappa[k] * spectrum[2 * k];
    }
  };
  return Object.assign(finish, { out });
}

serve(powersOfTwo(manner === 'packed' ? { rhs: packedRhs } : { complex, real, rhs }));
