import type { Flow } from '../../facade/flow.ts';
import type { Clock } from './clock.ts';

/** How many states are kept along a run, and the largest grid of which more than the first is. */
const STATES = 32;
const POINTS = 2 ** 14;

/** States of a flow along its way, from which it can go back to any earlier time. */
export class Checkpoints {
  private readonly states: { time: number; state: Uint8Array }[] = [];
  private next = 0;

  constructor(
    private readonly flow: Flow,
    private clock: Clock,
  ) {}

  setClock(clock: Clock): void {
    this.clock = clock;
  }

  /** Keeps the state at `time`, the flow's own, where one is due. */
  async keep(time: number): Promise<void> {
    const fraction = this.clock.fraction(time);
    const many = this.flow.initial.length <= POINTS;
    if (fraction < this.next || (time > 0 && (!many || time <= this.states.at(-1)!.time))) return;
    this.next = fraction + 1 / STATES;
    this.states.push({ time, state: await this.flow.exportState() });
  }

  /** Takes the flow to the last state kept that is not after `time`; returns that state's time. */
  async restore(time: number): Promise<number> {
    const kept = this.states.filter((state) => state.time <= time).pop() ?? this.states[0];
    await this.flow.importState(kept.state);
    return kept.time;
  }
}
