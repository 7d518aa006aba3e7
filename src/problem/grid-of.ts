import { refuse } from './error.ts';
import { isSmooth, MAX_POINTS, MIN_AXIS, nextSmooth, sizeOf } from './grid.ts';

/**
 * The solver's arrays in numbers per grid point, at most: states, stages, products on the finer grid, and the
 * coefficients of recent step sizes (tests/engine-layout.test.ts holds the solver to it).
 */
export const NUMBERS_PER_POINT = 96;

/** The points per axis that a problem states, checked. */
export function gridOf(grid: number | ArrayLike<number>): number[] {
  const axes = typeof grid === 'number' ? [grid] : Array.from(grid);
  axes.forEach((n, axis) => {
    const path = typeof grid === 'number' ? 'grid' : `grid[${axis}]`;
    if (!Number.isSafeInteger(n) || n < MIN_AXIS) refuse(path, n ?? null, `must be an integer ≥ ${MIN_AXIS}`);
  });
  const size = sizeOf(axes);
  if (size > MAX_POINTS) {
    const gib = ((size * NUMBERS_PER_POINT * 8) / 2 ** 30).toFixed(0);
    refuse(
      'grid',
      grid,
      `has ${size} points, which would take about ${gib} GiB; at most ${MAX_POINTS} are allowed`,
    );
  }
  axes.forEach((n, axis) => {
    const path = typeof grid === 'number' ? 'grid' : `grid[${axis}]`;
    if (!isSmooth(n))
      refuse(path, n, `must have no prime factor but 2, 3, 5 and 7; the next such is ${nextSmooth(n)}`);
  });
  return axes;
}
