/** One order s: the energies, the measured over the predicted energy, the table of rates, and the norms. */
import { formatNumber } from '../../format.ts';
import { dataNames, normOrders, regularity, targetNames } from '../cases.ts';
import { type CaseResult, rateOf } from '../result.ts';
import { dataWords, targetWords } from '../words.ts';
import {
  compensatedFigure,
  dataColour,
  energyFigure,
  normColour,
  normFigure,
  ratioFigure,
} from './figures.ts';
import { figure, type KeyEntry, key } from './markup.ts';
import { introduction, reasonsForNoFit } from './prose.ts';
import { energyTable, normTable } from './tables.ts';

export function orderSection(s: number, results: readonly CaseResult[]): string {
  const groups = targetNames
    .map((target) => results.filter((result) => result.case.target === target))
    .filter((group) => group.length > 0);
  const second = s === 1 ? compensated : ratio;
  return `<section id="s${s}"><h2>s = ${s}</h2>
<p>${introduction(s)}</p>
${key(lineKey)}
<div class="pair">${[...groups.map(head), ...groups.map(energy), ...groups.map(second)].join('\n')}</div>
${energyTable(s, results)}
${reasonsForNoFit(results)}
<h3>Norms of other orders</h3>
${key(normKey)}
<div class="pair">${groups.map(norms).join('\n')}</div>
${normTable(s, results)}
</section>`;
}

const lineKey: KeyEntry[] = [
  ...dataNames.map((data) => ({
    colour: dataColour(data),
    text: data === 'smooth' ? 'smooth data' : dataWords[data],
  })),
  { colour: 'ink', text: 'window of the fit', style: 'halo' },
  { colour: 'ink', text: 'fitted', style: 'fit' },
  { colour: 'ink', text: 'predicted', style: 'predicted' },
];

const normKey: KeyEntry[] = normOrders.map((q) => ({
  colour: normColour(q),
  text: `q = ${formatNumber(q)}`,
}));

/** The results at one s and ν, for the four initial data. */
type Group = readonly CaseResult[];

const head = ([first]: Group): string => `<p class="column-head">${targetWords(first.case)}</p>`;

function energy(group: Group): string {
  return figure(energyFigure(group), `<b>Energy</b>, ${targetWords(group[0].case)}.`);
}

function ratio(group: Group): string {
  const chart = ratioFigure(group);
  if (!chart) return '<p>No predicted constant belongs to these runs.</p>';
  const words =
    '1 is full agreement, constant included; where a curve falls at its end the grid cuts the modes off.';
  return figure(chart, `<b>Measured over predicted energy</b>, ${targetWords(group[0].case)}. ${words}`);
}

function compensated(group: Group): string {
  const { target } = group[0].case;
  const words = target === 'uniform' ? 'Level: nothing else is left.' : 'Dotted: the slope −3/2.';
  const caption = `<b>Energy without its exponential</b>, ${targetWords(group[0].case)}. ${words}`;
  return figure(compensatedFigure(group), caption);
}

/** The norms of the smoothest rough data whose energy shows a law, or of the smoothest there are. */
function norms(group: Group): string {
  const rough = group.filter(({ case: { data } }) => Number.isFinite(regularity[data]));
  const fitted = rough.filter((result) => rateOf(result, 'energy')?.exponent != null);
  const shown = fitted.at(-1) ?? rough.at(-1) ?? group[0];
  const caption = `<b>Norms</b> of order q, ${targetWords(shown.case)}, ${dataWords[shown.case.data]}.`;
  return figure(normFigure(shown), caption);
}
