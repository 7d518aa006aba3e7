/** Problems for the Lagrangian method, and how its answers compare with others. */
import { compileCore } from '../../src/engine/create.ts';
import { createLagrangianSolver, type LagrangianSolver } from '../../src/engine/lagrangian.ts';
import type { DiscreteProblem, Patch } from '../../src/problem/types.ts';
import { discreteProblem } from '../oracle/problem.ts';
import type { Trigonometric } from '../oracle/trigonometric.ts';

export const module = await compileCore();

type Given = Pick<DiscreteProblem, 's'> & Partial<DiscreteProblem>;

/** Uniform unless given, on 64 points, to 1e−11 a step. */
export function flowMap(given: Given): LagrangianSolver {
  const n = given.initial?.length ?? 64;
  const tolerance = { relative: 1e-11, absolute: 1e-13 };
  const usual = { initial: new Float64Array(n).fill(1), method: 'lagrangian', tolerance } as const;
  return createLagrangianSolver(module, discreteProblem({ ...usual, ...given }));
}

/** Averages over the cells around the points j/n. */
export function averages(density: Trigonometric, n: number): Float64Array {
  const below = (x: number) => density.cumulative(x);
  return Float64Array.from({ length: n }, (_, j) => n * (below((j + 0.5) / n) - below((j - 0.5) / n)));
}

/** Averages of patches over the cells around the points j/n. */
export function averagesOfPatches(patches: readonly Patch[], n: number): Float64Array {
  const overlap = (from: number, to: number, { from: a, to: b, density }: Patch) =>
    density * Math.max(0, Math.min(to, b) - Math.max(from, a));
  return Float64Array.from({ length: n }, (_, j) => {
    const [from, to] = [(j - 0.5) / n, (j + 0.5) / n];
    // The cell of x = 0 reaches to the other end of the period.
    return (
      n * patches.reduce((sum, p) => sum + overlap(from, to, p) + (j === 0 ? overlap(from + 1, 1, p) : 0), 0)
    );
  });
}

/** Vacuum on [from, to] and a uniform density elsewhere. */
export function vacuum(from: number, to: number): Patch[] {
  const density = 1 / (1 - (to - from));
  return [
    { from: 0, to: from, density },
    { from: to, to: 1, density },
  ];
}

/** Where the labels x = 0, 1/16, … are, by trigonometric interpolation of the displacement of a smooth map. */
export function positionsOfSixteen(edges: Float64Array): number[] {
  const n = edges.length - 1;
  return Array.from({ length: 16 }, (_, j) => {
    const label = j / 16;
    let displacement = 0;
    for (let i = 0; i < n; i++) {
      const face = (i - 0.5) / n;
      const angle = Math.PI * (label - face);
      displacement += ((edges[i] - face) * Math.sin(n * angle)) / Math.tan(angle) / n;
    }
    return label + displacement;
  });
}

/** First and last edge of the cells that carry no mass. */
export function gapOf({ edges, masses }: { edges: Float64Array; masses: Float64Array }): [number, number] {
  const empty = [...masses.keys()].filter((i) => masses[i] === 0);
  return [edges[empty[0]], edges[empty[empty.length - 1] + 1]];
}
