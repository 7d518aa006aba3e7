import { type Extent, makeScale, type Scale } from '../../plot/scale.ts';
import type { Colour, Palette } from './palette.ts';
import type { Box, Pen } from './pen.ts';

export interface Axis extends Extent {
  label?: string;
}

export interface Curve {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  colour: Colour;
  /** In pixels; 0 draws no line. Default 1.5. */
  width?: number;
  dash?: readonly number[];
  /** Fills down to y = 0, or to the bottom of an axis without 0. */
  fill?: Colour;
}

export interface Plot {
  x: Axis;
  y: Axis;
  curves: readonly Curve[];
  /** A range of x that is set apart. */
  window?: readonly [number, number];
}

/** Where a plot lies on its figure, for pointers to find their way back. */
export interface Placed {
  box: Box;
  x: Scale;
  y: Scale;
}

const LEFT = 58;
const RIGHT = 16;
const TOP = 12;

export function drawPlot(pen: Pen, plot: Plot, palette: Palette): Placed {
  const bottom = plot.x.label ? 42 : 26;
  const box = { x: LEFT, y: TOP, width: pen.width - LEFT - RIGHT, height: pen.height - TOP - bottom };
  const x = makeScale({ ticks: box.width / 64, ...plot.x }, [box.x, box.x + box.width]);
  const y = makeScale({ ticks: box.height / 36, ...plot.y }, [box.y + box.height, box.y]);
  drawAxes(pen, plot, { box, x, y }, palette);
  pen.within(box, () => {
    if (plot.window) drawWindow(pen, plot.window, { box, x, y }, palette);
    for (const curve of plot.curves) drawCurve(pen, curve, { box, x, y }, palette);
  });
  return { box, x, y };
}

function drawAxes(pen: Pen, plot: Plot, { box, x, y }: Placed, palette: Palette): void {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const fine = { colour: palette.line, width: 1 };
  for (const { value, label } of x.ticks) {
    const at = x(value);
    pen.line([at, at], [box.y, bottom + 5], fine);
    pen.text(label, at, bottom + 9, { colour: palette.soft, align: 'center', baseline: 'top' });
  }
  for (const { value, label } of y.ticks) {
    const at = y(value);
    pen.line([box.x - 5, right], [at, at], fine);
    pen.text(label, box.x - 9, at, { colour: palette.soft, align: 'right' });
  }
  if (!plot.x.label) return;
  const middle = box.x + box.width / 2;
  pen.text(plot.x.label, middle, pen.height - 3, {
    colour: palette.soft,
    align: 'center',
    baseline: 'bottom',
  });
}

function drawWindow(pen: Pen, window: readonly [number, number], { box, x }: Placed, palette: Palette): void {
  const [from, to] = window.map((value) => x(value));
  pen.rectangle({ ...box, x: from, width: Math.max(to - from, 1) }, palette['target-fill']);
}

function drawCurve(pen: Pen, curve: Curve, { box, x, y }: Placed, palette: Palette): void {
  const [px, py] = [Float64Array.from(curve.x, x), Float64Array.from(curve.y, y)];
  if (curve.fill && px.length > 0) {
    const zero = y(0);
    const base = Number.isFinite(zero) ? zero : box.y + box.height;
    const [first, last] = [px[0], px[px.length - 1]];
    pen.shape([first, ...px, last], [base, ...py, base], palette[curve.fill]);
  }
  const { width = 1.5, dash } = curve;
  if (width > 0) pen.line(px, py, { colour: palette[curve.colour], width, dash });
}

/** The value of x at a pixel of the figure, within the axis. */
export function xAt({ box, x }: Placed, pixel: number): number {
  return x.invert(Math.min(box.x + box.width, Math.max(box.x, pixel)));
}

/** The next of 1, 1.5, 2, 3, 5, 7 times a power of ten: an axis that holds still while a curve shrinks. */
export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 1.5, 2, 3, 5, 7, 10].find((step) => step * power >= value * (1 - 1e-9))!;
}

/** The range from the power of ten below `low` to the one above `high`. */
export function wholeDecades(low: number, high: number): [number, number] {
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
  return [10 ** first, 10 ** Math.max(last, first + 1)];
}
