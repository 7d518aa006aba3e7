import type { Patch } from '../../types.ts';

/** The parts in [0, 1] of an interval of the circle, through 0 when to ≤ from. */
export function intervals(from: number, to: number): [from: number, to: number][] {
  const parts: [number, number][] =
    to > from
      ? [[from, to]]
      : [
          [0, to],
          [from, 1],
        ];
  return parts.filter(([a, b]) => a < b);
}

/** A constant density on an interval of the circle. */
export const patchesOn = (from: number, to: number, density: number): Patch[] =>
  intervals(from, to).map(([a, b]) => ({ from: a, to: b, density }));

/** The share of each of n cells around the points j/n that [start, start + length] covers on the circle. */
export function coverage(start: number, length: number, n: number): Float64Array {
  // Length of the part of the periodic set that lies in [start, x], growing by `length` with each period.
  const upTo = (x: number) => {
    const turns = Math.floor(x - start);
    return turns * length + Math.min(x - start - turns, length);
  };
  return Float64Array.from({ length: n }, (_, j) => {
    const share = n * (upTo((j + 0.5) / n) - upTo((j - 0.5) / n));
    return Math.min(1, Math.max(0, share));
  });
}
