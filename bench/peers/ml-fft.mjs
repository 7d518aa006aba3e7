// ml-fft: complex, powers of two, in place on separate real and imaginary parts. Timed on zeros, since
// transforming in place again and again would overflow.
import ml from 'ml-fft';
import { noise } from '../inputs.mjs';
import { powersOfTwo, serve } from './serve.mjs';

let current = 0;

function complex(n) {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  const x = noise(2 * n, n);
  const step = () => {
    if (current !== n) ml.FFT.init(n);
    current = n;
    ml.FFT.fft(re, im);
  };
  const prepare = () => {
    for (let j = 0; j < n; j++) [re[j], im[j]] = [x[2 * j], x[2 * j + 1]];
  };
  const output = () => {
    const y = Float64Array.from(x, (_, j) => (j % 2 ? im : re)[j >> 1]);
    re.fill(0);
    im.fill(0);
    return y;
  };
  return { step, prepare, output };
}

serve(powersOfTwo({ complex }));
