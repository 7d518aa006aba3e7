import { type Brush, type End, type Place, Sketch, valueAt } from '../model/sketch.ts';
import { formatNumber } from '../words/format.ts';
import { PaintTools } from './paint-tools.ts';

/** The figure that is painted on. */
export interface Easel {
  readonly canvas: HTMLCanvasElement;
  /** What is drawn on, and how it is now; undefined while nothing is drawn. */
  sheet(): { end: End; values: Float64Array; grid: readonly number[] } | undefined;
  /** Where a pointer is on it: position and height on the circle, two positions in the plane. */
  locate(event: PointerEvent): Place | undefined;
  /** Marks where the brush is; undefined: nowhere. */
  mark(place: Place | undefined, width: number): void;
  /** Shows a sketch in the place of the flow; undefined: the flow. */
  show(sketch: Sketch | undefined): void;
  done(end: End, density: Float64Array): void;
  undo(): void;
  /** Another control is to have the focus. */
  leave(): void;
}

/** What a brush puts down at a time, where all is of height 1: by the pointer, which passes over a place several times, and by a key. */
const [POINTER, KEY] = [0.6, 0.25];

/** Share of the torus that a key goes, and milliseconds without one after which the flow starts from what was painted. */
const STRIDE = 1 / 32;
const PAUSE = 600;

const directions: Record<string, Place> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0] },
  ...{ ArrowDown: [0, -1], ArrowUp: [0, 1] },
};

/** Lets pointer, keys and buttons draw a density on a figure. */
export class Painter {
  readonly tools = new PaintTools({
    resized: () => this.mark(),
    undo: () => this.undo(),
    clear: () => this.once('cleared: uniform', (sketch) => sketch.wipe(1)),
    blob: () => this.once('a Gaussian', (sketch) => sketch.blob(this.cursor, this.tools.width)),
  });
  private sketch: Sketch | undefined;
  /** What was handed over last, until the flow that starts from it is there. */
  private waiting: Sketch | undefined;
  private cursor: Place = [0.5, 0.5];
  private last: Place | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly easel: Easel) {
    const { canvas } = easel;
    canvas.addEventListener('pointerdown', (event) => this.press(event));
    canvas.addEventListener('pointermove', (event) => this.follow(event));
    canvas.addEventListener('pointerup', () => this.lift());
    canvas.addEventListener('pointercancel', () => this.lift());
    canvas.addEventListener('pointerleave', () => this.mark());
    canvas.addEventListener('keydown', (event) => this.type(event));
    this.tools.root.addEventListener('keydown', (event) => this.takesBack(event) && event.preventDefault());
    canvas.addEventListener('focus', () => this.mark());
    canvas.addEventListener('blur', () => {
      this.commit();
      this.mark();
    });
  }

  /** The sketch that is worked on, in the place of the flow. */
  get current(): Sketch | undefined {
    return this.sketch;
  }

  /** A flow has begun, from what was handed over or from something else. */
  begin(points: number): void {
    this.waiting = undefined;
    if (this.sketch?.values.length !== points) this.sketch = undefined;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary || !this.easel.locate(event)) return;
    if (!this.take()) return;
    this.last = undefined;
    this.easel.canvas.setPointerCapture(event.pointerId);
    this.follow(event, true);
  }

  private follow(event: PointerEvent, down = event.buttons === 1): void {
    const place = this.easel.locate(event);
    if (!place) return;
    this.easel.mark(place, this.tools.width);
    if (!down || !this.sketch || !event.isPrimary) return;
    this.cursor = this.flat ? place : [place[0], this.cursor[1]];
    const from = this.last ?? place;
    const height = event.shiftKey ? -POINTER : POINTER;
    if (this.flat) this.sketch.stroke(from, place, this.brush(height));
    else this.sketch.pencil(from, place);
    this.last = place;
    this.easel.show(this.sketch);
  }

  private lift(): void {
    if (!this.last) return;
    this.last = undefined;
    this.commit();
  }

  private type(event: KeyboardEvent): void {
    if (!this.easel.sheet() || event.altKey) return;
    if (!this.takesBack(event) && (event.ctrlKey || event.metaKey || !this.act(event))) return;
    event.preventDefault();
    // Keys of a deck around the figure have their own meaning.
    event.stopPropagation();
  }

  private takesBack({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const asked = (ctrlKey || metaKey) && key.toLowerCase() === 'z';
    if (asked) this.undo();
    return asked;
  }

  /** What a key does; false where it does nothing. */
  private act({ key, shiftKey }: KeyboardEvent): boolean {
    const [across, up] = directions[key] ?? [0, 0];
    const { flat } = this;
    if (across || (up && flat)) this.go(across, up, shiftKey);
    else if (up) this.paint(up * KEY);
    else if (key === ' ' || key === 'Enter') this.paint(shiftKey ? -KEY : KEY);
    else if (key === 'Delete' || key === 'Backspace') this.paint(-KEY);
    else if (key === '+' || key === '=') this.tools.grow(1);
    else if (key === '-' || key === '_') this.tools.grow(-1);
    else if (key === 'Escape') this.easel.leave();
    else return false;
    return true;
  }

  private go(across: number, up: number, fine: boolean): void {
    const { grid } = this.easel.sheet()!;
    const moved = [across, up].map((way, axis) => {
      const step = fine ? 1 / (grid[axis] ?? 1) : STRIDE;
      const at = this.cursor[axis] + way * step;
      return at - Math.floor(at);
    });
    this.cursor = [moved[0], moved[1]];
    this.mark();
    this.tell('');
  }

  private paint(height: number): void {
    const sketch = this.take();
    sketch?.dab(this.cursor, this.brush(height));
    this.easel.show(sketch);
    this.tell(height > 0 ? 'raised' : 'lowered');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(), PAUSE);
  }

  /** Something that a button does to all of the density. */
  private once(words: string, change: (sketch: Sketch) => void): void {
    const sketch = this.take();
    if (!sketch) return;
    change(sketch);
    this.easel.show(sketch);
    this.tools.say(words);
    this.commit();
  }

  private undo(): void {
    clearTimeout(this.timer);
    const unsaid = this.sketch !== undefined;
    this.sketch = this.waiting = undefined;
    if (unsaid) this.easel.show(undefined);
    else this.easel.undo();
    this.tools.say('undone');
  }

  /** Hands the sketch over. */
  private commit(): void {
    clearTimeout(this.timer);
    const { sketch } = this;
    if (!sketch) return;
    const density = sketch.finished();
    this.sketch = undefined;
    this.waiting = new Sketch(sketch.end, density, sketch.grid);
    this.easel.done(sketch.end, density);
  }

  /** The sketch under way, or a new one of what is drawn on. */
  private take(): Sketch | undefined {
    const sheet = this.easel.sheet();
    if (!sheet) return undefined;
    const { end, values, grid } = sheet;
    const before = this.waiting?.end === end ? this.waiting.values : values;
    this.sketch ??= new Sketch(end, before, grid);
    return this.sketch;
  }

  private mark(): void {
    const focused = this.easel.canvas.matches(':focus');
    this.easel.mark(focused && this.easel.sheet() ? this.cursor : undefined, this.tools.width);
  }

  /** Says where the cursor is, and what is there. */
  private tell(done: string): void {
    const sheet = this.easel.sheet();
    if (!sheet) return;
    const { values } = this.sketch ?? sheet;
    const value = formatNumber(valueAt(values, sheet.grid, this.cursor), 3);
    const [x, y] = this.cursor.map((at) => formatNumber(at, 3));
    this.tools.say(`${done ? `${done}, ` : ''}${value} at x = ${x}${this.flat ? `, y = ${y}` : ''}`);
  }

  private get flat(): boolean {
    return this.easel.sheet()?.grid.length === 2;
  }

  /** Of high densities it puts down more, or nothing would be seen of it; by the square root, or strokes would outdo each other. */
  private brush(amount: number): Brush {
    return { width: this.tools.width, height: amount * Math.sqrt(this.sketch!.highest) };
  }
}
