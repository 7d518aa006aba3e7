/** What a fitted rate comes to beside the predicted one, in a word. */
import type { Rate } from '../../../diagnostics/rates.ts';

/** The law that was fitted, or the one that is expected where none was. */
export function lawText({ exponent, kind, predictedKind, power }: Rate): string {
  const law = exponent === null ? predictedKind : kind;
  if (law === 'algebraic') return 'C t<sup>−p</sup>';
  if (law === 'exponential') return power === null ? 'C e<sup>−λt</sup>' : 'C t<sup>−b</sup> e<sup>−λt</sup>';
  return law === 'stretched-exponential' ? 'stretched exponential' : '–';
}

/** What counts as agreement: this much of a power of time, this share of an exponential rate. */
export const TOLERANCE = { algebraic: 0.05, exponential: 0.01 } as const;

export function agrees({ kind, exponent, predicted }: Rate): boolean {
  if (exponent === null || predicted === null) return false;
  const allowed = kind === 'algebraic' ? TOLERANCE.algebraic : TOLERANCE.exponential * predicted;
  return Math.abs(exponent - predicted) <= allowed;
}

export function verdict(rate: Rate): string {
  const word = (style: string, text: string) => `<span class="verdict ${style}">${text}</span>`;
  if (rate.exponent === null) return word('none', 'no fit');
  if (rate.predicted === null) return word('none', 'no prediction');
  if (!agrees(rate)) return word('warn', 'differs');
  return decades(rate) < 2 ? word('good', 'agrees, short window') : word('good', 'agrees');
}

/** Length of an algebraic fit's window in decades of time; an exponential's counts as long. */
function decades({ kind, window }: Rate): number {
  return kind === 'algebraic' && window ? Math.log10(window[1] / window[0]) : Number.POSITIVE_INFINITY;
}
