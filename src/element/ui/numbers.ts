import type { Diagnostics } from '../../index.ts';
import type { Scene } from '../model/scene.ts';
import { formatNumber } from '../words/format.ts';
import { make } from './dom.ts';

const rows: readonly [string, (now: Diagnostics) => string][] = [
  ['Energy', (now) => formatNumber(now.energy)],
  ['Dissipation', (now) => formatNumber(now.dissipation)],
  ['Least density', (now) => formatNumber(now.minimum)],
  ['Greatest density', (now) => formatNumber(now.maximum)],
  ['Mass − 1', (now) => formatNumber(now.mass - 1, 2)],
];

/** The flow at this instant, as numbers; and, for the settings, which method steps it and why. */
export class Numbers {
  readonly root = make('div', { class: 'now' });
  private readonly values = rows.map(() => make('dd', {}, '–'));
  private readonly ringing = make(
    'p',
    { class: 'reason quiet', hidden: true },
    'Below 0: a sum of waves rings beside a jump. The energy hardly feels it, the density does.',
  );
  readonly reason = make('p', { class: 'reason quiet', part: 'reason' });

  constructor() {
    const list = make('dl', { class: 'numbers', part: 'numbers' });
    rows.forEach(([name], i) => {
      list.append(make('div', {}, make('dt', {}, name), this.values[i]));
    });
    this.root.append(list, this.ringing);
  }

  begin({ flow }: Scene): void {
    this.reason.textContent = flow.reason;
    this.ringing.hidden = true;
  }

  show(now: Diagnostics): void {
    rows.forEach(([, words], i) => {
      this.values[i].textContent = words(now);
    });
    // Points have no minimum: NaN.
    this.ringing.hidden = !(now.minimum < -1e-10);
  }
}
