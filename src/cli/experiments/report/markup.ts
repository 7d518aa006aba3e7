/** Pieces of HTML: text is escaped on its way in, markup is not. */

import { escapeText } from '../../../plot/escape.ts';
import { type Chart, renderChart } from '../../plot/chart.ts';

/** An entry of a figure's key: the class of its colour and what it stands for. */
export interface KeyEntry {
  colour: string;
  text: string;
  /** 'curve' unless told: how the sample of the line looks. */
  style?: 'curve' | 'fit' | 'predicted' | 'halo' | 'dot' | 'dot hollow' | 'area';
}

/** A chart with its caption below. */
export function figure(chart: Chart, caption: string): string {
  return `<figure>${renderChart(chart)}<figcaption>${caption}</figcaption></figure>`;
}

/** The key to the curves, once for all figures of a section. */
export function key(entries: readonly KeyEntry[]): string {
  const items = entries.map(
    ({ colour, text, style }) => `<li>${sample(colour, style ?? 'curve')}${escapeText(text)}</li>`,
  );
  return `<ul class="key">${items.join('')}</ul>`;
}

function sample(colour: string, style: string): string {
  const mark = style.startsWith('dot')
    ? `<circle class="${style} ${colour}" cx="14" cy="6" r="4.5"/>`
    : style === 'area'
      ? `<rect class="area ${colour}" y="1" width="28" height="10"/>`
      : `<path class="${style} ${colour}" d="M1 6H27"/>`;
  return `<svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">${mark}</svg>`;
}

export interface Column<Row> {
  head: string;
  cell: (row: Row) => string;
  /** Numbers stand to the right, words to the left. */
  words?: boolean;
}

/** A table that scrolls on its own when the screen is narrow. */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const kind = ({ words }: Column<Row>) => (words ? ' class="words"' : '');
  const head = columns.map((column) => `<th scope="col"${kind(column)}>${column.head}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${columns.map((c) => `<td${kind(c)}>${c.cell(row)}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeText(caption)}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

export { escapeText };
