/** The run on real data. */
import { formatFixed, formatInterval, formatNumber, formatWindow } from '../../format.ts';
import { type CaseResult, rateOf } from '../result.ts';
import { energyFigure } from './figures.ts';
import { escapeText, figure, key } from './markup.ts';
import { densityFigure } from './turtles.ts';

export function turtleSection(result: CaseResult): string {
  const { time } = result.frames!;
  const entries = time.slice(0, -1).map((t, i) => ({ colour: `frame-${i}`, text: `t = ${formatNumber(t)}` }));
  return `<section id="turtles"><h2>76 turtles</h2>
<p>Real data on the circle: the directions that 76 turtles took after laying their eggs (N. I. Fisher, <i>Statistical Analysis
of Circular Data</i>, 1993, data set B.3). Most head one way, and some the opposite way. Smoothed by the heat
kernel with a standard deviation of 20°, the directions are the target ν; the flow with s = 1 begins at the uniform density
and moves its mass to where the turtles went.</p>
${key([...entries, { colour: 'target', text: `t = ${formatNumber(time[time.length - 1])}, the turtles`, style: 'area' }])}
<div class="pair">${figure(densityFigure(result), '<b>Density of directions</b>, clockwise from north.')}
${figure(energyFigure([result]), '<b>Energy</b>, with the fitted and the predicted decay.')}</div>
<p>${outcome(result)}</p></section>`;
}

function outcome(result: CaseResult): string {
  const rate = rateOf(result, 'energy');
  if (!rate) return '';
  if (rate.exponent === null) return escapeText(rate.note);
  return `Mass is slowest where fewest turtles went, so theory expects the energy to fall in the end at the rate
2 inf ν = ${formatFixed(rate.predicted)}, times a power of t. The fit over t = ${formatWindow(rate.window)} gives
<b>${formatFixed(rate.exponent)}</b> ${formatInterval(rate.interval)}. The target has two gaps of nearly the same depth, about 180° and
310°, and as long as both count the decay seen is a mixture of two.`;
}
