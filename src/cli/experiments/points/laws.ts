/** What is expected of N points, and what is read off them. */
import { particleFloor } from '../../../diagnostics/index.ts';
import type { StartName } from '../../../problem/types.ts';
import type { PointFlow, PointResult } from './run.ts';

/**
 * The energy expected of N points: what the density has, the floor, and the noise of a random start on its way down.
 * A mode of the noise has |ĥ_k|² = 1/N for independent draws, (1 − sin²(πk/N)/(πk/N)²)/N for one in each of N strata,
 * and falls like exp(−2t (2πk)^{2−2s}); modes beyond N/2 are those of the floor.
 */
export function expectedEnergy({ case: { s, start }, density, time }: PointResult, count: number): number[] {
  const floor = particleFloor(count, s);
  return time.map((t, i) => {
    let noise = 0;
    for (let k = 1; start !== 'quantiles' && 2 * k <= count; k++) {
      const wave = 2 * Math.PI * k;
      noise += wave ** (-2 * s) * power(start, k / count) * Math.exp(-2 * t * wave ** (2 - 2 * s));
    }
    return density[i] + floor + noise / count;
  });
}

/** N |ĥ_k|² of a random start, `share` = k/N. */
function power(start: StartName, share: number): number {
  if (start === 'iid') return 1;
  return 1 - (Math.sin(Math.PI * share) / (Math.PI * share)) ** 2;
}

/** √(mean W₂²) over the seeds, for each number of points, at one of the measured times. */
export function meanDistances(
  { case: of, flows }: PointResult,
  row: number,
): { count: number; distance: number }[] {
  return of.counts.map((count) => ({
    count,
    distance: Math.sqrt(
      mean(flows.filter((flow) => flow.count === count).map((flow) => flow.distance[row] ** 2)),
    ),
  }));
}

/** The mean energy over the seeds, of N points at each save time. */
export function meanEnergy({ flows, time }: PointResult, count: number): number[] {
  const of = flows.filter((flow: PointFlow) => flow.count === count);
  return time.map((_, i) => mean(of.map(({ energy }) => energy[i])));
}

/** a in W₂ ~ N^{−a}: minus the least-squares slope over the counts from 64 on. */
export function convergenceOrder(result: PointResult, row: number): number {
  const pairs = meanDistances(result, row).filter(({ count }) => count >= 64);
  const x = pairs.map(({ count }) => Math.log(count));
  const y = pairs.map(({ distance }) => Math.log(distance));
  const [mx, my] = [mean(x), mean(y)];
  const products = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return -products / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
