// Points of the torus, sorted by the tiles of a grid that they lie in, so that what lies together in space lies
// together in memory. A counting sort: two passes over the points, stable, in any number of axes.
import { allocate } from '../memory';

@unmanaged
export class Bins {
  dimension: i32;
  capacity: i32;
  /** Points set, ≤ capacity. */
  count: i32;
  /** Grid points, cells along a tile as a power of two, and tiles, by axis; an axis that is missing comes first. */
  n0: i32;
  n1: i32;
  n2: i32;
  shift0: i32;
  shift1: i32;
  shift2: i32;
  tiles0: i32;
  tiles1: i32;
  tiles2: i32;
  /** i32[tiles + 1]: where the points of each tile begin. */
  starts: usize;
  /** i32[capacity]: the tile of each point, the points tile by tile, and the place of each in that order. */
  tileOf: usize;
  order: usize;
  rank: usize;
  /** f64[capacity][dimension]: in that order, grid spacings from the first corner of the point's tile. */
  local: usize;
}

// @ts-ignore: decorator
@inline
function tilesAlong(n: i32, shift: i32): i32 {
  return (n + (1 << shift) - 1) >> shift;
}

export function layBins(
  dimension: i32, n0: i32, n1: i32, n2: i32, shift0: i32, shift1: i32, shift2: i32, capacity: i32,
): Bins {
  const bins = changetype<Bins>(allocate(offsetof<Bins>()));
  bins.dimension = dimension;
  bins.capacity = capacity;
  bins.n0 = n0;
  bins.n1 = n1;
  bins.n2 = n2;
  bins.shift0 = shift0;
  bins.shift1 = shift1;
  bins.shift2 = shift2;
  bins.tiles0 = tilesAlong(n0, shift0);
  bins.tiles1 = tilesAlong(n1, shift1);
  bins.tiles2 = tilesAlong(n2, shift2);
  bins.starts = allocate(<usize>(bins.tiles0 * bins.tiles1 * bins.tiles2 + 1) << 2);
  bins.tileOf = allocate(<usize>capacity << 2);
  bins.order = allocate(<usize>capacity << 2);
  bins.rank = allocate(<usize>capacity << 2);
  bins.local = allocate(<usize>(capacity * dimension) << 3);
  return bins;
}

/** x modulo 1, in [0, 1]: a negative number within half a rounding of 0 ends at 1. */
// @ts-ignore: decorator
@inline
function wrapped(x: f64): f64 {
  return x - Math.floor(x);
}

/** The upper 26 bits of x: times a whole number below 2^26 that is exact. */
// @ts-ignore: decorator
@inline
function upper(x: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(x) & 0xfffffffff8000000);
}

// @ts-ignore: decorator
@inline
function tileAt(x: f64, n: i32, shift: i32): i32 {
  return min(<i32>(wrapped(x) * <f64>n), n - 1) >> shift;
}

/** x n − corner without the rounding of x n: points near 1 are as exact as points near 0. */
// @ts-ignore: decorator
@inline
function fromCorner(x: f64, n: i32, corner: i32): f64 {
  const rest = wrapped(x);
  const high = upper(rest);
  return high * <f64>n - <f64>corner + (rest - high) * <f64>n;
}

// @ts-ignore: decorator
@inline
function bin(bins: Bins, x: usize, dimension: i32): i32 {
  let tile = 0;
  if (dimension > 2) tile = tileAt(load<f64>(x), bins.n0, bins.shift0) * bins.tiles1;
  if (dimension > 1) tile = (tile + tileAt(load<f64>(x + ((dimension - 2) << 3)), bins.n1, bins.shift1)) * bins.tiles2;
  return tile + tileAt(load<f64>(x + ((dimension - 1) << 3)), bins.n2, bins.shift2);
}

// @ts-ignore: decorator
@inline
function place(bins: Bins, x: usize, tile: i32, to: usize, dimension: i32): void {
  const c = tile % bins.tiles2;
  store<f64>(to + ((dimension - 1) << 3), fromCorner(load<f64>(x + ((dimension - 1) << 3)), bins.n2, c << bins.shift2));
  if (dimension == 1) return;
  const rows = tile / bins.tiles2;
  const b = rows % bins.tiles1;
  store<f64>(to + ((dimension - 2) << 3), fromCorner(load<f64>(x + ((dimension - 2) << 3)), bins.n1, b << bins.shift1));
  if (dimension == 2) return;
  const a = rows / bins.tiles1;
  store<f64>(to, fromCorner(load<f64>(x), bins.n0, a << bins.shift0));
}

// @ts-ignore: decorator
@inline
function sortAll(bins: Bins, x: usize, count: i32, dimension: i32): void {
  const starts = bins.starts;
  const tiles = bins.tiles0 * bins.tiles1 * bins.tiles2;
  const stride = <usize>dimension << 3;
  memory.fill(starts, 0, <usize>(tiles + 1) << 2);
  for (let i: usize = 0, from = x; i < <usize>count << 2; i += 4, from += stride) {
    const tile = bin(bins, from, dimension);
    store<i32>(bins.tileOf + i, tile);
    const at = starts + (<usize>tile << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  let before = 0;
  for (let at = starts; at <= starts + (<usize>tiles << 2); at += 4) {
    const here = load<i32>(at);
    store<i32>(at, before);
    before += here;
  }
  for (let i = 0, from = x; i < count; i++, from += stride) {
    const tile = load<i32>(bins.tileOf + (<usize>i << 2));
    const at = starts + (<usize>tile << 2);
    const position = load<i32>(at);
    store<i32>(at, position + 1);
    store<i32>(bins.rank + (<usize>i << 2), position);
    store<i32>(bins.order + (<usize>position << 2), i);
    place(bins, from, tile, bins.local + <usize>position * stride, dimension);
  }
  // Each start has moved to the next one's place.
  memory.copy(starts + 4, starts, <usize>tiles << 2);
  store<i32>(starts, 0);
}

/** Sorts f64[count][dimension] finite coordinates. */
export function sortPoints(bins: Bins, x: usize, count: i32): void {
  bins.count = count;
  if (bins.dimension == 1) sortAll(bins, x, count, 1);
  else if (bins.dimension == 2) sortAll(bins, x, count, 2);
  else sortAll(bins, x, count, 3);
}

// Numbers are brought into order and back in the order of the points: those of a tile then follow each other, and
// what is read or written next in each of the tiles stays in the cache.

/** sorted[rank[j]] = c[j] */
export function intoOrder(bins: Bins, c: usize, sorted: usize): void {
  const end = bins.rank + (<usize>bins.count << 2);
  for (let at = bins.rank; at < end; at += 4, c += 8) {
    store<f64>(sorted + (<usize>load<i32>(at) << 3), load<f64>(c));
  }
}

/** out[j] = sorted[rank[j]], of the numbers `from` … `from` + `taken` − 1 of the `all` that a point has. */
export function outOfOrder(bins: Bins, sorted: usize, all: i32, from: i32, taken: i32, out: usize): void {
  const end = bins.rank + (<usize>bins.count << 2);
  const first = sorted + (<usize>from << 3);
  for (let at = bins.rank; at < end; at += 4) {
    const point = first + (<usize>(load<i32>(at) * all) << 3);
    for (let i: usize = 0; i < <usize>taken << 3; i += 8, out += 8) store<f64>(out, load<f64>(point + i));
  }
}
