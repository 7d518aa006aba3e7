// Discrete Fourier transforms of length 2, 3, 4, 5, 7 and 8, in either layout of algebra.mjs.
//
// butterfly[r](body, a, emit) transforms a[0 … r−1] with the kernel e^{−2πi jk/r} and hands output k to
// emit(k, z) as soon as it is known: V8 sinks pure operations towards the stores, so early stores keep
// the number of live values low.

function dft2(e, a, emit) {
  emit(0, e.plus(a[0], a[1]));
  emit(1, e.minus(a[0], a[1]));
}

function dft3(e, a, emit) {
  const sum = e.plus(a[1], a[2]);
  const difference = e.scale(e.minus(a[1], a[2]), 'S3');
  const middle = e.minus(a[0], e.scale(sum, 'HALF'));
  emit(0, e.plus(a[0], sum));
  emit(1, e.minusI(middle, difference));
  emit(2, e.plusI(middle, difference));
}

function dft4(e, a, emit) {
  const s0 = e.plus(a[0], a[2]);
  const s1 = e.plus(a[1], a[3]);
  const d0 = e.minus(a[0], a[2]);
  const d1 = e.minus(a[1], a[3]);
  emit(0, e.plus(s0, s1));
  emit(2, e.minus(s0, s1));
  emit(1, e.minusI(d0, d1));
  emit(3, e.plusI(d0, d1));
}

function dft5(e, a, emit) {
  const s1 = e.plus(a[1], a[4]);
  const s2 = e.plus(a[2], a[3]);
  const d1 = e.minus(a[1], a[4]);
  const d2 = e.minus(a[2], a[3]);
  const sum = e.plus(s1, s2);
  emit(0, e.plus(a[0], sum));
  const mean = e.minus(a[0], e.scale(sum, 'QUARTER'));
  const spread = e.scale(e.minus(s1, s2), 'ROOT5');
  const u = e.plus(e.scale(d1, 'S51'), e.scale(d2, 'S52'));
  const far = e.plus(mean, spread);
  emit(1, e.minusI(far, u));
  emit(4, e.plusI(far, u));
  const v = e.minus(e.scale(d1, 'S52'), e.scale(d2, 'S51'));
  const near = e.minus(mean, spread);
  emit(2, e.minusI(near, v));
  emit(3, e.plusI(near, v));
}

function dft7(e, a, emit) {
  const s = [1, 2, 3].map((j) => e.plus(a[j], a[7 - j]));
  const d = [1, 2, 3].map((j) => e.minus(a[j], a[7 - j]));
  emit(0, e.plus(a[0], e.plus(e.plus(s[0], s[1]), s[2])));
  for (const k of [1, 2, 3]) {
    let even = a[0];
    let odd = null;
    for (const j of [1, 2, 3]) {
      const turn = (j * k) % 7;
      const nearest = Math.min(turn, 7 - turn);
      even = e.plus(even, e.scale(s[j - 1], `C7${nearest}`));
      const term = e.scale(d[j - 1], `S7${nearest}`);
      odd = odd === null ? term : turn < 4 ? e.plus(odd, term) : e.minus(odd, term);
    }
    emit(k, e.minusI(even, odd));
    emit(7 - k, e.plusI(even, odd));
  }
}

function dft8(e, a, emit) {
  const even = [];
  const odd = [];
  dft4(e, [a[0], a[2], a[4], a[6]], (k, z) => (even[k] = z));
  dft4(e, [a[1], a[3], a[5], a[7]], (k, z) => (odd[k] = z));
  emit(0, e.plus(even[0], odd[0]));
  emit(4, e.minus(even[0], odd[0]));
  emit(2, e.minusI(even[2], odd[2]));
  emit(6, e.plusI(even[2], odd[2]));
  const eighth = e.scale(e.minusI(odd[1], odd[1]), 'C8'); // e^{−πi/4} z = (z − i z)/√2
  emit(1, e.plus(even[1], eighth));
  emit(5, e.minus(even[1], eighth));
  const threeEighths = e.scale(e.plusI(odd[3], odd[3]), 'C8'); // e^{−3πi/4} z = −(z + i z)/√2
  emit(3, e.minus(even[3], threeEighths));
  emit(7, e.plus(even[3], threeEighths));
}

/** dft4 with a[2] or a[1] and a[2] or a[1] missing (null): they are zero. */
export function sparseDft4(e, a, emit) {
  const s0 = a[2] ? e.plus(a[0], a[2]) : a[0];
  const d0 = a[2] ? e.minus(a[0], a[2]) : a[0];
  const s1 = a[1] ? e.plus(a[1], a[3]) : a[3];
  const d1 = a[1] ? e.minus(a[3], a[1]) : a[3];
  emit(0, e.plus(s0, s1));
  emit(2, e.minus(s0, s1));
  emit(1, e.plusI(d0, d1));
  emit(3, e.minusI(d0, d1));
}

export const butterfly = { 2: dft2, 3: dft3, 4: dft4, 5: dft5, 7: dft7, 8: dft8 };

const sin = (k, n) => Math.sin((2 * Math.PI * k) / n);
const cos = (k, n) => Math.cos((2 * Math.PI * k) / n);

/** The constants that each butterfly uses, by name. */
export const constants = {
  2: {},
  3: { HALF: 0.5, S3: Math.sqrt(3) / 2 },
  4: {},
  5: { QUARTER: 0.25, ROOT5: Math.sqrt(5) / 4, S51: sin(1, 5), S52: sin(2, 5) },
  7: { C71: cos(1, 7), C72: cos(2, 7), C73: cos(3, 7), S71: sin(1, 7), S72: sin(2, 7), S73: sin(3, 7) },
  8: { C8: Math.SQRT1_2 },
};
