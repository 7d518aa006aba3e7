/** The rate of the energy on the page: fitted, predicted, as lines and in words. */
import type { Rate } from '../../index.ts';
import { formatExponent, formatNumber } from './format.ts';

/** NaN where it is not drawn. */
type Line = number[];

/**
 * The fitted law over its window, and a line of the predicted slope a little below it, over the same window or,
 * without one, over the last part of the curve.
 */
export function rateLines(
  time: number[],
  energy: number[],
  rate: Rate | null,
): { fitted: Line; predicted: Line } {
  const none: Line = time.map(() => Number.NaN);
  if (!rate || time.length < 3) return { fitted: none, predicted: none };
  const { kind, exponent, constant, power, window, floor } = rate;
  const fitted =
    exponent === null || constant === null
      ? none
      : within(time, window!, (t) => constant * decay(kind, exponent, power ?? 0, t) + (floor ?? 0));
  return { fitted, predicted: predictedLine(time, energy, rate) ?? none };
}

function predictedLine(time: number[], energy: number[], rate: Rate): Line | null {
  const { predicted, predictedKind, predictedPower, window } = rate;
  if (predicted === null || predictedKind === null || predictedKind === 'stretched-exponential') return null;
  const last = time[time.length - 1];
  const part: [number, number] =
    window ?? (predictedKind === 'algebraic' ? [last / 5, last] : [last / 2, last]);
  const law = (t: number) => decay(predictedKind, predicted, predictedPower ?? 0, t);
  const from = time.findIndex((t) => t >= part[0] && t > 0);
  // A sixteenth of the plot's height lower, whatever its range.
  const gap = Math.max((energy[0] / energy[energy.length - 1]) ** (1 / 16), 1.5);
  const factor = energy[from] / law(time[from]) / gap;
  return Number.isFinite(factor) ? within(time, part, (t) => factor * law(t)) : null;
}

function within(time: number[], [first, last]: [number, number], law: (t: number) => number): Line {
  return time.map((t) => (t > 0 && t >= first && t <= last ? law(t) || Number.NaN : Number.NaN));
}

function decay(kind: Rate['kind'], exponent: number, power: number, t: number): number {
  return kind === 'algebraic' ? t ** -exponent : t ** -power * Math.exp(-exponent * t);
}

export interface RateWords {
  fitted: string;
  interval: string;
  predicted: string;
  note: string;
  /** Both numbers, for those who listen. */
  spoken: string;
}

/** @param over whether the flow has come to its end, so that what is not told now never will be */
export function rateInWords(rate: Rate, over: boolean): RateWords {
  const { exponent, interval, predicted, predictedError, predictedKind } = rate;
  const error = predictedError ? ` ± ${formatExponent(predictedError, 2)}` : '';
  const stretched = predictedKind === 'stretched-exponential';
  const expected =
    predicted !== null ? formatExponent(predicted) + error : stretched ? 'faster than any power' : '–';
  const fitted = exponent === null ? '–' : formatNumber(exponent);
  return {
    fitted,
    interval: interval ? `95 %: ${formatNumber(interval[0])} to ${formatNumber(interval[1])}` : '',
    predicted: expected,
    note: exponent !== null ? `${fittedNote(rate)} ${rate.predictedNote}` : over ? rate.note : notYet(rate),
    spoken: `${exponent === null ? 'no fitted rate' : `fitted rate ${fitted}`}${over || exponent !== null ? '' : ' yet'}, ${
      expected === '–' ? 'none predicted' : `predicted ${expected}`
    }`,
  };
}

const names = { algebraic: 'a power of t', exponential: 'an exponential' };

function fittedNote({ kind, window, power, verdict }: Rate): string {
  const [from, to] = window!.map((time) => formatNumber(time, 3));
  const beside = power === null ? '' : `, with t^${formatExponent(-power, 3)} beside it`;
  const other = kind === 'algebraic' ? 'exponential' : 'algebraic';
  const judged =
    verdict === kind
      ? `There ${names[kind]} fits better than ${names[other]}.`
      : verdict === other
        ? `Yet there ${names[other]} would fit better.`
        : 'This stretch alone does not tell a power of t from an exponential.';
  return `Fitted where the slope is steady, ${from} ≤ t ≤ ${to}${beside}. ${judged}`;
}

/** What a fit still waits for: the least of diagnostics' windows, in words. */
function notYet({ kind, predictedNote }: Rate): string {
  const wait =
    kind === 'algebraic'
      ? 'once the slope has been steady while t grew tenfold'
      : 'once the energy has fallen steadily to a twentieth';
  return `Not yet: a rate is fitted ${wait}. ${predictedNote}`;
}
