// fourier-transform: powers of two; complex in place on separate parts (timed on zeros, since transforming
// in place again and again would overflow), real out of place.
import { cfft, fft as rfft } from 'fourier-transform';
import { noise } from '../inputs.mjs';
import { powersOfTwo, serve } from './serve.mjs';

function complex(n) {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  const x = noise(2 * n, n);
  const prepare = () => {
    for (let j = 0; j < n; j++) [re[j], im[j]] = [x[2 * j], x[2 * j + 1]];
  };
  const output = () => {
    const y = Float64Array.from(x, (_, j) => (j % 2 ? im : re)[j >> 1]);
    re.fill(0);
    im.fill(0);
    return y;
  };
  return { step: () => cfft(re, im), prepare, output };
}

function real(n) {
  const x = noise(n, n);
  const y = [new Float64Array(n / 2 + 1), new Float64Array(n / 2 + 1)];
  return {
    step: () => rfft(x, y),
    output: () => Float64Array.from({ length: n + 2 }, (_, j) => y[j % 2][j >> 1]),
  };
}

serve(powersOfTwo({ complex, real }));
