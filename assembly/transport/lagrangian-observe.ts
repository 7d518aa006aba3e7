// What is measured of a flow map, and its density on the problem's grid.
import { measureNorms } from '../flow/observe';
import { findRises, squaredNorm } from '../particles/cells';
import { dot, powerSpectrum } from '../spectral/operators';
import { FlowMap, spectrumOfMap } from './lagrangian';

/**
 * Energy of the edges last evaluated, and the distance: for integer s ½ ∫ ψ_s², all modes and atoms included;
 * for other s ½ Σ |2πk|^{−2s}|ĥ_k|² over |k| ≤ K.
 */
export function energyOfMap(map: FlowMap, edges: usize): f64 {
  const squaredDistance = squaredNorm(map.cells, edges, 1);
  map.distance = Math.sqrt(squaredDistance);
  if (map.exactOrder == 1) return 0.5 * squaredDistance;
  if (map.exactOrder > 1) return 0.5 * squaredNorm(map.cells, edges, map.exactOrder);
  powerSpectrum(map.modes, map.h, map.power);
  return 0.5 * dot(map.energySymbol, map.power, map.modes.count);
}

/**
 * Measures the current state, the one last evaluated, of which `energyOfMap` gave `energy`. Norms and tail are
 * those of |k| ≤ K. Takes the candidate as scratch.
 */
export function measureMap(map: FlowMap, energy: f64): void {
  const p = map.progress;
  if (map.exactOrder > 0) {
    spectrumOfMap(map, map.positions);
    powerSpectrum(map.modes, map.h, map.power);
  }
  measureNorms(map);
  p.energy = energy;
  p.dissipation = dissipationOf(map);
  p.drift = momentOfMap(map) - map.firstMoment;
  p.minimum = Infinity;
  for (let i: usize = 0, end = <usize>map.count << 3; i < end; i += 8) {
    const width = load<f64>(map.positions + i, 8) - load<f64>(map.positions + i);
    if (width > 0) p.minimum = min(p.minimum, load<f64>(map.masses + i) / width);
  }
}

/** ∫ X dF, by the middles of the cells: but for O(N^{−2}) of what it moves. */
export function momentOfMap(map: FlowMap): f64 {
  let sum = 0.0;
  for (let i: usize = 0, end = <usize>map.count << 3; i < end; i += 8) {
    sum += 0.5 * load<f64>(map.masses + i) * (load<f64>(map.positions + i) + load<f64>(map.positions + i, 8));
  }
  return sum;
}

/** ∫ μ v², with μ linear and v quadratic on every cell: v = a + (b − a)t − κ t(1 − t)/2, its rises limited as μ's. */
function dissipationOf(map: FlowMap): f64 {
  const end = <usize>map.count << 3;
  const differences = map.candidate;
  const curvatures = map.candidateRate;
  const rises = map.work;
  for (let i: usize = 0; i < end; i += 8) {
    store<f64>(differences + i, load<f64>(map.velocity + i, 8) - load<f64>(map.velocity + i));
  }
  findRises(map.positions, differences, map.count, curvatures);
  findRises(map.positions, map.masses, map.count, rises);
  let sum = 0.0;
  for (let i: usize = 0; i < end; i += 8) {
    const a = load<f64>(map.velocity + i);
    const b = load<f64>(map.velocity + i, 8);
    const k = load<f64>(curvatures + i);
    sum += load<f64>(map.masses + i) * ((a * a + a * b + b * b) / 3 - ((a + b) * k) / 12 + (k * k) / 120);
    sum += (load<f64>(rises + i) * (b * b - a * a)) / 12;
  }
  return sum;
}

/** Writes the averages of μ over the cells around the grid points to map.samples and returns their address. */
export function mapDensity(map: FlowMap): usize {
  const n = map.points;
  // Between steps the scratch is free.
  const rises = map.work;
  findRises(map.positions, map.masses, map.count, rises);
  let before = cumulativeMass(map, rises, -0.5 / <f64>n);
  for (let j: usize = 0; j < <usize>n; j++) {
    const after = cumulativeMass(map, rises, (<f64>j + 0.5) / <f64>n);
    // Where there is no mass, rounding must not make it negative.
    store<f64>(map.samples + (j << 3), max(0, (after - before) * <f64>n));
    before = after;
  }
  return map.samples;
}

/** Mass between X_0 and x, x anywhere on the line, with all of an atom at x; μ is linear on each cell. */
function cumulativeMass(map: FlowMap, rises: usize, x: f64): f64 {
  const turns = Math.floor(x - load<f64>(map.positions));
  const at = x - turns;
  let low = 0;
  let high = map.count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (load<f64>(map.positions + (<usize>middle << 3)) <= at) low = middle;
    else high = middle;
  }
  const cell = <usize>low << 3;
  const mass = load<f64>(map.masses + cell);
  const left = load<f64>(map.positions + cell);
  const width = load<f64>(map.positions + cell, 8) - left;
  const share = width > 0 ? min(1, (at - left) / width) : 1;
  // A rise beyond twice the mass would end below 0.
  const rise = max(-2 * mass, min(2 * mass, load<f64>(rises + cell)));
  return turns + load<f64>(map.below + cell) + share * (mass - 0.5 * rise * (1 - share));
}

/** X at the N + 1 edges, lifted to the line: increasing, X_N = X_0 + 1. */
export function mapEdges(map: FlowMap): usize {
  return map.positions;
}
/** f64[N]: the mass between an edge and the next one. */
export function mapMasses(map: FlowMap): usize {
  return map.masses;
}
