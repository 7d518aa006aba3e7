import { CanvasPen } from '../draw/canvas-pen.ts';
import type { Pen } from '../draw/pen.ts';
import { make } from './dom.ts';

/** Side in pixels of a square as large as the figures whose letters and lines are drawn as they are, and their largest growth. */
const PLAIN = 480;
const LARGEST = 1.6;

/** Largest enlargement by a style around the element that the canvas follows, and milliseconds between two looks at it. */
const SHARPEST = 4;
const LOOK_EVERY = 500;

/** A canvas as large as its place and as sharp as the display, drawn again when either changes. */
export class Screen {
  readonly canvas: HTMLCanvasElement;
  private readonly observer: ResizeObserver;
  private picture: ((pen: Pen) => void) | undefined;
  private width = 0;
  private height = 0;
  /** How many times as large as laid out a transform shows it, as decks fit their slides to the window; seen when. */
  private enlarged = 1;
  private looked = 0;

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
    window.addEventListener('resize', this.sharpen);
  }

  stop(): void {
    this.observer.disconnect();
    window.removeEventListener('resize', this.sharpen);
  }

  draw(picture: (pen: Pen) => void): void {
    this.picture = picture;
    this.redraw();
  }

  redraw(): void {
    const { zoom, width, height } = this;
    if (!this.picture || width === 0 || height === 0) return;
    if (performance.now() - this.looked >= LOOK_EVERY) this.look();
    const pixels = devicePixelRatio * this.enlarged * zoom;
    this.picture(new CanvasPen(this.canvas, width / zoom, height / zoom, pixels));
  }

  /** Where a pointer is, in the lengths of the pen. */
  place({ offsetX, offsetY }: MouseEvent): [x: number, y: number] {
    return [offsetX / this.zoom, offsetY / this.zoom];
  }

  /** With the window the pixels of the display may change, and how a deck is enlarged, once it has seen to it. */
  private readonly sharpen = (): void => {
    this.looked = 0;
    requestAnimationFrame(() => this.redraw());
  };

  private look(): void {
    const { canvas } = this;
    this.enlarged = Math.min(
      Math.max(canvas.getBoundingClientRect().width / canvas.offsetWidth, 1),
      SHARPEST,
    );
    this.looked = performance.now();
  }

  /** In large figures letters and lines are larger too: they are projected on walls. */
  get zoom(): number {
    return Math.min(Math.max(Math.sqrt(this.width * this.height) / PLAIN, 1), LARGEST);
  }
}
