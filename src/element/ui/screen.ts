import { CanvasPen } from '../draw/canvas-pen.ts';
import type { Pen } from '../draw/pen.ts';
import { make } from './dom.ts';

/** A canvas as large as its place and as sharp as the display, drawn again when either changes. */
export class Screen {
  readonly canvas: HTMLCanvasElement;
  private readonly observer: ResizeObserver;
  private picture: ((pen: Pen) => void) | undefined;
  private width = 0;
  private height = 0;

  constructor(label: string) {
    this.canvas = make('canvas', { role: 'img', 'aria-label': label });
    this.observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = this.canvas;
      if (clientWidth === this.width && clientHeight === this.height) return;
      [this.width, this.height] = [clientWidth, clientHeight];
      this.redraw();
    });
  }

  /** Follows the size of its place until `stop`. */
  start(): void {
    this.observer.observe(this.canvas);
  }

  stop(): void {
    this.observer.disconnect();
  }

  draw(picture: (pen: Pen) => void): void {
    this.picture = picture;
    this.redraw();
  }

  redraw(): void {
    if (!this.picture || this.width === 0 || this.height === 0) return;
    this.picture(new CanvasPen(this.canvas, this.width, this.height, devicePixelRatio));
  }
}
