import { sampleOn } from './grid.ts';
import { gridOf } from './grid-of.ts';
import { isList, isRecord } from './shapes.ts';
import type { Density, Problem } from './types.ts';

/**
 * A valid problem as plain JSON: what `result.json` keeps, and a problem file that runs the same. Densities
 * that are functions or arrays become `{ samples: [...] }`; typed arrays become arrays.
 *
 * @param samples those of functions that were sampled already, by their paths
 */
export function describe(problem: Problem, samples?: ReadonlyMap<string, Float64Array>): Problem {
  const grid = gridOf(problem.grid);
  const plainDensity = (density: Density, on: readonly number[], path: string): unknown => {
    if (typeof density === 'function')
      return { samples: Array.from(samples?.get(path) ?? sampleOn(on, density)) };
    if (isList(density)) return { samples: Array.from(density) };
    if (!isRecord(density)) return density;
    const { over, product, image } = density as {
      over?: Density;
      product?: readonly Density[];
      image?: unknown;
    };
    const copy = plain(density) as Record<string, unknown>;
    if (over !== undefined) copy.over = plainDensity(over, on, `${path}.over`);
    if (product) {
      copy.product = product.map((factor, axis) =>
        plainDensity(factor, [on[axis]], `${path}.product[${axis}]`),
      );
    }
    // Pixels of a class of the platform have them as properties of its prototype.
    if (isRecord(image)) copy.image = { width: image.width, height: image.height, data: plain(image.data) };
    return copy;
  };
  const copy = { torusflow: 1, ...(plain(problem) as Problem) };
  const densities = { initial: plainDensity(problem.initial, grid, 'initial') };
  if (problem.target === undefined) return { ...copy, ...densities } as Problem;
  return { ...copy, ...densities, target: plainDensity(problem.target, grid, 'target') } as Problem;
}

/** A copy of what JSON takes: without what is undefined, typed arrays as arrays. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return Array.from(value, plain);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(
    ([, entry]) => entry !== undefined && typeof entry !== 'function',
  );
  return Object.fromEntries(entries.map(([key, entry]) => [key, plain(entry)]));
}
