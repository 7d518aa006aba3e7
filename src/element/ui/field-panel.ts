import type { ColourMapName } from '../draw/colour-map.ts';
import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import type { Scene } from '../model/scene.ts';
import { type Curves1d, drawCurves } from '../views/density.ts';
import { type Field2d, FieldView } from '../views/field.ts';
import { formatNumber } from '../words/format.ts';
import { choice, fill, legend, make } from './dom.ts';
import { Screen } from './screen.ts';

export type Shown = Curves1d | Field2d;

const onLine: Record<Curves1d, string> = {
  density: 'densities',
  difference: 'difference',
  velocity: 'velocity',
  potential: 'potential',
};

const inPlane: Record<Field2d, string> = { density: 'density', target: 'target', difference: 'difference' };

/** What can be shown in d dimensions, with the words for it. */
export const shownIn = (d: number): Record<string, string> => (d === 1 ? onLine : inPlane);

const keys: Record<Shown, readonly (readonly [string, string])[]> = {
  density: [
    ['area density', 'μ, now'],
    ['area target', 'ν, the target'],
  ],
  target: [],
  difference: [['area density', 'μ − ν, scaled to fit']],
  velocity: [['area density', 'v = −∇φ, scaled to fit']],
  potential: [['area density', 'φ, scaled to fit']],
};

/** The figure of the density itself. */
export class FieldPanel {
  readonly root: HTMLElement;
  readonly screen = new Screen('Density');
  private readonly select;
  private readonly key = make('ul', { class: 'key' });
  private readonly view = new FieldView();
  private shown: Shown = 'density';
  private colours: ColourMapName = 'viridis';

  constructor(changed: (shown: Shown) => void) {
    this.select = choice('Show', 'show', (value) => changed(value as Shown));
    const head = make('div', { class: 'head' }, make('h2', {}, 'Density'), this.key, this.select.root);
    this.root = make('figure', { part: 'field', class: 'card' }, head, this.screen.canvas);
  }

  /** @param shown what is asked for; the density where the dimension does not have it */
  set(shown: Shown, colours: ColourMapName, d: number): void {
    this.shown = shown in shownIn(d) ? shown : 'density';
    this.colours = colours;
    this.root.classList.toggle('square', d > 1);
    fill(this.select.select, shownIn(d), this.shown);
    this.key.replaceChildren(...legend(d === 1 ? keys[this.shown] : []));
  }

  draw(scene: Scene, palette: Palette): void {
    this.screen.draw((pen) => this.drawOn(pen, scene, palette));
  }

  drawOn(pen: Pen, scene: Scene, palette: Palette): void {
    if (scene.grid.length === 1) drawCurves(pen, scene, this.shown as Curves1d, palette);
    else this.view.draw(pen, scene, this.shown as Field2d, this.colours, palette);
  }

  /** Says to those who do not see it what is drawn. */
  describe(scene: Scene): void {
    const [least, greatest] = scene.now
      ? [formatNumber(scene.now.minimum), formatNumber(scene.now.maximum)]
      : ['', ''];
    const words = `The ${shownIn(scene.grid.length)[this.shown]} at time ${formatNumber(scene.time)}; the density lies between ${least} and ${greatest}.`;
    this.screen.canvas.setAttribute('aria-label', words);
  }
}
