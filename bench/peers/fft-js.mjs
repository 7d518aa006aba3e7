// fft.js on its own plain arrays, or with the argument `typed` on Float64Array: one kind of array a process,
// since its code is compiled for both, and nearly twice as slow, once it has seen both. With `packed` the
// right-hand side alone, by the solver's own device: one complex transform for both fields.
import FFT from 'fft.js';
import { eachMode, flow, flowInBox, noise } from '../inputs.mjs';
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

/** Transforms of n^d complex numbers in place, axis by axis: rows as they lie, the others gathered. */
function transformsInBox(d, n) {
  const fft = new FFT(n);
  const [line, image] = [zeros(2 * n), zeros(2 * n)];
  const along = (data, stride, inverse) => {
    for (let block = 0; block < data.length; block += 2 * n * stride) {
      for (let first = block; first < block + 2 * stride; first += 2) {
        for (let j = 0, at = first; j < 2 * n; j += 2, at += 2 * stride) {
          line[j] = data[at];
          line[j + 1] = data[at + 1];
        }
        if (inverse) fft.inverseTransform(image, line);
        else fft.transform(image, line);
        for (let j = 0, at = first; j < 2 * n; j += 2, at += 2 * stride) {
          data[at] = image[j];
          data[at + 1] = image[j + 1];
        }
      }
    }
  };
  return (data, inverse) => {
    for (let axis = 0, stride = 1; axis < d; axis++, stride *= n) along(data, stride, inverse);
  };
}

/**
 * The right-hand side in d dimensions with the fields in pairs, as real and imaginary parts: h and a component of v,
 * or two components, each way.
 */
const rhsInBox = (d) => (m, cutoff) => {
  const { sigma, h, nu } = flowInBox(d, m, cutoff);
  const transform = transformsInBox(d, m);
  const points = m ** d;
  const place = (k) => (k < 0 ? k + m : k);
  const at = (a, b, c) => 2 * ((place(a) * m + place(b)) * m + place(c));
  // Field 0 is h, field i the component of v along axis i.
  const pairs =
    d === 2
      ? [[0, 1], [2]]
      : [
          [0, 1],
          [2, 3],
        ];
  const data = pairs.map(() => zeros(2 * points));
  const out = new Float64Array(h.length);
  const wavenumber = (a, b, c, field) => 2 * Math.PI * (field === d ? c : d === 3 && field === 1 ? a : b);

  function spread() {
    for (const array of data) array.fill(0);
    eachMode(d, cutoff, (a, b, c, q) => {
      const [re, im] = [h[2 * q], h[2 * q + 1]];
      const [to, mirror] = [at(a, b, c), at(-a, -b, -c)];
      for (let p = 0; p < pairs.length; p++) {
        let [x, y, u, v] = [0, 0, 0, 0];
        pairs[p].forEach((field, part) => {
          const f = field && wavenumber(a, b, c, field) * sigma[q];
          const [r, i] = field ? [f * im, -f * re] : [re, im];
          // z = x + i y: ẑ_k = x̂ + i ŷ, and ẑ_{−k} = conj x̂ + i conj ŷ.
          x += part ? -i : r;
          y += part ? r : i;
          u += part ? i : r;
          v += part ? r : -i;
        });
        const array = data[p];
        array[to] = x;
        array[to + 1] = y;
        if (c) {
          array[mirror] = u;
          array[mirror + 1] = v;
        }
      }
    });
  }

  function step() {
    spread();
    for (const array of data) transform(array, true);
    let least = Number.POSITIVE_INFINITY;
    const [first, last] = data;
    for (let j = 0; j < points; j++) {
      const mu = points * first[2 * j] + nu[j];
      if (mu < least) least = mu;
      // The fluxes of axis 1 alone, and of the others together; fft.js has divided by the number of points.
      first[2 * j] = mu * first[2 * j + 1];
      first[2 * j + 1] = 0;
      last[2 * j] *= mu;
      last[2 * j + 1] *= mu;
    }
    for (const array of data) transform(array, false);
    eachMode(d, cutoff, (a, b, c, q) => {
      const [to, mirror] = [at(a, b, c), at(-a, -b, -c)];
      const k = wavenumber(a, b, c, 1);
      let re = k * first[to];
      let im = k * first[to + 1];
      pairs[1].forEach((field, part) => {
        const f = 0.5 * wavenumber(a, b, c, field);
        const [p, r] = [last[to], last[mirror]];
        const [s, i] = [last[to + 1], last[mirror + 1]];
        re += f * (part ? s + i : p + r);
        im += f * (part ? r - p : s - i);
      });
      out[2 * q] = im;
      out[2 * q + 1] = -re;
    });
    return least;
  }
  return { step, output: () => out };
};

serve(
  powersOfTwo(
    manner === 'packed' ? { rhs: packedRhs } : { complex, real, rhs, rhs2d: rhsInBox(2), rhs3d: rhsInBox(3) },
  ),
);
