/** Flows of points for tests. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { compileCore, createSolver } from '../../src/engine/create.ts';
import type { Solver } from '../../src/engine/types.ts';
import { discretize } from '../../src/problem/index.ts';
import type { Problem } from '../../src/problem/types.ts';

export const module = await compileCore();

/** A solver for points: 64 grid points, s = 1 and to time 1 unless told otherwise. */
export async function pointFlow(problem: Partial<Problem>): Promise<Solver> {
  const usual = { grid: 64, s: 1, end: 1, method: 'particles', initial: 'uniform' } as const;
  return createSolver(module, await discretize({ ...usual, ...problem }));
}

/** Uniform random numbers in [0, 1), the same in every run. */
export function seeded(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  generator.next();
  return () => uniformFloat64(generator);
}

/** Points on the circle with unequal weights that sum to 1. */
export function randomPoints(
  count: number,
  seed: number,
): { positions: Float64Array; weights: Float64Array } {
  const random = seeded(seed);
  const positions = Float64Array.from({ length: count }, random);
  const raw = Float64Array.from({ length: count }, () => 0.5 + random());
  const total = raw.reduce((sum, w) => sum + w, 0);
  return { positions, weights: raw.map((w) => w / total) };
}

/** E of N equispaced equal points against ν = 1, d = 1: ζ(2s)(2πN)^{−2s}. */
export function floorEnergy(s: number, count: number): number {
  let zeta = 0;
  for (let k = 1; k <= 1e4; k++) zeta += k ** (-2 * s);
  // The rest by Euler and Maclaurin's formula: ∫ and half a term.
  zeta += (1e4 + 0.5) ** (1 - 2 * s) / (2 * s - 1);
  return zeta * (2 * Math.PI * count) ** (-2 * s);
}
