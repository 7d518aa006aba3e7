import { make } from './dom.ts';

/** What the buttons do. */
export interface Painting {
  resized(): void;
  undo(): void;
  clear(): void;
  blob(): void;
}

/** Widths of the brush, as shares of the torus. */
const [NARROWEST, WIDEST, STEP] = [0.01, 0.16, 0.01];

/** The row of tools beside a figure that is painted on, and what is to be known of it. */
export class PaintTools {
  readonly root: HTMLElement;
  /** What is said to those who do not see it. */
  readonly spoken = make('p', { class: 'unseen', role: 'status' });
  readonly hint = make('p', { class: 'hint quiet', id: 'paint-hint' });
  private readonly slider: HTMLInputElement;

  constructor(private readonly painting: Painting) {
    this.slider = make('input', {
      ...{ type: 'range', part: 'brush', 'aria-label': 'Width of the brush' },
      ...{ min: String(NARROWEST), max: String(WIDEST), step: String(STEP), value: '0.04' },
      oninput: () => painting.resized(),
    });
    const button = (name: string, title: string, onclick: () => void) =>
      make('button', { type: 'button', title, part: name.toLowerCase(), onclick }, name);
    this.root = make(
      'div',
      { class: 'tools', role: 'group', 'aria-label': 'Painting' },
      make('label', { class: 'inline' }, make('span', { class: 'quiet' }, 'Brush'), this.slider),
      button('Undo', 'Take the last change back (Ctrl+Z)', () => painting.undo()),
      button('Clear', 'Spread all mass evenly', () => painting.clear()),
      button('Blob', 'Put all mass into one Gaussian, as wide as the brush', () => painting.blob()),
      this.hint,
      this.spoken,
    );
  }

  get width(): number {
    return this.slider.valueAsNumber;
  }

  /** A wider brush, or a narrower one. */
  grow(steps: number): void {
    if (steps > 0) this.slider.stepUp(steps);
    else this.slider.stepDown(-steps);
    this.say(`brush ${Math.round(100 * this.width)} hundredths wide`);
    this.painting.resized();
  }

  say(words: string): void {
    this.spoken.textContent = words;
  }

  /** @param d dimensions of the figure */
  instruct(d: number): void {
    this.hint.textContent =
      d === 1
        ? 'Drag to draw. Keys: ← → choose a place, ↑ ↓ raise and lower, + − change the brush, Esc leaves.'
        : 'Drag to paint, with Shift to take away. Keys: arrows move, Space paints, Delete takes away, + − change the brush, Esc leaves.';
  }
}
