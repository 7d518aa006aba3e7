/**
 * Exported states: a header that says which problem they belong to, then the solver's block of bytes.
 *
 *   8 bytes   'torflow' and the version of this format
 *   8 bytes   fingerprint of the problem
 *   the rest  time, step-size history, ĥ, N(ĥ) and what was recorded, as they lie in WASM memory
 */
import type { DiscreteProblem, Particles } from '../problem/types.ts';
import { StateError } from './errors.ts';

const magic = [0x74, 0x6f, 0x72, 0x66, 0x6c, 0x6f, 0x77, 2];

export function packState(problem: DiscreteProblem, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(16 + body.length);
  out.set(magic);
  new DataView(out.buffer).setBigUint64(8, fingerprint(problem), true);
  out.set(body, 16);
  return out;
}

/** The block of bytes within an exported state; throws a StateError when it is not of this problem. */
export function unpackState(problem: DiscreteProblem, state: Uint8Array): Uint8Array {
  if (state.length < 16 || magic.some((byte, i) => state[i] !== byte)) {
    throw new StateError('state: not a state exported by this version of torusflow');
  }
  const found = new DataView(state.buffer, state.byteOffset).getBigUint64(8, true);
  if (found !== fingerprint(problem)) {
    throw new StateError(
      'state: exported from another problem; grid, s, initial, target, method, integrator, step, dealias, ' +
        'filter, reconstruction, tolerance, norms and points must be the same',
    );
  }
  return state.subarray(16);
}

/**
 * 64-bit FNV-1a of all that shapes the state. End, save times and the limit of steps may differ: a run may be
 * continued beyond its end.
 */
function fingerprint(problem: DiscreteProblem): bigint {
  const { grid, s, method, integrator, step, dealias, filter, reconstruction, tolerance, norms } = problem;
  const { atoms, patches, targetPatches } = problem;
  const choices = [method, integrator, step, dealias, filter, reconstruction, tolerance, norms];
  const plain = JSON.stringify([grid, s, ...choices, atoms, patches, targetPatches]);
  const parts = [new TextEncoder().encode(plain), bytesOf(problem.initial), bytesOf(problem.target)];
  if (problem.particles) parts.push(...bytesOfParticles(problem.particles));
  let [low, high] = [0x84222325, 0xcbf29ce4];
  for (const part of parts) {
    for (const byte of part) [low, high] = multiplyByPrime(low ^ byte, high);
  }
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function bytesOfParticles({ start, target, bandlimit, mollify }: Particles): Uint8Array[] {
  const masses = [start, ...(target ? [target] : [])];
  const arrays = masses.flatMap(({ positions, weights }) => [positions, weights]);
  return [...arrays, Float64Array.of(bandlimit, mollify)].map(bytesOf);
}

function bytesOf(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** (high·2³² + low) · (2⁴⁰ + 0x1b3) modulo 2⁶⁴, in 32-bit words: BigInt would be a hundred times slower. */
function multiplyByPrime(low: number, high: number): [number, number] {
  const product = (low >>> 0) * 0x1b3;
  const carry = Math.floor(product / 0x100000000);
  return [product | 0, (Math.imul(high, 0x1b3) + (low << 8) + carry) | 0];
}
