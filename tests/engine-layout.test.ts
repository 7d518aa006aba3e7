import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acquireCore, compileCore, releaseCore } from '../src/engine/core.ts';
import { createSolver } from '../src/engine/create.ts';
import { NUMBERS_PER_POINT } from '../src/problem/grid-of.ts';
import type { IntegratorName } from '../src/problem/types.ts';

const module = await compileCore();

/** Bytes of an instance after a flow of this size was laid out in it, and given back. */
function memoryOf(grid: number[], integrator: IntegratorName): number {
  const size = grid.reduce((product, n) => product * n, 1);
  const uniform = new Float64Array(size).fill(1);
  const solver = createSolver(module, {
    ...{ grid, s: 1.5, initial: uniform, target: uniform, end: 1, times: Float64Array.of(1) },
    ...{ method: 'spectral', integrator, step: 0, dealias: '3/2', norms: [-1, 0, 1], maxSteps: 10 },
    ...{ tolerance: { relative: 1e-6, absolute: 0 }, regularity: null, reason: '' },
    ...{ filter: null, reconstruction: 'weno5', particles: null, atoms: [], patches: [], targetPatches: [] },
  });
  solver.close();
  const core = acquireCore(module);
  const bytes = core.memory.buffer.byteLength;
  releaseCore(module, core);
  return bytes;
}

const layout = suite('layout');

// Sizes ascend, because an instance keeps the memory of the largest flow it held.
for (const grid of [[4096], [256, 256], [64, 64, 64], [2 ** 18]]) {
  layout(`${grid.join(' × ')} points take no more memory than problems are told`, () => {
    const size = grid.reduce((product, n) => product * n, 1);
    const bytes = memoryOf(grid, 'etd43');
    assert.ok(bytes <= NUMBERS_PER_POINT * 8 * size, `${(bytes / 8 / size).toFixed(1)} numbers per point`);
  });
}

layout('serves one flow after another from one instance, without growing', () => {
  const bytes = memoryOf([2 ** 18], 'etd43');
  for (let i = 0; i < 3; i++) assert.is(memoryOf([4096], 'dopri54'), bytes);
});

layout.run();
