/** Discrete Fourier transforms by their definition, to judge the fast ones by. */

/** Whether n has no prime factor but 2, 3, 5 and 7. */
export function smooth(n: number): boolean {
  let rest = n;
  for (const p of [2, 3, 5, 7]) while (rest % p === 0) rest /= p;
  return rest === 1;
}

/** cos and sin of 2πk/n, the angle reduced to a quarter of a turn about 0, where it rounds least. */
export function root(k: number, n: number): [number, number] {
  const turn = ((k % n) + n) % n;
  const quarters = Math.round((4 * turn) / n);
  const angle = (2 * Math.PI * (turn - (quarters * n) / 4)) / n;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [
    [c, s],
    [-s, c],
    [-c, -s],
    [s, -c],
  ][quarters % 4] as [number, number];
}

/** A sum that carries its rounding errors along (Neumaier), so that the reference is right to an ulp. */
class Sum {
  #sum = 0;
  #rest = 0;
  add(x: number): void {
    const sum = this.#sum + x;
    this.#rest += Math.abs(this.#sum) >= Math.abs(x) ? this.#sum - sum + x : x - sum + this.#sum;
    this.#sum = sum;
  }
  get value(): number {
    return this.#sum + this.#rest;
  }
}

/** Mode k of interleaved complex numbers: Σ_j x_j e^{∓2πi jk/n}, sign −1 forward and +1 inverse. */
export function dftMode(x: ArrayLike<number>, k: number, sign: -1 | 1): [number, number] {
  const n = x.length / 2;
  const re = new Sum();
  const im = new Sum();
  for (let j = 0; j < n; j++) {
    const [c, s] = root((j * k) % n, n);
    re.add(x[2 * j] * c);
    re.add(-sign * x[2 * j + 1] * s);
    im.add(x[2 * j + 1] * c);
    im.add(sign * x[2 * j] * s);
  }
  return [re.value, im.value];
}

/** All modes. */
export function dft(x: ArrayLike<number>, sign: -1 | 1): Float64Array {
  return Float64Array.from(Array.from({ length: x.length / 2 }, (_, k) => dftMode(x, k, sign)).flat());
}

/** Relative L² distance of `a` from `b`. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let j = 0; j < b.length; j++) {
    difference += (a[j] - b[j]) ** 2;
    size += b[j] ** 2;
  }
  return a.length === b.length ? Math.sqrt(difference / size) : Number.NaN;
}

/** Reproducible numbers in [−1, 1): a linear congruential generator is random enough here. */
export function noise(length: number, seed = 1): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
