// The product at the heart of the right-hand side in two and three dimensions: from the spectrum of h that of
// −∇·((h + target) v), where v = −∇φ and φ̂_k = σ_k ĥ_k, in three phases (see spectral/transform.ts).
//
// What passes through memory, spectra (S) and work arrays (W):
//   columnsToFields   reads S     writes 3 W   h, v_1, v_2 (d = 2);  h, v_0, φ (d = 3)
//   productOfSlabs    reads 3 W   writes 2 W   the fluxes F_1, F_2 (d = 2);  F_0, 2π(k_1 F_1 + k_2 F_2) (d = 3)
//   fluxesToColumns   reads 2 W   writes S
// with σ read once beside the first S and the target once beside the products. In three dimensions all that happens
// along the other two axes happens plane by plane, in the scratch of a part.
import { blocksAfter } from '../fft/batch';
import { ONES, acrossToPoints, alongToPoints, modesToPoints, pointsToBlocks, pointsToModes, sumToModes } from '../fft/columns';
import { blockBytes, productToModes, rowModesToBlocks } from '../fft/row-pairs';
import { TAU } from '../spectral/modes';
import { Transform, columnPairs, lineOf, planeOf, rowPairs, scaleOf, secondOf, slabs, touchPlane } from '../spectral/transform';
import { parallel, teamSize } from '../threads/team';

/**
 * Pairs of columns that go through one field after the other. Rows of a work array lie a page or more apart: those of
 * one are few enough for the processor's table of pages, which it then fills once a group and field; those of three are
 * not, and it would fill it anew with every pair.
 */
const GROUP: i32 = 8;

/** out = the spectrum of −∇·((h + target) v), out_0 = 0; returns the minimum of h + target. */
export function product(t: Transform, h: usize, sigma: usize, target: usize, out: usize): f64 {
  const context = changetype<usize>(t);
  t.spectrum = h;
  t.symbol = sigma;
  parallel(firstPhase, context, columnPairs(t));
  t.field = target;
  for (let part = 0; part < teamSize(); part++) store<f64>(leastOf(t, part), Infinity);
  parallel(secondPhase, context, slabs(t));
  t.spectrum = out;
  parallel(thirdPhase, context, columnPairs(t));
  let least = Infinity;
  for (let part = 0; part < teamSize(); part++) least = min(least, load<f64>(leastOf(t, part)));
  return least;
}

function firstPhase(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  columnsToFields(t, t.spectrum, t.symbol, part, begin, end);
}

function secondPhase(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  const least = productOfSlabs(t, t.field, part, begin, end);
  store<f64>(leastOf(t, part), min(load<f64>(leastOf(t, part)), least));
}

function thirdPhase(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  fluxesToColumns(t, t.spectrum, part, begin, end);
}

// @ts-ignore: decorator
@inline
function leastOf(t: Transform, part: i32): usize {
  return t.least + (<usize>part << 6);
}

/** 2πk of a column, where columns are modes 0 … of the last axis. */
// @ts-ignore: decorator
@inline
function wavenumber(column: i32): f64 {
  return TAU * <f64>column;
}

/** Phase 1, pairs of columns begin … end − 1. */
export function columnsToFields(t: Transform, h: usize, sigma: usize, part: i32, begin: i32, end: i32): void {
  for (let first = begin; first < end; first += GROUP) {
    const last = min(first + GROUP, end);
    for (let field = 0; field < 3; field++) {
      for (let pair = first; pair < last; pair++) columnsToField(t, h, sigma, field, part, pair);
    }
  }
}

function columnsToField(t: Transform, h: usize, sigma: usize, field: i32, part: i32, pair: i32): void {
  const at = <usize>pair << 5;
  const row = <usize>t.width << 4;
  const second = secondOf(pair, t.width);
  const points = t.work + <usize>field * t.workBytes + at;
  const y = lineOf(t, part, 0);
  const scratch = lineOf(t, part, 1);
  const symbol = sigma + (at >> 1);
  if (field == 0) {
    modesToPoints(t.outer, h + at, row, second, ONES, 0, 1, 1, points, t.workRow, y, scratch);
  } else if (field == 1) {
    alongToPoints(t.outer, h + at, row, second, symbol, row >> 1, TAU, TAU, points, t.workRow, y, scratch);
  } else if (t.dimension == 2) {
    acrossToPoints(t.outer, h + at, row, second, symbol, row >> 1, wavenumber(2 * pair), wavenumber(2 * pair + 1), points, t.workRow, y, scratch);
  } else {
    modesToPoints(t.outer, h + at, row, second, symbol, row >> 1, 1, 1, points, t.workRow, y, scratch);
  }
}

/** Phase 2, slabs begin … end − 1; returns the minimum of h + target over them (NaN-blind: callers watch `out`). */
export function productOfSlabs(t: Transform, target: usize, part: i32, begin: i32, end: i32): f64 {
  let least = f64x2.splat(Infinity);
  if (t.dimension == 2) {
    least = productOfRows(t, t.work, t.workBytes, t.workRow, target, part, begin, end, least);
  } else {
    const targetBytes = blockBytes(t.rows) * <usize>rowPairs(t);
    for (let j = begin; j < end; j++) {
      const row = t.work + <usize>j * t.workRow;
      const plane = target + <usize>j * targetBytes;
      for (let field = 0; field < 3; field++) touchPlane(t, row + <usize>field * t.workBytes, t.workRow, part);
      touchPlane(t, plane, targetBytes, part);
      planeToFields(t, row, part);
      least = productOfRows(t, planeOf(t, part, 0), t.planeBytes, t.planeRow, plane, part, 0, rowPairs(t), least);
      fluxesToPlane(t, row, part);
    }
  }
  return min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
}

/**
 * Of each pair of rows: h, and then the velocities, at `fields` and every `apart` bytes behind it, to points; the
 * velocities times h + target back to modes in their place.
 */
function productOfRows(
  t: Transform, fields: usize, apart: usize, row: usize, target: usize, part: i32, begin: i32, end: i32, least: v128,
): v128 {
  const rows = t.rows;
  const y = lineOf(t, part, 0);
  const scratch = lineOf(t, part, 1);
  const mu = lineOf(t, part, 2);
  const bytes = blockBytes(rows);
  const scale = scaleOf(t);
  // The way back begins where the way forth ended.
  const straight = blocksAfter(rows.passes, 0, y, scratch) == y;
  const back = straight ? y : scratch;
  const other = straight ? scratch : y;
  for (let pair = begin; pair < end; pair++) {
    let a = fields + <usize>(2 * pair) * row;
    let b = fields + <usize>min(2 * pair + 1, t.n1 - 1) * row;
    rowModesToBlocks(rows, a, b, mu, scratch);
    least = addTarget(mu, target + <usize>pair * bytes, bytes, rows.odd, least);
    for (let axis = 0; axis < t.dimension; axis++) {
      a += apart;
      b += apart;
      rowModesToBlocks(rows, a, b, y, scratch);
      productToModes(rows, y, mu, scale, a, b, back, other);
    }
  }
  return least;
}

/** mu += target; returns the least of it and of `least`. The second half of a block counts where it holds points. */
function addTarget(mu: usize, target: usize, bytes: usize, odd: bool, least: v128): v128 {
  for (const end = mu + bytes; mu < end; mu += 32, target += 32) {
    const even = f64x2.add(v128.load(mu), v128.load(target));
    const other = f64x2.add(v128.load(mu, 16), v128.load(target, 16));
    least = f64x2.pmin(least, even);
    if (!odd) least = f64x2.pmin(least, other);
    v128.store(mu, even);
    v128.store(mu, other, 16);
  }
  return least;
}

/** d = 3: of one row of the work arrays, h, v_0, φ, the planes h, v_0, v_1, v_2: points of axis 1, modes of axis 2. */
function planeToFields(t: Transform, modes: usize, part: i32): void {
  const row = <usize>(t.k2 + 1) << 4;
  const y = lineOf(t, part, 0);
  const scratch = lineOf(t, part, 1);
  const phi = modes + 2 * t.workBytes;
  for (let pair = 0; pair <= t.k2 >> 1; pair++) {
    const at = <usize>pair << 5;
    const second = secondOf(pair, t.k2 + 1);
    const points = planeOf(t, part, 0) + at;
    modesToPoints(t.middle, modes + at, row, second, ONES, 0, 1, 1, points, t.planeRow, y, scratch);
    modesToPoints(t.middle, modes + t.workBytes + at, row, second, ONES, 0, 1, 1, points + t.planeBytes, t.planeRow, y, scratch);
    alongToPoints(t.middle, phi + at, row, second, ONES, 0, TAU, TAU, points + 2 * t.planeBytes, t.planeRow, y, scratch);
    acrossToPoints(t.middle, phi + at, row, second, ONES, 0, wavenumber(2 * pair), wavenumber(2 * pair + 1), points + 3 * t.planeBytes, t.planeRow, y, scratch);
  }
}

/** d = 3: of the planes F_0, F_1, F_2 the modes of F_0 and 2π(k_1 F_1 + k_2 F_2), in the place of v_0 and φ. */
function fluxesToPlane(t: Transform, modes: usize, part: i32): void {
  const row = <usize>(t.k2 + 1) << 4;
  const y = lineOf(t, part, 0);
  const scratch = lineOf(t, part, 1);
  const other = lineOf(t, part, 2);
  for (let pair = 0; pair <= t.k2 >> 1; pair++) {
    const at = <usize>pair << 5;
    const second = secondOf(pair, t.k2 + 1);
    const points = planeOf(t, part, 1) + at;
    pointsToModes(t.middle, points, t.planeRow, modes + t.workBytes + at, row, second, y, scratch);
    pointsToBlocks(t.middle, points + t.planeBytes, t.planeRow, y, scratch);
    pointsToBlocks(t.middle, points + 2 * t.planeBytes, t.planeRow, other, scratch);
    sumToModes(t.middle, y, other, TAU, f64x2(wavenumber(2 * pair), wavenumber(2 * pair + 1)), false, modes + 2 * t.workBytes + at, row, second);
  }
}

/** Phase 3, pairs of columns begin … end − 1. */
export function fluxesToColumns(t: Transform, out: usize, part: i32, begin: i32, end: i32): void {
  const row = <usize>t.width << 4;
  const y = lineOf(t, part, 0);
  const scratch = lineOf(t, part, 1);
  const other = lineOf(t, part, 2);
  for (let pair = begin; pair < end; pair++) {
    const at = <usize>pair << 5;
    const left = t.dimension == 2 ? wavenumber(2 * pair) : 1;
    const right = t.dimension == 2 ? wavenumber(2 * pair + 1) : 1;
    pointsToBlocks(t.outer, t.work + t.workBytes + at, t.workRow, y, scratch);
    pointsToBlocks(t.outer, t.work + 2 * t.workBytes + at, t.workRow, other, scratch);
    sumToModes(t.outer, y, other, TAU, f64x2(left, right), true, out + at, row, secondOf(pair, t.width));
  }
  // Mass is conserved to the last bit.
  if (begin == 0) v128.store(out, f64x2.splat(0));
}
