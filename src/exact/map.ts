/** A monotone map of the circle, X(x) = x + D(x) with D of period 1, and its inverse. */
import type { Periodic } from './periodic.ts';

/**
 * The labels x with X(x) = y at the points y = i/m. Both tables are on the same points; X must not decrease.
 * Newton's iteration from the chord of the cell in which the label lies, never leaving that cell.
 */
export function labelsOf(displacement: Periodic, slope: Periodic, m: number): Float64Array {
  const cells = displacement.samples.length;
  const image = (j: number) => j / cells + displacement.samples[((j % cells) + cells) % cells];
  const labels = new Float64Array(m);
  let cell = Math.floor(-displacement.samples[0] * cells) - 1;
  while (image(cell) > 0) cell--;
  for (let i = 0; i < m; i++) {
    const y = i / m;
    while (image(cell + 1) <= y) cell++;
    labels[i] = solveInCell(
      displacement,
      slope,
      y,
      [cell / cells, (cell + 1) / cells],
      [image(cell), image(cell + 1)],
    );
  }
  return labels;
}

function solveInCell(
  displacement: Periodic,
  slope: Periodic,
  y: number,
  [left, right]: [number, number],
  [low, high]: [number, number],
): number {
  let x = left + ((y - low) / (high - low)) * (right - left);
  for (let i = 0; i < 8; i++) {
    const correction = (x + displacement.at(x) - y) / (1 + slope.at(x));
    const next = Math.min(right, Math.max(left, x - correction));
    if (!(Math.abs(next - x) > 1e-16)) break;
    x = next;
  }
  return x;
}
