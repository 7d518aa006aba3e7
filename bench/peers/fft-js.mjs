// fft.js on its own plain arrays, or with the argument `typed` on Float64Array: one kind of array a process,
// since its code is compiled for both, and nearly twice as slow, once it has seen both.
import FFT from 'fft.js';
import { flow, noise } from '../inputs.mjs';
import { powersOfTwo, serve } from './serve.mjs';

const typed = process.argv[2] === 'typed';
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

/** With the same saving as the solver's: one complex transform for h and v. */
function rhs(m, cutoff) {
  const fft = new FFT(m);
  const { g, kappa, nu, h } = flow(m, cutoff);
  const [z, fields, product, spectrum] = [zeros(2 * m), zeros(2 * m), zeros(m), zeros(2 * m)];
  const out = new Float64Array(h.length);
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
    fft.realTransform(spectrum, product);
    for (let k = 0; k <= cutoff; k++) {
      out[2 * k] = -kappa[k] * spectrum[2 * k + 1];
      out[2 * k + 1] = kappa[k] * spectrum[2 * k];
    }
    return least;
  };
  return { step, output: () => out };
}

serve(powersOfTwo({ complex, real, rhs }));
