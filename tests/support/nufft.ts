/** Nonuniform Fourier sums by their definition, to judge the fast ones by. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Reproducible numbers in [−1, 1), without the pattern that a linear congruential generator has in the plane. */
export function noise(length: number, seed = 1): Float64Array {
  const generator = xoroshiro128plus(seed);
  return Float64Array.from({ length }, () => 2 * uniformFloat64(generator) - 1);
}

/** Wavenumbers of a half spectrum in its order: 0 … K, −K … −1, and 0 … K for the last axis, which is fastest. */
export function wavenumbers(cutoffs: readonly number[]): number[][] {
  let list: number[][] = [[]];
  cutoffs.forEach((cutoff, axis) => {
    const line = Array.from({ length: cutoff + 1 }, (_, k) => k);
    if (axis < cutoffs.length - 1) for (let k = -cutoff; k < 0; k++) line.push(k);
    list = list.flatMap((outer) => line.map((k) => [...outer, k]));
  });
  return list;
}

/** cos and sin of 2πk·x; x is reduced first, which is exact. */
function wave(k: readonly number[], x: ArrayLike<number>, j: number): [number, number] {
  let turns = 0;
  k.forEach((wavenumber, axis) => {
    const at = x[j * k.length + axis];
    turns += wavenumber * (at - Math.round(at));
  });
  const angle = 2 * Math.PI * (turns - Math.round(turns));
  return [Math.cos(angle), Math.sin(angle)];
}

/** Σ_j c_j e^{−2πi k·x_j} */
export function directModes(cutoffs: readonly number[], x: ArrayLike<number>, c: Float64Array): Float64Array {
  return Float64Array.from(
    wavenumbers(cutoffs).flatMap((k) => {
      let [re, im] = [0, 0];
      c.forEach((strength, j) => {
        const [cos, sin] = wave(k, x, j);
        re += strength * cos;
        im -= strength * sin;
      });
      return [re, im];
    }),
  );
}

/** f = Re Σ_k f̂_k e^{2πi k·x} over both halves, and ∇f, at every point. */
export function directValues(cutoffs: readonly number[], modes: ArrayLike<number>, x: ArrayLike<number>) {
  const d = cutoffs.length;
  const values = new Float64Array(x.length / d);
  const gradient = new Float64Array(x.length);
  wavenumbers(cutoffs).forEach((k, i) => {
    const multiplicity = k[d - 1] === 0 ? 1 : 2;
    const [re, im] = [multiplicity * modes[2 * i], multiplicity * modes[2 * i + 1]];
    for (let j = 0; j < values.length; j++) {
      const [cos, sin] = wave(k, x, j);
      values[j] += re * cos - im * sin;
      for (let axis = 0; axis < d; axis++)
        gradient[j * d + axis] -= 2 * Math.PI * k[axis] * (re * sin + im * cos);
    }
  });
  return { values, gradient };
}

/** ⟨f, g⟩ of two real fields by their half spectra. */
export function inner(cutoffs: readonly number[], f: ArrayLike<number>, g: ArrayLike<number>): number {
  const last = cutoffs[cutoffs.length - 1] + 1;
  let sum = 0;
  for (let i = 0; i < f.length; i++) sum += (Math.floor(i / 2) % last === 0 ? 1 : 2) * f[i] * g[i];
  return sum;
}
