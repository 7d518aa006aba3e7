/** The figures of the report, from results to charts. */
import type { Rate } from '../../../diagnostics/rates.ts';
import type { Axis, Chart, Mark, Point } from '../../plot/chart.ts';
import { type DataName, dataNames, normOrders, regularity } from '../cases.ts';
import { type CaseResult, rateOf } from '../result.ts';
import { singularNames } from '../singular.ts';
import { dataWords, targetWords } from '../words.ts';
import { fittedLaw, type Law, predictedLaw } from './laws.ts';

/** Class of a curve's colour, the same for each kind of data throughout the report. */
export const dataColour = (data: DataName): string =>
  `data-${Math.max(0, dataNames.indexOf(data as never), 1 + singularNames.indexOf(data as never))}`;
export const normColour = (q: number): string => `norm-${normOrders.indexOf(q as never)}`;

/** Energies below this share of the first are rounding, and are not drawn. */
const FLOOR = 1e-32;

/** E(t) from several initial data at one s and ν, with the window of each fit and the law predicted. */
export function energyFigure(results: readonly CaseResult[], name = 'energy'): Chart {
  const { s, target } = results[0].case;
  const curves = results.map((result) => ({ result, points: curve(result, result.curve.energy) }));
  const x = s === 1 ? linearAxis('time t', curves) : timeAxis(curves);
  const y = valueAxis('energy E(t)', curves, 34);
  const marks = curves.flatMap(({ result, points }) =>
    lawMarks(points, rateOf(result, 'energy'), dataColour(result.case.data)),
  );
  const title = `Energy against time, s = ${s}, ${targetWords(results[0].case)}`;
  return { id: `${name}-${s}-${target}`, title, description: describe(results, 'energy'), x, y, marks };
}

/** Norms of the data named, of several orders q, with the slopes −(r−q)/(2(s−1)) or the exponential. */
export function normFigure(result: CaseResult): Chart {
  const { s, target, data } = result.case;
  const orders = normOrders.filter((q) => q < regularity[data]);
  const curves = orders.map((q) => ({ q, points: curve(result, result.curve.norms[String(q)]) }));
  const x = s === 1 ? linearAxis('time t', curves) : timeAxis(curves);
  const marks = curves.flatMap(({ q, points }) =>
    lawMarks(points, rateOf(result, `norm:${q}`), normColour(q)),
  );
  const title = `Norms of μ − ν against time, s = ${s}, ${targetWords(result.case)}, ${dataWords[data]}`;
  const description = orders.map((q) => `order ${q}: ${rateOf(result, `norm:${q}`)?.note ?? ''}`).join(' ');
  return {
    id: `norms-${s}-${target}`,
    title,
    description,
    x,
    y: valueAxis('norm of μ − ν', curves, 20),
    marks,
  };
}

/** Measured energy over the predicted C t^{−p}: 1 where theory and run agree, constant included. */
export function ratioFigure(results: readonly CaseResult[]): Chart | undefined {
  const curves = results.flatMap((result) => {
    const rate = rateOf(result, 'energy');
    const law = rate && predictedLaw(rate);
    if (!law) return [];
    const points = curve(result, result.curve.energy).map(([t, e]): Point => [t, e / law(t)]);
    return [{ result, rate, points }];
  });
  if (curves.length === 0) return undefined;
  const { s, target } = results[0].case;
  return {
    id: `ratio-${s}-${target}`,
    title: `Measured energy over predicted energy, s = ${s}, ${targetWords(results[0].case)}`,
    description:
      'Each curve stays near 1 in the window of its fit, and leaves it where the grid cuts the modes off.',
    x: timeAxis(curves),
    y: { scale: 'linear', label: 'measured ÷ predicted', domain: [0, 2] },
    marks: [
      {
        kind: 'line',
        points: [
          [1e-30, 1],
          [1e30, 1],
        ],
        style: 'predicted',
        colour: 'ink',
      },
      ...curves.flatMap(({ result, rate, points }) =>
        measuredMarks(points, rate, dataColour(result.case.data)),
      ),
    ],
  };
}

/** E(t) over the exponential e^{−2 inf ν · t} that is predicted for s = 1: what is left is a power of t. */
export function compensatedFigure(results: readonly CaseResult[]): Chart {
  const { s, target } = results[0].case;
  const curves = results.map((result) => {
    const rate = rateOf(result, 'energy')?.predicted ?? 0;
    const points = curve(result, result.curve.energy).filter(([t]) => t >= 0.1);
    return { result, points: points.map(([t, e]): Point => [t, e * Math.exp(rate * t)]) };
  });
  const marks = curves.map(
    ({ result, points }): Mark => ({
      kind: 'line',
      points,
      style: 'curve',
      colour: dataColour(result.case.data),
    }),
  );
  if (target !== 'uniform') marks.push(...curves.map(({ points }) => slopeGuide(points, -1.5)));
  return {
    id: `compensated-${s}-${target}`,
    title: `Energy with the exponential taken off, s = ${s}, ${targetWords(results[0].case)}`,
    description: target === 'uniform' ? 'The curves are level.' : 'The curves approach the slope −3/2.',
    x: { ...timeAxis(curves), domain: [0.1, timeAxis(curves).domain[1]] },
    y: valueAxis('E(t) · exp(2 inf ν · t)', curves, 12),
    marks,
  };
}

/** A line of the given slope through the last point, over the last decade. */
function slopeGuide(points: readonly Point[], slope: number): Mark {
  const [t1, e1] = points[points.length - 1];
  return {
    kind: 'line',
    points: [
      [t1 / 10, e1 * 0.1 ** slope],
      [t1, e1],
    ],
    style: 'predicted',
    colour: 'ink',
  };
}

type Drawn = readonly { points: readonly Point[] }[];

function curve(result: CaseResult, values: readonly number[]): Point[] {
  const floor = FLOOR * values[0];
  return result.curve.time.flatMap((t, i) => (values[i] > floor ? [[t, values[i]] as Point] : []));
}

/** The measured curve, its window, the fitted law carried beyond the window, and the predicted one. */
function lawMarks(points: readonly Point[], rate: Rate | undefined, colour: string): Mark[] {
  if (!rate) return [{ kind: 'line', points, style: 'curve', colour }];
  const marks = measuredMarks(points, rate, colour);
  const fitted = fittedLaw(rate);
  const predicted = predictedLaw(rate);
  const times = points.map(([t]) => t).filter((t) => t > 0);
  if (fitted) marks.push({ kind: 'line', points: beyond(rate, times, fitted), style: 'fit', colour });
  if (predicted)
    marks.push({
      kind: 'line',
      points: times.map((t): Point => [t, predicted(t)]),
      style: 'predicted',
      colour: 'ink',
    });
  return marks;
}

function measuredMarks(points: readonly Point[], rate: Rate, colour: string): Mark[] {
  const marks: Mark[] = [{ kind: 'line', points, style: 'curve', colour }];
  const { window } = rate;
  if (window) {
    const inside = points.filter(([t]) => t >= window[0] && t <= window[1]);
    marks.unshift({ kind: 'line', points: inside, style: 'halo', colour });
  }
  return marks;
}

/** The fitted law over its window and a half decade on either side. */
function beyond(rate: Rate, times: readonly number[], fitted: Law): Point[] {
  const [from, to] = rate.window as [number, number];
  return times.filter((t) => t >= from / 3 && t <= to * 3).map((t): Point => [t, fitted(t)]);
}

/** Decades of time, from where the first curve has begun to move. */
function timeAxis(curves: Drawn): Axis {
  const last = Math.max(...curves.map(({ points }) => points[points.length - 1][0]));
  return { scale: 'log', label: 'time t', domain: [Math.max(1e-2, 1e-13 * last), last] };
}

function linearAxis(label: string, curves: Drawn): Axis {
  return {
    scale: 'linear',
    label,
    domain: [0, Math.max(...curves.map(({ points }) => points[points.length - 1][0]))],
  };
}

/** Whole decades around the values, at most `decades` of them. */
function valueAxis(label: string, curves: Drawn, decades: number): Axis {
  const values = curves
    .flatMap(({ points }) => points.map(([, value]) => value))
    .filter((value) => value > 0);
  const high = Math.ceil(Math.log10(Math.max(...values)));
  const low = Math.max(Math.floor(Math.log10(Math.min(...values)) - 0.1), high - decades);
  return { scale: 'log', label, domain: [10 ** low, 10 ** high] };
}

function describe(results: readonly CaseResult[], quantity: string): string {
  return results
    .map((result) => `${dataWords[result.case.data]}: ${rateOf(result, quantity)?.note ?? 'no fit.'}`)
    .join(' ');
}
