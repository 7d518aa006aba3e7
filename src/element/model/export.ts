import { npyBytes } from '../../problem/npy.ts';
import type { Scene } from './scene.ts';

/** What can be kept of a flow. */
export type ExportKind = 'json' | 'csv' | 'npy' | 'svg' | 'png';

export const exportKinds: Record<ExportKind, string> = {
  json: 'the problem, as a file for the command line',
  csv: 'energy, dissipation and norms against time',
  npy: 'the density now, for NumPy',
  svg: 'the figures, as drawings',
  png: 'the figures, as a picture',
};

/** The problem as a file that runs the same elsewhere. */
export const problemJson = ({ flow }: Scene): Blob =>
  new Blob([`${JSON.stringify(flow.problem, null, 2)}\n`], { type: 'application/json' });

/** What was recorded after accepted steps, a row each. */
export function historyCsv({ history }: Scene): Blob {
  const columns = history ? columnsOf(history) : {};
  const names = Object.keys(columns);
  const rows = Array.from(history?.time ?? [], (_, i) => names.map((name) => columns[name][i]).join(','));
  return new Blob([`${[names.join(','), ...rows].join('\n')}\n`], { type: 'text/csv' });
}

export const densityNpy = ({ density, grid }: Scene): Blob =>
  new Blob([npyBytes(density, grid) as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' });

/** The columns of a history by their names. */
export function columnsOf(history: NonNullable<Scene['history']>): Record<string, Float64Array> {
  const norms = Object.entries(history.norms).map(([q, values]) => [`norm ${q}`, values] as const);
  const { time, energy, dissipation } = history;
  return { time, energy, dissipation, ...Object.fromEntries(norms) };
}
