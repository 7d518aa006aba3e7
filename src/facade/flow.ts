import type { Rate } from '../diagnostics/rates.ts';
import type { MethodName, Problem } from '../problem/types.ts';
import { ArgumentError, ClosedError } from '../solve/errors.ts';
import type {
  Diagnostics,
  Driver,
  FieldName,
  History,
  Outcome,
  PointMasses,
  ShellSpectrum,
} from '../solve/types.ts';
import { asyncDispose } from '../worker/dispose.ts';
import type { Lease } from './acquire.ts';

/**
 * A flow that is stepped by hand. Calls may overlap: those that move the flow wait for one another, those that
 * look at it are answered between two batches of steps. After `close` every call rejects with a ClosedError.
 */
export class Flow {
  /** Points per axis. */
  readonly grid: readonly number[];
  /** The method that steps it, `auto` settled, and why that one, in a sentence. */
  readonly method: MethodName;
  /** Why the method and the integrator were chosen, in a sentence. */
  readonly reason: string;
  /** μ₀ on the grid, row-major. */
  readonly initial: Float64Array;
  /** ν on the grid, row-major. */
  readonly target: Float64Array;
  private readonly driver: Driver;
  private moving: Promise<unknown> = Promise.resolve();
  private framing: Promise<Float64Array> | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    /** The problem as it was asked, densities that were functions or arrays replaced by their samples. */
    readonly problem: Problem,
    private readonly lease: Lease,
  ) {
    const { plan, driver } = lease;
    this.grid = plan.grid;
    this.method = plan.method;
    this.reason = plan.reason;
    this.initial = plan.initial!;
    this.target = plan.target!;
    this.driver = driver;
  }

  /**
   * Steps until `to` is hit exactly, or until the run has to end; the outcome says which. An abort of `signal`
   * ends this call as 'cancelled', and the flow can go on from there.
   *
   * @throws ArgumentError when `to` is not a finite time from the flow's own on.
   */
  advance(to: number, options: { signal?: AbortSignal } = {}): Promise<Outcome> {
    return this.move(() => this.advanceUnder(to, options.signal));
  }

  /**
   * The density μ on the grid, row-major, in a recycled buffer: the one that an earlier call resolved to, or a
   * fresh array. The buffer is handed over and must not be used until the promise resolves to its successor.
   * At most one frame is in flight: a call meanwhile resolves to that frame and leaves its own buffer alone.
   *
   * @throws ArgumentError for a buffer of another length or one that is part of a larger ArrayBuffer.
   */
  frame(buffer?: Float64Array): Promise<Float64Array> {
    if (this.closing) return Promise.reject(new ClosedError('flow'));
    this.framing ??= this.draw(buffer).finally(() => {
      this.framing = undefined;
    });
    return this.framing;
  }

  /**
   * The potential φ = (−Δ)^{−s}(μ−ν) on the grid, row-major: φ̂_k = |2πk|^{−2s}(μ̂_k − ν̂_k), φ̂_0 = 0, the Nyquist
   * modes left out. Computed where the flow runs.
   *
   * @param buffer an array of as many numbers as the grid has points, for the answer: handed over as that of `frame`
   */
  potential(buffer?: Float64Array): Promise<Float64Array> {
    return this.look(() => this.field('potential', 1, buffer));
  }

  /**
   * The velocity v = −∇φ on the grid, [d, …grid], row-major: its components along the axes, one after the other. As
   * `potential`, with a buffer of d times as many numbers.
   */
  velocity(buffer?: Float64Array): Promise<Float64Array> {
    return this.look(() => this.field('velocity', this.grid.length, buffer));
  }

  /**
   * μ − ν by shells of |k|, now and at the beginning, with the law that the data follow. Computed where the flow runs;
   * the first call takes a few transforms longer.
   */
  spectrum(): Promise<ShellSpectrum> {
    return this.look(() => this.driver.spectrum());
  }

  /**
   * Where the points are now, [N, d] in [0, 1), and their weights: with the method `particles` in the order given, with
   * `lagrangian` the middles of its cells. Null for the other methods.
   */
  points(): Promise<PointMasses | null> {
    return this.look(() => this.driver.points());
  }

  /** The flow at this instant, as numbers. */
  diagnostics(): Promise<Diagnostics> {
    return this.look(() => this.driver.diagnostics());
  }

  /** Numbers recorded after accepted steps so far, for fits and live plots. */
  history(): Promise<History> {
    return this.look(() => this.driver.history());
  }

  /**
   * The rates of the energy and of each norm so far: fitted over the part of the history that can show one,
   * beside what theory predicts. Computed where the flow runs.
   */
  rates(): Promise<Rate[]> {
    return this.look(() => this.driver.rates());
  }

  /** The whole state, step-size history included: a flow continued from it is bit-identical. */
  exportState(): Promise<Uint8Array> {
    return this.look(() => this.driver.exportState());
  }

  /**
   * Goes on from `state`, which another flow of the same problem exported.
   *
   * @throws StateError when the state belongs to another problem.
   */
  importState(state: Uint8Array): Promise<void> {
    return this.move(() => this.driver.importState(state));
  }

  /** Gives the flow's memory and its share of a worker back; ends an `advance` under way as 'cancelled'. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  /** `close`, at the end of a block that holds the flow with `await using`. */
  [asyncDispose](): Promise<void> {
    return this.close();
  }

  private async advanceUnder(to: number, signal?: AbortSignal): Promise<Outcome> {
    const cancel = () => this.driver.cancel();
    signal?.addEventListener('abort', cancel);
    try {
      const outcome = this.driver.advance(to);
      if (signal?.aborted || this.closing) cancel();
      return await outcome;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  private async draw(buffer?: Float64Array): Promise<Float64Array> {
    return this.driver.frame(bufferOf(this.target.length, buffer));
  }

  private async field(name: FieldName, components: number, buffer?: Float64Array): Promise<Float64Array> {
    return this.driver.field(name, bufferOf(components * this.target.length, buffer));
  }

  private async end(): Promise<void> {
    this.driver.cancel();
    await this.moving;
    await this.lease.release();
  }

  private async look<T>(call: () => Promise<T>): Promise<T> {
    if (this.closing) throw new ClosedError('flow');
    return call();
  }

  /** Runs calls that move the flow one after another. */
  private move<T>(call: () => Promise<T>): Promise<T> {
    if (this.closing) return Promise.reject(new ClosedError('flow'));
    const result = this.moving.then(call);
    this.moving = result.catch(() => {});
    return result;
  }
}

/** A buffer that can be handed over, the given one or a fresh one. */
function bufferOf(length: number, buffer: Float64Array = new Float64Array(length)): Float64Array {
  if (Object.prototype.toString.call(buffer) !== '[object Float64Array]' || buffer.length !== length) {
    throw new ArgumentError('buffer', buffer, `a Float64Array of ${length} numbers`);
  }
  if (buffer.byteLength !== buffer.buffer.byteLength) {
    throw new ArgumentError('buffer', buffer, 'an array that fills its ArrayBuffer, which is handed over');
  }
  return buffer;
}
