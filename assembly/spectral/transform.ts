// Real fields on a grid n_0 × n_1 × n_2 ↔ their truncated half spectra, for one, two and three axes. Coefficients
// are normalised, f̂_k = (1/N) Σ_j f(x_j) e^{−2πi k·x_j}, and ordered as in modes.ts.
//
// In two and three dimensions a transform has two phases, with a work array between them that holds, for each point
// of the outermost axis, a row of the modes of the others: "columns", the transforms along the outermost axis, by
// pairs of neighbouring columns, and "slabs", all the rest, by pairs of rows (d = 2) or by planes (d = 3), which
// have the cache to themselves. Spectrum, work array and field thus pass through memory once each: of a field one
// way is 1 read and 1 write of the spectrum's size or the field's, and 1 of each of the work array's. A spectrum that
// keeps all modes of an axis is its own work array: its columns are transformed where they are.
//
// A phase is a function of a range of pairs or slabs. Ranges share nothing but the arrays they read; each has the
// scratch of its part, which is the thread that runs it. Results do not depend on how the whole is cut.
import { allocate } from '../memory';
import { Axis, ONES, layAxis, modesToPoints, pointsToModes } from '../fft/columns';
import { realForward, realInverse, realPlan } from '../fft/real';
import { RowPairs, blockBytes, blocksToRows, layRowPairs, rowModesToBlocks, rowsToModes } from '../fft/row-pairs';
import { parallel } from '../threads/team';
import { touch } from './touch';

@unmanaged
export class Transform {
  dimension: i32;
  /** Points per axis; an axis that the problem lacks has one point and comes first. */
  n0: i32;
  n1: i32;
  n2: i32;
  /** Cutoffs K_i ≤ n_i/2; where K_i = n_i/2, the slots of K_i and −K_i hold the same mode (see modes.ts). */
  k0: i32;
  k1: i32;
  k2: i32;
  /** d = 1: a plan and one row of modes. */
  plan: usize;
  line: usize;
  /** d > 1: the outermost axis, the middle one (d = 3), the rows. */
  outer: Axis;
  middle: Axis;
  rows: RowPairs;
  /** Modes in a row of the work array, and bytes from one row to the next. */
  width: i32;
  workRow: usize;
  /** The same of a plane, d = 3. */
  planeRow: usize;
  /** Work arrays of `workBytes` bytes each. */
  work: usize;
  workBytes: usize;
  /** Scratch of each part: four arrays of `lineBytes` bytes, then planes (d = 3) of `planeBytes`. */
  scratch: usize;
  scratchBytes: usize;
  lineBytes: usize;
  planeBytes: usize;
  /** What the phase under way reads and writes beside the work arrays. */
  spectrum: usize;
  symbol: usize;
  field: usize;
  inBlocks: bool;
  /** The minimum that each part found, f64 on a cache line of its own. */
  least: usize;
}

/** Bytes of a row of `modes` modes and one more, rounded so that rows spread over the sets of a cache. */
function rowBytes(modes: i32): usize {
  return (((<usize>(modes + 1) << 4) + 63) >> 6 | 1) << 6;
}

/** Lays out the tables; the work arrays come from `layWork` or `shareWork`. */
export function layTransform(n0: i32, n1: i32, n2: i32, k0: i32, k1: i32, k2: i32): Transform {
  const t = changetype<Transform>(allocate(offsetof<Transform>()));
  t.dimension = n0 > 1 ? 3 : n1 > 1 ? 2 : 1;
  t.n0 = n0;
  t.n1 = n1;
  t.n2 = n2;
  t.k0 = k0;
  t.k1 = k1;
  t.k2 = k2;
  if (t.dimension == 1) {
    t.plan = realPlan(n2);
    t.line = allocate(<usize>(n2 + 2) << 3);
    return t;
  }
  const space = t.dimension == 3;
  t.rows = layRowPairs(n2, k2);
  t.outer = space ? layAxis(n0, k0) : layAxis(n1, k1);
  t.width = (space ? 2 * k1 + 1 : 1) * (k2 + 1);
  t.workRow = rowBytes(t.width);
  t.workBytes = t.workRow * <usize>t.outer.n;
  t.lineBytes = (<usize>max(max(n0, n1), t.rows.blocks) << 5) + 192;
  if (space) {
    t.middle = layAxis(n1, k1);
    t.planeRow = rowBytes(k2 + 1);
    t.planeBytes = t.planeRow * <usize>n1;
  }
  t.scratchBytes = 4 * t.lineBytes + 4 * t.planeBytes;
  return t;
}

/** Allocates `arrays` work arrays, and scratch for work in `parts` parts. */
export function layWork(t: Transform, arrays: i32, parts: i32): void {
  t.work = allocate(<usize>arrays * t.workBytes);
  t.scratch = allocate(<usize>parts * t.scratchBytes);
  t.least = allocate(<usize>parts << 6);
}

/** Takes the work arrays of a transform on as many points or more, with the same cutoffs. */
export function shareWork(t: Transform, host: Transform): void {
  t.work = host.work;
  t.scratch = host.scratch;
  t.least = host.least;
}

/** How many pairs of columns there are, and how many slabs: the ranges of the phases. */
export function columnPairs(t: Transform): i32 {
  return (t.width + 1) >> 1;
}
export function slabs(t: Transform): i32 {
  return t.dimension == 3 ? t.n0 : rowPairs(t);
}

/** Pairs of rows in a slab of three dimensions, in all of two; where n_1 is odd the last row is its own partner. */
export function rowPairs(t: Transform): i32 {
  return (t.n1 + 1) >> 1;
}

/** What sums over the points are multiplied by to be coefficients. */
// @ts-ignore: decorator
@inline
export function scaleOf(t: Transform): f64 {
  return 1.0 / (<f64>t.n0 * <f64>t.n1 * <f64>t.n2);
}

/** Scratch array i of a part, and its plane i. */
// @ts-ignore: decorator
@inline
export function lineOf(t: Transform, part: i32, i: i32): usize {
  return t.scratch + <usize>part * t.scratchBytes + <usize>i * t.lineBytes;
}
// @ts-ignore: decorator
@inline
export function planeOf(t: Transform, part: i32, i: i32): usize {
  return lineOf(t, part, 4) + <usize>i * t.planeBytes;
}

/** Of a pair of columns of `width`: 16, or 0 where it is the last column alone (see columns.ts). */
// @ts-ignore: decorator
@inline
export function secondOf(pair: i32, width: i32): usize {
  return 2 * pair + 1 < width ? 16 : 0;
}

/** d = 3: of a pair of columns and the next one, which together fill a line of the cache, the lines in all rows. */
// @ts-ignore: decorator
@inline
function touchColumns(t: Transform, pair: i32, columns: usize, row: usize, rows: i32, part: i32): void {
  if (t.dimension == 3 && pair % 2 == 0 && 2 * pair + 4 <= t.width) touch(columns + 56, row, rows, lineOf(t, part, 0));
}

/** d = 3: all lines of a plane. */
// @ts-ignore: decorator
@inline
export function touchPlane(t: Transform, plane: usize, bytes: usize, part: i32): void {
  touch(plane, 64, <i32>(bytes >> 6), lineOf(t, part, 0));
}

/** field (n_0 n_1 n_2 reals) → spectrum of the kept modes. */
export function toSpectrum(t: Transform, field: usize, spectrum: usize): void {
  if (t.dimension == 1) {
    realForward(t.plan, field, t.line);
    const scale = f64x2.splat(1.0 / <f64>t.n2);
    for (let k: usize = 0, end = <usize>(t.k2 + 1) << 4; k < end; k += 16) {
      v128.store(spectrum + k, f64x2.mul(v128.load(t.line + k), scale));
    }
    return;
  }
  t.field = field;
  t.spectrum = spectrum;
  parallel(slabsIn, changetype<usize>(t), slabs(t));
  parallel(columnsOut, changetype<usize>(t), columnPairs(t));
}

function slabsIn(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  slabsToWork(t, t.field, t.spectrum, part, begin, end);
}
function columnsOut(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  columnsToSpectrum(t, t.spectrum, part, begin, end);
}

/** Bytes of a field as blocks of pairs of rows, slab by slab (see row-pairs.ts); d > 1. */
export function fieldBytes(t: Transform): usize {
  return <usize>(t.n0 * rowPairs(t)) * blockBytes(t.rows);
}

/** The same as `toField`, to a field as blocks; d > 1. */
export function toBlocks(t: Transform, spectrum: usize, field: usize): void {
  toPoints(t, spectrum, field, true);
}

/** spectrum of the kept modes → field; every other mode is zero. */
export function toField(t: Transform, spectrum: usize, field: usize): void {
  if (t.dimension == 1) {
    const bytes = <usize>(t.k2 + 1) << 4;
    memory.copy(t.line, spectrum, bytes);
    memory.fill(t.line + bytes, 0, (<usize>((t.n2 >> 1) + 1) << 4) - bytes);
    realInverse(t.plan, t.line, field);
    return;
  }
  toPoints(t, spectrum, field, false);
}

function toPoints(t: Transform, spectrum: usize, field: usize, inBlocks: bool): void {
  t.spectrum = spectrum;
  t.field = field;
  t.inBlocks = inBlocks;
  parallel(columnsIn, changetype<usize>(t), columnPairs(t));
  parallel(slabsOut, changetype<usize>(t), slabs(t));
}

function columnsIn(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  columnsToWork(t, t.spectrum, part, begin, end);
}
function slabsOut(context: usize, begin: i32, end: i32, part: i32): void {
  const t = changetype<Transform>(context);
  slabsToField(t, t.field, t.inBlocks, part, begin, end);
}

/** Phase 1 of `toField`: pairs of columns begin … end − 1 of the spectrum to the work array. */
export function columnsToWork(t: Transform, spectrum: usize, part: i32, begin: i32, end: i32): void {
  const row = <usize>t.width << 4;
  for (let pair = begin; pair < end; pair++) {
    const at = <usize>pair << 5;
    touchColumns(t, pair, spectrum + at, row, 2 * t.k0 + 1, part);
    touchColumns(t, pair, t.work + at, t.workRow, t.n0, part);
    modesToPoints(
      t.outer, spectrum + at, row, secondOf(pair, t.width), ONES, 0, 1, 1,
      t.work + at, t.workRow, lineOf(t, part, 0), lineOf(t, part, 1),
    );
  }
}

/** Phase 2: slabs begin … end − 1 of the work array to the field, in rows or in blocks. */
export function slabsToField(t: Transform, field: usize, blocks: bool, part: i32, begin: i32, end: i32): void {
  if (t.dimension == 2) {
    fieldOfRows(t, t.work, t.workRow, field, blocks, part, begin, end);
    return;
  }
  const plane = planeOf(t, part, 0);
  const bytes = blocks ? <usize>rowPairs(t) * blockBytes(t.rows) : <usize>(t.n1 * t.n2) << 3;
  for (let j = begin; j < end; j++) {
    const points = field + <usize>j * bytes;
    const modes = t.work + <usize>j * t.workRow;
    touchPlane(t, modes, t.workRow, part);
    touchPlane(t, points, bytes, part);
    for (let pair = 0; pair <= t.k2 >> 1; pair++) {
      modesToPoints(
        t.middle, modes + (<usize>pair << 5), <usize>(t.k2 + 1) << 4, secondOf(pair, t.k2 + 1), ONES, 0, 1, 1,
        plane + (<usize>pair << 5), t.planeRow, lineOf(t, part, 0), lineOf(t, part, 1),
      );
    }
    fieldOfRows(t, plane, t.planeRow, points, blocks, part, 0, rowPairs(t));
  }
}

/** Pairs of rows of modes, `row` bytes apart, to those of a field. */
function fieldOfRows(t: Transform, modes: usize, row: usize, field: usize, blocks: bool, part: i32, begin: i32, end: i32): void {
  const y = lineOf(t, part, 0);
  const points = <usize>t.n2 << 3;
  for (let pair = begin; pair < end; pair++) {
    const a = 2 * pair;
    const b = min(a + 1, t.n1 - 1);
    rowModesToBlocks(t.rows, modes + <usize>a * row, modes + <usize>b * row, y, lineOf(t, part, 1));
    if (blocks) memory.copy(field + <usize>pair * blockBytes(t.rows), y, blockBytes(t.rows));
    else blocksToRows(t.rows, y, field + <usize>a * points, field + <usize>b * points);
  }
}

/** Whether the columns of an axis can be transformed where they are: its modes have a row more than its points. */
// @ts-ignore: decorator
@inline
function keepsAll(axis: Axis): bool {
  return 2 * axis.cutoff == axis.n;
}

/** The work array of `toSpectrum`, and the bytes of a row: the spectrum itself where that is large enough. */
// @ts-ignore: decorator
@inline
function workOf(t: Transform, spectrum: usize): usize {
  return keepsAll(t.outer) ? spectrum : t.work;
}
// @ts-ignore: decorator
@inline
function workRowOf(t: Transform): usize {
  return keepsAll(t.outer) ? <usize>t.width << 4 : t.workRow;
}

/** Phase 1 of `toSpectrum`: slabs of the field to the work array, or to the spectrum in its place. */
export function slabsToWork(t: Transform, field: usize, spectrum: usize, part: i32, begin: i32, end: i32): void {
  const work = workOf(t, spectrum);
  const workRow = workRowOf(t);
  if (t.dimension == 2) {
    modesOfRows(t, field, work, workRow, part, begin, end);
    return;
  }
  const bytes = <usize>(t.n1 * t.n2) << 3;
  const row = <usize>(t.k2 + 1) << 4;
  for (let j = begin; j < end; j++) {
    const points = field + <usize>j * bytes;
    const modes = work + <usize>j * workRow;
    const plane = keepsAll(t.middle) ? modes : planeOf(t, part, 0);
    const planeRow = keepsAll(t.middle) ? row : t.planeRow;
    touchPlane(t, points, bytes, part);
    touchPlane(t, modes, <usize>t.width << 4, part);
    modesOfRows(t, points, plane, planeRow, part, 0, rowPairs(t));
    for (let pair = 0; pair <= t.k2 >> 1; pair++) {
      const at = <usize>pair << 5;
      pointsToModes(
        t.middle, plane + at, planeRow, modes + at, row, secondOf(pair, t.k2 + 1),
        lineOf(t, part, 0), lineOf(t, part, 1),
      );
    }
  }
}

/** Pairs of rows of a field to those of modes, `row` bytes apart. */
function modesOfRows(t: Transform, field: usize, modes: usize, row: usize, part: i32, begin: i32, end: i32): void {
  const y = lineOf(t, part, 0);
  const points = <usize>t.n2 << 3;
  const scale = scaleOf(t);
  for (let pair = begin; pair < end; pair++) {
    const a = 2 * pair;
    const b = min(a + 1, t.n1 - 1);
    rowsToModes(
      t.rows, field + <usize>a * points, field + <usize>b * points, scale,
      modes + <usize>a * row, modes + <usize>b * row, y, lineOf(t, part, 1),
    );
  }
}

/** Phase 2: pairs of columns to the spectrum. */
export function columnsToSpectrum(t: Transform, spectrum: usize, part: i32, begin: i32, end: i32): void {
  const work = workOf(t, spectrum);
  const workRow = workRowOf(t);
  for (let pair = begin; pair < end; pair++) {
    const at = <usize>pair << 5;
    touchColumns(t, pair, work + at, workRow, t.n0, part);
    pointsToModes(
      t.outer, work + at, workRow, spectrum + at, <usize>t.width << 4, secondOf(pair, t.width),
      lineOf(t, part, 0), lineOf(t, part, 1),
    );
  }
}
