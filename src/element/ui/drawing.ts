import type { Sketch } from '../model/sketch.ts';

type Place = readonly [number, number];

/** What drawing needs to know, and whom it tells. */
export interface Canvas {
  readonly canvas: HTMLCanvasElement;
  /** Where a pointer is on the figure: position and height, or two positions. */
  locate(event: PointerEvent): Place | undefined;
  /** The sketch to draw on; undefined when nothing is to be drawn. */
  begin(): Sketch | undefined;
  show(sketch: Sketch): void;
  done(sketch: Sketch): void;
}

/** Lets the pointer draw on a figure. */
export function letDraw(figure: Canvas): void {
  const { canvas } = figure;
  let sketch: Sketch | undefined;
  let last: Place | undefined;
  const follow = (event: PointerEvent) => {
    const place = figure.locate(event);
    if (!sketch || !place) return;
    sketch.stroke(last ?? place, place);
    last = place;
    figure.show(sketch);
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !figure.locate(event)) return;
    sketch = figure.begin();
    if (!sketch) return;
    last = undefined;
    canvas.setPointerCapture(event.pointerId);
    follow(event);
  });
  canvas.addEventListener('pointermove', follow);
  const finish = () => {
    if (sketch) figure.done(sketch);
    sketch = undefined;
  };
  canvas.addEventListener('pointerup', finish);
  canvas.addEventListener('pointercancel', finish);
}
