import { type Placed, xAt } from '../draw/plot.ts';
import { formatNumber } from '../words/format.ts';
import { make } from './dom.ts';

/** Times between which the energy is fitted. */
type Ruler = readonly [from: number, to: number];

/** Steps of a handle along the axis. */
const NOTCHES = 200;

/** The two ends of the ruler as sliders along the axis of time, for those who do not drag it on the figure. */
export class RulerHandles {
  readonly toggle: HTMLButtonElement;
  readonly root: HTMLElement;
  private readonly sliders: readonly HTMLInputElement[];
  private ruler: Ruler | null = null;

  /**
   * @param placed where the axes of the energy are
   * @param wish told the ruler as its attribute says it; empty for none
   */
  constructor(
    private readonly placed: () => Placed | undefined,
    private readonly wish: (ruler: string) => void,
  ) {
    const toggle = () =>
      this.lay(this.ruler ? null : [this.timeAt(NOTCHES / 3), this.timeAt((2 * NOTCHES) / 3)]);
    this.toggle = make('button', { type: 'button', part: 'rule', onclick: toggle }, 'Ruler');
    const slider = (i: 0 | 1, label: string) =>
      make('input', {
        ...{ type: 'range', min: '0', max: String(NOTCHES), 'aria-label': label },
        oninput: () => this.move(i),
      });
    this.sliders = [slider(0, 'Ruler from'), slider(1, 'Ruler to')];
    this.root = make('div', { class: 'handles', role: 'group', 'aria-label': 'Ruler' }, ...this.sliders);
  }

  /** @param ruler as it lies; null for none */
  show(ruler: Ruler | null): void {
    this.ruler = ruler;
    this.root.hidden = ruler === null;
    this.toggle.setAttribute('aria-pressed', String(ruler !== null));
    const placed = this.placed();
    if (!ruler || !placed) return;
    const { box, x } = placed;
    this.sliders.forEach((slider, i) => {
      slider.value = String(Math.round((NOTCHES * (x(ruler[i]) - box.x)) / box.width));
      slider.setAttribute('aria-valuetext', `t = ${formatNumber(ruler[i], 3)}`);
    });
  }

  /** The end that was not moved stays exactly where it was, and the other one on its side of it. */
  private move(i: 0 | 1): void {
    if (!this.ruler) return;
    const time = this.timeAt(this.sliders[i].valueAsNumber);
    this.lay(i === 0 ? [time, this.ruler[1]] : [this.ruler[0], time]);
  }

  private lay(ruler: Ruler | null): void {
    if (!ruler) this.wish('');
    else if (ruler[0] < ruler[1]) this.wish(ruler.join(' '));
    else this.show(this.ruler);
  }

  private timeAt(notch: number): number {
    const placed = this.placed();
    return placed ? xAt(placed, placed.box.x + (notch / NOTCHES) * placed.box.width) : 0;
  }
}
