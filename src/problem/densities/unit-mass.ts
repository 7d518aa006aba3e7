import { refuse } from '../error.ts';
import { extremes, mean, pointAt } from '../grid.ts';
import { showPoint } from './at-point.ts';

/** Negative values this small beside the largest are rounding, and become 0. */
const ROUNDING = 1e-13;

/** How far the mass may be from 1 unasked: quadrature of a formula, or single precision, err by less. */
const MASS_TOLERANCE = 1e-6;

/**
 * Checks that samples are those of a density, and scales them so that their mean, which is the mass, is 1 to
 * the last digit, where they stand.
 * @param advice what may help when they are not.
 */
export function toUnitMass(
  samples: Float64Array,
  grid: readonly number[],
  normalize: boolean,
  advice?: string,
): Float64Array {
  const hint = advice ? `; ${advice}` : '';
  const [least, largest] = extremes(samples);
  if (least < -ROUNDING * largest) {
    const negative = samples.findIndex((value) => value < -ROUNDING * largest);
    const where = `index ${negative}, ${showPoint(pointAt(negative, grid))}`;
    refuse('', samples[negative], `is negative at ${where}; a density must be ≥ 0${hint}`);
  }
  if (largest === 0) refuse('', 0, `has mass zero${hint}`);

  // Scaled by a power of two, which is exact, no sum can overflow, and no mean vanish.
  const unit = largest > 1e150 || largest < 1e-150 ? 2 ** Math.floor(Math.log2(largest)) : 1;
  for (let i = 0; i < samples.length; i++) samples[i] = samples[i] > 0 ? samples[i] / unit : 0;
  const average = mean(samples);
  const mass = average * unit;
  if (!normalize && !(Math.abs(mass - 1) <= MASS_TOLERANCE)) {
    const shown = Number(mass.toPrecision(9));
    refuse(
      '',
      undefined,
      `has mass ${shown} on this grid; it must be 1, or ask for "normalize": true${hint}`,
    );
  }
  for (let i = 0; i < samples.length; i++) samples[i] /= average;
  return samples;
}
