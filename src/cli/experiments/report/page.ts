/** The report: one HTML file that needs nothing beside it. */
import { orders } from '../cases.ts';
import type { PointResult } from '../points/run.ts';
import { pointSection } from '../points/section.ts';
import type { CaseResult } from '../result.ts';
import { singularNames } from '../singular.ts';
import { parametersSection } from './parameters.ts';
import { orderSection } from './section.ts';
import { singularSection } from './singular-section.ts';
import { style } from './style.ts';
import { summarySection } from './summary.ts';
import { turtleSection } from './turtle-section.ts';

export interface ReportFacts {
  version: string;
  full: boolean;
  date: Date;
}

export function reportPage(
  results: readonly CaseResult[],
  points: readonly PointResult[],
  facts: ReportFacts,
): string {
  const turtles = results.find((result) => result.case.target === 'turtles');
  const isSingular = ({ case: { data } }: CaseResult) => singularNames.includes(data as never);
  const singular = results.filter(isSingular);
  const rates = results.filter((result) => result !== turtles && !isSingular(result));
  const present = orders.filter((s) => rates.some((result) => result.case.s === s));
  const sections = present.map((s) =>
    orderSection(
      s,
      rates.filter((result) => result.case.s === s),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>torusflow: decay rates in one dimension, measured and predicted</title>
<style>${style}</style>
</head>
<body>
<main>
${opening(present, points.length > 0, turtles !== undefined)}
${rates.length > 0 ? summarySection(rates) : ''}
${theorySection}
${sections.join('\n')}
${singular.length > 0 ? singularSection(singular) : ''}
${points.length > 0 ? pointSection(points) : ''}
${turtles ? turtleSection(turtles) : ''}
${results.length > 0 ? parametersSection(results) : ''}
${closing(facts)}
</main>
</body>
</html>
`;
}

function opening(present: readonly number[], points: boolean, turtles: boolean): string {
  const links = present.map((s) => `<a href="#s${s}">s = ${s}</a>`);
  if (points) links.push('<a href="#points">points</a>');
  if (turtles) links.push('<a href="#turtles">76 turtles</a>');
  if (present.length > 0 || turtles) links.push('<a href="#parameters">parameters</a>');
  return `<header>
<p class="eyebrow">torusflow · the study in one dimension</p>
<h1>How fast does a Wasserstein gradient flow forget where it began?</h1>
<p class="lead">A density μ on the circle is carried along by the steepest descent of
<span class="math">E = ½‖μ − ν‖²<sub>Ḣ<sup>−s</sup></sub></span>, its distance from a target ν. Whether it
arrives exponentially fast or only like a power of time depends on the order s of the norm and on how rough the
data are. Below, flows for several s are computed, the decay of their energy is measured, and each measured
rate is laid beside the one that theory predicts.</p>
<nav aria-label="Sections">${links.join('')}</nav>
</header>`;
}

const theorySection = `<section><h2>What is computed, and what is expected</h2>
<p>The flow is <span class="math">∂<sub>t</sub>μ = ∂<sub>x</sub>(μ ∂<sub>x</sub>φ)</span> with
<span class="math">φ = (−Δ)<sup>−s</sup>(μ − ν)</span> on the circle of length 1. Near <span class="math">ν = 1</span> the Fourier mode of
wavenumber k decays like <span class="math">exp(−|2πk|<sup>2−2s</sup> t)</span>. That one formula holds the story:</p>
<ul class="plain">
<li><b>s = 1.</b> All modes decay at the same rate, and the flow converges exponentially. For a target that is not
uniform the energy falls like <span class="math">e<sup>−2 inf ν · t</sup></span> with a factor
<span class="math">t<sup>−3/2</sup></span>: in the end only the neighbourhood of ν’s minimum is still on its way.</li>
<li><b>s &gt; 1.</b> The high modes are the slow ones, and there is no slowest: the energy falls like
<span class="math">t<sup>−p</sup></span>, <span class="math">p = (s + r)/(s − 1)</span>, where r says how rough the data are,
<span class="math">|ĥ<sub>k</sub>|² ~ |k|<sup>−2r−1</sup></span> for <span class="math">h = μ − ν</span>. Norms fall like
<span class="math">‖h‖<sub>Ḣ<sup>q</sup></sub> ~ t<sup>−(r−q)/(2(s−1))</sup></span>, q &lt; r.</li>
<li><b>Smooth data, s &gt; 1.</b> Faster than every power, slower than every exponential: a stretched exponential. No
power is fitted there.</li>
</ul>
<p>A grid ends somewhere, at a highest wavenumber K. A power of time is visible only until the slow modes reach
it, at <span class="math">t ≈ (p/2)(2πK)<sup>2s−2</sup></span>; after that a computed flow decays exponentially, which is an
artefact. Fits therefore stop at a tenth of that time, and where no window of steady slope is left there is no fit.</p>
<p>The question is that of <a href="https://arxiv.org/abs/2603.01977">arXiv 2603.01977</a>, whose abstract states exponential
convergence for s = 1 and polynomial rates for s &gt; 1 depending on s and on the Sobolev regularity of the data, tight for
uniform ν. The exponents and constants used here come from the linearised flow and a wave-packet argument of our own;
they are predictions to be tested, not theorems.</p></section>`;

function closing({ version, full, date }: ReportFacts): string {
  const set = full ? 'the full set (--full)' : 'the default set (--full takes finer grids and longer times)';
  return `<footer><p>Made by torusflow ${version} with Node ${process.versions.node} on ${date.toISOString().slice(0, 10)}: ${set}.
The numbers behind this page lie beside it: <a href="results.json">results.json</a>, <a href="rates.csv">rates.csv</a>,
<a href="energies.csv">energies.csv</a>, <a href="points.csv">points.csv</a>. Running <code>torusflow experiments</code> again computes only what is missing.</p></footer>`;
}
