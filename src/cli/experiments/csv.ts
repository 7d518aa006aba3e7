/** The study as tables (RFC 4180): one line a fitted rate, one line an instant. */

import { regularity } from './cases.ts';
import type { PointResult } from './points/run.ts';
import type { CaseResult } from './result.ts';

type Cell = string | number | null;

/** Columns of rates.csv; empty cells where nothing was fitted or theory says nothing. */
const rateColumns = [
  'run',
  's',
  'target',
  'r',
  'quantity',
  'law',
  'fitted',
  'low',
  'high',
  'window_from',
  'window_to',
  'constant',
  'power',
  'verdict',
  'predicted_law',
  'predicted',
  'predicted_constant',
  'predicted_power',
  'measured_over_predicted',
  'note',
];

export function ratesCsv(results: readonly CaseResult[]): string {
  const rows = results.flatMap(({ case: of, rates }) =>
    rates.map((rate): Cell[] => [
      of.id,
      of.s,
      of.target,
      regularity[of.data],
      rate.quantity,
      rate.kind,
      rate.exponent,
      ...(rate.interval ?? [null, null]),
      ...(rate.window ?? [null, null]),
      rate.constant,
      rate.power,
      rate.verdict,
      rate.predictedKind,
      rate.predicted,
      rate.predictedConstant,
      rate.predictedPower,
      rate.constantRatio,
      rate.note,
    ]),
  );
  return csv([rateColumns, ...rows]);
}

export function energiesCsv(results: readonly CaseResult[]): string {
  const rows = results.flatMap(({ case: { id }, curve: { time, energy, dissipation } }) =>
    time.map((t, i): Cell[] => [id, t, energy[i], dissipation[i]]),
  );
  return csv([['run', 'time', 'energy', 'dissipation'], ...rows]);
}

/** Points: one line an instant of one flow; distances stand where they were measured. */
export function pointsCsv(results: readonly PointResult[]): string {
  const rows = results.flatMap(({ case: { id }, time, measured, density, flows }) =>
    flows.flatMap(({ count, seed, energy, distance }) =>
      time.map((t, i): Cell[] => [
        id,
        count,
        seed,
        t,
        energy[i],
        density[i],
        distance[measured.indexOf(t)] ?? null,
      ]),
    ),
  );
  return csv([['run', 'N', 'seed', 'time', 'energy', 'energy_of_density', 'w2_from_density'], ...rows]);
}

function csv(rows: readonly Cell[][]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
