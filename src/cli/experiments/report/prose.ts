/** What the report says of each order s. */
import { formatNumber } from '../../format.ts';
import { contrast, dataNames, regularity } from '../cases.ts';
import { type CaseResult, rateOf } from '../result.ts';
import { dataWords, targetWords } from '../words.ts';
import { escapeText } from './markup.ts';

export function introduction(s: number): string {
  if (s === 1) return critical;
  const powers = dataNames
    .slice(1)
    .map((data) => `${formatNumber((s + regularity[data]) / (s - 1), 4)} for ${dataWords[data]}`);
  const stretch = `exp(−const · t<sup>${fraction(s)}</sup>)`;
  return `${remarks[s] ?? ''} Predicted powers of time: ${powers.join(', ')}. Smooth data decay faster than every
power, about like <span class="math">${stretch}</span>, and no power is fitted to them.`;
}

const critical = `Every mode decays at the same rate: straight lines in a plot of log E against t. For <span class="math">ν = 1</span> the energy is
exactly <span class="math">E(0)·e<sup>−2t</sup></span>, whatever the data. For ν = 1 + ${contrast(1)} cos 2πx the infimum is
${1 - contrast(1)} and the rate ${2 - 2 * contrast(1)}; the second plot, with the exponential taken off, shows the power
<span class="math">t<sup>−3/2</sup></span> that goes with it (smooth data begin
far away, and are still on their way to it when the run ends).`;

const remarks: Record<number, string> = {
  1.25: 'Here t ~ √k: one decade of time takes two decades of wavenumbers, and two decades of steady slope would take a grid of some four million points. Where no window exists the table says so rather than fit; the second plots show how near the energies come to the predicted law all the same.',
  1.5: 'Here t ~ k, and the tens of thousands of points that two decades take are computed in seconds.',
  2: 'Here t ~ k²: a few thousand points show many decades.',
  3: 'Here t ~ k⁴, the order that belongs to shallow ReLU networks on a sphere of dimension 3, s = (d + 3)/2. The slow modes are so slow that a few hundred points are enough.',
};

/** 1/(2s − 1), the power of t in a stretched exponential. */
function fraction(s: number): string {
  const known: Record<number, string> = { 1.25: '2/3', 1.5: '1/2', 2: '1/3', 3: '1/5' };
  return known[s] ?? formatNumber(1 / (2 * s - 1));
}

/** Why runs have no fit, in the words of whoever looked for one; folded away, since they are many. */
export function reasonsForNoFit(results: readonly CaseResult[]): string {
  const notes = results.flatMap(({ case: of, ...result }) => {
    const rate = rateOf({ case: of, ...result }, 'energy');
    if (!rate || rate.exponent !== null) return [];
    return [`<li><b>${targetWords(of)}, ${dataWords[of.data]}.</b> ${escapeText(rate.note)}</li>`];
  });
  if (notes.length === 0) return '';
  const summary = `Why nothing was fitted to ${notes.length} of these ${results.length} energies`;
  return `<details><summary>${summary}</summary><ul class="plain">${notes.join('')}</ul></details>`;
}
