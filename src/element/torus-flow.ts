import type { Density, Diagnostics, Flow, History, Outcome, Problem, Solution } from '../index.ts';
import { ProblemError } from '../index.ts';
import { attributeOf, type ProblemKey, problemKeys } from './attributes.ts';
import { lookOf, paceOf, speedOf } from './look.ts';
import { Clock } from './model/clock.ts';
import { densityNpy, type ExportKind, exportKinds, historyCsv, problemJson } from './model/export.ts';
import { densityOfPicture } from './model/picture.ts';
import { type Audience, Player, type PlayerState } from './model/player.ts';
import { type Scene, sceneOf, show } from './model/scene.ts';
import { Sight } from './model/sight.ts';
import type { End } from './model/sketch.ts';
import type { Addresses } from './model/workers.ts';
import { ProblemAttributes } from './problem-attributes.ts';
import {
  addressAttributes,
  camel,
  defineProperties,
  observedAttributes,
  type TorusFlowProperties,
  upgradeProperties,
} from './properties.ts';
import { keepApart } from './ui/apart.ts';
import { Interface } from './ui/interface.ts';
import { download } from './ui/keep.ts';
import { SettingsPanel } from './ui/settings-panel.ts';
import { wear } from './ui/wear.ts';

/** A picture of the flow. */
export interface Frame {
  /** Where the flow is. */
  time: number;
  /** μ on the grid, row-major; on loan until the listener returns. */
  density: Float64Array;
  /** Points per axis. */
  grid: readonly number[];
}

/** What went wrong. */
export interface ErrorDetail {
  /** A `ProblemError` where the problem cannot be run, a `WorkerError` where the solver cannot. */
  error: unknown;
}

/** What was changed. */
export interface ChangeDetail {
  /** The key of the problem. */
  key: string;
}

/** What the events of the element carry as `detail`. */
export interface TorusFlowEvents {
  /** Each frame. */
  frame: Frame;
  /** Ten times a second: the flow now, and its rates so far. */
  diagnostics: Diagnostics & Pick<Solution, 'rates'>;
  /** The run has ended: why, and when. */
  completed: Outcome;
  /** Something cannot be, or went wrong; it is shown in the element too. */
  error: ErrorDetail;
  /** A key of the problem was set by hand. */
  change: ChangeDetail;
}

/** A listener for the element's own events. */
export type EventListenerOf<K extends keyof TorusFlowEvents> = (
  event: CustomEvent<TorusFlowEvents[K]>,
) => unknown;

export interface TorusFlow extends TorusFlowProperties {
  /** Listens to an event of the element. */
  addEventListener<K extends keyof TorusFlowEvents>(
    type: K,
    listener: EventListenerOf<K>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Listens to an event that every element has. */
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Listens to any other event. */
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

const keyOfAttribute = new Map(problemKeys.map((key) => [attributeOf(key), key]));

/** How many densities made by hand can be taken back. */
const UNDOS = 50;

/** Attributes that change how the flow plays on, without starting it anew. */
const paceAttributes = ['pace', 'speed'];

/** Where there are no pages there are no elements, and importing this must do no harm there. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<torus-flow>`: a flow that plays where it stands. Its attributes are the keys of a problem file; see
 * docs/element.md for them, its events, parts and custom properties.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties below sees to what the interface says
export class TorusFlow extends Base {
  /** @internal */
  static readonly observedAttributes = observedAttributes;

  private readonly source = new ProblemAttributes(this);
  private readonly settings: SettingsPanel;
  private readonly interface: Interface;
  private readonly player: Player;
  private scene: Scene | undefined;
  private starting = false;
  /** Whether it is in a page, and was told so. */
  private here = false;
  /** What densities made by hand took the place of, the last one at the end. */
  private readonly taken: [End, unknown][] = [];
  private readonly shades = matchMedia('(prefers-color-scheme: dark)');
  private readonly sight: Sight;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    keepApart(shadow);
    this.settings = new SettingsPanel((key, value) => {
      // What was drawn on another grid does not come back.
      if (key === 'grid') this.taken.length = 0;
      this.setKey(key, value);
      this.tell('change', { key });
    });
    const look = (name: string, value: string) => this.setAttribute(name, value);
    this.interface = new Interface(
      this,
      shadow,
      {
        play: () => this.play(),
        pause: () => this.pause(),
        step: () => this.step(),
        reset: () => this.reset(),
        seek: (time) => this.seek(time),
        look,
        drawn: (end, density) => this.take(end, density),
        undo: () => this.undo(),
        picture: (file) => void this.takePicture(file),
        save: (kind) => void this.export(kind).then((blob) => download(blob, `torusflow.${kind}`)),
      },
      this.settings,
    );
    this.player = new Player(this.audience());
    this.sight = new Sight(this, (seen) => this.player.hold(!seen));
  }

  /** The problem as it stands, with what it leaves out filled in; setting it writes the attributes. */
  get problem(): Problem {
    return this.source.read();
  }
  /** Writes the attributes of these keys, takes away the others, and starts anew. */
  set problem(problem: Partial<Problem>) {
    this.source.write(problem);
    this.restart();
  }

  /** Whether a key holds what its attribute cannot say: a function, or a density drawn by hand. */
  keptAside(key: ProblemKey): boolean {
    return this.source.isAside(key);
  }

  /** The flow that is played, for everything that the element itself does not offer; null while there is none. */
  get flow(): Flow | null {
    return this.player.current ?? null;
  }

  /** The time reached. */
  get time(): number {
    return this.scene?.time ?? 0;
  }

  /** What it does now. */
  get state(): PlayerState {
    return this.player.state;
  }

  /** Plays on; anew after an error, from the start again after the end. */
  play(): void {
    if (this.state === 'lost') this.restart();
    this.player.play();
  }

  /** Stands still until `play`. */
  pause(): void {
    this.player.pause();
  }

  /** Pauses, and goes on by a thirtieth of a second. */
  step(): Promise<void> {
    return this.player.step();
  }

  /** Pauses, and goes back to time 0. */
  reset(): Promise<void> {
    if (this.state === 'lost') this.restart();
    this.player.pause();
    return this.player.seek(0);
  }

  /** Goes to a time from 0 to the end, forwards or back; resolves when it is there. */
  seek(time: number): Promise<void> {
    return this.player.seek(time);
  }

  /** What was recorded so far: for tables, files and fits. */
  get history(): History | null {
    return this.scene?.history ?? null;
  }

  /** The solver's whole state, as `Flow.exportState`. */
  async exportState(): Promise<Uint8Array> {
    if (!this.flow) throw new Error('exportState: there is no flow');
    return this.flow.exportState();
  }

  /**
   * The flow as a file: 'json' its problem, 'csv' its history, 'npy' its density now, 'svg' or 'png' its figures.
   *
   * @throws Error while there is no flow, and for a kind that there is not
   */
  async export(kind: ExportKind): Promise<Blob> {
    const { scene } = this;
    if (!this.flow || !scene) throw new Error('export: there is no flow');
    switch (kind) {
      case 'json':
        return problemJson(scene);
      case 'csv':
        return historyCsv(scene);
      case 'npy':
        return densityNpy(scene);
      case 'svg':
      case 'png':
        return this.interface.print(kind, scene, `torusflow, s = ${scene.s}, t = ${scene.time}`);
      default:
        throw new Error(`export: ${kind} is none of ${Object.keys(exportKinds).join(', ')}`);
    }
  }

  /** Draws all again, after a change of custom properties, which nothing else tells of. */
  redraw(): void {
    this.dress();
  }

  /** @internal */
  connectedCallback(): void {
    wear(this.shadowRoot!);
    if (this.here) return;
    this.here = true;
    upgradeProperties(this);
    this.dress();
    this.interface.start();
    this.sight.start();
    this.shades.addEventListener('change', this.dress);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (this.autoplay && !still) this.player.play();
    this.restart();
  }

  /** A move within one task, as frameworks make them when they sort, is not the end. */
  /** @internal */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.leave();
    });
  }

  /** `moveBefore` disturbs nothing. */
  connectedMoveCallback(): void {}

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'src') this.source.forgetFile();
    else if (before === after) return;
    const key = keyOfAttribute.get(name);
    if (key) this.source.forget(key);
    if (key || name === 'src' || addressAttributes.includes(name)) this.restart();
    else if (paceAttributes.includes(name)) this.setPace();
    else this.dress();
  }

  private leave(): void {
    this.here = false;
    this.interface.stop();
    this.sight.stop();
    this.shades.removeEventListener('change', this.dress);
    this.player.pause();
    this.player.close();
    this.scene = undefined;
  }

  /** Starts anew, once for all attributes that change in one task. */
  private restart(): void {
    if (this.starting) return;
    this.starting = true;
    queueMicrotask(() => {
      this.starting = false;
      if (this.isConnected) void this.begin();
    });
  }

  private begin(): Promise<void> {
    this.settings.showIssues(null);
    this.interface.status.clear();
    return this.player.open(async () => {
      await this.source.load();
      const { problem } = this;
      this.settings.set(problem);
      return { problem, addresses: this.addresses() };
    });
  }

  private clockOf({ s, end }: Pick<Problem, 's' | 'end'>, { energy, dissipation }: Diagnostics): Clock {
    return new Clock(end, paceOf(this, s), speedOf(this), energy / dissipation);
  }

  private addresses(): Addresses {
    const addresses = addressAttributes.map((name) => [camel(name), this.getAttribute(name) ?? undefined]);
    return Object.fromEntries(addresses);
  }

  private setPace(): void {
    const { scene } = this;
    if (!scene) return;
    const clock = this.clockOf(scene.flow.problem, scene.start);
    scene.clock = clock;
    this.player.setClock(clock);
    this.interface.toolbar.setClock(clock);
  }

  private readonly dress = (): void => {
    this.interface.dress(lookOf(this, this.scene?.s ?? 1), this.scene);
    this.player.need(this.interface.needs);
  };

  private audience(): Audience {
    return {
      opened: (flow, start) => {
        const clock = this.clockOf(flow.problem, start);
        this.scene = sceneOf(flow, clock, start);
        this.interface.begin(this.scene, lookOf(this, this.scene.s));
        this.player.need(this.interface.needs);
        return clock;
      },
      drawn: (time, frame) => {
        const scene = this.scene!;
        show(scene, time, frame);
        this.interface.draw(scene);
        this.tell('frame', { time, density: frame.density, grid: scene.grid });
      },
      measured: (now) => {
        const scene = this.scene!;
        scene.now = now;
        this.interface.measure(scene);
        this.interface.status.report(scene, this.state !== 'playing');
        this.tell('diagnostics', { ...now, rates: scene.rates });
      },
      recorded: (history, rates) => {
        const scene = this.scene!;
        scene.history = history;
        scene.rates = rates;
        scene.over = false;
        this.interface.drawDecay(scene);
      },
      changed: (state) => this.interface.toolbar.change(state),
      ended: (outcome) => {
        this.scene!.over = true;
        this.interface.drawDecay(this.scene!);
        this.interface.status.end(outcome);
        this.tell('completed', outcome);
      },
      failed: (error) => this.fail(error),
    };
  }

  /** At the control that it is about, where there is one and it is shown. */
  private fail(error: unknown): void {
    const full = lookOf(this, 1).ui === 'full';
    const said = error instanceof Error ? error.message : String(error);
    const words = error instanceof ProblemError && full ? this.settings.showIssues(error) : [said];
    this.interface.status.fail(words);
    this.tell('error', { error });
  }

  private tell<K extends keyof TorusFlowEvents>(name: K, detail: TorusFlowEvents[K]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** A density made by hand. */
  private take(end: End, density: Density): void {
    this.taken.push([end, this.source.get(end)]);
    this.taken.splice(0, this.taken.length - UNDOS);
    this.setKey(end, density);
    this.tell('change', { key: end });
  }

  /** As it was before the last density made by hand. */
  private undo(): void {
    const before = this.taken.pop();
    if (!before) return;
    this.setKey(...before);
    this.tell('change', { key: before[0] });
  }

  private async takePicture(file: Blob): Promise<void> {
    try {
      this.take('target', await densityOfPicture(file));
    } catch (error) {
      this.interface.status.fail([
        `This file is no picture that the browser can read: ${(error as Error).message}`,
      ]);
    }
  }

  private setKey(key: ProblemKey, value: unknown): void {
    if (this.source.set(key, value)) this.restart();
  }

  static {
    defineProperties<TorusFlow>(TorusFlow.prototype, (key) => ({
      get() {
        return this.source.get(key);
      },
      set(value) {
        this.setKey(key, value);
      },
    }));
  }
}
