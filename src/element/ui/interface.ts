import { paletteOf } from '../draw/palette.ts';
import { type Figure, pngSheet, svgSheet } from '../draw/sheet.ts';
import type { ExportKind } from '../model/export.ts';
import type { Needs } from '../model/player.ts';
import type { Scene } from '../model/scene.ts';
import type { DecayLook } from '../views/energy.ts';
import { type Chart, DecayPanel } from './decay-panel.ts';
import { make } from './dom.ts';
import { type FieldLook, FieldPanel, type FieldWishes } from './field-panel.ts';
import { keepButtons } from './keep.ts';
import { Numbers } from './numbers.ts';
import type { SettingsPanel } from './settings-panel.ts';
import { Status } from './status.ts';
import { Table } from './table.ts';
import { Toolbar, type Transport } from './toolbar.ts';

/** How much of it there is: all controls, playback alone, or figures alone. */
export type Ui = 'full' | 'minimal' | 'none';

/** How the flow is shown. */
export interface Look extends FieldLook, DecayLook {
  ui: Ui;
  chart: Chart;
}

/** What the interface tells the element. */
export interface Wishes extends Transport, Pick<FieldWishes, 'drawn' | 'undo' | 'picture'> {
  /** A choice of the look was made by hand. */
  look(name: 'show' | 'range' | 'draw' | 'chart' | 'axes' | 'ruler', value: string): void;
  save(kind: ExportKind): void;
}

/** All that is seen of the element, in its shadow. */
export class Interface {
  readonly toolbar: Toolbar;
  readonly status = new Status();
  readonly field: FieldPanel;
  readonly decay: DecayPanel;
  private readonly numbers = new Numbers();
  private readonly table = new Table();
  private readonly root = make('div', { class: 'root', part: 'root' });

  constructor(
    private readonly host: HTMLElement,
    shadow: ShadowRoot,
    wishes: Wishes,
    private readonly settings: SettingsPanel,
  ) {
    this.toolbar = new Toolbar({ ...wishes, fullscreen: () => toggleFullscreen(host) });
    this.field = new FieldPanel({
      show: (shown) => wishes.look('show', shown),
      range: (range) => wishes.look('range', range),
      draw: (end) => wishes.look('draw', end),
      drawn: (end, density) => wishes.drawn(end, density),
      undo: () => wishes.undo(),
      picture: (file) => wishes.picture(file),
    });
    this.decay = new DecayPanel((name, value) => wishes.look(name, value));
    const { ending, failure, spoken } = this.status;
    this.field.root.append(this.numbers.root);
    this.decay.root.append(this.table.root);
    settings.root.append(
      this.numbers.reason,
      keepButtons((kind) => wishes.save(kind)),
    );
    this.root.append(
      this.toolbar.root,
      failure,
      this.field.root,
      this.decay.root,
      ending,
      settings.root,
      spoken,
    );
    shadow.append(this.root);
    host.addEventListener('fullscreenchange', () => this.toolbar.showFullscreen(host.matches(':fullscreen')));
  }

  /** Follows sizes and the shades of the page until `stop`. */
  start(): void {
    for (const { screen } of [this.field, this.decay]) screen.start();
  }

  stop(): void {
    for (const { screen } of [this.field, this.decay]) screen.stop();
  }

  /** What the figures show that is worked out on demand. */
  get needs(): Needs {
    return { ...this.field.needs, spectrum: this.decay.followsFrames };
  }

  /** A new flow. */
  begin(scene: Scene, look: Look): void {
    this.status.clear();
    this.toolbar.begin(scene.clock);
    this.numbers.begin(scene);
    this.field.begin(scene);
    this.dress(look, scene);
  }

  /** Another look; `scene` is undefined while there is no flow. */
  dress(look: Look, scene: Scene | undefined): void {
    this.root.className = `root ${look.ui}`;
    this.toolbar.root.hidden = look.ui === 'none';
    for (const { root } of [this.settings, this.numbers]) root.hidden = look.ui !== 'full';
    if (!scene) return;
    this.field.set(look, scene.grid.length, look.ui);
    this.decay.set(look.chart, look);
    this.draw(scene);
    this.drawDecay(scene);
  }

  draw(scene: Scene): void {
    this.toolbar.show(scene.time);
    const palette = paletteOf(this.host);
    this.field.draw(scene, palette);
    if (this.decay.followsFrames) this.decay.draw(scene, palette);
  }

  measure(scene: Scene): void {
    if (scene.now) this.numbers.show(scene.now);
    this.field.describe(scene);
  }

  /** The figures as they are shown, as SVG text or as a picture. */
  async print(kind: 'svg' | 'png', scene: Scene, title: string): Promise<Blob> {
    const palette = paletteOf(this.host);
    const flat = scene.grid.length > 1;
    const figures: Figure[] = [
      { width: 640, height: flat ? 560 : 320, draw: (pen) => this.field.drawOn(pen, scene, palette) },
    ];
    if (!this.decay.root.hidden) {
      figures.push({ width: 640, height: 340, draw: (pen) => this.decay.drawOn(pen, scene, palette) });
    }
    if (kind === 'png') return pngSheet(figures, palette.paper);
    return new Blob([svgSheet(figures, palette.paper, title)], { type: 'image/svg+xml' });
  }

  drawDecay(scene: Scene): void {
    this.table.show(scene);
    this.decay.draw(scene, paletteOf(this.host));
    this.decay.describe(scene);
  }
}

/** All of the screen, for a lecture; or the page again. */
function toggleFullscreen(host: HTMLElement): void {
  // A browser that refuses has its reasons, and says so by itself.
  void (host.matches(':fullscreen') ? document.exitFullscreen() : host.requestFullscreen()).catch(() => {});
}
