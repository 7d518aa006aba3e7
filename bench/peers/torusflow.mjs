// This repository's solver, as last built (build/core.wasm); the data lie in its memory, as they do in use.
import { readFileSync } from 'node:fs';
import { instantiateSync } from '@assemblyscript/loader';
import { flow, flowInBox, noise } from '../inputs.mjs';
import { serve } from './serve.mjs';

const module = new WebAssembly.Module(readFileSync('build/core.wasm'));

/** An instance with arrays of these lengths; `view` makes a fresh view of one. */
function lay(lengths, plan) {
  const { exports } = instantiateSync(module);
  const address = plan(exports);
  const starts = lengths.map((length) => exports.arenaAllocate(8 * length));
  const view = (k) => new Float64Array(exports.memory.buffer, starts[k], lengths[k]);
  return { exports, address, starts, view };
}

const transform = (plan, call, lengths) => (n) => {
  const { exports, address, starts, view } = lay(lengths(n), (core) => core[plan](n));
  const run = exports[call];
  const [x, y] = starts;
  view(0).set(noise(lengths(n)[0], n));
  return { step: () => run(address, x, y), output: () => view(1) };
};

const modes = (n) => 2 * Math.floor(n / 2) + 2;

function rhs(m, cutoff) {
  const { g, kappa, nu, h } = flow(m, cutoff);
  const { exports, address, starts, view } = lay([h.length, h.length], (core) => {
    const tables = [g, kappa, nu].map((table) => [core.arenaAllocate(8 * table.length), table]);
    for (const [at, table] of tables) new Float64Array(core.memory.buffer, at, table.length).set(table);
    return core.fluxPlan(m, cutoff, ...tables.map(([at]) => at));
  });
  const { flux } = exports;
  const [x, y] = starts;
  view(0).set(h);
  return { step: () => flux(address, x, y), output: () => view(1) };
}

const three = (d, value, missing) => (d === 3 ? [value, value, value] : [missing, value, value]);

function planOf(core, d, n, cutoff, arrays) {
  const plan = core.layTransform(...three(d, n, 1), ...three(d, cutoff, 0));
  core.layWork(plan, arrays, 1);
  return plan;
}

/** The half spectrum of n^d reals; ours has the Nyquist modes of all axes but the last twice, and is normalised. */
const realInBox = (d) => (n) => {
  const half = n / 2;
  const width = n + 1;
  const row = 2 * (half + 1);
  const lengths = [n ** d, (d === 3 ? width : 1) * width * row];
  const { exports, address, starts, view } = lay(lengths, (core) => planOf(core, d, n, half, 1));
  const { toSpectrum } = exports;
  const [x, y] = starts;
  view(0).set(noise(n ** d, n));
  const twice = (i) => i === half + 1;
  const output = () =>
    view(1)
      .filter((_, j) => {
        const line = Math.floor(j / row);
        return !twice(line % width) && !(d === 3 && twice(Math.floor(line / width)));
      })
      .map((value) => value * n ** d);
  return { step: () => toSpectrum(address, x, y), output };
};

const rhsInBox = (d) => (m, cutoff) => {
  const { sigma, h } = flowInBox(d, m, cutoff);
  const { exports, address, starts, view } = lay([h.length, h.length, sigma.length, 2 * m ** d], (core) =>
    planOf(core, d, m, cutoff, 3),
  );
  const { product, toBlocks } = exports;
  const [x, y, symbol, target] = starts;
  // ν = 1 + cos(2π Σ x_i)/2 by its modes, 0 and (1, …, 1).
  const width = 2 * cutoff + 1;
  const one = ((d === 3 ? width : 0) + 1) * (cutoff + 1) + 1;
  view(0)[0] = 1;
  view(0)[2 * one] = 0.25;
  toBlocks(address, x, target);
  view(0).set(h);
  view(2).set(sigma);
  return { step: () => product(address, x, symbol, target, y), output: () => view(1) };
};

serve({
  complex: transform('complexPlan', 'complexForward', (n) => [2 * n, 2 * n]),
  inverse: transform('complexPlan', 'complexInverse', (n) => [2 * n, 2 * n]),
  real: transform('realPlan', 'realForward', (n) => [n, modes(n)]),
  realinverse: transform('realPlan', 'realInverse', (n) => [modes(n), n]),
  rhs,
  real2d: realInBox(2),
  real3d: realInBox(3),
  rhs2d: rhsInBox(2),
  rhs3d: rhsInBox(3),
});
