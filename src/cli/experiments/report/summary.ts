/** The answer in figures, and in two pictures. */
import type { Rate } from '../../../diagnostics/rates.ts';
import { formatFixed, formatSeconds } from '../../format.ts';
import type { Chart, Mark, Point } from '../../plot/chart.ts';
import { dataNames } from '../cases.ts';
import { type CaseResult, rateOf } from '../result.ts';
import { dataWords } from '../words.ts';
import { dataColour } from './figures.ts';
import { figure, type KeyEntry, key } from './markup.ts';
import { agrees, TOLERANCE } from './verdict.ts';

/** A run whose energy has both a fitted and a predicted rate. */
interface Pair {
  result: CaseResult;
  rate: Rate;
  predicted: number;
  fitted: number;
}

export function summarySection(results: readonly CaseResult[]): string {
  const pairs = results.flatMap((result): Pair[] => {
    const rate = rateOf(result, 'energy');
    if (!rate || rate.exponent === null || rate.predicted === null) return [];
    return [{ result, rate, predicted: rate.predicted, fitted: rate.exponent }];
  });
  const powers = pairs.filter(({ rate }) => rate.kind === 'algebraic');
  return `${facts(results, pairs)}${powers.length > 0 ? pictures(powers) : ''}`;
}

function facts(results: readonly CaseResult[], pairs: readonly Pair[]): string {
  const of = (kind: Rate['kind']) => pairs.filter(({ rate }) => rate.kind === kind).map(({ rate }) => rate);
  const count = (rates: readonly Rate[]) => `<b>${rates.filter(agrees).length} of ${rates.length}</b>`;
  const [powers, exponentials] = [of('algebraic'), of('exponential')];
  const ratios = powers.flatMap(({ constantRatio }) => constantRatio ?? []);
  const silent = results.filter((result) => rateOf(result, 'energy')?.exponent == null).length;
  const seconds = results.reduce((sum, { solver }) => sum + solver.seconds, 0);
  const tiles = [
    powers.length > 0
      ? `${count(powers)} fitted powers of time lie within ${TOLERANCE.algebraic} of the predicted ones`
      : '',
    ratios.length > 0
      ? `<b>${formatFixed(Math.min(...ratios), 2)} … ${formatFixed(Math.max(...ratios), 2)}</b> is the measured over the predicted energy in their windows, constant included`
      : '',
    exponentials.length > 0
      ? `${count(exponentials)} exponential rates at s = 1 lie within ${100 * TOLERANCE.exponential} % of theirs`
      : '',
    `<b>${silent}</b> of ${results.length} runs show no law that could be fitted, and the page says why (${formatSeconds(seconds)} of solver time in all)`,
  ];
  return `<ul class="facts">${tiles
    .filter(Boolean)
    .map((tile) => `<li>${tile}</li>`)
    .join('')}</ul>`;
}

function pictures(pairs: readonly Pair[]): string {
  return `<p>Each dot is one flow whose energy was seen to fall like a power of time, <span class="math">E ~ t<sup>−p</sup></span>.
Its place across is the predicted power <span class="math">p = (s + r)/(s − 1)</span>; its height is the fitted one on the left,
and what the fit is off by, with its 95 % interval, on the right. Flows without such a law have no dot: smooth data, and s = 1.</p>
${key(entries)}
<div class="pair">${figure(diagonal(pairs), 'Fitted against predicted power: equal on the dotted line.')}
${figure(deviations(pairs), `Fitted minus predicted power. The shaded band is ±${TOLERANCE.algebraic}.`)}</div>`;
}

const entries: KeyEntry[] = [
  ...dataNames
    .slice(1)
    .map((data): KeyEntry => ({ colour: dataColour(data), text: dataWords[data], style: 'dot' })),
  { colour: 'ink', text: 'ν = 1', style: 'dot' },
  { colour: 'ink', text: 'ν not uniform', style: 'dot hollow' },
];

function diagonal(pairs: readonly Pair[]): Chart {
  const top = topOf(pairs);
  const line: Point[] = [
    [1, 1],
    [top, top],
  ];
  return {
    id: 'summary',
    title: 'Fitted against predicted exponents of the energy',
    description: `${pairs.length} runs with an algebraic law; dots on the diagonal are fits that agree with theory.`,
    x: { scale: 'linear', label: 'predicted power p = (s + r)/(s − 1)', domain: [1, top], step: 1 },
    y: { scale: 'linear', label: 'fitted power', domain: [1, top], step: 1 },
    marks: [
      { kind: 'line', points: line, style: 'predicted', colour: 'ink' },
      ...pairs.map((pair) => dot(pair, pair.predicted, pair.fitted)),
    ],
  };
}

function deviations(pairs: readonly Pair[]): Chart {
  const top = topOf(pairs);
  // Runs of one predicted power stand side by side: those with ν = 1 to the left, the others to the right.
  const place = ({ predicted, result }: Pair) =>
    predicted + (result.case.target === 'uniform' ? -0.06 : 0.06);
  const off = (pair: Pair): Mark => {
    const interval = pair.rate.interval?.map((end) => end - pair.predicted) as [number, number] | undefined;
    return dot(pair, place(pair), pair.fitted - pair.predicted, interval);
  };
  return {
    id: 'deviations',
    title: 'Fitted minus predicted exponents of the energy',
    description: `${pairs.filter(({ rate }) => agrees(rate)).length} of ${pairs.length} lie within ${TOLERANCE.algebraic}.`,
    x: { scale: 'linear', label: 'predicted power p = (s + r)/(s − 1)', domain: [1, top], step: 1 },
    y: { scale: 'linear', label: 'fitted − predicted', domain: [-0.1, 0.1], step: 0.05 },
    marks: [
      { kind: 'band', from: -TOLERANCE.algebraic, to: TOLERANCE.algebraic, colour: 'data-0' },
      {
        kind: 'line',
        points: [
          [1, 0],
          [top, 0],
        ],
        style: 'predicted',
        colour: 'ink',
      },
      ...pairs.map(off),
    ],
  };
}

function dot({ result }: Pair, x: number, y: number, interval?: [number, number]): Mark {
  const { data, target } = result.case;
  return { kind: 'dot', at: [x, y], interval, colour: dataColour(data), hollow: target !== 'uniform' };
}

const topOf = (pairs: readonly Pair[]): number =>
  Math.ceil(0.5 + Math.max(...pairs.map(({ predicted, fitted }) => Math.max(predicted, fitted))));
