import type { Outcome } from '../../index.ts';
import { energyRate, type Scene } from '../model/scene.ts';
import { formatNumber } from '../words/format.ts';
import { rateInWords } from '../words/rates.ts';
import { make } from './dom.ts';

/** Milliseconds between two reports to those who listen while a flow plays. */
const REPORT_EVERY = 10_000;

/** What is said in words: to the eye how a run ended and what went wrong, to a screen reader how it goes too. */
export class Status {
  readonly ending = make('p', { part: 'status', class: 'status', role: 'status' });
  readonly failure = make('p', { part: 'error', class: 'error', role: 'alert', hidden: true });
  readonly spoken = make('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private reported = 0;

  clear(): void {
    this.ending.textContent = '';
    this.failure.hidden = true;
    this.reported = performance.now();
  }

  end({ kind, message }: Outcome): void {
    this.ending.textContent =
      kind === 'completed' ? `${message} There is nothing more to see on this grid.` : message;
  }

  fail(words: readonly string[]): void {
    this.failure.textContent = words.join('\n');
    this.failure.hidden = words.length === 0;
  }

  /** @param now whether the user has asked, by a pause or a step */
  report(scene: Scene, now: boolean): void {
    if (!scene.now || (!now && performance.now() - this.reported < REPORT_EVERY)) return;
    this.reported = performance.now();
    const rate = energyRate(scene);
    const rates = rate ? `, ${rateInWords(rate, scene.over).spoken}` : '';
    this.spoken.textContent = `Time ${formatNumber(scene.time)}, energy ${formatNumber(scene.now.energy)}${rates}.`;
  }
}
