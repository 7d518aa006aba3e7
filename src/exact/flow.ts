/** What every exact solution gives; src/engine/exact.ts makes a solver of it. */

/** The solution at one instant, as far as a grid of n points holds it. */
export interface Snapshot {
  /** μ on the n points: values, or averages over the cells around them where there are jumps or atoms. */
  density: Float64Array;
  /** ĥ_k of h = μ − ν for 0 ≤ k < n/2, interleaved complex. */
  difference: Float64Array;
  /** E_s(μ), of all modes. */
  energy: number;
  /** ∫ μ|∇φ|² = −dE/dt. */
  dissipation: number;
  /** inf μ and sup μ, of the solution itself; Infinity where there are atoms. */
  minimum: number;
  maximum: number;
  /** Mean displacement of mass, ∫(X_t(x) − x) dμ₀; 0 towards ν = 1. */
  drift: number;
}

/** A solution that is known, at times that may only grow. */
export interface ExactFlow {
  /** Evaluations of a right-hand side so far; 0 for a closed form. */
  readonly evaluations: number;
  /** Moves on towards time t, to t at once where the solution is a formula, else by a step; the time reached. */
  moveTowards(t: number): number;
  snapshot(): Snapshot;
  /** What the present instant has to be remembered by beside its time; setting it moves there. */
  exportState(): Float64Array;
  importState(time: number, state: Float64Array): void;
}
