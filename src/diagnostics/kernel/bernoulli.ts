import { zeta } from '../../problem/special/zeta.ts';
import type { KernelForm } from './kernel.ts';

/**
 * For integer s in one dimension K_s(x) = (−1)^{s+1} B_{2s}({x})/(2s)!, a polynomial that is even in u = {x} − ½:
 *
 *     K_s = (−1)^{s+1} Σ_i c_{s−i} u^{2i}/(2i)!,   c_j = B_{2j}(½)/(2j)! = (−1)^j 2 (1 − 2^{1−2j}) ζ(2j) (2π)^{−2j},   c_0 = 1
 */
export function bernoulliKernel(s: number): KernelForm {
  const sign = s % 2 === 1 ? 1 : -1;
  let factorial = 1;
  const coefficients = Float64Array.from({ length: s + 1 }, (_, i) => {
    if (i > 0) factorial *= 2 * i * (2 * i - 1);
    return (sign * atMiddle(s - i)) / factorial;
  });
  const fromMiddle = (x: number) => (x < 0 ? x + 0.5 : x - 0.5);
  return {
    value([x]) {
      const square = fromMiddle(x) ** 2;
      let sum = 0;
      for (let i = s; i >= 0; i--) sum = sum * square + coefficients[i];
      return sum;
    },
    gradient([x]) {
      const u = fromMiddle(x);
      let sum = 0;
      for (let i = s; i >= 1; i--) sum = sum * u * u + 2 * i * coefficients[i];
      return [sum * u];
    },
  };
}

/** c_j. */
function atMiddle(j: number): number {
  if (j === 0) return 1;
  return (j % 2 ? -2 : 2) * (1 - 2 ** (1 - 2 * j)) * zeta(2 * j) * (2 * Math.PI) ** (-2 * j);
}
