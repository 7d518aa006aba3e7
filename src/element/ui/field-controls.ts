import { choice, fill, legend, make } from './dom.ts';
import type { FieldLook } from './field-panel.ts';
import { hasRange, keyOf, type Shown, shownIn } from './shown.ts';

const ranges = { run: 'run', frame: 'frame' };
const drawings = { none: 'nothing', initial: 'start μ₀', target: 'target ν' };

/** What is chosen by hand. */
export interface Choices {
  show(shown: string): void;
  range(range: string): void;
  draw(end: string): void;
  /** A picture was chosen or dropped, to be the target. */
  picture(file: Blob): void;
}

/** The head of a figure: what it shows, and what is drawn on it. */
export class FieldControls {
  readonly root: HTMLElement;
  private readonly show;
  private readonly range;
  private readonly draws;
  private readonly picture: HTMLElement;
  /** Which curve is which; its place is under the figure. */
  readonly key = make('ul', { class: 'key' });

  constructor(choices: Choices) {
    this.show = choice('Show', 'show', (value) => choices.show(value));
    this.range = choice('Range', 'range', (value) => choices.range(value));
    this.draws = choice('Draw', 'draw', (value) => choices.draw(value));
    const file = make('input', { type: 'file', accept: 'image/*', class: 'unseen' });
    file.addEventListener('change', () => {
      if (file.files?.[0]) choices.picture(file.files[0]);
      // The same file may be chosen again.
      file.value = '';
    });
    this.picture = make(
      'label',
      { class: 'button', part: 'picture', title: 'A picture as the target, which may be dropped too' },
      file,
      'Picture as ν …',
    );
    const all = [this.show.root, this.range.root, this.draws.root, this.picture];
    this.root = make(
      'div',
      { class: 'head' },
      make('h2', {}, 'Density'),
      make('div', { class: 'choices' }, ...all),
    );
  }

  /** @param shown what the figure really shows of what `look` asks for */
  set(look: FieldLook, shown: Shown, d: number, full: boolean): void {
    fill(this.show.select, shownIn(d), shown);
    fill(this.range.select, ranges, look.range);
    fill(this.draws.select, drawings, look.draw);
    this.range.root.hidden = !full || !hasRange(shown);
    this.draws.root.hidden = !full || d > 2;
    this.picture.hidden = !full || d !== 2;
    this.key.replaceChildren(...legend(keyOf(shown, d)));
  }

  /** Away from the figure: to where drawing is ended. */
  focus(): void {
    this.draws.select.focus();
  }
}

/** Takes pictures that are dropped on a figure, while it shows a plane. */
export function takePictures(canvas: HTMLElement, isPlane: () => boolean, take: (file: Blob) => void): void {
  const isPicture = ({ dataTransfer }: DragEvent) =>
    isPlane() &&
    [...(dataTransfer?.items ?? [])].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'));
  canvas.addEventListener('dragover', (event) => {
    if (isPicture(event)) event.preventDefault();
  });
  canvas.addEventListener('drop', (event) => {
    if (!isPicture(event)) return;
    event.preventDefault();
    take(event.dataTransfer!.files[0]);
  });
}
