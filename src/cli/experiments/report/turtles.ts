/** The figures on real data: the turtles' density, and the energy on the way to it. */
import type { Chart, Mark, Point } from '../../plot/chart.ts';
import type { CaseResult } from '../result.ts';

/** The density at the instants kept, over the target that it moves to. */
export function densityFigure({ case: { id }, frames }: CaseResult): Chart {
  const { time, density } = frames!;
  const top = 1.08 * Math.max(...density.flat());
  const last = density.length - 1;
  const marks: Mark[] = density.slice(0, last).map(
    (values, i): Mark => ({
      kind: 'line',
      points: degrees(values),
      style: 'curve thin',
      colour: `frame-${i}`,
    }),
  );
  return {
    id: `density-${id}`,
    title: 'Density of directions at several times',
    description: `At times ${time.slice(0, last).join(', ')} the density moves from the uniform one to the turtles'.`,
    x: { scale: 'linear', label: 'direction in degrees', domain: [0, 360], step: 90 },
    y: { scale: 'linear', label: 'density', domain: [0, top] },
    marks: [{ kind: 'area', points: degrees(density[last]), colour: 'target' }, ...marks],
  };
}

function degrees(values: readonly number[]): Point[] {
  const points = values.map((value, j): Point => [(360 * j) / values.length, value]);
  return [...points, [360, values[0]]];
}
