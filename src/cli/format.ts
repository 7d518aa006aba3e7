/** Numbers as a reader wants them. */
import { minus, superscript } from '../plot/scale.ts';

/** `digits` significant digits; powers of ten beyond the plain range: 0.0123, 2.5, 3.1 × 10⁻⁹. */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -3 && exponent < 5) return minus(String(Number(value.toPrecision(digits))));
  const [mantissa, power] = value.toExponential(digits - 1).split('e');
  const raised = `10${superscript(String(Number(power)))}`;
  return Number(mantissa) === 1 ? raised : `${minus(String(Number(mantissa)))} × ${raised}`;
}

/** A fixed number of decimals, so that columns line up. */
export function formatFixed(value: number | null, decimals = 3): string {
  return value === null ? '–' : minus(value.toFixed(decimals));
}

/** [from, to] with a fixed number of decimals. */
export function formatInterval(interval: readonly [number, number] | null, decimals = 3): string {
  return interval ? `[${formatFixed(interval[0], decimals)}, ${formatFixed(interval[1], decimals)}]` : '–';
}

/** A range of times. */
export function formatWindow(window: readonly [number, number] | null): string {
  return window ? `${formatNumber(window[0], 2)} … ${formatNumber(window[1], 2)}` : '–';
}

/** Seconds of work: 0.12 s, 3.4 s, 12 min. */
export function formatSeconds(seconds: number): string {
  return seconds < 100 ? `${Number(seconds.toPrecision(2))} s` : `${Math.round(seconds / 60)} min`;
}
