import type { Clock } from '../model/clock.ts';
import type { PlayerState } from '../model/player.ts';
import { formatNumber } from '../words/format.ts';
import { make } from './dom.ts';

/** What the buttons do. */
export interface Transport {
  play(): void;
  pause(): void;
  step(): Promise<void>;
  reset(): Promise<void>;
  seek(time: number): Promise<void>;
}

/** What the toolbar asks for beside playback. */
interface ToolbarWishes extends Transport {
  fullscreen(): void;
}

/** Steps of the slider through the run. */
const NOTCHES = 1000;

/** Four corners, outwards and inwards. */
const ENTER = 'M2 7V2h5M13 2h5v5M18 13v5h-5M7 18H2v-5';
const LEAVE = 'M7 2v5H2M18 7h-5V2M13 18v-5h5M2 13h5v5';

const icon = (path: string) =>
  `<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="${path}"/></svg>`;

/** Play, step, reset, and the way through time. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly playing: HTMLButtonElement;
  private readonly stepping: HTMLButtonElement;
  private readonly resetting: HTMLButtonElement;
  private readonly slider: HTMLInputElement;
  private readonly fullscreen: HTMLButtonElement;
  private readonly time = make('output', { part: 'time' });
  private state: PlayerState = 'lost';
  private clock: Clock | undefined;
  /** Whether a hand is on the slider, which then does not follow the flow. */
  private dragging = false;

  constructor(transport: ToolbarWishes) {
    const toggle = () => (this.state === 'playing' ? transport.pause() : transport.play());
    this.playing = make(
      'button',
      { type: 'button', part: 'play', class: 'primary', onclick: toggle },
      'Play',
    );
    this.stepping = make('button', { type: 'button', part: 'step', onclick: () => transport.step() }, 'Step');
    this.resetting = make(
      'button',
      { type: 'button', part: 'reset', onclick: () => transport.reset() },
      'Reset',
    );
    this.slider = make('input', {
      type: 'range',
      part: 'seek',
      class: 'seek',
      min: '0',
      max: String(NOTCHES),
      value: '0',
      'aria-label': 'Time',
      oninput: () => {
        this.dragging = true;
        const time = this.clock?.timeAt(this.slider.valueAsNumber / NOTCHES) ?? 0;
        void transport.seek(time).then(() => this.show(time));
      },
      onchange: () => {
        this.dragging = false;
      },
    });
    this.fullscreen = make('button', {
      ...{ type: 'button', part: 'fullscreen', class: 'icon', hidden: !document.fullscreenEnabled },
      onclick: () => transport.fullscreen(),
    });
    this.showFullscreen(false);
    const clock = make('p', { class: 'clock' }, make('span', { class: 'quiet' }, 't = '), this.time);
    this.root = make(
      'div',
      { part: 'toolbar', class: 'toolbar card', role: 'group', 'aria-label': 'Playback' },
      ...[this.playing, this.stepping, this.resetting, this.slider, clock, this.fullscreen],
    );
  }

  begin(clock: Clock): void {
    this.clock = clock;
    this.dragging = false;
    this.show(0);
  }

  setClock(clock: Clock): void {
    this.clock = clock;
  }

  show(time: number): void {
    const words = formatNumber(time);
    this.time.textContent = words;
    if (!this.clock || this.dragging) return;
    this.slider.value = String(Math.round(NOTCHES * this.clock.fraction(time)));
    this.slider.setAttribute('aria-valuetext', `t = ${words}`);
  }

  showFullscreen(full: boolean): void {
    this.fullscreen.innerHTML = icon(full ? LEAVE : ENTER);
    this.fullscreen.title = full ? 'Leave full screen' : 'Full screen';
    this.fullscreen.setAttribute('aria-label', this.fullscreen.title);
  }

  change(state: PlayerState): void {
    this.state = state;
    this.playing.textContent =
      { playing: 'Pause', ended: 'Replay', lost: 'Try again' }[state as string] ?? 'Play';
    this.stepping.disabled = state === 'lost' || state === 'ended';
    this.resetting.disabled = state === 'lost' || state === 'opening';
  }
}
