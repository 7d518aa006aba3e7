import { CanvasPen } from '../draw/canvas-pen.ts';
import type { Pen } from '../draw/pen.ts';
import { make } from './dom.ts';

/** Side in pixels of a square as large as the figures whose letters and lines are drawn as they are, and their largest growth. */
const PLAIN = 480;
const LARGEST = 1.6;

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
    const { zoom, width, height } = this;
    if (!this.picture || width === 0 || height === 0) return;
    this.picture(new CanvasPen(this.canvas, width / zoom, height / zoom, devicePixelRatio * zoom));
  }

  /** Where a pointer is, in the lengths of the pen. */
  place({ offsetX, offsetY }: MouseEvent): [x: number, y: number] {
    return [offsetX / this.zoom, offsetY / this.zoom];
  }

  /** The same backwards: pixels of the page for lengths of the pen. */
  get scale(): number {
    return this.zoom;
  }

  /** In large figures letters and lines are larger too: they are projected on walls. */
  private get zoom(): number {
    return Math.min(Math.max(Math.sqrt(this.width * this.height) / PLAIN, 1), LARGEST);
  }
}
