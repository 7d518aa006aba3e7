// solve() in two and three dimensions, in a worker: what comes back, progress, cancellation, and going on from
// where a run was cut.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Problem, type Progress, shutdown, solve } from '../src/index.ts';
import type { MethodName } from '../src/problem/types.ts';
import { close } from './oracle/compare.ts';

const test = suite('solve in planes and space');
test.after(shutdown);

const grids: Record<number, { grid: number[]; initial: string }> = {
  2: { grid: [20, 28], initial: '1 + 0.4*cos(2*pi*x)*sin(2*pi*y) + 0.2*cos(2*pi*(x - 2*y))' },
  3: { grid: [10, 12, 14], initial: '1 + 0.4*cos(2*pi*x)*sin(2*pi*y) + 0.2*cos(2*pi*(z - y))' },
};

for (const [d, { grid, initial }] of Object.entries(grids)) {
  for (const method of ['spectral', 'finite-volume'] as MethodName[]) {
    const points = grid.reduce((product, n) => product * n, 1);
    const problem: Problem = { grid, s: 1, initial, end: 1, save: { times: [0, 0.25, 1] }, method };

    test(`d = ${d}, ${method}: densities have the grid's shape, and a run that was cut goes on bit for bit`, async () => {
      const whole = await solve(problem);
      assert.is(whole.outcome.kind, 'completed');
      assert.is(whole.density.length, 3 * points);
      assert.equal([...whole.time], [0, 0.25, 1]);
      assert.ok(whole.energy[2] < whole.energy[1] && whole.energy[1] < whole.energy[0]);
      for (const mass of whole.mass) close(mass, 1, 1e-14, 'mass');
      const half = await solve({ ...problem, maxSteps: 5 });
      assert.is(half.outcome.kind, 'max-steps');
      const rest = await solve(problem, { state: half.state });
      assert.equal([...half.time, ...rest.time], [...whole.time]);
      assert.ok([...half.density, ...rest.density].every((value, i) => value === whole.density[i]));
      assert.equal([...half.energy, ...rest.energy], [...whole.energy]);
    });
  }

  test(`d = ${d}: progress is told, an abort keeps what was computed, and its state can be taken up`, async () => {
    const endless: Problem = {
      ...{ grid, s: 1, initial, end: 1e6, save: { times: [0, 1e6] } },
      ...{ integrator: 'rk4', step: 1e-6, maxSteps: 1e9 },
    };
    const controller = new AbortController();
    const reports: Progress[] = [];
    const onProgress = (report: Progress) => {
      reports.push(report);
      if (reports.length === 3) controller.abort();
    };
    const cut = await solve(endless, { signal: controller.signal, onProgress });
    assert.is(cut.outcome.kind, 'cancelled');
    assert.equal([...cut.time], [0]);
    assert.is(
      cut.density.length,
      grid.reduce((product, n) => product * n, 1),
    );
    reports.forEach(({ time, fraction, steps, energy }, i) => {
      assert.ok(time > 0 && fraction > 0 && fraction < 1 && steps > 0 && energy > 0);
      assert.ok(i === 0 || time >= reports[i - 1].time);
    });
    const end = cut.outcome.time + 1e-5;
    const rest = await solve({ ...endless, end, save: { times: [end] } }, { state: cut.state });
    assert.is(rest.outcome.kind, 'completed');
    // Ten steps, or eleven where times that are rounded leave a crumb.
    assert.ok(Math.abs(rest.solver.steps - cut.solver.steps - 10.5) < 1);
  });
}

test.run();
