/** What the engine tells of a flow, and the one interface through which everything else drives it. */
import type { PointMasses } from '../problem/types.ts';

/** The flow at one instant, as numbers. Norms stand in the order of the problem's `norms`. */
export interface Diagnostics {
  /** Where the flow is. */
  time: number;
  /** E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}}. */
  energy: number;
  /** D = ∫ μ|∇φ|² = −dE/dt. */
  dissipation: number;
  /** ∫ μ. */
  mass: number;
  /** Least density on the grid. */
  minimum: number;
  /** Greatest density on the grid. */
  maximum: number;
  /** ‖μ−ν‖_{Ḣ^q} for each q of the problem's `norms`. */
  norms: number[];
  /** Share of the energy in the top third of the modes, |k| > 2K/3. */
  tail: number;
}

/** Numbers recorded after accepted steps (thinned evenly when a run is long), for fits and live plots. */
export interface History {
  /** Ascending, from 0. */
  time: Float64Array;
  /** E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}}. */
  energy: Float64Array;
  /** D = ∫ μ|∇φ|² = −dE/dt. */
  dissipation: Float64Array;
  /** Share of the energy in the top third of the modes. */
  tail: Float64Array;
  /**
   * Mean displacement of mass so far, ∫(X_t(x) − x) dμ₀ = ∫₀ᵗ∫ μv dx dt with X_t the flow map, in d = 1 and where a
   * method follows it: `spectral`, `lagrangian` and `exact`; else NaN. Its limit decides where mass comes to rest.
   */
  drift: Float64Array;
  /** ‖μ−ν‖_{Ḣ^q}, keyed by String(q). */
  norms: Record<string, Float64Array>;
}

/** φ = (−Δ)^{−s}(μ−ν), or v = −∇φ. */
export type FieldName = 'potential' | 'velocity';

/** The power of μ − ν by shells: entry m sums the modes with m − ½ ≤ |k| < m + ½; k = 0 has none. */
export interface Shells {
  /** Σ |μ̂_k − ν̂_k|² over the shell. */
  power: Float64Array;
  /** Modes in the shell, k and −k each; power / modes is the mean of |μ̂_k − ν̂_k|² there. */
  modes: Float64Array;
}

/** Why `advance` came back. */
export type Stop =
  /** The time asked for was hit exactly. */
  | 'reached'
  /** The budget of steps was used up: call again. */
  | 'budget'
  /** The rest end the run; the state is that of the last good step. */
  | 'max-steps'
  | 'non-finite'
  | 'energy-increase'
  | 'step-underflow';

export type { PointMasses };

/** One flow in the WASM solver. All calls are synchronous and short; none allocates in WASM memory. */
export interface Solver {
  readonly time: number;
  /** Accepted steps so far. */
  readonly steps: number;
  readonly rejected: number;
  /** Evaluations of the right-hand side so far. */
  readonly evaluations: number;
  /** Threads that took part in steps so far; absent where there is but one. */
  readonly threads?: number;
  /** One number in shared memory, where there is such: while it is not 0, `advance` gives up the step under way. */
  readonly cancelFlag?: Int32Array;
  /** First time at which the density was seen below −1e−10 (on the product grid), or NaN. */
  readonly negativeSince: number;
  /** Largest wavenumber that is evolved, per axis: |k_i| ≤ cutoff[i]. */
  readonly cutoff: readonly number[];
  /** Steps until `to` is hit exactly, or `budget` steps (accepted and rejected) were made or one was given up. */
  advance(to: number, budget: number): Stop;
  /** Writes μ on the problem's grid into `out`, row-major. */
  density(out: Float64Array): void;
  diagnostics(): Diagnostics;
  /** Copies of what was recorded so far. */
  history(): History;
  /** Where the points of a method that moves points are now, in [0, 1), and what each weighs. */
  points?(): PointMasses;
  /** The whole state, step-size history included: a run continued from it is bit-identical. */
  exportState(): Uint8Array;
  /** Throws a `StateError` when the state belongs to another problem. */
  importState(state: Uint8Array): void;
  /** Gives the WASM instance back for reuse; the solver must not be used afterwards. */
  close(): void;
}
