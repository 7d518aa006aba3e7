/** How a density becomes N points of equal weight. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { cumulativeOf } from './cumulative.ts';
import { pointAt } from './grid.ts';
import type { Patch, PointMasses, StartName } from './types.ts';

/** A density on a grid, and where it is known to be constant between jumps (d = 1). */
export interface Started {
  grid: readonly number[];
  samples: Float64Array;
  patches: readonly Patch[];
}

/** N points of weight 1/N for the density. */
export function startPoints(density: Started, count: number, start: StartName, seed: number): PointMasses {
  const random = generator(seed);
  const shares = Float64Array.from({ length: count }, (_, i) => {
    if (start === 'iid') return random();
    return (i + (start === 'quantiles' ? 0.5 : random())) / count;
  });
  const positions = density.grid.length === 1 ? onCircle(density, shares) : inCells(density, shares, random);
  return { positions, weights: new Float64Array(count).fill(1 / count) };
}

function generator(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  // The first number of this generator is its seed, complemented: not random yet.
  random.next();
  return () => uniformFloat64(random);
}

/** Quantiles: F(x) = share. */
function onCircle({ samples, patches }: Started, shares: Float64Array): Float64Array {
  const quantile = cumulativeOf(samples, patches);
  return shares.map(quantile);
}

/**
 * In the grid's cells, which hold their samples' mass evenly: the cell in which the share falls when cells are
 * counted along a curve that keeps neighbours together (Morton's), and a random place in it.
 */
function inCells({ grid, samples }: Started, shares: Float64Array, random: () => number): Float64Array {
  const d = grid.length;
  const cells = alongCurve(grid);
  const upTo = new Float64Array(cells.length);
  let sum = 0;
  cells.forEach((cell, i) => {
    sum += samples[cell];
    upTo[i] = sum;
  });
  const positions = new Float64Array(shares.length * d);
  shares.forEach((share, i) => {
    const corner = pointAt(cells[firstAbove(upTo, share * sum)], grid);
    corner.forEach((x, axis) => {
      const place = x + (random() - 0.5) / grid[axis];
      positions[i * d + axis] = place - Math.floor(place);
    });
  });
  return positions;
}

/** The first i with values[i] > x, values ascending; the last one where there is none. */
function firstAbove(values: Float64Array, x: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Flat indices of the grid's cells in Morton's order: bits of the axes' indices taken in turn. */
function alongCurve(grid: readonly number[]): Uint32Array {
  const bits = Math.ceil(Math.log2(Math.max(...grid)));
  const cells: number[] = [];
  const visit = (corner: number[], level: number) => {
    if (corner.some((c, axis) => c >= grid[axis])) return;
    if (level < 0) {
      cells.push(corner.reduce((flat, c, axis) => flat * grid[axis] + c, 0));
      return;
    }
    for (let part = 0; part < 1 << grid.length; part++) {
      visit(
        corner.map((c, axis) => c + (((part >> (grid.length - 1 - axis)) & 1) << level)),
        level - 1,
      );
    }
  };
  visit(
    grid.map(() => 0),
    bits - 1,
  );
  return Uint32Array.from(cells);
}
