// What a flow takes in its instance's memory: what was said before, and the same again when it is used again.
import { readFile } from 'node:fs/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acquireCore } from '../src/engine/core.ts';
import { createSolver } from '../src/engine/create.ts';
import { tableauWords, tableaux } from '../src/engine/tableaux.ts';
import { discretize, memoryOf } from '../src/problem/index.ts';
import { SCHEMES, solverBytes } from '../src/problem/memory.ts';
import type { DiscreteProblem, IntegratorName, Problem } from '../src/problem/types.ts';
import { discreteProblem } from './oracle/problem.ts';

const core = await readFile('build/core.wasm');
const layout = suite('layout');

/** Bytes of an instance that held a flow of this problem, the first one in `module`. */
function bytesOf(module: WebAssembly.Module, problem: DiscreteProblem): number {
  createSolver(module, problem).close();
  const instance = acquireCore(module);
  return instance.memory.buffer.byteLength;
}

function problemOn(grid: readonly number[], more: Partial<DiscreteProblem>): DiscreteProblem {
  const uniform = new Float64Array(grid.reduce((product, n) => product * n, 1)).fill(1);
  return discreteProblem({ s: 1.5, grid: [...grid], initial: uniform, target: uniform, ...more });
}

const flow = { order: 8, strength: 36 };
const volumes = { method: 'finite-volume', integrator: 'ssprk3' } as const;
const map = { method: 'lagrangian', integrator: 'dopri54' } as const;

const cases: [grid: number[], Partial<DiscreteProblem>][] = [
  [[2 ** 17], { integrator: 'dopri54' }],
  [[3 * 5 * 7 * 1024], { integrator: 'etd43' }],
  [[2 ** 17], { integrator: 'rk4', step: 1, dealias: '2/3', filter: flow }],
  [[3 * 5 * 7 * 1024], { integrator: 'bosh32', dealias: 'none', norms: [0] }],
  [[2 ** 16], volumes],
  [[2 ** 15], { ...map, s: 2 }],
  [[2 ** 15], { ...map, norms: [-2, -1, 0, 1, 2] }],
  [[512, 256], { integrator: 'etd43' }],
  [[250, 360], { integrator: 'dopri54', dealias: '2/3' }],
  [[256, 256], { integrator: 'euler', step: 1, norms: [] }],
  [[300, 256], { integrator: 'etdrk4', step: 1, filter: flow }],
  [[320, 256], volumes],
  [[48, 50, 54], { integrator: 'etd43' }],
  [[45, 64, 60], { integrator: 'dopri54', dealias: '2/3', norms: [-2, -1, 0, 1] }],
  [[64, 35, 48], volumes],
];

for (const [grid, more] of cases) {
  const problem = problemOn(grid, more);
  const { method, integrator, dealias, norms, filter, s } = problem;
  layout(
    `[${grid}], ${method}, ${integrator}, ${dealias}: the solver takes what the formula says`,
    async () => {
      const taken = bytesOf(await WebAssembly.compile(core), problem);
      const moving = problem.target.length;
      const said = solverBytes({
        grid,
        s,
        method,
        integrator,
        dealias,
        filter: !!filter,
        norms: norms.length,
        moving,
      });
      // Of 8 MiB or more, what the formula leaves out is little.
      assert.ok(taken > 2 ** 23 && Math.abs(taken / said - 1) < 0.15, `${taken} bytes, said to be ${said}`);
    },
  );
}

layout('moving points take what the formula says', async () => {
  const given = {
    grid: 64,
    s: 2,
    initial: '1 + 0.5*cos(2*pi*x)',
    end: 1,
    method: 'particles',
    particles: 2 ** 15,
  };
  const problem = await discretize(given);
  const taken = bytesOf(await WebAssembly.compile(core), problem);
  const { solver } = memoryOf(given as Problem);
  assert.ok(Math.abs(taken / solver - 1) < 0.2, `${taken} bytes, said to be ${solver}`);
});

layout('the formula knows the schemes', () => {
  for (const [name, tableau] of Object.entries(tableaux)) {
    const [stages, , exponential, factors, weights] = tableauWords(tableau);
    const coefficients = exponential ? factors + weights : 0;
    assert.equal(SCHEMES[name as IntegratorName], { stages, coefficients }, name);
  }
});

layout('serves one flow after another from one instance, without growing', async () => {
  const module = await WebAssembly.compile(core);
  const large = problemOn([2 ** 16], { integrator: 'etd43' });
  createSolver(module, large).close();
  for (let i = 0; i < 3; i++) createSolver(module, problemOn([4096], { integrator: 'dopri54' })).close();
  const used = acquireCore(module).memory.buffer.byteLength;
  assert.is(used, bytesOf(await WebAssembly.compile(core), large));
});

layout.run();
