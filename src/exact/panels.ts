/**
 * How the labels of a cumulative polygon are cut into panels, on each of which the flow map is a polynomial.
 *
 * Where the density jumps, the map keeps a layer on either side whose width shrinks like t^{−1/(2s−2)}: panels get
 * smaller towards a jump by halves, until they are as narrow as the layer will be at the end.
 */
import type { Polygon } from './pieces.ts';

/** Of neighbouring panels' distances from a jump. Layers oscillate as they fade: doubling would cost digits. */
const GROWTH = 1.5;

/** Label i of `perPanel · count + 1`; panels share their ends. F goes from 0 to 1, and x once round. */
export interface Panels {
  count: number;
  perPanel: number;
  x: Float64Array;
  /** F, which stands still while the labels move. */
  mass: Float64Array;
}

/** @param nodes of a panel, in [−1, 1]; widest, narrowest: widths that panels may have */
export function panelsOf(
  polygon: Polygon,
  nodes: Float64Array,
  { widest, narrowest }: { widest: number; narrowest: number },
): Panels {
  const sides = sidesOf(polygon);
  const cuts = sides.flatMap((side, i) => {
    const isJump = (other: Side) => side.density !== other.density;
    const before = isJump(sides.at(i - 1)!);
    const after = isJump(sides[(i + 1) % sides.length]);
    // In vacuum there is no layer: what moves through it are positions alone.
    const graded = side.rise > 0;
    return fractions(side.width, widest, {
      first: graded && before ? narrowest : widest,
      last: graded && after ? narrowest : widest,
    }).map((share): [number, number] => [side.x + share * side.width, side.mass + share * side.rise]);
  });
  const ends: [number, number][] = [...cuts, [polygon.x.at(-1)!, 1]];
  const perPanel = nodes.length - 1;
  const count = cuts.length;
  const spread = (part: 0 | 1) =>
    Float64Array.from({ length: count * perPanel + 1 }, (_, i) => {
      const panel = Math.min(Math.floor(i / perPanel), count - 1);
      const [a, b] = [ends[panel][part], ends[panel + 1][part]];
      const share = (1 + nodes[i - panel * perPanel]) / 2;
      return share <= 0.5 ? a + share * (b - a) : b - (1 - share) * (b - a);
    });
  return { count, perPanel, x: spread(0), mass: spread(1) };
}

interface Side {
  x: number;
  width: number;
  mass: number;
  rise: number;
  density: number;
}

/** Sides of a polygon that are not empty. */
function sidesOf({ x, mass }: Polygon): Side[] {
  const sides: Side[] = [];
  for (let i = 0; i + 1 < x.length; i++) {
    const [width, rise] = [x[i + 1] - x[i], mass[i + 1] - mass[i]];
    if (width === 0 && rise === 0) continue;
    // Densities that differ by rounding are one.
    sides.push({ x: x[i], width, mass: mass[i], rise, density: Math.fround(rise / width) });
  }
  return sides;
}

/** Where the panels of a side begin, as shares of it: doubling from each end until they are `widest`. */
function fractions(
  width: number,
  widest: number,
  { first, last }: { first: number; last: number },
): number[] {
  if (width === 0) return [0];
  const fromEnd = (least: number) => {
    const cuts: number[] = [];
    if (least >= widest) return cuts;
    for (let at = least; at < width / 2 && at * (GROWTH - 1) <= widest; at *= GROWTH) cuts.push(at / width);
    return cuts;
  };
  const [left, right] = [fromEnd(first), fromEnd(last)];
  const [from, to] = [left.at(-1) ?? 0, 1 - (right.at(-1) ?? 0)];
  const between = Math.max(1, Math.ceil(((to - from) * width) / widest - 1e-9));
  const middle = Array.from({ length: between - 1 }, (_, i) => from + ((i + 1) / between) * (to - from));
  const inside = [...left, ...middle, ...right.map((share) => 1 - share).reverse()];
  // The two largest cuts from the ends may meet in the middle.
  return [0, ...inside.filter((share, i) => i === 0 || share > inside[i - 1])];
}
