import {
  type Diagnostics,
  type Flow,
  type History,
  type Outcome,
  open,
  type Problem,
  type Rate,
} from 'torusflow';
import { endOf, type Pace, type Settings, timeAfter } from './settings.ts';

/** What the page is told as a flow goes on. */
export interface Audience {
  /** A new flow stands at time 0 with the density `initial`, on the way to `target`. */
  opened(initial: Float64Array, target: Float64Array): void;
  /** The density goes back to the worker with the next frame: what is to stay has to be copied. */
  drawn(density: Float64Array, now: Diagnostics): void;
  recorded(history: History, energyRate: Rate): void;
  /** @param words how the flow ended, once it has */
  changed(now: { playing: boolean; canPlay: boolean }, words: string): void;
  /** The flow could not be opened, or is lost. */
  failed(error: unknown): void;
}

/** Milliseconds between two histories, from which the energy is drawn and the rate fitted. */
const RECORD_EVERY = 200;

/** Longest stretch of the screen's clock that one cycle makes up for, in seconds: a stall makes no jump. */
const LONGEST = 0.1;

/**
 * Plays one flow at the pace of the screen. In each cycle the worker steps, then sends a frame; the next cycle
 * begins with the animation frame after that, so that never more than one is in flight, and none is asked for
 * while the page is hidden, where there are no animation frames.
 */
export class Player {
  pace: Pace = 'even';
  private flow: Flow | undefined;
  private settings!: Settings;
  private time = 0;
  private buffer: Float64Array | undefined;
  private recorded = 0;
  /** Whether the user wants it to play: lasts through an opening, an ending and a failure. */
  private wanted = false;
  private state: 'opening' | 'open' | 'ended' | 'lost' = 'lost';
  private cycling: Promise<void> = Promise.resolve();
  private stopping = new AbortController();
  /** Counts openings: what an earlier flow still delivers is dropped. */
  private turn = 0;

  constructor(private readonly audience: Audience) {}

  get isPlaying(): boolean {
    return this.wanted && (this.state === 'opening' || this.state === 'open');
  }

  /** Leaves the flow that there is for a new one, at time 0, and plays on if it was wanted to play. */
  async open(problem: Problem, settings: Settings): Promise<void> {
    const turn = ++this.turn;
    this.leave();
    this.become('opening');
    try {
      const flow = await open(problem);
      if (turn !== this.turn) return await flow.close();
      this.flow = flow;
      this.settings = settings;
      this.audience.opened(flow.initial, flow.target);
      await this.look(flow, true);
    } catch (error) {
      this.lose(turn, error);
      return;
    }
    if (turn !== this.turn) return;
    this.become('open');
    if (this.wanted) this.start();
  }

  play(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.become(this.state);
    if (this.state === 'open') this.start();
  }

  pause(): void {
    this.wanted = false;
    this.stopping.abort();
    this.become(this.state);
  }

  /** Pauses, and goes on by a thirtieth of a second of the pace. */
  step(): void {
    this.pause();
    const { flow, turn } = this;
    if (this.state === 'open') this.next(() => this.go(flow!, turn, 1 / 30, true));
  }

  private start(): void {
    const { flow, turn } = this;
    this.next(() => this.cycle(flow!, turn));
  }

  /** A cycle that a pause has cut short may still be under way: what is next goes on after it. */
  private next(work: () => Promise<void>): void {
    this.stopping = new AbortController();
    this.cycling = this.cycling.then(work);
  }

  private async cycle(flow: Flow, turn: number): Promise<void> {
    const { signal } = this.stopping;
    let last = performance.now();
    while (turn === this.turn && !signal.aborted && this.state === 'open') {
      const now = await animationFrame();
      if (turn !== this.turn || signal.aborted) break;
      const seconds = Math.min((now - last) / 1000, LONGEST);
      last = now;
      if (seconds > 0) await this.go(flow, turn, seconds, false);
    }
  }

  /** Steps, and looks. */
  private async go(flow: Flow, turn: number, seconds: number, record: boolean): Promise<void> {
    const { s, points } = this.settings;
    const end = endOf(s, points);
    const to = Math.min(timeAfter(this.time, seconds, this.pace, s), end);
    try {
      const outcome = await flow.advance(to, { signal: this.stopping.signal });
      if (turn !== this.turn) return;
      this.time = outcome.time;
      const over = isOver(outcome, end);
      await this.look(flow, record || over || this.stopping.signal.aborted);
      if (turn === this.turn && over) this.become('ended', endingOf(outcome));
    } catch (error) {
      this.lose(turn, error);
    }
  }

  private async look(flow: Flow, record: boolean): Promise<void> {
    const { turn } = this;
    const [density, now] = await Promise.all([flow.frame(this.buffer), flow.diagnostics()]);
    if (turn !== this.turn) return;
    this.buffer = density;
    this.audience.drawn(density, now);
    if (!record && performance.now() - this.recorded < RECORD_EVERY) return;
    const [history, [energyRate]] = await Promise.all([flow.history(), flow.rates()]);
    if (turn !== this.turn) return;
    this.recorded = performance.now();
    this.audience.recorded(history, energyRate);
  }

  private leave(): void {
    this.stopping.abort();
    this.cycling = Promise.resolve();
    // What it still has to say is of no interest.
    this.flow?.close().catch(() => {});
    this.flow = undefined;
    this.buffer = undefined;
    this.time = 0;
  }

  private lose(turn: number, error: unknown): void {
    if (turn !== this.turn) return;
    this.leave();
    this.become('lost');
    this.audience.failed(error);
  }

  private become(state: Player['state'], words = ''): void {
    this.state = state;
    this.audience.changed(
      { playing: this.isPlaying, canPlay: state === 'opening' || state === 'open' },
      words,
    );
  }
}

function isOver({ kind, time }: Outcome, end: number): boolean {
  return kind !== 'cancelled' && (kind !== 'completed' || time >= end);
}

function endingOf({ kind, message }: Outcome): string {
  return kind === 'completed' ? `${message} There is nothing more to see on this grid.` : message;
}

const animationFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
