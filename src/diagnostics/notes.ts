/** The notes of a rate, in plain words. */
import { cutoffFor, windowDecades } from './cutoff.ts';
import type { Fit, Law } from './fit.ts';
import type { Prediction } from './predict.ts';
import { REACH } from './window.ts';
import { shown, withError } from './words.ts';

type Measured = Pick<Fit, 'exponent' | 'interval' | 'power'> & {
  window: [number, number];
  verdict: Law | 'undecided';
};

/** Whether this grid could show the predicted law at all, as a sentence; empty when it could. */
export function hopeless(
  { kind, exponent }: Prediction,
  quantity: 'energy' | number,
  s: number,
  cutoff: number,
): string {
  if (kind !== 'algebraic' || exponent === null) return '';
  const p = quantity === 'energy' ? exponent : 2 * exponent;
  const decades = windowDecades(p, s, cutoff);
  const needed = REACH.algebraic.sufficient;
  if (decades >= needed) return '';
  const room = Math.max(0, decades).toFixed(1);
  const enough = cutoffFor(needed, p, s);
  const remedy =
    enough < 1e9 ? `${needed} would take K ≥ ${shown(enough)}` : 'no grid that can be run has more';
  return ` On this grid none can exist: between its first modes and its cut-off K = ${cutoff} lie ${room} decades of time, and ${remedy}.`;
}

/** What was measured, as sentences. */
export function inWords({ exponent, interval, power, window, verdict }: Measured): string {
  const half = (interval[1] - interval[0]) / 2;
  const law =
    verdict === 'undecided' ? ' Neither law fits clearly better.' : ` The ${verdict} law fits better.`;
  const factor = power === null ? '' : `, with a power t^${shown(-power)} beside it`;
  return `Measured ${withError(exponent, half)} (95 %)${factor} over ${shown(window[0])} ≤ t ≤ ${shown(window[1])}.${law}`;
}
