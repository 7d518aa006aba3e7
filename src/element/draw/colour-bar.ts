import { makeScale } from '../../plot/scale.ts';
import { type Pixels, rgbOf } from './colour-map.ts';
import type { Palette } from './palette.ts';
import type { Box, Pen } from './pen.ts';

/** What colours stand for: those of `map` for values from `low` to `high`; those beyond take the end's. */
export interface Colours {
  map: Pixels;
  low: number;
  high: number;
}

/** Room that a bar takes beside a picture, its numbers included. */
export const BAR = { gap: 14, width: 12, numbers: 50 };

const STEPS = 64;

/** The colours beside a picture, with their numbers, and above them what they are of. */
export function drawColourBar(
  pen: Pen,
  picture: Box,
  { map, low, high }: Colours,
  symbol: string,
  palette: Palette,
): void {
  const x = picture.x + picture.width + BAR.gap;
  const bottom = picture.y + picture.height;
  const height = picture.height / STEPS;
  for (let i = 0; i < STEPS; i++) {
    const [red, green, blue] = rgbOf(map[Math.round((255 * (i + 0.5)) / STEPS)]);
    const y = bottom - (i + 1) * height;
    // Half a pixel of overlap: no seams.
    pen.rectangle({ x, y, width: BAR.width, height: height + 0.5 }, `rgb(${red} ${green} ${blue})`);
  }
  const offset = offsetOf(low, high);
  const of = offset === 0 ? symbol : `${symbol} ${offset < 0 ? '+' : '−'} ${Math.abs(offset)}`;
  pen.text(of, x, picture.y - 12, { colour: palette.soft });
  if (!(high > low)) return;
  const domain = [low - offset, high - offset] as const;
  const scale = makeScale({ scale: 'linear', domain, ticks: picture.height / 48 }, [bottom, picture.y]);
  for (const { value, label } of scale.ticks) {
    const y = scale(value);
    pen.line([x + BAR.width, x + BAR.width + 4], [y, y], { colour: palette.soft, width: 1 });
    pen.text(label, x + BAR.width + 7, y, { colour: palette.soft, size: 11 });
  }
}

/** What is taken off the numbers of a range that is narrow for its height: 1 for 0.99998 … 1.00003; else 0. */
export function offsetOf(low: number, high: number): number {
  const [middle, width] = [(low + high) / 2, high - low];
  if (!(width > 0) || width > 0.02 * Math.abs(middle)) return 0;
  const digits = Math.floor(Math.log10(Math.abs(middle) / width));
  return Number(middle.toPrecision(Math.min(Math.max(digits, 1), 15)));
}
