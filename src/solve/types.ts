import type { Rate } from '../diagnostics/rates.ts';
import type { History } from '../engine/types.ts';
import type { Problem } from '../problem/types.ts';

/** How a run ended. Only 'completed' reached the end that was asked for. */
export interface Outcome {
  kind: 'completed' | 'cancelled' | 'max-steps' | 'non-finite' | 'energy-increase' | 'step-underflow';
  /** Time the run reached. */
  time: number;
  /** What happened and what may help, in a sentence. */
  message: string;
}

/** Something the user should know of a run that went on. */
export interface Warning {
  kind: 'negative-density' | 'resolution-exhausted';
  /** When it was first seen. */
  time: number;
  message: string;
}

export type { Diagnostics, History } from '../engine/types.ts';

export interface SolverReport {
  method: 'spectral';
  integrator: string;
  reason: string;
  /** Accepted steps. */
  steps: number;
  rejected: number;
  /** Evaluations of the right-hand side. */
  evaluations: number;
  /** Wall-clock seconds inside the solver. */
  seconds: number;
}

/** What a run computed. Arrays over `time` have one entry for each save time that was reached. */
export interface Solution {
  /** The problem as it was asked, densities that were functions or arrays replaced by their samples. */
  problem: Problem;
  outcome: Outcome;
  warnings: Warning[];
  time: Float64Array;
  energy: Float64Array;
  dissipation: Float64Array;
  mass: Float64Array;
  minimum: Float64Array;
  maximum: Float64Array;
  /** ‖μ−ν‖_{Ḣ^q}, keyed by String(q). */
  norms: Record<string, Float64Array>;
  /** Densities on the grid, shape [times, ...grid], row-major. */
  density: Float64Array;
  history: History;
  rates: Rate[];
  solver: SolverReport;
  /** The solver's whole state at the end: pass as `options.state` to go on from here, bit for bit. */
  state: Uint8Array;
}
