import { isList } from './fields.ts';
import { sampleOn } from './grid.ts';
import { gridOf } from './grid-of.ts';
import type { Density, DensityData, Problem } from './types.ts';

/**
 * A valid problem as plain JSON: what `result.json` keeps, and a problem file that runs the same. Densities
 * that are functions or arrays become `{ samples: [...] }`; typed arrays become arrays.
 */
export function describe(problem: Problem): Problem {
  const grid = gridOf(problem.grid);
  const plain: Problem = { torusflow: 1, ...problem, initial: plainDensity(problem.initial, grid) };
  if (problem.target !== undefined) plain.target = plainDensity(problem.target, grid);
  return JSON.parse(
    JSON.stringify(plain, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    ),
  );
}

function plainDensity(density: Density, grid: readonly number[]): DensityData {
  if (typeof density === 'function') return { samples: sampleOn(grid, density) };
  if (isList(density)) return { samples: density };
  if (typeof density === 'object' && 'over' in density && density.over !== undefined) {
    return { ...density, over: plainDensity(density.over, grid) };
  }
  return density;
}
