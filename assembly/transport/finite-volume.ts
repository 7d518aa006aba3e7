// The finite-volume method: cell averages μ̄_j over the cells centred at the grid points, moved by fluxes
// through the faces between them.
//
// The energy of cell averages is that of the trigonometric field h whose averages are h̄ = μ̄ − ν̄:
//
//   E(μ̄) = ½ Σ |2πk|^{−2s} |ĥ_k|²,   ĥ_k = h̄̂_k / S_k,   S_k = Π_i sinc(k_i/n_i),  sinc z = sin(πz)/(πz).
//
// Its gradient is ψ̂_k = |2πk|^{−2s} h̄̂_k / S_k², and the velocity at a face is the two-point difference
// v_{j+½} = −(ψ_{j+1} − ψ_j)/Δx. In one dimension this is the derivative −φ' of the potential itself at the face,
// exactly: the symbol of the difference is 2πik sinc(k/n) e^{iπk/n}. So one formula is both as accurate as the
// spectrum and a discrete gradient flow: with upwind face values μ_f ≥ 0, dE/dt = −Σ_faces |cell| μ_f v² ≤ 0.
// In d dimensions it is the same up to O(Δx²) across the axis.
//
// All modes are evolved, the Nyquist modes too: at the faces they have a derivative.
import { Flow } from '../flow/flow';
import { measureNorms } from '../flow/observe';

/** A flow in cell averages. Of Flow it uses modes, grid, progress, state, history, norms and their symbols. */
@unmanaged
export class FiniteVolume extends Flow {
  dimension: i32;
  /** Cells per axis; an axis that the problem lacks has one cell and comes first. */
  n0: i32;
  n1: i32;
  n2: i32;
  cells: i32;
  /** Face values by WENO5 rather than MUSCL. */
  weno: bool;
  /** Relative tolerance of a step, and the size of a coefficient's rounding. */
  relative: f64;
  rounding: f64;
  /** ½ Σ |2πk|^{−2s}: the energy of a field all of whose coefficients are 1. */
  unitEnergy: f64;
  /** max_k of the symbol of −div grad ψ against h̄: |2πk|^{2−2s} in one dimension. */
  stiffness: f64;
  /** Time in which the lowest mode falls by 1/e about ν = 1. */
  lowestTime: f64;

  /** f64[cells]: μ̄, part of the state; ν̄; ∂t μ̄. */
  averages: usize;
  targetAverages: usize;
  cellRate: usize;
  /** Of a stage: its averages, the sum of rates that led to it, their rate of change, ψ, each cell's rate of outflow, f64[cells] each. */
  stage: usize;
  sumOfRates: usize;
  stageRate: usize;
  psi: usize;
  outflow: usize;
  /** f64[dimension][cells]: v at the upper face of each cell, axis by axis. */
  velocity: usize;
  /** f64[count]: 1/S_k, and |2πk|^{−2s}/S_k. */
  deconvolution: usize;
  psiSymbol: usize;
  /** ĥ of the stages: the second one's, and the latest of the others'. */
  spectrumOfSecond: usize;
  spectrumOfStage: usize;
  /** Of each thread: one line of cells with its neighbours, their outflows, the fluxes through its upper faces; extremes. */
  lines: usize;
  lineBytes: usize;
  extremes: usize;
  /** f64[lines along an axis]: Σ v F over the upper faces of each line. */
  lineDissipation: usize;

  /** What an evaluation under way is of, where its spectrum goes, and the axis it has come to. */
  evaluated: usize;
  evaluatedSpectrum: usize;
  axis: i32;
  /** What a stage under way adds to the sum of rates, and what it takes of the sum. */
  addedRate: usize;
  addedWeight: f64;
  stageFactor: f64;

  /** Of the latest evaluation: the largest outflow and face value, Σ |cell| μ_f v², the minimum. */
  largestOutflow: f64;
  largestFace: f64;
  dissipation: f64;
  minimum: f64;
  /** The longest step from the current state that keeps the density nonnegative and the energy falling. */
  longest: f64;
}

/** What one thread has seen of an evaluation: the least average, the largest outflow and face value. */
@unmanaged
export class Extremes {
  lowest: f64;
  outflow: f64;
  face: f64;

  clear(): void {
    this.lowest = Infinity;
    this.outflow = 0;
    this.face = 0;
  }
}

/** Bytes from the extremes of one thread to those of the next: a line of the cache. */
export const EXTREMES_BYTES: usize = 64;

// @ts-ignore: decorator
@inline
export function extremesOf(fv: FiniteVolume, thread: i32): usize {
  return fv.extremes + <usize>thread * EXTREMES_BYTES;
}

/** Line i of a thread. */
// @ts-ignore: decorator
@inline
export function lineOf(fv: FiniteVolume, thread: i32, i: i32): usize {
  return fv.lines + <usize>(3 * thread + i) * fv.lineBytes;
}

/** Cells of neighbours on either side of a line: what a fifth-order face value reaches. */
export const GHOSTS: i32 = 3;

/** Measures the current state, whose power spectrum is in `power`. */
export function measureVolume(fv: FiniteVolume): void {
  measureNorms(fv);
  fv.progress.dissipation = fv.dissipation;
  fv.progress.minimum = fv.minimum;
}

export function cellAverages(fv: FiniteVolume): usize {
  return fv.averages;
}
export function cellTarget(fv: FiniteVolume): usize {
  return fv.targetAverages;
}
