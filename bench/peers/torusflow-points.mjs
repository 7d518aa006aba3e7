// This repository's sums over points on the circle (build/core.wasm), for bench/particles.mjs. N points at random
// places, of unequal weights; K is s.
//
//   sort       the points alone, from scratch
//   velocity   sort, then the velocities of all
//   kept       velocities of points that are in the order of the last time
import { readFileSync } from 'node:fs';
import { instantiateSync } from '@assemblyscript/loader';
import { noise } from '../inputs.mjs';
import { serve } from './serve.mjs';

const module = new WebAssembly.Module(readFileSync('build/core.wasm'));

/** The words of Euler's scheme, as src/engine/tableaux.ts lays them down: nothing here is stepped. */
const EULER = [1, 0, 0, 2, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0];

function lay(n, s) {
  const { exports } = instantiateSync(module);
  const put = (values) => {
    const at = exports.arenaAllocate(8 * values.length);
    new Float64Array(exports.memory.buffer, at, values.length).set(values);
    return at;
  };
  const points = exports.layCircle(n, s, 0, 0, put(EULER), 0, put([0]), 1e-8, 0, 1, 1);
  const [x, v, w] = [exports.pointPositions, exports.pointVelocities, exports.pointWeights].map((at) =>
    at(points),
  );
  const view = (at) => new Float64Array(exports.memory.buffer, at, n);
  const positions = noise(n, n).map((value) => 0.5 + 0.5 * value);
  const raw = noise(n, s).map((value) => 1.5 + 0.5 * value);
  const total = raw.reduce((sum, value) => sum + value, 0);
  view(x).set(positions);
  view(w).set(raw.map((value) => value / total));
  exports.beginCircle(points);
  return { exports, points, x, v, view, positions };
}

function sort(n) {
  const { exports, points, x, view, positions } = lay(n, 1);
  view(x).set(positions);
  return { step: () => exports.sortCircle(points, x), output: () => positions.slice().sort() };
}

/** In the order given: charges go with the points that `beginCircle` put in order, and are put back. */
function velocity(n, s) {
  const { exports, points, x, v, view, positions } = lay(n, s);
  const labels = new Int32Array(exports.memory.buffer, exports.pointLabels(points), n);
  const charges = new Float64Array(exports.memory.buffer, exports.circleCharges(points), n);
  const sorted = charges.slice();
  labels.forEach((label, i) => {
    charges[label] = sorted[i];
  });
  view(x).set(positions);
  return { step: () => exports.evaluateUnsorted(points, x, v), output: () => view(v) };
}

function kept(n, s) {
  const { exports, points, x, v, view } = lay(n, s);
  return { step: () => exports.evaluatePoints(points, x, v), output: () => view(v) };
}

serve({ sort, velocity, kept });
