// numpy-ts: np.fft.fft and np.fft.rfft, which return a new array each.
import * as np from 'numpy-ts';
import { noise } from '../inputs.mjs';
import { serve } from './serve.mjs';

/** Interleaved float64 of a complex128 array. */
const interleaved = (array) => {
  const { data } = array;
  return Float64Array.from(new Float64Array(data.buffer, data.byteOffset, 2 * array.size));
};

const transform = (call, input) => (n) => {
  const x = input(n);
  let y = call(x);
  const step = () => {
    y.dispose?.();
    y = call(x);
  };
  return { step, output: () => interleaved(y) };
};

function complexInput(n) {
  const values = noise(2 * n, n);
  return np.array(
    Array.from({ length: n }, (_, j) => new np.Complex(values[2 * j], values[2 * j + 1])),
    'complex128',
  );
}

serve({
  complex: transform(np.fft.fft, complexInput),
  real: transform(np.fft.rfft, (n) => np.array(noise(n, n), 'float64')),
});
