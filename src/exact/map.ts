/** A monotone map of the circle, X(x) = x + c D(x) with D of period 1, and its inverse. */
import { type Periodic, stencilAt } from './periodic.ts';

export interface Labels {
  /** x with X(x) = y. */
  label: Float64Array;
  /** c D'(x). */
  slope: Float64Array;
}

/**
 * The labels of the points y = i/m, and the slopes of c D there. The tables of D and D' have the same points; X must
 * not decrease. Newton's iteration from the chord of the cell in which the label lies, never leaving that cell.
 */
export function labelsOf(displacement: Periodic, slope: Periodic, c: number, m: number): Labels {
  const cells = displacement.samples.length;
  const image = (j: number) => j / cells + c * displacement.samples[((j % cells) + cells) % cells];
  const labels = { label: new Float64Array(m), slope: new Float64Array(m) };
  let cell = Math.floor(-c * displacement.samples[0] * cells);
  while (image(cell) > 0) cell--;
  for (let i = 0; i < m; i++) {
    const y = i / m;
    while (image(cell + 1) <= y) cell++;
    const [left, low, high] = [cell / cells, image(cell), image(cell + 1)];
    let x = left + (y - low) / (high - low) / cells;
    for (let j = 0; j < 8; j++) {
      const stencil = stencilAt(x, cells);
      labels.slope[i] = c * slope.with(stencil);
      const correction = (x + c * displacement.with(stencil) - y) / (1 + labels.slope[i]);
      const next = Math.min(left + 1 / cells, Math.max(left, x - correction));
      const moved = Math.abs(next - x);
      x = next;
      // What is left is the square of this in units of a cell: below rounding.
      if (!(moved > 1e-9 / cells)) break;
    }
    labels.label[i] = x;
  }
  return labels;
}
