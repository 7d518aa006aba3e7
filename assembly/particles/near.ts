// The part of the interaction that reaches only so far (Ewald's splitting, torus.ts): sums over the pairs of points
// within the reach of each other, found by tiles at least as wide. All points act, those that move are acted upon.
import { allocate } from '../memory';
import { Bins, layBins, sortPoints } from './bins';
import { radialAt } from './radial';

@unmanaged
export class Near {
  dimension: i32;
  /** Points that move, and all of them. */
  moving: i32;
  total: i32;
  /** f64[total][d] and f64[total]: those that move first. */
  points: usize;
  charges: usize;
  reachSquared: f64;
  /** Tables of −L'(r) and L(r), see radial.ts, and L(0). */
  force: usize;
  energy: usize;
  atZero: f64;
  /** Tiles along an axis: 1 where everything is near. */
  tiles: i32;
  bins: Bins;
}

/** `reach` ≤ ½: no point meets two images of another. */
export function layNear(
  dimension: i32, moving: i32, targets: i32, reach: f64, force: usize, energy: usize, atZero: f64,
): Near {
  const near = changetype<Near>(allocate(offsetof<Near>()));
  const total = moving + targets;
  near.dimension = dimension;
  near.moving = moving;
  near.total = total;
  near.points = allocate(<usize>(total * dimension) << 3);
  near.charges = allocate(<usize>total << 3);
  near.reachSquared = reach * reach;
  near.force = force;
  near.energy = energy;
  near.atZero = atZero;
  // With fewer than four the tiles around one are all of them.
  const most = <i32>Math.ceil(Math.pow(<f64>total, 1 / <f64>dimension));
  near.tiles = min(<i32>(1 / reach), most);
  if (near.tiles < 4) near.tiles = 1;
  const n = near.tiles;
  near.bins = layBins(dimension, dimension > 2 ? n : 1, dimension > 1 ? n : 1, n, 0, 0, 0, total);
  return near;
}

/** Takes the positions of the points that move. */
export function setNear(near: Near, positions: usize): void {
  memory.copy(near.points, positions, <usize>(near.moving * near.dimension) << 3);
  sortPoints(near.bins, near.points, near.total);
}

/** velocity_i += Σ_j c_j (−∇L)(x_i − x_j). */
export function nearVelocity(near: Near, velocity: usize): void {
  const d = <usize>near.dimension;
  for (let i: usize = 0; i < <usize>near.moving; i++) visit(near, i, velocity + ((i * d) << 3));
}

/** Σ_{ij} c_i c_j L(x_i − x_j), all pairs both ways and each point with itself. */
export function nearEnergy(near: Near): f64 {
  let sum = 0.0;
  let lost = 0.0;
  for (let i: usize = 0; i < <usize>near.total; i++) {
    const own = load<f64>(near.charges + (i << 3));
    const term = own * (own * near.atZero + visit(near, i, 0));
    const next = sum + term;
    lost += abs(sum) >= abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Goes through the tiles around point i: adds forces to `velocity`, or where that is 0 returns Σ_j c_j L. */
function visit(near: Near, i: usize, velocity: usize): f64 {
  const n = near.tiles;
  if (n == 1) return withTiles(near, i, 0, velocity);
  const tile = load<i32>(near.bins.tileOf + (i << 2));
  const c = tile % n;
  const b = (tile / n) % n;
  const a = tile / (n * n);
  const aReach = near.dimension > 2 ? 1 : 0;
  const bReach = near.dimension > 1 ? 1 : 0;
  let sum = 0.0;
  for (let da = -aReach; da <= aReach; da++) {
    for (let db = -bReach; db <= bReach; db++) {
      const row = (((a + da + n) % n) * n + ((b + db + n) % n)) * n;
      for (let dc = -1; dc <= 1; dc++) sum += withTiles(near, i, row + ((c + dc + n) % n), velocity);
    }
  }
  return sum;
}

function withTiles(near: Near, i: usize, tile: i32, velocity: usize): f64 {
  if (velocity != 0) {
    if (near.dimension == 1) return withTile(near, i, tile, velocity, 1, true);
    if (near.dimension == 2) return withTile(near, i, tile, velocity, 2, true);
    return withTile(near, i, tile, velocity, 3, true);
  }
  if (near.dimension == 1) return withTile(near, i, tile, velocity, 1, false);
  if (near.dimension == 2) return withTile(near, i, tile, velocity, 2, false);
  return withTile(near, i, tile, velocity, 3, false);
}

/** Inlined with constant d and `forces`. */
// @ts-ignore: decorator
@inline
function withTile(near: Near, i: usize, tile: i32, velocity: usize, d: i32, forces: bool): f64 {
  const stride = <usize>d << 3;
  const points = near.points;
  const charges = near.charges;
  const order = near.bins.order;
  const table = forces ? near.force : near.energy;
  const reachSquared = near.reachSquared;
  const starts = near.bins.starts + (<usize>tile << 2);
  const end = order + (<usize>load<i32>(starts, 4) << 2);
  const own = points + i * stride;
  const x = load<f64>(own);
  const y = d > 1 ? load<f64>(own, 8) : 0;
  const z = d > 2 ? load<f64>(own, 16) : 0;
  let sum = 0.0;
  let vx = 0.0;
  let vy = 0.0;
  let vz = 0.0;
  for (let at = order + (<usize>load<i32>(starts) << 2); at < end; at += 4) {
    const j = <usize>load<i32>(at);
    const other = points + j * stride;
    const dx = across(x - load<f64>(other));
    const dy = d > 1 ? across(y - load<f64>(other, 8)) : 0;
    const dz = d > 2 ? across(z - load<f64>(other, 16)) : 0;
    let square = dx * dx;
    if (d > 1) square += dy * dy;
    if (d > 2) square += dz * dz;
    if (!(square < reachSquared)) continue;
    const charge = load<f64>(charges + (j << 3));
    if (square == 0) {
      // Points at one place have the energy of a point with itself, and no force.
      if (!forces && j != i) sum += charge * near.atZero;
      continue;
    }
    const r = Math.sqrt(square);
    const value = charge * radialAt(table, r);
    if (forces) {
      const pull = value / r;
      vx += pull * dx;
      if (d > 1) vy += pull * dy;
      if (d > 2) vz += pull * dz;
    } else {
      sum += value;
    }
  }
  if (forces) {
    store<f64>(velocity, load<f64>(velocity) + vx);
    if (d > 1) store<f64>(velocity, load<f64>(velocity, 8) + vy, 8);
    if (d > 2) store<f64>(velocity, load<f64>(velocity, 16) + vz, 16);
  }
  return sum;
}

/** The difference to the nearest image. */
// @ts-ignore: decorator
@inline
function across(x: f64): f64 {
  return x - nearest<f64>(x);
}
