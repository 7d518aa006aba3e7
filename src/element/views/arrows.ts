import type { Palette } from '../draw/palette.ts';
import type { Box, Pen } from '../draw/pen.ts';
import { PIECES, type Tracers } from '../model/tracers.ts';
import type { Vector, VectorField } from '../model/vector-field.ts';
import { formatNumber } from '../words/format.ts';

/** Arrows to a side, and pixels between them where there is less room. */
const ARROWS = 20;
const APART = 17;

/** White on a dark rim is seen on every colour of a picture. */
const [CORE, RIM] = ['rgb(255 255 255 / ALPHA)', 'rgb(10 14 20 / ALPHA)'];

/** Lengths below this share of the lowest mode's, at a density of contrast 1, are rounding. */
const ROUNDING = 1e-14;

/** The length that counts as the greatest: of the samples that the arrows are of; 0 where they are rounding. */
export function scaleOf(field: VectorField, s: number): number {
  const longest = field.longest(ARROWS);
  return longest > ROUNDING * (2 * Math.PI) ** (1 - 2 * s) ? longest : 0;
}

/** Arrows at even distances, as long as the field is there; the longest is as long as they are apart. */
export function drawArrows(pen: Pen, field: VectorField, scale: number, box: Box): void {
  const count = Math.max(8, Math.min(ARROWS, Math.floor(box.width / APART)));
  const [x, y]: [number[], number[]] = [[], []];
  const length = (0.95 * box.width) / count / scale;
  for (const { at, value } of scale > 0 ? field.sampled(count) : []) {
    const [u, v] = [value[0] * length, -value[1] * length];
    const [tipX, tipY] = [box.x + at[0] * box.width + u / 2, box.y + (1 - at[1]) * box.height + v / 2];
    // The head is a third of it: two strokes back from the tip.
    x.push(
      tipX - u,
      tipX,
      tipX - 0.36 * u + 0.2 * v,
      Number.NaN,
      tipX,
      tipX - 0.36 * u - 0.2 * v,
      Number.NaN,
    );
    y.push(
      tipY - v,
      tipY,
      tipY - 0.36 * v - 0.2 * u,
      Number.NaN,
      tipY,
      tipY - 0.36 * v + 0.2 * u,
      Number.NaN,
    );
  }
  stroke(pen, x, y, 1, 1.3);
}

/** Tracers as the way that they came, ever paler behind them. */
export function drawTracers(pen: Pen, tracers: Tracers, field: VectorField, scale: number, box: Box): void {
  const tails = tracers.tails(field, scale).flatMap(onSquare);
  pen.within(box, () => {
    for (let piece = PIECES - 1; piece >= 0; piece--) {
      const [x, y]: [number[], number[]] = [[], []];
      for (const way of tails) {
        for (const [px, py] of [way[piece + 1], way[piece]]) {
          x.push(box.x + px * box.width);
          y.push(box.y + (1 - py) * box.height);
        }
        x.push(Number.NaN);
        y.push(Number.NaN);
      }
      stroke(pen, x, y, 1 - piece / PIECES, 1.7);
    }
  });
}

/** What the lengths say, in words, below the picture. */
export function drawScale(pen: Pen, what: string, scale: number, box: Box, palette: Palette): void {
  const words = scale > 0 ? `${what}: |v| = ${formatNumber(scale, 2)}` : 'v = 0';
  const [x, y] = [box.x + box.width / 2, box.y + box.height + 28];
  pen.text(words, x, y, { colour: palette.soft, align: 'center', baseline: 'top' });
}

function stroke(pen: Pen, x: number[], y: number[], alpha: number, width: number): void {
  const colour = (text: string, share: number) => text.replace('ALPHA', (share * alpha).toFixed(2));
  pen.line(x, y, { colour: colour(RIM, 0.5), width: width + 1.8 });
  pen.line(x, y, { colour: colour(CORE, 1), width });
}

/** A way once for each side of a seam that it crosses. */
function onSquare(way: Vector[]): Vector[][] {
  const shifts = (axis: 0 | 1) => {
    const along = way.map((place) => place[axis]);
    return [0, ...(Math.min(...along) < 0 ? [1] : []), ...(Math.max(...along) > 1 ? [-1] : [])];
  };
  return shifts(0).flatMap((a) => shifts(1).map((b) => way.map(([x, y]): Vector => [x + a, y + b])));
}
