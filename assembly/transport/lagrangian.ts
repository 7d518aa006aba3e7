// The flow map in one dimension. Mass m_i lies between the edges X_i ≤ X_{i+1}, i < N, X_N = X_0 + 1, and the
// edges move with the flow:
//
//   Ẋ_i = v(X_i),  v = −φ',  (−Δ)^s φ = h,
//
// where h = μ − ν is seen through the moving cells: constant on each, with the mass
//
//   δ_i = m_i − ∫_{X_i}^{X_{i+1}} ν = d_{i+1} − d_i,   d_i = F_i − G(X_i),   F_i = Σ_{j<i} m_j.
//
// Mass is exact, the density is never negative, an empty cell is vacuum and a cell of width 0 is an atom. As ν
// goes through the same cells as μ, h = 0 is a state of rest, and all errors are relative to h.
//
// Integer s: v exactly, by repeated integration (particles/cells.ts). Other s: the modes |k| ≤ K of v, by
// nonuniform transforms, with each cell's mass at the two Gauss points of the cell.
import { Moving } from '../flow/moving';
import { Cells, findRises, integrate } from '../particles/cells';
import { Nufft, modesToPoints, pointsToModes, setPoints } from '../particles/nufft';
import { Cumulative, cumulative } from './cumulative';

/** Half the distance of the Gauss points of a cell, in widths: 1/(2√3). */
const GAUSS: f64 = 0.2886751345948129;

/** The positions of Moving are the edges X, f64[N + 1]; h is ĥ of the edges last seen. */
@unmanaged
export class FlowMap extends Moving {
  /** Points of the problem's grid, whose cells the density is averaged over. */
  points: i32;
  /** N. */
  count: i32;
  /** s where v is integrated exactly, else 0. */
  exactOrder: i32;
  /** f64[N]: m; f64[N + 1]: F. */
  masses: usize;
  below: usize;
  /** G. */
  targetMass: Cumulative;
  /** h on the cells of the edges last seen, with ψ_1, and for integer s the ψ_j up to 2s − 1. */
  cells: Cells;
  nufft: Nufft;
  /** ∫ X_t dF at time 0. */
  firstMoment: f64;
  /** f64[2N] each: the Gauss points of the cells, and their share of δ. */
  places: usize;
  shares: usize;
  /** f64[count]: |2πk|^{1−2s}. */
  gain: usize;
}

/** velocity = v(edges), and what follows from the edges on the way: h, and for other s ĥ. */
export function evaluateMap(map: FlowMap, edges: usize, velocity: usize): void {
  const c = map.cells;
  close(map, edges);
  compareMasses(map, edges);
  findRises(edges, c.masses, c.count, c.rises);
  integrate(c, edges);
  if (map.exactOrder > 0) {
    const sign: f64 = map.exactOrder % 2 == 1 ? 1 : -1;
    const last = c.psi + <usize>(c.levels - 1) * c.stride;
    for (let i: usize = 0; i < map.vector; i += 8) store<f64>(velocity + i, sign * load<f64>(last + i));
    return;
  }
  spectrumOfMap(map, edges);
  velocityFromModes(map, edges, velocity);
}

/** ψ_1 = d up to a constant, and δ. */
function compareMasses(map: FlowMap, edges: usize): void {
  const d = map.cells.psi;
  const last = <usize>map.count << 3;
  for (let i: usize = 0; i < last; i += 8) {
    store<f64>(d + i, load<f64>(map.below + i) - cumulative(map.targetMass, load<f64>(edges + i)));
  }
  store<f64>(d + last, load<f64>(d));
  for (let i: usize = 0; i < last; i += 8) {
    store<f64>(map.cells.masses + i, load<f64>(d + i, 8) - load<f64>(d + i));
  }
}

/** map.h = ĥ of the edges last seen. */
export function spectrumOfMap(map: FlowMap, edges: usize): void {
  let place = map.places;
  let share = map.shares;
  for (let i: usize = 0, end = <usize>map.count << 3; i < end; i += 8, place += 16, share += 16) {
    const a = load<f64>(edges + i);
    const b = load<f64>(edges + i, 8);
    const mass = 0.5 * load<f64>(map.cells.masses + i);
    // Weights of the Gauss points: together δ, with the first moment κΔ/12.
    const tilt = 0.5 * GAUSS * load<f64>(map.cells.rises + i);
    store<f64>(place, 0.5 * (a + b) - GAUSS * (b - a));
    store<f64>(place, 0.5 * (a + b) + GAUSS * (b - a), 8);
    store<f64>(share, mass - tilt);
    store<f64>(share, mass + tilt, 8);
  }
  setPoints(map.nufft, map.places, 2 * map.count);
  pointsToModes(map.nufft, map.shares, map.h);
  v128.store(map.h, f64x2.splat(0));
}

/** v̂_k = −2πik |2πk|^{−2s} ĥ_k, evaluated at the edges. */
function velocityFromModes(map: FlowMap, edges: usize, velocity: usize): void {
  for (let k: usize = 0, n = <usize>map.modes.count; k < n; k++) {
    const gain = load<f64>(map.gain + (k << 3));
    store<f64>(map.spectrum + (k << 4), gain * load<f64>(map.h + (k << 4), 8));
    store<f64>(map.spectrum + (k << 4), -gain * load<f64>(map.h + (k << 4)), 8);
  }
  setPoints(map.nufft, edges, map.count);
  modesToPoints(map.nufft, map.spectrum, velocity);
  const last = <usize>map.count << 3;
  store<f64>(velocity + last, load<f64>(velocity));
}

/** The last edge is the first one, a turn further, to the last bit. */
// @ts-ignore: decorator
@inline
function close(map: FlowMap, edges: usize): void {
  store<f64>(edges + (<usize>map.count << 3), load<f64>(edges) + 1);
}

/** Lets edges that rounding has moved past each other coincide; returns the largest such distance. */
export function restoreOrder(map: FlowMap, edges: usize): f64 {
  let overlap = 0.0;
  const last = load<f64>(edges) + 1;
  for (let i: usize = 8, end = <usize>map.count << 3; i < end; i += 8) {
    const x = load<f64>(edges + i);
    const ordered = min(last, max(x, load<f64>(edges + i - 8)));
    overlap = max(overlap, abs(ordered - x));
    store<f64>(edges + i, ordered);
  }
  close(map, edges);
  return overlap;
}
