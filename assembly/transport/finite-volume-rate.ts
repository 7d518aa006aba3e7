// The rate of change of cell averages: ψ from the spectrum, velocities at the faces, upwind fluxes of
// reconstructed face values (see finite-volume.ts for the equations).
//
// Positivity. In a step of size dt a cell loses at most dt Σ n_i (a μ_f + b μ_f'), over its outgoing faces with
// speeds a, b. With each of these face values within [0, (2M/o) μ̄], where o is the cell's own rate of outflow
// Σ n_i (a + b) and M the largest of all cells, it loses at most 2M dt μ̄: nothing turns negative for dt ≤ 1/(2M).
// Minmod slopes keep face values within [0, 2μ̄] by themselves; those of WENO5 are brought back to the bound, which
// is the limiter of Zhang and Shu (J. Comput. Phys. 229, 2010) for the one value of a polynomial that is used.
//
// Energy. With F = μ_f v, a step of Euler changes it by −dt D + ½dt² ‖div F‖²_ψ ≤ −dt D (1 − ½ dt Λ max μ_f), with
// Λ the largest symbol of div grad ψ, so that it falls for dt ≤ 2/(Λ max μ_f). For s ≥ 1, d = 1: Λ = (2π)^{2−2s}.
import { toField, toSpectrum } from '../spectral/transform';
import { parallel, teamSize } from '../threads/team';
import { Extremes, FiniteVolume, GHOSTS, extremesOf, lineOf } from './finite-volume';
import { musclFace, wenoFace } from './finite-volume-faces';

/** Cells, or modes, that a thread takes at a time. */
const BLOCK: i32 = 1024;

/**
 * For the averages `u`: ∂t u to `stageRate`, the spectrum of h to `spectrum`, and what `FiniteVolume` keeps of the
 * latest evaluation. Extremes are found thread by thread, sums line by line: who takes which shows nowhere.
 */
export function evaluate(fv: FiniteVolume, u: usize, spectrum: usize): void {
  const context = changetype<usize>(fv);
  fv.evaluated = u;
  fv.evaluatedSpectrum = spectrum;
  for (let thread = 0; thread < teamSize(); thread++) changetype<Extremes>(extremesOf(fv, thread)).clear();
  solvePotential(fv);
  findVelocities(fv);
  memory.fill(fv.stageRate, 0, <usize>fv.cells << 3);
  fv.dissipation = 0;
  for (let axis = 3 - fv.dimension; axis < 3; axis++) {
    fv.axis = axis;
    const lines = linesOf(fv, axis);
    parallel(addFluxes, context, lines);
    for (let line: usize = 0; line < <usize>lines; line++) fv.dissipation += load<f64>(fv.lineDissipation + (line << 3));
  }
  fv.dissipation /= <f64>fv.cells;
  fv.largestFace = 0;
  for (let thread = 0; thread < teamSize(); thread++) {
    fv.largestFace = max(fv.largestFace, changetype<Extremes>(extremesOf(fv, thread)).face);
  }
}

/** Makes the latest evaluation, with its spectrum in `spectrumOfStage`, that of the current state. */
export function adopt(fv: FiniteVolume): void {
  const rate = fv.cellRate;
  fv.cellRate = fv.stageRate;
  fv.stageRate = rate;
  const spectrum = fv.h;
  fv.h = fv.spectrumOfStage;
  fv.spectrumOfStage = spectrum;
  fv.longest = longestStep(fv);
}

/** The longest step from the averages last evaluated that keeps positivity, rounding included, and decay. */
export function longestStep(fv: FiniteVolume): f64 {
  return min(0.49 / fv.largestOutflow, 2 / (fv.stiffness * fv.largestFace));
}

function solvePotential(fv: FiniteVolume): void {
  const context = changetype<usize>(fv);
  parallel(subtractTarget, context, (fv.cells + BLOCK - 1) / BLOCK);
  let lowest = Infinity;
  for (let thread = 0; thread < teamSize(); thread++) {
    lowest = min(lowest, changetype<Extremes>(extremesOf(fv, thread)).lowest);
  }
  fv.minimum = lowest;
  toSpectrum(fv.grid, fv.psi, fv.evaluatedSpectrum);
  v128.store(fv.evaluatedSpectrum, f64x2.splat(0));
  parallel(applySymbols, context, (fv.modes.count + BLOCK - 1) / BLOCK);
  toField(fv.grid, fv.spectrum, fv.psi);
}

function subtractTarget(context: usize, begin: i32, end: i32, thread: i32): void {
  const fv = changetype<FiniteVolume>(context);
  const extremes = changetype<Extremes>(extremesOf(fv, thread));
  let lowest = extremes.lowest;
  const last = <usize>min(fv.cells, end * BLOCK) << 3;
  for (let j = <usize>(begin * BLOCK) << 3; j < last; j += 8) {
    const value = load<f64>(fv.evaluated + j);
    lowest = min(lowest, value);
    store<f64>(fv.psi + j, value - load<f64>(fv.targetAverages + j));
  }
  extremes.lowest = lowest;
}

function applySymbols(context: usize, begin: i32, end: i32, _thread: i32): void {
  const fv = changetype<FiniteVolume>(context);
  const spectrum = fv.evaluatedSpectrum;
  for (let i = <usize>(begin * BLOCK), last = <usize>min(fv.modes.count, end * BLOCK); i < last; i++) {
    const h = f64x2.mul(v128.load(spectrum + (i << 4)), v128.load64_splat(fv.deconvolution + (i << 3)));
    v128.store(spectrum + (i << 4), h);
    v128.store(fv.spectrum + (i << 4), f64x2.mul(h, v128.load64_splat(fv.psiSymbol + (i << 3))));
  }
}

/** Cells of an axis. */
// @ts-ignore: decorator
@inline
function length(fv: FiniteVolume, axis: i32): usize {
  return <usize>(axis == 0 ? fv.n0 : axis == 1 ? fv.n1 : fv.n2);
}

/** Bytes from a cell to the next one along an axis. */
// @ts-ignore: decorator
@inline
function stride(fv: FiniteVolume, axis: i32): usize {
  const cells = axis == 0 ? fv.n1 * fv.n2 : axis == 1 ? fv.n2 : 1;
  return (<usize>cells) << 3;
}

// @ts-ignore: decorator
@inline
function velocities(fv: FiniteVolume, axis: i32): usize {
  return fv.velocity + ((<usize>((axis - 3 + fv.dimension) * fv.cells)) << 3);
}

/** Lines of cells along an axis. */
// @ts-ignore: decorator
@inline
function linesOf(fv: FiniteVolume, axis: i32): i32 {
  return fv.cells / <i32>length(fv, axis);
}

/** v = −(ψ_{j+1} − ψ_j)/Δx at the upper faces, axis by axis, and each cell's rate of outflow. */
function findVelocities(fv: FiniteVolume): void {
  memory.fill(fv.outflow, 0, <usize>fv.cells << 3);
  for (let axis = 3 - fv.dimension; axis < 3; axis++) {
    fv.axis = axis;
    parallel(findAlong, changetype<usize>(fv), linesOf(fv, axis));
  }
  parallel(findOutflow, changetype<usize>(fv), (fv.cells + BLOCK - 1) / BLOCK);
  fv.largestOutflow = 0;
  for (let thread = 0; thread < teamSize(); thread++) {
    fv.largestOutflow = max(fv.largestOutflow, changetype<Extremes>(extremesOf(fv, thread)).outflow);
  }
}

/** Neighbouring lines lie side by side: those of one plane are taken together, layer by layer. */
function findAlong(context: usize, begin: i32, end: i32, _thread: i32): void {
  const fv = changetype<FiniteVolume>(context);
  const n = length(fv, fv.axis);
  const step = stride(fv, fv.axis);
  const across = <i32>(step >> 3);
  for (let line = begin; line < end; ) {
    const last = min(end, (line / across + 1) * across);
    const first = firstOf(fv, line);
    const bytes = <usize>(last - line) << 3;
    for (let j: usize = 0; j < n; j++) {
      const cell = first + j * step;
      findLayer(fv, velocities(fv, fv.axis), <f64>n, cell, j == n - 1 ? first : cell + step, bytes);
    }
    line = last;
  }
}

/** Offset of the first cell of a line along fv.axis. */
// @ts-ignore: decorator
@inline
function firstOf(fv: FiniteVolume, line: i32): usize {
  const step = stride(fv, fv.axis);
  const across = <i32>(step >> 3);
  return <usize>(line / across) * length(fv, fv.axis) * step + (<usize>(line % across) << 3);
}

function findOutflow(context: usize, begin: i32, end: i32, thread: i32): void {
  const fv = changetype<FiniteVolume>(context);
  const extremes = changetype<Extremes>(extremesOf(fv, thread));
  let largest = extremes.outflow;
  const last = <usize>min(fv.cells, end * BLOCK) << 3;
  for (let j = <usize>(begin * BLOCK) << 3; j < last; j += 8) {
    const rate = load<f64>(fv.outflow + j);
    if (rate > largest) largest = rate; // NaN is passed over: the energy shows it.
  }
  extremes.outflow = largest;
}

/** The velocities between the `bytes` bytes of cells at `cell` and those at `next`. */
// @ts-ignore: decorator
@inline
function findLayer(fv: FiniteVolume, velocity: usize, n: f64, cell: usize, next: usize, bytes: usize): void {
  for (let j: usize = 0; j < bytes; j += 8) {
    const v = n * (load<f64>(fv.psi + cell + j) - load<f64>(fv.psi + next + j));
    store<f64>(velocity + cell + j, v);
    const donor = fv.outflow + j + (v > 0 ? cell : next);
    store<f64>(donor, load<f64>(donor) + n * abs(v));
  }
}

/** Adds −n (F_{j+½} − F_{j−½}) along lines of fv.axis. */
function addFluxes(context: usize, begin: i32, end: i32, thread: i32): void {
  const fv = changetype<FiniteVolume>(context);
  const n = length(fv, fv.axis);
  const step = stride(fv, fv.axis);
  const velocity = velocities(fv, fv.axis);
  const fluxes = lineOf(fv, thread, 2);
  for (let line = begin; line < end; line++) {
    const first = firstOf(fv, line);
    gather(fv.evaluated + first, step, lineOf(fv, thread, 0), n);
    gather(fv.outflow + first, step, lineOf(fv, thread, 1), n);
    store<f64>(fv.lineDissipation + (<usize>line << 3), findFluxes(fv, velocity + first, step, n, thread));
    let below = load<f64>(fluxes + ((n - 1) << 3));
    for (let j: usize = 0; j < n; j++) {
      const above = load<f64>(fluxes + (j << 3));
      const rate = fv.stageRate + first + j * step;
      store<f64>(rate, load<f64>(rate) - <f64>n * (above - below));
      below = above;
    }
  }
}

/** One line, periodic, with GHOSTS neighbours at either end. */
function gather(from: usize, step: usize, to: usize, n: usize): void {
  const ghosts = <usize>GHOSTS;
  for (let j: usize = 0; j < n; j++) store<f64>(to + ((j + ghosts) << 3), load<f64>(from + j * step));
  // In this order a line shorter than its neighbourhood wraps around as often as it needs.
  for (let j = ghosts; j-- > 0; ) store<f64>(to + (j << 3), load<f64>(to + ((j + n) << 3)));
  for (let j = n + ghosts; j < n + 2 * ghosts; j++) store<f64>(to + (j << 3), load<f64>(to + ((j - n) << 3)));
}

/**
 * F = v μ_f at the upper faces of a line, with the face value of the cell that the wind blows from; returns the sum of
 * v F over them.
 */
function findFluxes(fv: FiniteVolume, velocity: usize, step: usize, n: usize, thread: i32): f64 {
  const line = lineOf(fv, thread, 0);
  const outflows = lineOf(fv, thread, 1);
  const fluxes = lineOf(fv, thread, 2);
  const extremes = changetype<Extremes>(extremesOf(fv, thread));
  const scale = 2 * fv.largestOutflow;
  const floor = 1 / (<f64>n * <f64>n * <f64>n * <f64>n);
  let largest = extremes.face;
  let dissipation = 0.0;
  for (let j: usize = 0; j < n; j++) {
    const v = load<f64>(velocity + j * step);
    // The donor, and the way from it to the face.
    const offset = (j + <usize>GHOSTS + (v > 0 ? 0 : 1)) << 3;
    const donor = line + offset;
    const way: isize = v > 0 ? 8 : -8;
    let face = 0.0;
    if (fv.weno) {
      face = max(0.0, wenoFace(donor, way, floor));
      const most = scale * load<f64>(donor);
      const outflow = load<f64>(outflows + offset);
      if (face * outflow > most) face = most / outflow;
    } else {
      face = musclFace(donor, way);
    }
    const flux = v == 0 ? 0 : v * face;
    if (v != 0 && face > largest) largest = face;
    dissipation += v * flux;
    store<f64>(fluxes + (j << 3), flux);
  }
  extremes.face = largest;
  return dissipation;
}
