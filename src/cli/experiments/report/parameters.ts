/** What was asked of each run, and what it took. */
import { formatNumber, formatSeconds } from '../../format.ts';
import { contrast, roughAmplitude } from '../cases.ts';
import type { CaseResult } from '../result.ts';
import { dataWords, targetWords } from '../words.ts';
import { type Column, escapeText, table } from './markup.ts';

export function parametersSection(results: readonly CaseResult[]): string {
  return `<section id="parameters"><h2>Parameters</h2>
<p>The two targets are 1 and <span class="math">1 + a cos 2πx</span>, with a = ${contrast(1)} for s = 1 and a = ${contrast(2)} for
s &gt; 1. Smooth data are the von Mises density <span class="math">e<sup>cos 2π(x − ¼)</sup>/I<sub>0</sub>(1)</span>, far from either
target. Rough data are the target plus <span class="math">Σ ${roughAmplitude} |k|<sup>−r−½</sup> e<sup>iθ(k)</sup> e<sup>2πikx</sup></span>,
so that their regularity is r exactly; the phases <span class="math">θ(k) = 2π frac(k² φ)</span>, φ the golden ratio, spread the roughness
evenly over the circle, where random phases would scatter the measured slopes.</p>
<p>Space is discretised by a dealiased Fourier–Galerkin method for <span class="math">h = μ − ν</span>, time by an adaptive exponential
Runge–Kutta pair of order 4(3) whose error is measured octave by octave of the modes. A run ends at a quarter of the time at
which the slow modes reach the highest wavenumber. The predicted constants take the density as it is,
low modes of the rough part included, through the map that the flow makes in the end.</p>
<details><summary>Grid, end, tolerance, steps and seconds of all ${results.length} runs</summary>
${table('Runs', columns, results)}</details></section>`;
}

const columns: Column<CaseResult>[] = [
  { head: 's', cell: ({ case: { s } }) => String(s) },
  { head: 'target', words: true, cell: ({ case: of }) => targetWords(of) },
  { head: 'data', words: true, cell: ({ case: { data } }) => dataWords[data] },
  { head: 'points', cell: ({ case: { problem } }) => String(problem.grid) },
  { head: 'end', cell: ({ case: { problem } }) => formatNumber(problem.end) },
  { head: 'tolerance', cell: ({ case: { problem } }) => formatNumber(problem.tolerance?.relative) },
  { head: 'steps', cell: ({ solver }) => String(solver.steps) },
  { head: 'rejected', cell: ({ solver }) => String(solver.rejected) },
  { head: 'time', cell: ({ solver }) => formatSeconds(solver.seconds) },
  { head: 'outcome and warnings', words: true, cell: outcomeText },
];

function outcomeText({ outcome, warnings }: CaseResult): string {
  const seen = warnings.map(({ kind, time }) => `${kind} at t = ${formatNumber(time)}`);
  return escapeText([outcome.kind, ...seen].join('; '));
}
