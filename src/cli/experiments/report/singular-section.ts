/** One jump, one cusp, random phases: whether the law depends on how the roughness is spread. */
import { targetNames } from '../cases.ts';
import type { CaseResult } from '../result.ts';
import { singularNames } from '../singular.ts';
import { dataWords, targetWords } from '../words.ts';
import { dataColour, energyFigure } from './figures.ts';
import { figure, type KeyEntry, key } from './markup.ts';
import { singularTable } from './tables.ts';

export function singularSection(results: readonly CaseResult[]): string {
  const orders = [...new Set(results.map(({ case: { s } }) => s))];
  const figures = orders.flatMap((s) =>
    targetNames
      .map((target) => results.filter(({ case: of }) => of.s === s && of.target === target))
      .map(energy),
  );
  return `<section id="singular"><h2>One jump, one cusp, random phases</h2>
<p>Above, roughness is spread evenly over the circle. Here it sits at a single point, a jump (r = ½) or a cusp (r = 3/2), or has
random phases (r = 1). The powers of time are the same, for they see only how the spectrum falls. The constants are not:
of one singular point only the density and the target there count. Of random phases one sample is seen, whose roughness is not
quite even: towards a target that is not uniform its energy would scatter by a tenth, and what is shown is the mean over four
places of the sample on the circle. Jump and cusp are small, 1/500 of the density: what they cost to follow then hardly grows
with the grid, and three decades of time at s = 1.5 take some 10<sup>5</sup> points.</p>
${key(entries)}
<div class="pair">${figures.join('\n')}</div>
${singularTable(results)}</section>`;
}

const entries: KeyEntry[] = [
  ...singularNames.map((data) => ({ colour: dataColour(data), text: dataWords[data] })),
  { colour: 'ink', text: 'window of the fit', style: 'halo' },
  { colour: 'ink', text: 'fitted', style: 'fit' },
  { colour: 'ink', text: 'predicted', style: 'predicted' },
];

function energy(group: readonly CaseResult[]): string {
  if (group.length === 0) return '';
  const [{ case: of }] = group;
  return figure(energyFigure(group, 'singular'), `<b>Energy</b>, s = ${of.s}, ${targetWords(of)}.`);
}
