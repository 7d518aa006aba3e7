import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  sobolevDistance,
  sobolevOverTime,
  wassersteinDistance,
  wassersteinOverTime,
} from '../src/diagnostics/index.ts';
import { solve } from '../src/index.ts';
import { close, refused } from './support/diagnostics.ts';

const series = suite('distances over time');

const problem = { grid: 128, s: 1, initial: '1 + 0.5*cos(2*pi*x)', end: 2, save: { times: [0, 0.5, 2] } };
const [galerkin, map] = await Promise.all(
  (['spectral', 'lagrangian'] as const).map((method) => solve({ ...problem, method }, { inline: true })),
);

series('between a density and the points of the flow map', () => {
  const found = wassersteinOverTime(galerkin, map);
  found.forEach((distance, i) => {
    const mu = galerkin.density.subarray(128 * i, 128 * (i + 1));
    const points = map.points!.positions.subarray(128 * i, 128 * (i + 1));
    assert.is(distance, wassersteinDistance(mu, { points, weights: map.points!.weights }));
    // A cell of the map is at most 1/64 wide, and its mass lies within 1/√12 of that from its middle.
    assert.ok(distance > 1e-4 && distance < 1 / 64 / Math.sqrt(12), `${distance}`);
  });
  // Density against density the two methods agree far better.
  assert.ok(wassersteinOverTime(galerkin, { ...map, points: null })[2] < 1e-5);
});

series('in a Sobolev norm: s = 1, where it falls like e^{−t} towards the target', () => {
  const target = { time: galerkin.time, density: new Float64Array(3 * 128).fill(1) };
  const found = sobolevOverTime(galerkin, target, -1);
  // The spectral method's tolerance is 1e−8 a step.
  for (const [i, distance] of found.entries()) close(distance, found[0] * Math.exp(-galerkin.time[i]), 1e-7);
  const mu = { points: map.points!.positions.subarray(128, 256), weights: map.points!.weights };
  const between = sobolevOverTime(map, galerkin, -2);
  assert.is(between[1], sobolevDistance(mu, galerkin.density.subarray(128, 256), -2));
});

series('times that differ, and rows that do not fit, are refused by name', () => {
  refused(() => wassersteinOverTime(galerkin, { ...map, time: [0, 0.5, 2.5] }), 'b.time[2]');
  refused(() => wassersteinOverTime(galerkin, { ...map, time: [0] }), 'b.time.length');
  refused(
    () => wassersteinOverTime({ time: [0, 1], density: [1, 1, 1] }, { time: [0, 1], density: [1, 1] }),
    'a.density.length',
  );
});

series.run();
