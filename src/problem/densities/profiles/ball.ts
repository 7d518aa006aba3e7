/**
 * How much of each cell of a grid a ball covers: exactly in one and two dimensions, in three by Gauss's rule over
 * the discs that planes cut out of it.
 */
import { axisPoints, multiIndex, sizeOf } from '../../grid.ts';

/** The share of each cell that the ball of this centre and radius ≤ ½ covers. */
export function ballCoverage(
  center: readonly number[],
  radius: number,
  grid: readonly number[],
): Float64Array {
  const axes = grid.map((n, axis) => intervalsAlong(n, center[axis]));
  const cell = 1 / sizeOf(grid);
  const square = radius * radius;
  const shares = new Float64Array(sizeOf(grid));
  visitCells(axes.map(distancesAlong), (least, most, flat) => {
    if (least >= square) return;
    if (most <= square) shares[flat] = 1;
    else {
      const parts = multiIndex(flat, grid).map((j, axis) => axes[axis][j]);
      shares[flat] = Math.min(1, coveredVolume(parts, square) / cell);
    }
  });
  return shares;
}

/** Least and greatest x² of the cells of an axis. */
function distancesAlong(cells: Interval[][]) {
  const least = Float64Array.from(cells, (parts) => Math.min(...parts.map(leastSquare)));
  const most = Float64Array.from(cells, (parts) => Math.max(...parts.map(mostSquare)));
  return { least, most };
}

const leastSquare = ([from, to]: Interval) => (from > 0 ? from * from : to < 0 ? to * to : 0);
const mostSquare = ([from, to]: Interval) => Math.max(from * from, to * to);

/** Visits all cells in the order of their flat index, with the least and greatest |x|² in them. */
function visitCells(
  axes: ReturnType<typeof distancesAlong>[],
  visit: (least: number, most: number, flat: number) => void,
  [least, most, flat] = [0, 0, 0],
): void {
  const [axis, ...others] = axes;
  const n = axis.least.length;
  for (let j = 0; j < n; j++) {
    const [near, far, at] = [least + axis.least[j], most + axis.most[j], flat * n + j];
    if (others.length === 0) visit(near, far, at);
    else visitCells(others, visit, [near, far, at]);
  }
}

type Interval = readonly [from: number, to: number];

/** The cells around the points of an axis, from −½ to ½ about the centre: one that reaches over ½ is two. */
function intervalsAlong(n: number, center: number): Interval[][] {
  return Array.from(axisPoints(n), (x) => {
    const offset = x - center - Math.round(x - center);
    const [from, to] = [offset - 0.5 / n, offset + 0.5 / n];
    if (from < -0.5)
      return [
        [-0.5, to],
        [from + 1, 0.5],
      ];
    return to > 0.5
      ? [
          [from, 0.5],
          [-0.5, to - 1],
        ]
      : [[from, to]];
  });
}

/** The sum over the boxes that one interval of each axis makes. */
function coveredVolume([first, ...others]: Interval[][], square: number, box: Interval[] = []): number {
  if (!first) return volumeWithin(box, square);
  return first.reduce((sum, interval) => sum + coveredVolume(others, square, [...box, interval]), 0);
}

/** The volume of a box within |x|² ≤ square. */
function volumeWithin(box: readonly Interval[], square: number): number {
  let [least, most] = [0, 0];
  for (const [from, to] of box) {
    least += leastSquare([from, to]);
    most += mostSquare([from, to]);
  }
  if (least >= square) return 0;
  if (most <= square) return box.reduce((product, [from, to]) => product * (to - from), 1);
  return cut(box, square);
}

function cut([[from, to], ...others]: readonly Interval[], square: number): number {
  if (others.length === 0) {
    const half = Math.sqrt(square);
    return Math.max(0, Math.min(to, half) - Math.max(from, -half));
  }
  // Between these the faces of the box cut the slices in one way, and the integrand is smooth.
  const ends = bends(others, square).filter((x) => from < x && x < to);
  const marks = [from, ...ends.sort((a, b) => a - b), to];
  const piece = others.length === 1 ? areaUnderArc : volumeOfSlices;
  return marks.slice(1).reduce((sum, end, i) => sum + piece(marks[i], end, others, square), 0);
}

/** ± where the slice's radius reaches a face, an edge of the box, or 0. */
function bends(others: readonly Interval[], square: number): number[] {
  let distances = [0];
  for (const [from, to] of others) {
    const next: number[] = [];
    for (const sum of distances) next.push(sum, sum + from * from, sum + to * to);
    distances = next;
  }
  const found: number[] = [];
  for (const r of distances) if (r < square) found.push(-Math.sqrt(square - r), Math.sqrt(square - r));
  return found;
}

/** ∫ of the length of [c, d] within |y| ≤ √(square − x²) over [a, b], where neither end is passed. */
function areaUnderArc(a: number, b: number, [[c, d]]: readonly Interval[], square: number): number {
  const middle = square - ((a + b) / 2) ** 2;
  if (middle <= 0) return 0;
  const reach = Math.sqrt(middle);
  if (c >= reach || d <= -reach) return 0;
  const arc = halfDisc(b, square) - halfDisc(a, square);
  return (d < reach ? d * (b - a) : arc) - (c > -reach ? c * (b - a) : -arc);
}

/** ∫₀ˣ √(square − t²) dt. */
function halfDisc(x: number, square: number): number {
  const radius = Math.sqrt(square);
  const inside = Math.max(-radius, Math.min(radius, x));
  return (
    (inside * Math.sqrt(Math.max(0, square - inside * inside)) + square * Math.asin(inside / radius)) / 2
  );
}

/** Nodes and weights of Gauss's rule of eight points on [−1, 1], positive nodes. */
const GAUSS = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
] as const;

function volumeOfSlices(a: number, b: number, others: readonly Interval[], square: number): number {
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  let sum = 0;
  for (const [node, weight] of GAUSS) {
    for (const x of [middle - half * node, middle + half * node]) {
      if (x * x < square) sum += half * weight * volumeWithin(others, square - x * x);
    }
  }
  return sum;
}
