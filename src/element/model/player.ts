import type { Flow } from '../../facade/flow.ts';
import { openFlow } from '../../facade/open.ts';
import type {
  Diagnostics,
  History,
  Outcome,
  PointMasses,
  Problem,
  Rate,
  ShellSpectrum,
} from '../../index.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Clock } from './clock.ts';
import { type Addresses, type Share, shareOf } from './workers.ts';

/** What is to be played. */
export interface Opening {
  problem: Problem;
  addresses: Addresses;
}

/** What is worked out for a frame besides the density, where somebody looks at it. */
export type Needs = Readonly<Record<'potential' | 'velocity' | 'spectrum', boolean>>;

/** One instant. Its arrays are on loan until the next frame: what is to stay has to be copied. */
export interface Frame {
  density: Float64Array;
  /** Of a method that moves points. */
  points: PointMasses | null;
  /** φ on the grid; null where it was not needed, as are the others. */
  potential: Float64Array | null;
  /** v on the grid, component after component. */
  velocity: Float64Array | null;
  spectrum: ShellSpectrum | null;
}

/** What is told as a flow goes on. */
export interface Audience {
  /** A new flow stands at time 0, where its numbers are `start`. Answers at which pace it is to play. */
  opened(flow: Flow, start: Diagnostics): Clock;
  drawn(time: number, frame: Frame): void;
  measured(now: Diagnostics): void;
  recorded(history: History, rates: Rate[]): void;
  changed(state: PlayerState): void;
  /** The flow came to its end, or had to end before. */
  ended(outcome: Outcome): void;
  /** The flow could not be opened, or is lost. */
  failed(error: unknown): void;
}

/** What a player is about: no flow yet, standing, moving, at the end, or without a flow after an error. */
export type PlayerState = 'opening' | 'paused' | 'playing' | 'ended' | 'lost';

/** Milliseconds between two looks at the numbers, and between two histories, from which rates are fitted. */
const MEASURE_EVERY = 100;
const RECORD_EVERY = 250;

/** Longest stretch of the screen's clock that one frame makes up for, in seconds: a stall makes no jump. */
const LONGEST = 0.1;

/** What `step` adds, in seconds at the pace of the clock. */
const STEP = 1 / 30;

type Request = { to: number; done: () => void };

/**
 * Plays one flow at the pace of the screen. While a frame is drawn here, the worker steps to the next: one is
 * under way at a time, at most one begins with each animation frame, and none while the page is hidden, where
 * there are no animation frames.
 */
export class Player {
  time = 0;
  private flow: Flow | undefined;
  private share: Share | undefined;
  private clock!: Clock;
  private needs: Needs = { potential: false, velocity: false, spectrum: false };
  /** Whether more is needed than the last frame had. */
  private stale = false;
  private spare: Frame | undefined;
  private shown: Frame | undefined;
  private checkpoints!: Checkpoints;
  private opened: 'opening' | 'open' | 'ended' | 'lost' = 'lost';
  /** Whether the user wants it to play: lasts through an opening, an ending and a failure. */
  private wanted = false;
  private held = false;
  private request: Request | undefined;
  private looping = false;
  private measured = 0;
  private recorded = 0;
  private stopping = new AbortController();
  /** Counts openings: what an earlier flow still delivers is dropped. */
  private turn = 0;

  constructor(private readonly audience: Audience) {}

  get state(): PlayerState {
    if (this.opened !== 'open') return this.opened;
    return this.wanted ? 'playing' : 'paused';
  }

  get current(): Flow | undefined {
    return this.flow;
  }

  /**
   * Leaves the flow that there is for a new one, at time 0, and plays on if it was wanted to play.
   *
   * @param prepare finds out what is to be played; what it throws is told
   */
  async open(prepare: () => Promise<Opening>): Promise<void> {
    const turn = ++this.turn;
    this.leave();
    this.become('opening');
    try {
      const { problem, addresses } = await prepare();
      if (turn !== this.turn) return;
      const share = shareOf(addresses);
      this.share?.release();
      this.share = share;
      const flow = await openFlow(problem, { pool: share.pool, dealias: dealiasFor(problem) });
      if (turn !== this.turn) return await flow.close();
      this.flow = flow;
      const start = await flow.diagnostics();
      if (turn !== this.turn) return;
      this.clock = this.audience.opened(flow, start);
      this.checkpoints = new Checkpoints(flow, this.clock);
      await this.checkpoints.keep(0);
      await this.look(flow, true);
    } catch (error) {
      this.lose(turn, error);
      return;
    }
    if (turn !== this.turn) return;
    this.become('open');
    void this.loop();
  }

  /** Plays on; from the start again once it has ended. */
  play(): void {
    const over = this.opened === 'ended';
    if (this.wanted && !over) return;
    this.wanted = true;
    if (over) void this.seek(0);
    this.audience.changed(this.state);
    void this.loop();
  }

  pause(): void {
    if (!this.wanted) return;
    this.wanted = false;
    this.stopping.abort();
    this.audience.changed(this.state);
  }

  /** Stands still while it is held, for a flow that nobody sees. */
  hold(held: boolean): void {
    this.held = held;
    void this.loop();
  }

  /** What is to be there from the next frame on; a flow that stands still is looked at again. */
  need(needs: Needs): void {
    const more = (['potential', 'velocity', 'spectrum'] as const).some(
      (name) => needs[name] && !this.needs[name],
    );
    this.needs = needs;
    if (!more) return;
    this.stale = true;
    void this.loop();
  }

  /** Pauses, and goes on by a thirtieth of a second of the pace. */
  step(): Promise<void> {
    this.pause();
    return this.seek(this.flow ? this.clock.after(this.time, STEP) : 0);
  }

  /** Goes to a time, forwards or back. Resolves when it is there, or when a later call has taken its place. */
  seek(to: number): Promise<void> {
    return new Promise((done) => {
      this.request?.done();
      this.request = { to, done };
      if (this.opened === 'ended') this.become('open');
      this.stopping.abort();
      void this.loop();
    });
  }

  /** At another pace from here on. */
  setClock(clock: Clock): void {
    this.clock = clock;
    this.checkpoints?.setClock(clock);
  }

  close(): void {
    this.turn++;
    this.leave();
    this.share?.release();
    this.share = undefined;
    this.become('lost');
  }

  private get running(): boolean {
    return this.opened === 'open' && ((this.wanted && !this.held) || this.request !== undefined);
  }

  private async loop(): Promise<void> {
    if (this.looping) return;
    this.looping = true;
    let last = performance.now();
    while (this.running || (this.stale && (this.opened === 'open' || this.opened === 'ended'))) {
      if (!this.running) {
        await this.lookAgain(this.flow!, this.turn);
        continue;
      }
      const { request, turn } = this;
      this.request = undefined;
      this.stopping = new AbortController();
      const frame = request ? undefined : animationFrame();
      const now = performance.now();
      const to = request?.to ?? this.clock.after(this.time, Math.min((now - last) / 1000, LONGEST));
      last = now;
      await this.go(this.flow!, turn, to, request !== undefined);
      request?.done();
      await frame;
    }
    this.looping = false;
  }

  /** Goes to `to`, and looks. */
  private async go(flow: Flow, turn: number, to: number, asked: boolean): Promise<void> {
    try {
      if (to < this.time) this.time = await this.checkpoints.restore(to);
      const outcome = await flow.advance(to, { signal: this.stopping.signal });
      if (turn !== this.turn) return;
      this.time = outcome.time;
      const over = isOver(outcome, this.clock.end);
      if (!over) await this.checkpoints.keep(outcome.time);
      await this.look(flow, asked || over || this.stopping.signal.aborted);
      if (turn !== this.turn || !over) return;
      this.become('ended');
      this.audience.ended(outcome);
    } catch (error) {
      this.lose(turn, error);
    }
  }

  private async lookAgain(flow: Flow, turn: number): Promise<void> {
    try {
      await this.look(flow, false);
    } catch (error) {
      this.lose(turn, error);
    }
  }

  /** Fetches what is due: the frame always, numbers and history at their intervals, or when `all` is asked. */
  private async look(flow: Flow, all: boolean): Promise<void> {
    const { turn, time } = this;
    this.stale = false;
    const at = performance.now();
    const measure = all || at - this.measured >= MEASURE_EVERY;
    const record = all || at - this.recorded >= RECORD_EVERY;
    const [frame, now, history, rates] = await Promise.all([
      this.frame(flow),
      measure && flow.diagnostics(),
      record && flow.history(),
      record && flow.rates(),
    ]);
    if (turn !== this.turn) return;
    // The one on the screen goes to the worker with the next frame but one: it may still be drawn again.
    [this.shown, this.spare] = [frame, this.shown];
    this.audience.drawn(time, frame);
    if (now) {
      this.measured = at;
      this.audience.measured(now);
    }
    if (history && rates) {
      this.recorded = at;
      this.audience.recorded(history, rates);
    }
  }

  private async frame(flow: Flow): Promise<Frame> {
    const { needs, spare } = this;
    const [density, points, potential, velocity, spectrum] = await Promise.all([
      flow.frame(spare?.density),
      flow.method === 'particles' ? flow.points() : null,
      needs.potential ? flow.potential(spare?.potential ?? undefined) : null,
      needs.velocity ? flow.velocity(spare?.velocity ?? undefined) : null,
      needs.spectrum ? flow.spectrum() : null,
    ]);
    return { density, points, potential, velocity, spectrum };
  }

  private leave(): void {
    this.stopping.abort();
    this.request?.done();
    this.request = undefined;
    // What it still has to say is of no interest.
    this.flow?.close().catch(() => {});
    this.flow = undefined;
    this.shown = this.spare = undefined;
    this.time = 0;
  }

  private lose(turn: number, error: unknown): void {
    if (turn !== this.turn) return;
    this.leave();
    this.become('lost');
    this.audience.failed(error);
  }

  private become(opened: Player['opened']): void {
    this.opened = opened;
    this.audience.changed(this.state);
  }
}

/** Steps in the plane take half the time so, and no picture shows the modes that are left out. */
const dealiasFor = ({ grid }: Problem) => (typeof grid === 'number' || grid.length < 2 ? undefined : '2/3');

function isOver({ kind, time }: Outcome, end: number): boolean {
  return kind !== 'cancelled' && (kind !== 'completed' || time >= end);
}

const animationFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
