// This repository's solver, as last built (build/core.wasm); the data lie in its memory, as they do in use.
import { readFileSync } from 'node:fs';
import { instantiateSync } from '@assemblyscript/loader';
import { flow, noise } from '../inputs.mjs';
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

serve({
  complex: transform('complexPlan', 'complexForward', (n) => [2 * n, 2 * n]),
  inverse: transform('complexPlan', 'complexInverse', (n) => [2 * n, 2 * n]),
  real: transform('realPlan', 'realForward', (n) => [n, modes(n)]),
  realinverse: transform('realPlan', 'realInverse', (n) => [modes(n), n]),
  rhs,
});
