import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import type { Scene } from '../model/scene.ts';

/** Radius of the circle on which nothing lies, as a share of the room. */
const HOLE = 0.32;

/** The densities on the circle that they live on: x = 0 is to the right, and x grows against the clock. */
export function drawCircle(pen: Pen, { density, target, range }: Scene, palette: Palette): void {
  const room = Math.min(pen.width, pen.height) / 2 - 20;
  const [centreX, centreY] = [pen.width / 2, pen.height / 2];
  const hole = HOLE * room;
  const height = (room - hole) / Math.max(range[1], 1e-300);
  const ring = (values: Float64Array | undefined) => {
    const n = density.length;
    const radius = (j: number) => hole + height * (values?.[j % n] ?? 0);
    const angle = (j: number) => (2 * Math.PI * j) / n;
    const x = Float64Array.from({ length: n + 1 }, (_, j) => centreX + radius(j) * Math.cos(angle(j)));
    const y = Float64Array.from({ length: n + 1 }, (_, j) => centreY - radius(j) * Math.sin(angle(j)));
    return { x, y };
  };
  const inner = ring(undefined);
  for (const [values, fill, colour] of [
    [target, 'target-fill', 'target'],
    [density, 'density-fill', 'density'],
  ] as const) {
    const outer = ring(values);
    // Round the outside, and back round the inside.
    pen.shape(
      [...outer.x, ...[...inner.x].reverse()],
      [...outer.y, ...[...inner.y].reverse()],
      palette[fill],
    );
    pen.line(outer.x, outer.y, { colour: palette[colour], width: 1.5 });
  }
  pen.line(inner.x, inner.y, { colour: palette.line, width: 1 });
  for (const [words, quarter] of [
    ['0', 0],
    ['¼', 1],
    ['½', 2],
    ['¾', 3],
  ] as const) {
    const angle = (Math.PI / 2) * quarter;
    const place = hole - 14;
    pen.text(words, centreX + place * Math.cos(angle), centreY - place * Math.sin(angle), {
      colour: palette.soft,
      align: 'center',
    });
  }
}
