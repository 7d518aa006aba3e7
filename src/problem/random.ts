import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A uniform random phase in [0, 2π) for the mode k, with θ(−k) = −θ(k), so that a spectrum with these
 * phases belongs to a real function. It depends on the seed and on k alone: refining a grid adds modes and
 * keeps those that were there. The numbers are the same in every engine.
 */
export function randomPhase(seed: number, k: readonly number[]): number {
  const sign = signOf(k);
  const random = xoroshiro128plus(k.reduce((hash, component) => mix(hash, sign * component), mix(0, seed)));
  // The first number of this generator is its seed, complemented: not random yet.
  random.next();
  return sign * 2 * Math.PI * uniformFloat64(random);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The phase 2π frac(|k|² φ) of the mode k, φ the golden ratio, with θ(−k) = −θ(k): a chirp. The modes about k
 * make a packet at 2kφ modulo 1, and these places fill the circle evenly, so that every octave of modes is as
 * rough in one place as in another. Random phases leave gaps that only averages over many modes close.
 */
export function chirpPhase(k: readonly number[]): number {
  const square = k.reduce((sum, component) => sum + component * component, 0);
  return signOf(k) * 2 * Math.PI * ((square * GOLDEN) % 1);
}

/** The sign of the first component that is not 0: it tells k from −k. */
function signOf(k: readonly number[]): number {
  return Math.sign(k.find((component) => component !== 0) ?? 0);
}

/** Stirs an integer into a 32-bit hash (finaliser of MurmurHash3, Appleby). */
function mix(hash: number, integer: number): number {
  let h = Math.imul(hash, 0x9e3779b1) ^ integer;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
