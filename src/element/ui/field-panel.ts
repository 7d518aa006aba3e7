import type { ColourMapName } from '../draw/colour-map.ts';
import type { Palette } from '../draw/palette.ts';
import type { Box, Pen } from '../draw/pen.ts';
import { type Scene, widened } from '../model/scene.ts';
import type { End, Place } from '../model/sketch.ts';
import { drawCircle } from '../views/circle.ts';
import { drawCurves } from '../views/density.ts';
import { FieldView, type Range } from '../views/field.ts';
import { drawQuantiles } from '../views/quantile.ts';
import { formatNumber } from '../words/format.ts';
import { make } from './dom.ts';
import { type Choices, FieldControls, takePictures } from './field-controls.ts';
import { Painter } from './painter.ts';
import { Screen } from './screen.ts';
import { type Curves1d, type Field2d, fieldsFor, isSheet, type Shown, shownIn } from './shown.ts';

/** What the figure tells the element. */
export interface FieldWishes extends Choices {
  /** A density was drawn by hand. */
  drawn(end: End, density: Float64Array): void;
  /** The last density that was drawn is to be as it was before. */
  undo(): void;
}

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
  private readonly controls: FieldControls;
  private readonly painter: Painter;
  private readonly brush = make('div', { class: 'brush', hidden: true });
  private readonly view = new FieldView();
  private look: FieldLook = { show: 'density', range: 'run', draw: 'none', colours: 'viridis' };
  private scene: Scene | undefined;
  private palette: Palette | undefined;
  /** Where the field lies on the figure, and the values at its bottom and top. */
  private placed: { box: Box; y: readonly [number, number] } | undefined;

  constructor(wishes: FieldWishes) {
    this.controls = new FieldControls({
      ...wishes,
      draw: (end) => {
        wishes.draw(end);
        // In the plane one sees one density at a time.
        if (end !== 'none' && this.scene?.grid.length === 2) {
          wishes.show(end === 'target' ? 'target' : 'density');
        }
      },
    });
    const { canvas } = this.screen;
    this.painter = new Painter({
      canvas,
      sheet: () => this.sheet(),
      locate: (event) => this.locate(event),
      mark: (place, width) => this.mark(place, width),
      show: () => this.redraw(),
      done: (end, density) => wishes.drawn(end, density),
      undo: () => wishes.undo(),
      leave: () => {
        canvas.blur();
        this.controls.focus();
      },
    });
    const easel = make('div', { class: 'easel' }, canvas, this.brush);
    const { root: head, key } = this.controls;
    this.root = make('figure', { part: 'field', class: 'card' }, head, easel, key, this.painter.tools.root);
    takePictures(
      canvas,
      () => this.scene?.grid.length === 2,
      (file) => wishes.picture(file),
    );
  }

  /** A flow has begun. */
  begin(scene: Scene): void {
    this.painter.begin(scene.initial.length);
  }

  /** @param look what is asked for; the density is shown where the dimension does not have it, or it can't be drawn on */
  set(look: FieldLook, d: number, ui: 'full' | 'minimal' | 'none'): void {
    const draw = d > 2 ? 'none' : look.draw;
    const drawn = draw !== 'none';
    const show = look.show in shownIn(d) && (!drawn || isSheet(look.show)) ? look.show : 'density';
    this.look = { ...look, show, draw };
    this.root.classList.toggle('square', d > 1);
    this.root.classList.toggle('drawable', drawn);
    this.controls.set(this.look, show, d, ui === 'full');
    const { tools } = this.painter;
    tools.root.hidden = !drawn || ui === 'none';
    tools.instruct(d);
    const { canvas } = this.screen;
    canvas.setAttribute('role', drawn ? 'application' : 'img');
    for (const [name, value] of [
      ['tabindex', '0'],
      ['aria-describedby', tools.hint.id],
    ]) {
      if (drawn) canvas.setAttribute(name, value);
      else canvas.removeAttribute(name);
    }
  }

  /** What the figure shows that is worked out on demand. */
  get needs() {
    return fieldsFor(this.look.show);
  }

  draw(scene: Scene, palette: Palette): void {
    if (scene.grid.length > 1) this.view.move(scene);
    [this.scene, this.palette] = [scene, palette];
    this.redraw();
  }

  drawOn(pen: Pen, scene: Scene, palette: Palette, { show, range } = this.look): void {
    this.placed = undefined;
    if (show === 'circle') drawCircle(pen, scene, palette);
    else if (show === 'quantile') drawQuantiles(pen, scene, palette);
    else if (scene.grid.length === 1) {
      const { box, y } = drawCurves(pen, scene, show as Curves1d, range, palette);
      this.placed = { box, y: y.domain };
    } else {
      const box = this.view.draw(pen, scene, show as Field2d, this.look, palette);
      this.placed = { box, y: [0, 1] };
    }
  }

  /** Says to those who do not see it what is drawn. */
  describe(scene: Scene): void {
    const { minimum, maximum } = scene.now ?? { minimum: Number.NaN, maximum: Number.NaN };
    const words = `The ${shownIn(scene.grid.length)[this.look.show]} at time ${formatNumber(scene.time)}; the density lies between ${formatNumber(minimum)} and ${formatNumber(maximum)}.`;
    this.screen.canvas.setAttribute('aria-label', words);
  }

  /** The flow, or the sketch of a density in its place. */
  private redraw(): void {
    const { scene, palette, look } = this;
    const sketch = this.painter.current;
    if (!scene || !palette) return;
    if (!sketch) {
      this.screen.draw((pen) => this.drawOn(pen, scene, palette));
      return;
    }
    const { end, values, grid } = sketch;
    const flat = grid.length > 1;
    const sketched: Scene = { ...scene, [end]: values, range: widened(scene.range, values) };
    if (end === 'initial') sketched.density = values;
    const show = flat && end === 'target' ? 'target' : 'density';
    this.screen.draw((pen) => this.drawOn(pen, sketched, palette, { ...look, show }));
  }

  private sheet() {
    const { scene, look } = this;
    const { draw: end } = look;
    return scene && end !== 'none' ? { end, values: scene[end], grid: scene.grid } : undefined;
  }

  /** Position and value under a pointer, or two positions in the plane. */
  private locate(event: PointerEvent): Place | undefined {
    if (!this.placed || this.look.draw === 'none') return undefined;
    const { box, y } = this.placed;
    const [left, down] = this.screen.place(event);
    const [across, up] = [(left - box.x) / box.width, 1 - (down - box.y) / box.height];
    return [across, y[0] + up * (y[1] - y[0])];
  }

  /** A ring as wide as the brush over a place in the plane, a band over one on the circle. */
  private mark(place: Place | undefined, width: number): void {
    this.brush.hidden = !place || !this.placed;
    if (!place || !this.placed) return;
    const { box } = this.placed;
    const flat = this.scene!.grid.length > 1;
    const [x, y] = [box.x + (place[0] - width) * box.width, box.y + (1 - place[1] - width) * box.height];
    const side = 2 * width * box.width;
    const [left, top, across, down] = (flat ? [x, y, side, side] : [x, box.y, side, box.height]).map(
      (length) => `${length * this.screen.zoom}px`,
    );
    Object.assign(this.brush.style, { left, top, width: across, height: down });
  }
}
