/** Fitted against predicted rates, as tables. */
import type { Rate } from '../../../diagnostics/rates.ts';
import { formatFixed, formatInterval, formatNumber, formatWindow } from '../../format.ts';
import { normOrders } from '../cases.ts';
import { type CaseResult, rateOf } from '../result.ts';
import { dataWords, targetWords } from '../words.ts';
import { type Column, table } from './markup.ts';
import { lawText, verdict } from './verdict.ts';

interface Row {
  result: CaseResult;
  rate: Rate;
  /** Order of the norm; null for the energy. */
  q: number | null;
}

const target: Column<Row> = { head: 'target', words: true, cell: ({ result }) => targetWords(result.case) };
const data: Column<Row> = { head: 'data', words: true, cell: ({ result }) => dataWords[result.case.data] };
const order: Column<Row> = { head: 'order q', cell: ({ q }) => formatNumber(q) };
const comparison: Column<Row>[] = [
  { head: 'law', words: true, cell: ({ rate }) => lawText(rate) },
  { head: 'predicted', cell: ({ rate }) => formatFixed(rate.predicted) },
  { head: 'fitted', cell: ({ rate }) => `<b>${formatFixed(rate.exponent)}</b>` },
  { head: '95 % interval', cell: ({ rate }) => formatInterval(rate.interval) },
  { head: 'window of t', cell: ({ rate }) => formatWindow(rate.window) },
];
const ratio: Column<Row> = {
  head: 'measured ÷<br>predicted',
  cell: ({ rate }) => formatFixed(rate.constantRatio),
};
const power: Column<Row> = {
  head: 'b fitted<br>(predicted)',
  cell: ({ rate }) =>
    rate.power === null ? '–' : `${formatFixed(rate.power, 2)} (${formatFixed(rate.predictedPower, 2)})`,
};
const judgement: Column<Row> = { head: 'verdict', words: true, cell: ({ rate }) => verdict(rate) };

/** The energies at one s: powers of time with their constants, or exponentials with their prefactors. */
export function energyTable(s: number, results: readonly CaseResult[]): string {
  const rows = results.flatMap((result) => rowOf(result, null));
  const last = s === 1 ? power : ratio;
  return table(`Energy, s = ${s}`, [target, data, ...comparison, last, judgement], rows);
}

/** The energies from jumps, cusps and random phases, for all s together. */
export function singularTable(results: readonly CaseResult[]): string {
  const rows = results.flatMap((result) => rowOf(result, null));
  const s: Column<Row> = { head: 's', cell: ({ result }) => String(result.case.s) };
  return table('Energy from singular data', [s, target, data, ...comparison, ratio, judgement], rows);
}

/** The norms that have a fitted rate at one s; folded away, since they are many. */
export function normTable(s: number, results: readonly CaseResult[]): string {
  const rows = results.flatMap((result) => normOrders.flatMap((q) => rowOf(result, q)));
  const fitted = rows.filter(({ rate }) => rate.exponent !== null);
  if (fitted.length === 0) return '';
  const shown = table(`Norms, s = ${s}`, [target, data, order, ...comparison, judgement], fitted);
  return `<details><summary>All ${fitted.length} fitted rates of norms at s = ${s}</summary>${shown}</details>`;
}

function rowOf(result: CaseResult, q: number | null): Row[] {
  const rate = rateOf(result, q === null ? 'energy' : `norm:${q}`);
  return rate ? [{ result, rate, q }] : [];
}
