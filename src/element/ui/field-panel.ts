import type { ColourMapName } from '../draw/colour-map.ts';
import type { Palette } from '../draw/palette.ts';
import type { Box, Pen } from '../draw/pen.ts';
import { type Scene, widened } from '../model/scene.ts';
import { type End, type Sketch, sketchOf } from '../model/sketch.ts';
import { drawCircle } from '../views/circle.ts';
import { drawCurves } from '../views/density.ts';
import { FieldView, type Range } from '../views/field.ts';
import { drawQuantiles } from '../views/quantile.ts';
import { formatNumber } from '../words/format.ts';
import { choice, fill, legend, make } from './dom.ts';
import { letDraw } from './drawing.ts';
import { Screen } from './screen.ts';
import { type Curves1d, type Field2d, fieldsFor, hasRange, keyOf, type Shown, shownIn } from './shown.ts';

/** What the figure tells the element. */
export interface FieldWishes {
  show(shown: string): void;
  range(range: string): void;
  draw(end: string): void;
  /** A density was drawn by hand. */
  drawn(end: End, density: Float64Array): void;
  /** A picture was chosen or dropped, to be the target. */
  picture(file: Blob): void;
}

const ranges = { run: 'of the run', frame: 'of each frame' };
const drawings = { none: 'nothing', initial: 'the initial density', target: 'the target' };

/** How the figure is shown. */
export interface FieldLook {
  show: Shown;
  range: Range;
  draw: End | 'none';
  colours: ColourMapName;
}

/** The figure of the density itself, on which one can be drawn. */
export class FieldPanel {
  readonly root: HTMLElement;
  readonly screen = new Screen('Density');
  private readonly show;
  private readonly range;
  private readonly draws;
  private readonly picture: HTMLElement;
  private readonly key = make('ul', { class: 'key' });
  private readonly view = new FieldView();
  private look: FieldLook = { show: 'density', range: 'run', draw: 'none', colours: 'viridis' };
  private scene: Scene | undefined;
  private palette: Palette | undefined;
  /** Where the field lies on the figure, and the values at its bottom and top. */
  private placed: { box: Box; y: readonly [number, number] } | undefined;

  constructor(private readonly wishes: FieldWishes) {
    this.show = choice('Show', 'show', (value) => wishes.show(value));
    this.range = choice('Range', 'range', (value) => wishes.range(value));
    this.draws = choice('Draw', 'draw', (value) => wishes.draw(value));
    const file = make('input', { type: 'file', accept: 'image/*', class: 'unseen' });
    file.addEventListener('change', () => file.files?.[0] && wishes.picture(file.files[0]));
    this.picture = make('label', { class: 'button', part: 'picture' }, file, 'Picture as target …');
    const choices = make(
      'div',
      { class: 'choices' },
      this.show.root,
      this.range.root,
      this.draws.root,
      this.picture,
    );
    const head = make('div', { class: 'head' }, make('h2', {}, 'Density'), this.key, choices);
    this.root = make('figure', { part: 'field', class: 'card' }, head, this.screen.canvas);
    letDraw({
      canvas: this.screen.canvas,
      locate: (event) => this.locate(event),
      begin: () => this.begin(),
      show: (sketch) => this.drawSketch(sketch),
      done: (sketch) => wishes.drawn(sketch.end, sketch.finished()),
    });
    this.takePictures();
  }

  /** @param look what is asked for; the density is shown where the dimension does not have it */
  set(look: FieldLook, d: number, full: boolean): void {
    const show = look.show in shownIn(d) ? look.show : 'density';
    this.look = { ...look, show, draw: d > 2 ? 'none' : look.draw };
    this.root.classList.toggle('square', d > 1);
    this.root.classList.toggle('drawable', this.look.draw !== 'none');
    fill(this.show.select, shownIn(d), show);
    fill(this.range.select, ranges, look.range);
    this.range.root.hidden = !full || !hasRange(show);
    fill(this.draws.select, drawings, this.look.draw);
    this.draws.root.hidden = !full || d > 2;
    this.picture.hidden = !full || d !== 2;
    this.key.replaceChildren(...legend(keyOf(show, d)));
  }

  /** What the figure shows that is worked out on demand. */
  get needs() {
    return fieldsFor(this.look.show);
  }

  draw(scene: Scene, palette: Palette): void {
    if (scene.grid.length > 1) this.view.move(scene);
    [this.scene, this.palette] = [scene, palette];
    this.screen.draw((pen) => this.drawOn(pen, scene, palette));
  }

  drawOn(pen: Pen, scene: Scene, palette: Palette): void {
    const { show, range } = this.look;
    if (show === 'circle') {
      drawCircle(pen, scene, palette);
      this.placed = undefined;
    } else if (show === 'quantile') {
      drawQuantiles(pen, scene, palette);
      this.placed = undefined;
    } else if (scene.grid.length === 1) {
      const { box, y } = drawCurves(pen, scene, show as Curves1d, range, palette);
      this.placed = { box, y: y.domain };
    } else {
      const box = this.view.draw(pen, scene, show as Field2d, this.look, palette);
      this.placed = show === 'donut' ? undefined : { box, y: [0, 1] };
    }
  }

  /** Says to those who do not see it what is drawn. */
  describe(scene: Scene): void {
    const { minimum, maximum } = scene.now ?? { minimum: Number.NaN, maximum: Number.NaN };
    const words = `The ${shownIn(scene.grid.length)[this.look.show]} at time ${formatNumber(scene.time)}; the density lies between ${formatNumber(minimum)} and ${formatNumber(maximum)}.`;
    this.screen.canvas.setAttribute('aria-label', words);
  }

  /** Position and value under a pointer, or two positions in the plane. */
  private locate(event: PointerEvent): readonly [number, number] | undefined {
    if (!this.placed || this.look.draw === 'none') return undefined;
    const { box, y } = this.placed;
    const [left, down] = this.screen.place(event);
    const [across, up] = [(left - box.x) / box.width, 1 - (down - box.y) / box.height];
    return [across, y[0] + up * (y[1] - y[0])];
  }

  private begin(): Sketch | undefined {
    const { draw } = this.look;
    if (!this.scene || draw === 'none') return undefined;
    return sketchOf(draw, this.scene[draw], this.scene.grid);
  }

  /** The sketch in the place of the density that it is to be. */
  private drawSketch({ end, values }: Sketch): void {
    const { scene, palette } = this;
    if (!scene || !palette) return;
    const flat = scene.grid.length > 1;
    const range = widened(scene.range, values);
    const sketched: Scene = { ...scene, [end]: values, range };
    if (end === 'initial' || flat) sketched.density = values;
    const look = this.look;
    this.look = { ...look, show: 'density' };
    this.screen.draw((pen) => this.drawOn(pen, sketched, palette));
    this.look = look;
  }

  private takePictures(): void {
    const { canvas } = this.screen;
    const isPicture = ({ dataTransfer }: DragEvent) =>
      this.scene?.grid.length === 2 &&
      [...(dataTransfer?.items ?? [])].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'));
    canvas.addEventListener('dragover', (event) => {
      if (isPicture(event)) event.preventDefault();
    });
    canvas.addEventListener('drop', (event) => {
      if (!isPicture(event)) return;
      event.preventDefault();
      this.wishes.picture(event.dataTransfer!.files[0]);
    });
  }
}
