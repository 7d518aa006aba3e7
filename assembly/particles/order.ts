// The order of points on the circle, kept between evaluations: it changes little or never. Each place in it knows
// its point, and how many turns that point's position on the line is ahead of the window all points lie in:
//
//   z_i = x[point_i] − turns_i,   z_0 ≤ z_1 ≤ … ≤ z_{N−1} ≤ z_0 + 1
//
// Positions that are in order already cost one pass; a few that have changed places are inserted; otherwise all
// are sorted by their bits, eleven at a time.
import { allocate } from '../memory';

const DIGIT_BITS: u32 = 11;
const BUCKETS: usize = 1 << 11;
/** Fractions as integers of 55 bits: five digits. Numbers in [½, 1) have 53 of their own. */
const DIGITS: u32 = 5;
const SCALE: f64 = <f64>((<i64>1) << 55);
/** The first of the digits that are sorted by at first: with the upper 33 bits alike two points are neighbours. */
const UPPER: u32 = 2;
/** Moves a point that insertion may take: more, and points are not almost in order. */
const PATIENCE: f64 = 8;

@unmanaged
export class Order {
  count: i32;
  /** i32[count] and f64[count], in order: part of the state of a flow, so that it goes on bit for bit. */
  point: usize;
  turns: usize;
  /** f64[count + 1]: z, and z_N = z_0 + 1. */
  z: usize;
  /** Scratch of the sort: as many fractions and points again, and i32[DIGITS][BUCKETS] counts. */
  fractions: usize;
  spare: usize;
  counts: usize;
}

/** Bytes of `point` and `turns`. */
export function orderBytes(count: i32): usize {
  return <usize>((count + 1) & ~1) * 12;
}

/** `at`: where `point` and `turns` lie. */
export function layOrder(count: i32, at: usize): Order {
  const o = changetype<Order>(allocate(offsetof<Order>()));
  o.count = count;
  o.turns = at;
  o.point = at + (<usize>((count + 1) & ~1) << 3);
  o.z = allocate(<usize>(count + 1) << 3);
  o.fractions = allocate(<usize>count << 3);
  o.spare = allocate(<usize>count << 2);
  o.counts = allocate(<usize>DIGITS * (BUCKETS << 2));
  for (let i: usize = 0; i < <usize>count; i++) store<i32>(o.point + (i << 2), <i32>i);
  return o;
}

/** Brings z up to date with the positions, f64[count]; what is not finite stands anywhere. */
export function arrange(o: Order, positions: usize): void {
  if (follow(o, positions)) closeWindow(o);
  else sort(o, positions);
}

function closeWindow(o: Order): void {
  store<f64>(o.z + (<usize>o.count << 3), load<f64>(o.z) + 1);
}

/** z in the order that was, mended by insertion; false when that is not the order any more. */
function follow(o: Order, positions: usize): bool {
  const n = <usize>o.count;
  let before = -Infinity;
  let sorted = true;
  for (let i: usize = 0; i < n; i++) {
    const x = load<f64>(positions + (<usize>load<i32>(o.point + (i << 2)) << 3)) - load<f64>(o.turns + (i << 3));
    store<f64>(o.z + (i << 3), x);
    // `sorted` stays false where x is no number.
    sorted = sorted && x >= before;
    before = x;
  }
  return (sorted || insert(o)) && load<f64>(o.z + ((n - 1) << 3)) <= load<f64>(o.z) + 1;
}

/** Sorts from scratch: z = x − ⌊x⌋. */
export function sort(o: Order, positions: usize): void {
  sortFrom(o, positions, UPPER);
  if (!insert(o)) {
    sortFrom(o, positions, 0);
    insert(o);
  }
  closeWindow(o);
}

// @ts-ignore: decorator
@inline
function fraction(x: f64): f64 {
  // That of a tiny negative number rounds to 1.
  const f = x - Math.floor(x);
  return f < 1 ? f : 0;
}

/** Orders the points by the digits of their fractions from `first` up, least significant first; sets z and turns. */
function sortFrom(o: Order, positions: usize, first: u32): void {
  const n = <usize>o.count;
  let turned = false;
  memory.fill(o.counts, 0, <usize>DIGITS * (BUCKETS << 2));
  for (let i: usize = 0; i < n; i++) {
    const x = load<f64>(positions + (i << 3));
    const z = fraction(x);
    turned = turned || z != x;
    const key = <i64>(z * SCALE);
    store<f64>(o.fractions + (i << 3), z);
    store<i32>(o.spare + (i << 2), <i32>i);
    for (let d = first; d < DIGITS; d++) {
      const at = countOf(o, d, key);
      store<i32>(at, load<i32>(at) + 1);
    }
  }
  // An odd number of passes to and fro: the last one ends in `z` and `point`.
  for (let d = first; d < DIGITS; d++) {
    const there = ((d - first) & 1) == 0;
    if (there) distribute(o, d, o.fractions, o.spare, o.z, o.point);
    else distribute(o, d, o.z, o.point, o.fractions, o.spare);
  }
  memory.fill(o.turns, 0, n << 3);
  if (!turned) return;
  for (let i: usize = 0; i < n; i++) {
    const x = load<f64>(positions + (<usize>load<i32>(o.point + (i << 2)) << 3));
    store<f64>(o.turns + (i << 3), x - load<f64>(o.z + (i << 3)));
  }
}

/** Address of the count that belongs to digit d of a key. */
// @ts-ignore: decorator
@inline
function countOf(o: Order, d: u32, key: i64): usize {
  return o.counts + ((<usize>d * BUCKETS + (<usize>(key >> (d * DIGIT_BITS)) & (BUCKETS - 1))) << 2);
}

/** One pass: fractions and points to the places that the counts of digit d give them. */
function distribute(o: Order, d: u32, from: usize, fromPoints: usize, to: usize, toPoints: usize): void {
  const counts = o.counts + <usize>d * (BUCKETS << 2);
  const shift = d * DIGIT_BITS;
  let place = 0;
  for (let b: usize = 0; b < BUCKETS << 2; b += 4) {
    const size = load<i32>(counts + b);
    store<i32>(counts + b, place);
    place += size;
  }
  for (let i: usize = 0, n = <usize>o.count; i < n; i++) {
    const z = load<f64>(from + (i << 3));
    const point = load<i32>(fromPoints + (i << 2));
    const slot = counts + ((<usize>(<i64>(z * SCALE) >> shift) & (BUCKETS - 1)) << 2);
    const at = <usize>load<i32>(slot);
    store<i32>(slot, <i32>at + 1);
    store<f64>(to + (at << 3), z);
    store<i32>(toPoints + (at << 2), point);
  }
}

/** Insertion sort of z, with its points and turns; false when it took too long, all being somewhere still. */
function insert(o: Order): bool {
  const end = <usize>o.count << 3;
  let moves = PATIENCE * <f64>o.count;
  for (let i: usize = 8; i < end; i += 8) {
    const z = load<f64>(o.z + i);
    if (!(z < load<f64>(o.z + i - 8))) continue;
    const point = load<i32>(o.point + (i >> 1));
    const turns = load<f64>(o.turns + i);
    let at = i;
    while (at > 0 && z < load<f64>(o.z + at - 8)) {
      store<f64>(o.z + at, load<f64>(o.z + at - 8));
      store<f64>(o.turns + at, load<f64>(o.turns + at - 8));
      store<i32>(o.point + (at >> 1), load<i32>(o.point + (at >> 1) - 4));
      at -= 8;
      moves -= 1;
    }
    store<f64>(o.z + at, z);
    store<f64>(o.turns + at, turns);
    store<i32>(o.point + (at >> 1), point);
    if (moves < 0) return false;
  }
  return true;
}
