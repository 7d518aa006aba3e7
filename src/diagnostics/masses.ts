import { mean } from '../problem/grid.ts';
import { DiagnosticsError, requireAllFinite } from './errors.ts';

/**
 * Values over `count` as masses that add up to 1; what rounding left below 0 becomes 0.
 * @throws DiagnosticsError for a value that is negative or not finite, or a sum that is not 1 within 10⁻⁶
 */
export function unitMasses(argument: string, values: ArrayLike<number>, count = 1): Float64Array {
  requireAllFinite(argument, values);
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]);
  for (let i = 0; i < values.length; i++) {
    if (values[i] < -1e-12 * largest)
      throw new DiagnosticsError(`${argument}[${i}]`, values[i], 'a number ≥ 0');
  }
  const found = Float64Array.from(values, (value) => Math.max(0, value));
  const total = (mean(found) * found.length) / count;
  if (Math.abs(total - 1) <= 1e-6) return found.map((value) => value / (count * total));
  throw new DiagnosticsError(`the mass of ${argument}`, total, '1, within 1e-6');
}

/** N masses 1/N. */
export function equalMasses(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}
