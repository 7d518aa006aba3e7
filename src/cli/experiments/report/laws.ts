/** The laws of decay behind a rate, as functions of time. */
import type { Rate } from '../../../diagnostics/rates.ts';

export type Law = (t: number) => number;

function law(
  constant: number | null,
  kind: string | null,
  exponent: number | null,
  power: number | null,
): Law | undefined {
  if (constant === null || exponent === null) return undefined;
  if (kind === 'algebraic') return (t) => constant * t ** -exponent;
  if (kind === 'exponential') return (t) => constant * t ** -(power ?? 0) * Math.exp(-exponent * t);
  return undefined;
}

export const fittedLaw = (rate: Rate): Law | undefined =>
  law(rate.constant, rate.kind, rate.exponent, rate.power);

/** The predicted law; where theory gives no constant, the fitted curve's at the middle of its window. */
export function predictedLaw(rate: Rate): Law | undefined {
  const { predicted, predictedKind, predictedConstant, predictedPower, window } = rate;
  if (predictedConstant !== null) return law(predictedConstant, predictedKind, predicted, predictedPower);
  const fitted = fittedLaw(rate);
  const shape = law(1, predictedKind, predicted, predictedPower);
  if (!fitted || !shape || !window) return undefined;
  const middle = rate.kind === 'algebraic' ? Math.sqrt(window[0] * window[1]) : (window[0] + window[1]) / 2;
  return law(fitted(middle) / shape(middle), predictedKind, predicted, predictedPower);
}
