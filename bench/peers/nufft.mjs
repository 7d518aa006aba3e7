// This repository's nonuniform transforms, as last built; points are sorted anew in every run, as in a flow. And the
// bare spreading limit, `bare`, in place of a peer.
import { readFileSync } from 'node:fs';
import { instantiateSync } from '@assemblyscript/loader';
import { noise } from '../inputs.mjs';
import { serve } from './serve.mjs';

const TOLERANCE = 1e-6;
const core = new WebAssembly.Module(readFileSync('build/core.wasm'));
const bareModule = new WebAssembly.Module(readFileSync('build/bare.wasm'));

/** A plan with its points, strengths and modes, and what runs on it. */
const job = (d, kind) => (n, cutoff) => {
  const { exports } = instantiateSync(core);
  const [k0, k1, k2] = [0, 0, 0, ...Array(d).fill(cutoff)].slice(-3);
  const plan = exports.layNufft(d, k0, k1, k2, n, kind === 'gradient' ? d : 1, TOLERANCE);
  const lengths = [n * d, n, 2 * (2 * k1 + 1) * (k2 + 1), n, n * d];
  const starts = lengths.map((length) => exports.arenaAllocate(8 * length));
  const [x, c, modes, values, gradient] = starts;
  const view = (k) => new Float64Array(exports.memory.buffer, starts[k], lengths[k]);
  view(0).set(noise(n * d, 1));
  view(1).set(noise(n, 2));
  exports.setPoints(plan, x, n);
  exports.pointsToModes(plan, c, modes);
  const { setPoints, pointsToModes, modesToPoints, gradientToPoints } = exports;
  const runs = {
    sort: [() => setPoints(plan, x, n), 1],
    kept1: [() => pointsToModes(plan, c, modes), 2],
    kept2: [() => modesToPoints(plan, modes, values), 3],
    type1: [
      () => {
        setPoints(plan, x, n);
        pointsToModes(plan, c, modes);
      },
      2,
    ],
    type2: [
      () => {
        setPoints(plan, x, n);
        modesToPoints(plan, modes, values);
      },
      3,
    ],
    gradient: [() => gradientToPoints(plan, modes, 0, gradient), 4],
  };
  const [step, out] = runs[kind];
  return { step, output: () => view(out) };
};

const bare = (d) => (n) => {
  const { bare } = instantiateSync(bareModule).exports;
  return { step: () => bare(n, 8 ** (d - 1)), output: () => [0] };
};

const kinds = ['sort', 'kept1', 'kept2', 'type1', 'type2', 'gradient'];
serve(
  Object.fromEntries([
    ...[1, 2].flatMap((d) => kinds.map((kind) => [`${kind}d${d}`, job(d, kind)])),
    ...[1, 2].map((d) => [`bared${d}`, bare(d)]),
  ]),
);
