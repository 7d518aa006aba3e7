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
import { allocate } from '../memory';
import { Flow } from '../flow/flow';
import { recordHistory } from '../flow/history';
import { measureNorms } from '../flow/observe';
import { laySymbols, layState } from '../flow/setup';
import { TAU, layModes } from '../spectral/modes';
import { dot, powerSpectrum, symbol } from '../spectral/operators';
import { layTransform } from '../spectral/transform';
import { adopt, evaluate } from './finite-volume-rate';
import { placeModes } from './finite-volume-symbols';

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
  /** One line of cells with its neighbours, their outflows, and the fluxes through its upper faces. */
  line: usize;
  lineOutflow: usize;
  fluxes: usize;

  /** Of the latest evaluation: the largest outflow and face value, Σ |cell| μ_f v², the minimum. */
  largestOutflow: f64;
  largestFace: f64;
  dissipation: f64;
  minimum: f64;
  /** The longest step from the current state that keeps the density nonnegative and the energy falling. */
  longest: f64;
}

/** Cells of neighbours on either side of a line: what a fifth-order face value reaches. */
export const GHOSTS: i32 = 3;

/**
 * Axes that the problem lacks come first, with one cell. `orders`: f64[norms]; `largestStep`: 0 for none;
 * `absolute`: a Fourier coefficient smaller than this counts as this large in the error of a step.
 */
export function layFiniteVolume(
  dimension: i32, n0: i32, n1: i32, n2: i32, s: f64, weno: bool, norms: i32, orders: usize,
  relative: f64, absolute: f64, largestStep: f64, maxSteps: f64,
): FiniteVolume {
  const fv = changetype<FiniteVolume>(allocate(offsetof<FiniteVolume>()));
  fv.dimension = dimension;
  fv.n0 = n0;
  fv.n1 = n1;
  fv.n2 = n2;
  fv.cells = n0 * n1 * n2;
  fv.weno = weno;
  fv.relative = relative;
  // Averages near 1 carry some 2^−52 through a step, however small h has become.
  fv.rounding = max(relative * absolute, 4 * f64.EPSILON);
  fv.lowestTime = Math.pow(TAU, 2 * s - 2);
  fv.fixedStep = largestStep;
  fv.maxSteps = maxSteps;
  fv.norms = norms;
  fv.modes = layModes(n0 >> 1, n1 >> 1, n2 >> 1);
  fv.grid = layTransform(n0, n1, n2, n0 >> 1, n1 >> 1, n2 >> 1);
  fv.averages = layState(fv, <usize>fv.cells << 3);
  layFields(fv);
  fv.energySymbol = symbol(fv.modes, -s, 1);
  laySymbols(fv, s, orders, max(max(n0, n1), n2));
  fv.deconvolution = allocate(<usize>fv.modes.count << 3);
  fv.psiSymbol = allocate(<usize>fv.modes.count << 3);
  placeModes(fv);
  fv.unitEnergy = 0.5 * dot(fv.energySymbol, fv.modes.multiplicity, fv.modes.count);
  return fv;
}

function layFields(fv: FiniteVolume): void {
  const field = <usize>fv.cells << 3;
  const vector = <usize>fv.modes.count << 4;
  fv.targetAverages = allocate(field);
  fv.cellRate = allocate(field);
  fv.stage = allocate(field);
  fv.sumOfRates = allocate(field);
  fv.stageRate = allocate(field);
  fv.psi = allocate(field);
  fv.outflow = allocate(field);
  fv.velocity = allocate(field * <usize>fv.dimension);
  fv.h = allocate(vector);
  fv.spectrum = allocate(vector);
  fv.spectrumOfSecond = allocate(vector);
  fv.spectrumOfStage = allocate(vector);
  fv.power = allocate(<usize>fv.modes.count << 3);
  const line = <usize>(max(max(fv.n0, fv.n1), fv.n2) + 2 * GHOSTS) << 3;
  fv.line = allocate(line);
  fv.lineOutflow = allocate(line);
  fv.fluxes = allocate(line);
}

/** To be called when `averages` and `targetAverages` were written: the flow stands at time 0. */
export function beginFiniteVolume(fv: FiniteVolume): void {
  const p = fv.progress;
  p.negativeSince = NaN;
  p.historyStride = 1;
  p.errorBefore = 1;
  p.step = 0.01 * fv.lowestTime; // The step control corrects it.
  evaluate(fv, fv.averages, fv.spectrumOfStage);
  p.evaluations = 1;
  adopt(fv);
  powerSpectrum(fv.modes, fv.h, fv.power);
  measureVolume(fv);
  recordHistory(fv);
}

/** To be called when the state block was overwritten from outside: the rest follows from the averages. */
export function restoredFiniteVolume(fv: FiniteVolume): void {
  evaluate(fv, fv.averages, fv.spectrumOfStage);
  adopt(fv);
}

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
