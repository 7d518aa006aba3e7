import { refuse } from './error.ts';
import { isSmooth, MIN_AXIS, nextSmooth } from './grid.ts';

/** The points per axis that a problem states, checked. */
export function gridOf(grid: number | ArrayLike<number>): number[] {
  const axes = typeof grid === 'number' ? [grid] : Array.from(grid);
  axes.forEach((n, axis) => {
    const path = typeof grid === 'number' ? 'grid' : `grid[${axis}]`;
    if (!Number.isSafeInteger(n) || n < MIN_AXIS) refuse(path, n ?? null, `must be an integer ≥ ${MIN_AXIS}`);
    if (!isSmooth(n))
      refuse(path, n, `must have no prime factor but 2, 3, 5 and 7; the next such is ${nextSmooth(n)}`);
  });
  return axes;
}
