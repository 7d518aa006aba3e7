// A state carries everything: a run that is continued from it is the unbroken run, to the last bit.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { StateError } from '../src/engine/errors.ts';
import type { DiscreteProblem, IntegratorName } from '../src/problem/types.ts';
import { discreteProblem, INTEGRATORS } from './oracle/problem.ts';
import { Trigonometric } from './oracle/trigonometric.ts';
import { everything } from './support/everything.ts';

const module = await compileCore();

const from = new Trigonometric([
  { k: 1, cos: 0.4, sin: -0.3 },
  { k: 3, cos: 0.1, sin: 0.1 },
]);
const to = new Trigonometric([{ k: 2, cos: 0.2, sin: 0.3 }]);

function problemWith(integrator: IntegratorName, more: Partial<DiscreteProblem> = {}): DiscreteProblem {
  const step = ['dopri54', 'etd43', 'bosh32'].includes(integrator) ? 0 : 1 / 128;
  const given = { s: 1.5, initial: from.samples(60), target: to.samples(60), integrator, step };
  return discreteProblem({ ...given, end: 20, ...more });
}

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const state = suite('states');

for (const integrator of INTEGRATORS) {
  state(`${integrator}: a continued run is bit-identical to an unbroken one`, () => {
    const unbroken = createSolver(module, problemWith(integrator));
    // Broken off between save times too, where a step is due to be shortened.
    unbroken.advance(3, 1e6);
    unbroken.advance(7, 5);
    const saved = unbroken.exportState();
    const resumed = createSolver(module, problemWith(integrator));
    resumed.importState(saved);
    assert.equal(resumed.exportState(), saved);
    assert.equal(everything(resumed, 60), everything(unbroken, 60));
    for (const t of [7, 11.3, 20]) {
      assert.is(unbroken.advance(t, 1e6), 'reached');
      assert.is(resumed.advance(t, 1e6), 'reached');
      assert.equal(everything(resumed, 60), everything(unbroken, 60), `at ${t}`);
    }
    assert.ok(sameBytes(resumed.exportState(), unbroken.exportState()));
    unbroken.close();
    resumed.close();
  });
}

state(
  'a run continued late, when velocities have another size than at the start, is bit-identical too',
  () => {
    // Low modes die out over these times: the velocity falls against h by orders of magnitude, and the solver
    // scales the two for their common transform.
    const problem = problemWith('etd43', { s: 3, end: 1e8, tolerance: { relative: 1e-6, absolute: 1e-15 } });
    const unbroken = createSolver(module, problem);
    unbroken.advance(1e7, 1e6);
    const resumed = createSolver(module, problem);
    resumed.importState(unbroken.exportState());
    unbroken.advance(1e8, 1e6);
    resumed.advance(1e8, 1e6);
    assert.ok(sameBytes(resumed.exportState(), unbroken.exportState()));
    unbroken.close();
    resumed.close();
  },
);

state('an exported state is a copy: stepping on does not change it', () => {
  const solver = createSolver(module, problemWith('etd43'));
  const saved = solver.exportState();
  const copy = saved.slice();
  solver.advance(1, 1e6);
  assert.equal(saved, copy);
  assert.not.equal(solver.exportState(), copy);
  solver.importState(saved);
  assert.is(solver.time, 0);
  solver.close();
});

state('a long history that was thinned continues bit for bit', () => {
  const problem = problemWith('rk4', { step: 1 / 512 });
  const unbroken = createSolver(module, problem);
  unbroken.advance(9, 1e6);
  const resumed = createSolver(module, problem);
  resumed.importState(unbroken.exportState());
  unbroken.advance(20, 1e6);
  resumed.advance(20, 1e6);
  assert.ok(unbroken.steps > 10_000 && unbroken.history().time.length <= 2048);
  assert.equal(everything(resumed, 60), everything(unbroken, 60));
  unbroken.close();
  resumed.close();
});

state('an instance that served another flow before leaves no trace', () => {
  const fresh = createSolver(module, problemWith('etd43'));
  fresh.advance(20, 1e6);
  const expected = everything(fresh, 60);
  fresh.close();
  const large = createSolver(
    module,
    discreteProblem({ s: 3, initial: from.samples(700), integrator: 'etd43' }),
  );
  large.advance(0.5, 1e6);
  large.close();
  const reused = createSolver(module, problemWith('etd43'));
  reused.advance(20, 1e6);
  assert.equal(everything(reused, 60), expected);
  reused.close();
});

state('a state of another problem, or a damaged one, is refused', () => {
  const saved = createSolver(module, problemWith('etd43')).exportState();
  const others: Partial<DiscreteProblem>[] = [
    { s: 1.25 },
    { step: 1 },
    { dealias: '2/3' },
    { integrator: 'dopri54' },
    { tolerance: { relative: 1e-6, absolute: 1e-15 } },
    { norms: [0] },
    { target: from.samples(60) },
    { initial: to.samples(60) },
  ];
  for (const more of others) {
    const other = createSolver(module, problemWith('etd43', more));
    assert.throws(
      () => other.importState(saved),
      (error: unknown) => error instanceof StateError,
      JSON.stringify(Object.keys(more)),
    );
    assert.is(other.time, 0);
    other.close();
  }
  const same = createSolver(module, problemWith('etd43'));
  for (const damaged of [new Uint8Array(0), saved.slice(1), saved.slice(0, -8), saved.slice(0, 12)]) {
    assert.throws(
      () => same.importState(damaged),
      (error: unknown) => error instanceof StateError,
    );
  }
  same.importState(saved);
  same.close();
});

state('a run may be continued beyond its end and its limit of steps', () => {
  const short = createSolver(module, problemWith('etd43', { end: 1, maxSteps: 10 }));
  assert.is(short.advance(1, 1e6), 'max-steps');
  const longer = createSolver(module, problemWith('etd43', { end: 2, maxSteps: 1e6 }));
  longer.importState(short.exportState());
  assert.is(longer.steps + longer.rejected, 10);
  assert.is(longer.advance(2, 1e6), 'reached');
  short.close();
  longer.close();
});

state.run();
