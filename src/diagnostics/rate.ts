import { compareLaws, fitLaw, type Law } from './fit.ts';
import { inWords } from './notes.ts';
import type { Prediction } from './predict.ts';
import type { WindowResult } from './window.ts';

/**
 * The rate of one decaying quantity: fitted over a window of its history, beside what the theory predicts.
 * Plain data: it is written to result.json as it stands.
 */
export interface Rate {
  /** 'energy', 'norm:q' for ‖μ−ν‖_{Ḣ^q}, or 'excess': the energy of points above their floor. */
  quantity: string;
  /** The law that was fitted: C t^{−exponent}, or C t^{−power} e^{−exponent·t}. */
  kind: Law;
  /** Null where no window exists; `note` says why. */
  exponent: number | null;
  /** 95 % confidence interval of the exponent; it covers the systematic drift of the slope as well. */
  interval: [number, number] | null;
  /** Times between which the law was fitted. */
  window: [number, number] | null;
  /** C of the law that was fitted. */
  constant: number | null;
  /** Fitted algebraic prefactor t^{−power} of an exponential; null where none was fitted. */
  power: number | null;
  /** Which law fits better in the window. */
  verdict: Law | 'undecided' | null;
  /** The exponent that the linearised theory predicts; null where it says nothing. */
  predicted: number | null;
  /** ± of the prediction, from a regularity that had to be estimated; 0 where it was stated. */
  predictedError: number | null;
  /** The law that the theory predicts; null where it says nothing. */
  predictedKind: Law | 'stretched-exponential' | null;
  /** C of the predicted law, as far as it is known. */
  predictedConstant: number | null;
  /** b of the prefactor t^{−b} of a predicted exponential, as far as it is known. */
  predictedPower: number | null;
  /** Where the prediction comes from, or why there is none, in plain words. */
  predictedNote: string;
  /** Geometric mean over the window of what was measured ÷ the predicted law with its constant. */
  constantRatio: number | null;
  /**
   * Of the energy and the excess of N equal points on the circle: the energy at which they come to rest (`particleFloor`),
   * above which the law was fitted. Null elsewhere.
   */
  floor: number | null;
  /** What was measured and what was expected, in plain words. */
  note: string;
}

/** What is expected of a quantity, before anything is measured. */
export type Expected = Pick<Rate, 'quantity' | 'kind' | 'predictedError' | 'predictedConstant' | 'floor'> & {
  theory: Prediction;
};

/**
 * The law fitted to `values` in the window that was found, beside what theory expects.
 * @param power whether an exponential may have a power of t beside it
 * @param words `source`: how the prediction is known; `hopeless`: why no window could be there
 */
export function rateIn(
  found: WindowResult,
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  { theory, ...expected }: Expected,
  { power = false, source = '', hopeless = '' }: { power?: boolean; source?: string; hopeless?: string } = {},
): Rate {
  const rate: Rate = {
    ...expected,
    ...{ exponent: null, interval: null, window: null, constant: null, power: null, verdict: null },
    predicted: theory.exponent,
    predictedKind: theory.kind,
    predictedPower: theory.power,
    predictedNote: theory.note,
    constantRatio: null,
    note: '',
  };
  if ('reason' in found) return { ...rate, note: `${found.reason}${hopeless} ${theory.note}` };
  const part = (v: ArrayLike<number>) => Float64Array.from(v).subarray(found.first, found.last + 1);
  const measured = measure(part(time), part(values), power, rate);
  return { ...rate, ...measured, note: `${inWords(measured)} ${theory.note}${source}` };
}

function measure(time: Float64Array, values: Float64Array, power: boolean, rate: Rate) {
  const { law: _, residual: __, ...fit } = fitLaw(time, values, rate.kind, { power });
  const { predicted, predictedConstant } = rate;
  const ratio = (i: number) => Math.log(values[i] / predictedConstant!) + predicted! * Math.log(time[i]);
  const mean = time.reduce((sum, _, i) => sum + ratio(i), 0) / time.length;
  return {
    ...fit,
    window: [time[0], time[time.length - 1]] as [number, number],
    verdict: compareLaws(time, values),
    constantRatio: predictedConstant === null || predicted === null ? null : Math.exp(mean),
  };
}
