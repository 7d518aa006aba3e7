// What a problem takes is said before it runs, and what no run can hold is refused with the number.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryOf, type Problem, ProblemError, shutdown, solve } from '../src/index.ts';
import { discretize } from '../src/problem/index.ts';
import { densityTimes } from '../src/problem/save-times.ts';
import { close } from './oracle/compare.ts';
import { refusalOf } from './support/refusal.ts';

const memory = suite('memory');
memory.after(shutdown);

const few = { times: [0, 1] };
const cube = (n: number, more: Partial<Problem> = {}): Problem => ({
  ...{ grid: [n, n, n], s: 1, initial: 'uniform', end: 1, save: few },
  ...more,
});
const GIB = 2 ** 30;

memory('256³ points fit, with every integrator, and in finite volumes', () => {
  for (const more of [
    {},
    { integrator: 'dopri54' },
    { integrator: 'bosh32' },
    { integrator: 'etd43', dealias: '2/3' },
    { method: 'finite-volume' },
  ] as Partial<Problem>[]) {
    const { solver, saved } = memoryOf(cube(256, more));
    assert.ok(solver > GIB / 2 && solver < 4 * GIB, `${JSON.stringify(more)}: ${solver / GIB} GiB`);
    assert.is(saved, 2 * 8 * 256 ** 3);
  }
});

memory('512³ points are refused with the number, before anything is sampled', async () => {
  let sampled = false;
  const initial = () => {
    sampled = true;
    return 1;
  };
  for (const method of ['auto', 'spectral', 'finite-volume'] as const) {
    const error = await refusalOf(discretize(cube(512, { method, initial, save: { ...few, densities: 1 } })));
    const [, gib] =
      /grid = \[512, 512, 512\]: would take ([\d.]+) GiB of memory .* at most 4 GiB/.exec(error.message) ??
      [];
    assert.ok(Number(gib) > 15, error.message);
  }
  assert.is(sampled, false);
});

memory('one that would fit otherwise is told how', async () => {
  const error = await refusalOf(discretize(cube(320, { method: 'spectral' })));
  assert.match(error.message, /would take [\d.]+ GiB .*with "dealias": "2\/3" it would be [\d.]+ GiB/);
});

memory('a grid whose one density is too large is refused, whatever the method', async () => {
  const error = await refusalOf(
    discretize({ grid: 2 ** 29, s: 1, initial: 'uniform', end: 1, method: 'exact' }),
  );
  assert.match(error.message, /grid = 536870912: has densities of 4 GiB each; the limit is 2 GiB/);
});

memory('more densities than a solution holds are refused, with how many it does', async () => {
  const { save: _, ...problem } = cube(256);
  const error = await refusalOf(discretize(problem));
  assert.match(
    error.message,
    /save: asks for 201 densities of 16777216 numbers, 25\.1 GiB; the limit is 2 GiB; "densities": 16 keeps/,
  );
  const { saved } = memoryOf({ ...problem, save: { count: 200, densities: 16 } });
  assert.is(saved, 2 * GIB);
});

memory('a problem that cannot run has no memory to tell of', () => {
  assert.throws(
    () => memoryOf({ ...cube(256), s: -1 }),
    (error: unknown) => error instanceof ProblemError,
  );
  assert.throws(
    () => memoryOf(cube(11)),
    (error: unknown) => error instanceof ProblemError,
  );
});

memory.run();

const kept = suite('densities that are kept');
kept.after(shutdown);

kept('evenly among the save times, the last one included', () => {
  const times = Float64Array.from({ length: 11 }, (_, i) => i);
  const at = (densities?: number) => Array.from(densityTimes({ times, densities }, times));
  assert.equal(at(), [...times]);
  assert.equal(at(11), [...times]);
  assert.equal(at(100), [...times]);
  assert.equal(at(0), []);
  assert.equal(at(1), [10]);
  assert.equal(at(2), [0, 10]);
  assert.equal(at(3), [0, 5, 10]);
  assert.equal(at(6), [0, 2, 4, 6, 8, 10]);
  for (let k = 2; k < 11; k++) assert.is(new Set(at(k)).size, k);
});

for (const inline of [true, false]) {
  kept(
    `a run ${inline ? 'inline' : 'in a worker'} has numbers at all times and densities at some`,
    async () => {
      const problem: Problem = {
        ...{ grid: [12, 10], s: 1, initial: '1 + 0.5*cos(2*pi*x)*cos(2*pi*y)', end: 1, method: 'spectral' },
        save: { count: 8, spacing: 'linear' },
      };
      const all = await solve(problem, { inline });
      const some = await solve(
        { ...problem, save: { count: 8, spacing: 'linear', densities: 3 } },
        { inline },
      );
      assert.equal(some.time, all.time);
      assert.equal(some.energy, all.energy);
      assert.equal(all.densityTime, all.time);
      assert.equal(Array.from(some.densityTime), [0, 0.5, 1]);
      assert.equal(
        some.density,
        Float64Array.from([0, 4, 8].flatMap((i) => [...all.density.subarray(120 * i, 120 * i + 120)])),
      );
      // Taken up where it was cut, a run keeps the densities that were still to come.
      const cut = await solve(
        { ...problem, save: { count: 8, spacing: 'linear', densities: 3 }, maxSteps: 10 },
        { inline },
      );
      assert.is(cut.outcome.kind, 'max-steps');
      const rest = await solve(
        { ...problem, save: { count: 8, spacing: 'linear', densities: 3 } },
        { inline, state: cut.state },
      );
      assert.equal([...cut.densityTime, ...rest.densityTime], [0, 0.5, 1]);
      assert.equal([...cut.density, ...rest.density], [...some.density]);
      const none = await solve(
        { ...problem, save: { count: 8, spacing: 'linear', densities: 0 } },
        { inline },
      );
      assert.is(none.density.length + none.densityTime.length, 0);
      close(none.mass[8], 1, 1e-14, 'mass');
    },
  );
}

kept.run();
