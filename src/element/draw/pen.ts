/** What figures are drawn with: on a canvas for the screen, as SVG for print. Lengths are CSS pixels, y goes down. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Stroke {
  colour: string;
  width: number;
  /** Lengths of dashes and gaps; default: unbroken. */
  dash?: readonly number[];
}

export interface Lettering {
  colour: string;
  /** In pixels; default 12. */
  size?: number;
  align?: 'left' | 'center' | 'right';
  /** Default: the middle of the letters is at y. */
  baseline?: 'top' | 'middle' | 'bottom';
  /** Turned to be read from below upwards. */
  upright?: boolean;
}

export interface Pen {
  readonly width: number;
  readonly height: number;
  /** A polyline; it is broken where a coordinate is not finite. */
  line(x: ArrayLike<number>, y: ArrayLike<number>, stroke: Stroke): void;
  /** The inside of a polygon of finite coordinates. */
  shape(x: ArrayLike<number>, y: ArrayLike<number>, colour: string): void;
  rectangle(box: Box, colour: string): void;
  circle(x: number, y: number, radius: number, colour: string): void;
  text(words: string, x: number, y: number, lettering: Lettering): void;
  picture(source: HTMLCanvasElement, box: Box): void;
  /** Keeps what `draw` draws inside a box. */
  within(box: Box, draw: () => void): void;
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Calls `move` where a polyline begins anew and `line` where it goes on. */
export function trace(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  move: (x: number, y: number) => void,
  line: (x: number, y: number) => void,
): void {
  let down = false;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) down = false;
    else if (down) line(x[i], y[i]);
    else {
      move(x[i], y[i]);
      down = true;
    }
  }
}
