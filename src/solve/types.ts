import type { Rate } from '../diagnostics/rates.ts';
import type { Diagnostics, FieldName, History, PointMasses, Shells } from '../engine/types.ts';
import type { Dealias, MethodName, Problem } from '../problem/types.ts';

/** How a run ended. Only 'completed' reached the end that was asked for. */
export interface Outcome {
  /** Whether the run reached its end, or why not. */
  kind: 'completed' | 'cancelled' | 'max-steps' | 'non-finite' | 'energy-increase' | 'step-underflow';
  /** Time the run reached. */
  time: number;
  /** What happened and what may help, in a sentence. */
  message: string;
}

/** Something the user should know of a run that went on. */
export interface Warning {
  /** What was seen: μ below 0 somewhere, or energy at the finest modes of the grid. */
  kind: 'negative-density' | 'resolution-exhausted';
  /** When it was first seen. */
  time: number;
  /** What it means and what may help, in a sentence. */
  message: string;
}

export type { Diagnostics, FieldName, History, PointMasses, Shells } from '../engine/types.ts';

/** How modes fall: |μ̂_k − ν̂_k|² ≈ constant·|k|^{−2·regularity−d}. */
export interface PowerLaw {
  /** Sobolev regularity r. */
  regularity: number;
  /** The mean of |μ̂_k − ν̂_k|² |k|^{2r+d}. */
  constant: number;
}

/**
 * μ − ν by wavenumbers: entry m of each array belongs to the shell m − ½ ≤ |k| < m + ½. Modes at the grid's
 * Nyquist frequency are left out, and k = 0, which is constant.
 */
export interface ShellSpectrum extends Shells {
  /** Σ |μ̂_k − ν̂_k|² over the shell at time 0. */
  initial: Float64Array;
  /**
   * The law of the data: |μ̂_k − ν̂_k|² ≈ constant·|k|^{−2·regularity−d} at time 0, the regularity as stated by the
   * profile or as estimated; null where the data follow no such law, or the grid is too coarse to tell.
   */
  law: PowerLaw | null;
}

/** How far a run is, as `onProgress` is told it. */
export interface Progress {
  /** Time reached. */
  time: number;
  /**
   * Share of the run in [0, 1], measured along the problem's own save times: a run saved at times spaced by
   * the logarithm advances with log t, one saved at evenly spaced times with t.
   */
  fraction: number;
  /** Accepted steps so far. */
  steps: number;
  /** E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}} at this time. */
  energy: number;
  /** D = −dE/dt at this time. */
  dissipation: number;
}

/** What the solver chose, and how much it did. */
export interface SolverReport {
  /** The method that computed the flow; 'auto' where the run was cancelled before one was chosen. */
  method: MethodName | 'auto';
  /** null where nothing is stepped. */
  integrator: string | null;
  /** Why this method and integrator, in a sentence. */
  reason: string;
  /** Accepted steps. */
  steps: number;
  /** Steps that were tried and not taken. */
  rejected: number;
  /** Evaluations of the right-hand side. */
  evaluations: number;
  /** Wall-clock seconds inside the solver. */
  seconds: number;
  /** Threads that took part. Results do not depend on it. */
  threads: number;
}

/** What a solver computed, however the run ended. One entry in each array for each save time reached. */
export interface Run {
  /** How the run ended. */
  outcome: Outcome;
  /** What the user should know of it. */
  warnings: Warning[];
  /** Save times that were reached, ascending. */
  time: Float64Array;
  /** E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}}. */
  energy: Float64Array;
  /** D = ∫ μ|∇φ|² = −dE/dt. */
  dissipation: Float64Array;
  /** Of the density on the grid; of the exact solution itself, 1. */
  mass: Float64Array;
  /** Least density on the grid; of the exact solution itself. NaN for a sum of point masses. */
  minimum: Float64Array;
  /** Greatest density, likewise; infinite for the exact solution's atoms. */
  maximum: Float64Array;
  /** ‖μ−ν‖_{Ḣ^q}, keyed by String(q). */
  norms: Record<string, Float64Array>;
  /** The save times whose densities were kept: those of `time` unless the problem asks for fewer. */
  densityTime: Float64Array;
  /** Densities on the grid at these times, shape [times, ...grid], row-major; of point masses, averages over the cells around the points. */
  density: Float64Array;
  /**
   * Where a method that moves points had them, in [0, 1): positions of shape [times, N, d], row-major, and N
   * weights that sum to 1. The Lagrangian method's points are the middles of its cells. Null for the others.
   */
  points: PointMasses | null;
  /** Numbers recorded after accepted steps, between the save times too. */
  history: History;
  /** What the solver chose, and how much it did. */
  solver: SolverReport;
  /**
   * The solver's whole state at the end: pass as `options.state` to go on from here, bit for bit. Empty when
   * the run was cancelled before it began; an empty state goes on from time 0.
   */
  state: Uint8Array;
}

/** The answer to a problem. */
export interface Solution extends Run {
  /** The problem as it was asked, densities that were functions or arrays replaced by their samples. */
  problem: Problem;
  /** Fitted rates of decay beside the predicted ones. */
  rates: Rate[];
}

/** A solution but for its problem. */
export type RatedRun = Omit<Solution, 'problem'>;

/** What is settled of a problem before it runs, and its samples where they are wanted. */
export interface Plan {
  grid: readonly number[];
  method: MethodName;
  dealias: Dealias;
  reason: string;
  initial?: Float64Array;
  target?: Float64Array;
}

/** Drives one flow, on this thread (`Session`) or in a worker: the calls are the same. */
export interface Driver {
  /** Runs the problem through its save times to its end. */
  run(onProgress?: (progress: Progress) => void): Promise<Run>;
  /** Steps until `to` is hit exactly, or the run has to end. */
  advance(to: number): Promise<Outcome>;
  /** Makes the `run` or `advance` under way end as 'cancelled', within one batch of steps. */
  cancel(): void;
  /** Writes μ on the grid into `buffer`, which a worker receives and gives back by transfer. */
  frame(buffer: Float64Array): Promise<Float64Array>;
  /** Where points are now, of a method that moves them; else null. */
  points(): Promise<PointMasses | null>;
  /** Writes φ, or the d components of v, on the grid into `buffer`, which is handed over and given back as with `frame`. */
  field(name: FieldName, buffer: Float64Array): Promise<Float64Array>;
  spectrum(): Promise<ShellSpectrum>;
  diagnostics(): Promise<Diagnostics>;
  history(): Promise<History>;
  /** The rates of the energy and of each norm so far, fitted and predicted. */
  rates(): Promise<Rate[]>;
  exportState(): Promise<Uint8Array>;
  importState(state: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
