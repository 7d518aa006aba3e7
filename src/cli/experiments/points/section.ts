/** Points beside the density: their energies with the floor, and how fast they come near it as N grows. */
import type { StartName } from '../../../problem/types.ts';
import { formatFixed, formatNumber } from '../../format.ts';
import type { Chart, Mark, Point } from '../../plot/chart.ts';
import { type Column, figure, type KeyEntry, key, table } from '../report/markup.ts';
import { starts, startWords } from './cases.ts';
import { convergenceOrder, expectedEnergy, meanDistances, meanEnergy } from './laws.ts';
import type { PointResult } from './run.ts';

export function pointSection(results: readonly PointResult[]): string {
  const orders = [...new Set(results.map(({ case: { s } }) => s))];
  const blocks = orders.map((s) =>
    orderBlock(
      s,
      results.filter((result) => result.case.s === s),
    ),
  );
  return `<section id="points"><h2>Points instead of a density</h2>
<p>The same flow of N equal points, ẋ<sub>i</sub> = −∂<sub>x</sub>φ(x<sub>i</sub>), towards <span class="math">ν = 1</span>, from the smooth
density above. They are laid at its quantiles, drawn one in each of N strata of equal mass, or drawn independently. No N points have
less energy than <span class="math">ζ(2s)(2πN)<sup>−2s</sup></span>, that of equispaced ones, so that an energy follows the density’s
until it comes to this floor. A random start adds noise, white for independent draws, <span class="math">|ĥ<sub>k</sub>|² = 1/N</span>, and
like <span class="math">k²/N³</span> for strata, each mode of which falls like <span class="math">exp(−2t(2πk)<sup>2−2s</sup>)</span>: for
s &gt; 1 like data of regularity −½ and −3/2, by powers of t, for s = 1 all at once. Random starts are
averaged over a few draws, as the table says.</p>
${key(entries(allCounts(results)))}
${blocks.join('\n')}
${table('Points: order of convergence in N, W₂ ~ N<sup>−a</sup>, at five times, and energies at the end', columns, results)}</section>`;
}

const startColour = (start: StartName) => `data-${1 + starts.indexOf(start)}`;
const colour = (i: number) => `norm-${Math.min(i, 4)}`;

function entries(counts: readonly number[]): KeyEntry[] {
  return [
    ...counts.map((count, i): KeyEntry => ({ colour: colour(i), text: `N = ${count}` })),
    { colour: 'ink', text: 'the density', style: 'fit' },
    { colour: 'ink', text: 'expected: density, noise and floor', style: 'predicted' },
    ...starts.map(
      (start): KeyEntry => ({ colour: startColour(start), text: `W₂, ${startWords[start]}`, style: 'dot' }),
    ),
  ];
}

/** Numbers of points, those of the case that has most. */
function allCounts(results: readonly PointResult[]): number[] {
  return results.map((result) => result.case.counts).reduce((a, b) => (b.length > a.length ? b : a));
}

function orderBlock(s: number, results: readonly PointResult[]): string {
  const energies = results.map((result) =>
    figure(energyChart(result), `<b>Energy</b>, ${startWords[result.case.start]}.`),
  );
  return `<h3>s = ${s}</h3>
<div class="pair">${energies.join('\n')}
${figure(distanceChart(s, results), '<b>W₂ between points and density</b> at the start (filled) and at the end (hollow).')}</div>`;
}

function energyChart(result: PointResult): Chart {
  const { case: of, time, density } = result;
  const curve = (values: readonly number[]) =>
    time.flatMap((t, i): Point[] => (t > 0 && values[i] > 0 ? [[t, values[i]]] : []));
  const marks: Mark[] = of.counts.flatMap((count, i): Mark[] => [
    { kind: 'line', points: curve(meanEnergy(result, count)), style: 'curve', colour: colour(i) },
    { kind: 'line', points: curve(expectedEnergy(result, count)), style: 'predicted', colour: 'ink' },
  ]);
  marks.push({ kind: 'line', points: curve(density), style: 'fit', colour: 'ink' });
  const energies = result.flows.flatMap(({ energy }) => [energy[0], energy[energy.length - 1]]);
  return {
    id: `${of.id}-energy`,
    title: `Energy of points against time, s = ${of.s}, ${startWords[of.start]}`,
    description: `Each curve follows the density's energy, then levels off at the floor of its number of points.`,
    x: { scale: 'log', label: 'time t', domain: [time[1], time[time.length - 1]] },
    y: {
      scale: 'log',
      label: 'energy E(t)',
      domain: wholeDecades(energies),
    },
    marks,
  };
}

function distanceChart(s: number, results: readonly PointResult[]): Chart {
  const last = results[0].measured.length - 1;
  const series = results.flatMap((result) =>
    [0, last].map((row) => ({
      result,
      row,
      points: meanDistances(result, row).map(({ count, distance }): Point => [count, distance]),
    })),
  );
  const all = series.flatMap(({ points }) => points.map(([, distance]) => distance));
  const counts = allCounts(results);
  return {
    id: `points-s${s}-distance`,
    title: `Distance between points and density against N, s = ${s}`,
    description: series
      .map(
        ({ result, row }) =>
          `${startWords[result.case.start]}: N^−${formatFixed(convergenceOrder(result, row), 2)}`,
      )
      .join('; '),
    x: {
      scale: 'log',
      label: 'number of points N',
      domain: [counts[0] / 1.5, counts[counts.length - 1] * 1.5],
    },
    y: {
      scale: 'log',
      label: 'W₂',
      domain: wholeDecades(all),
    },
    marks: series.flatMap(({ result, row, points }): Mark[] => {
      const colour = startColour(result.case.start);
      return [
        { kind: 'line', points, style: row === 0 ? 'curve' : 'fit', colour },
        ...points.map((at): Mark => ({ kind: 'dot', at, colour, hollow: row > 0 })),
      ];
    }),
  };
}

function wholeDecades(values: readonly number[]): [number, number] {
  return [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))].map(
    (power) => 10 ** power,
  ) as [number, number];
}

const columns: Column<PointResult>[] = [
  { head: 's', cell: ({ case: { s } }) => String(s) },
  { head: 'start', words: true, cell: ({ case: { start } }) => startWords[start] },
  { head: 'draws', cell: ({ case: { seeds } }) => String(seeds.length) },
  ...[0, 1, 2, 3, 4].map(
    (row): Column<PointResult> => ({
      head: ['a at t = 0', 'later', 'later', 'later', 'a at the end'][row],
      cell: (result) =>
        `${formatFixed(convergenceOrder(result, row), 2)}${row === 0 || row === 4 ? '' : ` <small>(${formatNumber(result.measured[row], 1)})</small>`}`,
    }),
  ),
  { head: 'energy at the end ÷ expected', cell: endRatios },
];

/** The least and the greatest over the numbers of points. */
function endRatios(result: PointResult): string {
  const last = result.time.length - 1;
  const ratios = result.case.counts.map(
    (count) => meanEnergy(result, count)[last] / expectedEnergy(result, count)[last],
  );
  return `${formatFixed(Math.min(...ratios))} … ${formatFixed(Math.max(...ratios))}`;
}
