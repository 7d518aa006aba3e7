import type { Rate } from '../../index.ts';
import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import { type Placed, xAt } from '../draw/plot.ts';
import { fitBetween } from '../model/ruler.ts';
import { energyRate, type Scene } from '../model/scene.ts';
import { type DecayLook, drawEnergy } from '../views/energy.ts';
import { drawSpectrum, slopeInWords } from '../views/spectrum.ts';
import { formatNumber, writeFormulas } from '../words/format.ts';
import { rateInWords } from '../words/rates.ts';
import { choice, fill, legend, make } from './dom.ts';
import { RulerHandles } from './ruler-handles.ts';
import { Screen } from './screen.ts';

export type Chart = 'energy' | 'spectrum' | 'none';

const charts = { energy: 'energy', spectrum: 'spectrum' };
const allAxes = { 'log-log': 'log-log', 'log-linear': 'log-linear' };

const keys = {
  energy: [
    ['line energy', 'energy E'],
    ['line fitted', 'fitted'],
    ['line predicted', 'predicted'],
    ['line second', 'dissipation'],
    ['line third', 'norms'],
    ['line target', 'floor of the points'],
  ],
  spectrum: [
    ['line energy', '|μ̂ − ν̂|, now'],
    ['line target', 'at the start'],
    ['line predicted', 'its law'],
  ],
} as const;

/** The figure of how the energy decays: against time, or mode by mode. */
export class DecayPanel {
  readonly root: HTMLElement;
  readonly screen = new Screen('Energy against time');
  private readonly title = make('h2', {}, 'Energy');
  private readonly key = make('ul', { class: 'key' });
  private readonly chart;
  private readonly axes;
  private readonly law = make('span');
  private readonly fitted = make('output', { class: 'fitted', part: 'fitted' });
  private readonly interval = make('span', { class: 'quiet' });
  private readonly predicted = make('output', { class: 'predicted', part: 'predicted' });
  private readonly ruled = make('div', { hidden: true });
  private readonly measured = make('output', { part: 'ruler' });
  private readonly between = make('span', { class: 'quiet' });
  private readonly note = make('p', { class: 'note quiet' });
  private readonly handles: RulerHandles;
  private shown: Chart = 'energy';
  private look: DecayLook = { axes: 'log-log', ruler: null };
  private placed: Placed | undefined;

  constructor(private readonly wish: (name: 'chart' | 'axes' | 'ruler', value: string) => void) {
    this.chart = choice('Show', 'chart', (value) => wish('chart', value));
    this.axes = choice('Axes', 'axes', (value) => wish('axes', value));
    const entry = (name: string, ...what: (Node | string)[]) =>
      make('div', {}, make('dt', {}, name), make('dd', {}, ...what));
    const rates = make(
      'dl',
      { class: 'rates', part: 'rates' },
      entry('Law', this.law),
      entry('Fitted', this.fitted, ' ', this.interval),
      entry('Predicted', this.predicted),
      this.ruled,
    );
    this.ruled.append(make('dt', {}, 'Ruler'), make('dd', {}, this.measured, ' ', this.between));
    this.handles = new RulerHandles(
      () => this.placed,
      (ruler) => wish('ruler', ruler),
    );
    const choices = make('div', { class: 'choices' }, this.chart.root, this.axes.root, this.handles.toggle);
    const head = make('div', { class: 'head' }, this.title, choices);
    const caption = make('figcaption', {}, this.key, rates, this.note);
    const { canvas } = this.screen;
    this.root = make('figure', { part: 'decay', class: 'card' }, head, canvas, this.handles.root, caption);
    this.letRule();
  }

  set(shown: Chart, look: DecayLook): void {
    this.root.hidden = shown === 'none';
    this.shown = shown in charts ? shown : 'energy';
    this.look = look;
    this.ruled.hidden = look.ruler === null;
    this.title.textContent = this.shown === 'spectrum' ? 'Spectrum' : 'Energy';
    fill(this.chart.select, charts, this.shown);
    fill(this.axes.select, allAxes, look.axes);
    this.axes.root.hidden = this.handles.toggle.hidden = this.shown === 'spectrum';
    this.root.classList.toggle('ruled', this.shown === 'energy');
    this.handles.show(this.shown === 'energy' ? look.ruler : null);
    this.key.replaceChildren(...legend(keys[this.shown as 'energy' | 'spectrum']));
  }

  /** Whether what is shown changes with each frame, rather than with the history. */
  get followsFrames(): boolean {
    return this.shown === 'spectrum' && !this.root.hidden;
  }

  draw(scene: Scene, palette: Palette): void {
    if (!this.root.hidden) this.screen.draw((pen) => this.drawOn(pen, scene, palette));
  }

  drawOn(pen: Pen, scene: Scene, palette: Palette): void {
    if (this.shown === 'spectrum') drawSpectrum(pen, scene, palette);
    else this.placed = drawEnergy(pen, scene, this.look, palette);
  }

  /** The rates in numbers and in words. */
  describe(scene: Scene): void {
    const rate = energyRate(scene);
    if (!rate) return;
    const words = rateInWords(rate, scene.over);
    this.fitKey(scene, rate);
    writeFormulas(this.law, rate.kind === 'algebraic' ? 'E ~ t^(−p)' : 'E ~ e^(−λt)');
    this.fitted.textContent = words.fitted;
    this.interval.textContent = words.interval;
    this.predicted.textContent = words.predicted;
    this.describeRuler(scene);
    writeFormulas(this.note, words.note);
    const now = scene.now ? `${formatNumber(scene.now.energy)} at time ${formatNumber(scene.time)}` : '';
    const label =
      this.shown === 'spectrum'
        ? `Amplitude of the difference against the wavenumber, now and at the start. ${slopeInWords(scene)}`
        : `Energy against time: ${now}; ${words.spoken}.`;
    this.screen.canvas.setAttribute('aria-label', label);
  }

  /** The key names what is drawn: no norms where there are none, no fit before its time. */
  private fitKey({ history }: Scene, { exponent, predicted, floor }: Rate): void {
    if (this.shown !== 'energy') return;
    const absent = {
      ...{ fitted: exponent === null, predicted: predicted === null, target: floor === null },
      third: Object.keys(history?.norms ?? {}).length === 0,
    };
    for (const [style, hidden] of Object.entries(absent)) {
      this.key.querySelector(`.${style}`)!.parentElement!.hidden = hidden;
    }
  }

  /** What the energy does between the ends of the ruler. */
  private describeRuler({ history }: Scene): void {
    const { ruler, axes } = this.look;
    if (!ruler || !history) return;
    if (this.shown === 'energy') this.handles.show(ruler);
    const fit = fitBetween(history, ruler, axes);
    this.measured.textContent = fit ? formatNumber(fit.exponent) : 'too few points';
    this.between.textContent = `${formatNumber(ruler[0], 3)} ≤ t ≤ ${formatNumber(ruler[1], 3)}`;
  }

  /** A stretch of time is dragged on the energy; a click takes it away. */
  private letRule(): void {
    const { canvas } = this.screen;
    let from: number | undefined;
    const time = (event: PointerEvent) => (this.placed ? xAt(this.placed, this.screen.place(event)[0]) : 0);
    canvas.addEventListener('pointerdown', (event) => {
      if (this.shown !== 'energy' || event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      from = time(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (from === undefined) return;
      const to = time(event);
      if (to !== from) this.wish('ruler', `${Math.min(from, to)} ${Math.max(from, to)}`);
    });
    canvas.addEventListener('pointerup', (event) => {
      if (from !== undefined && time(event) === from) this.wish('ruler', '');
      from = undefined;
    });
    canvas.addEventListener('pointercancel', () => {
      from = undefined;
    });
  }
}
