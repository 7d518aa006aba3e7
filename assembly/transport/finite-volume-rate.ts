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
import { FiniteVolume, GHOSTS } from './finite-volume';
import { musclFace, wenoFace } from './finite-volume-faces';

/**
 * For the averages `u`: ∂t u to `stageRate`, the spectrum of h to `spectrum`, and what `FiniteVolume` keeps of the
 * latest evaluation.
 */
export function evaluate(fv: FiniteVolume, u: usize, spectrum: usize): void {
  solvePotential(fv, u, spectrum);
  findVelocities(fv);
  memory.fill(fv.stageRate, 0, <usize>fv.cells << 3);
  fv.largestFace = 0;
  fv.dissipation = 0;
  for (let axis = 3 - fv.dimension; axis < 3; axis++) addFluxes(fv, u, axis);
  fv.dissipation /= <f64>fv.cells;
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

function solvePotential(fv: FiniteVolume, u: usize, spectrum: usize): void {
  let lowest = Infinity;
  for (let j: usize = 0, end = <usize>fv.cells << 3; j < end; j += 8) {
    const value = load<f64>(u + j);
    lowest = min(lowest, value);
    store<f64>(fv.psi + j, value - load<f64>(fv.targetAverages + j));
  }
  fv.minimum = lowest;
  toSpectrum(fv.grid, fv.psi, spectrum);
  v128.store(spectrum, f64x2.splat(0));
  for (let i: usize = 0, n = <usize>fv.modes.count; i < n; i++) {
    const h = f64x2.mul(v128.load(spectrum + (i << 4)), v128.load64_splat(fv.deconvolution + (i << 3)));
    v128.store(spectrum + (i << 4), h);
    v128.store(fv.spectrum + (i << 4), f64x2.mul(h, v128.load64_splat(fv.psiSymbol + (i << 3))));
  }
  toField(fv.grid, fv.spectrum, fv.psi);
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

/** v = −(ψ_{j+1} − ψ_j)/Δx at the upper faces, axis by axis, and each cell's rate of outflow. */
function findVelocities(fv: FiniteVolume): void {
  const bytes = <usize>fv.cells << 3;
  memory.fill(fv.outflow, 0, bytes);
  for (let axis = 3 - fv.dimension; axis < 3; axis++) {
    const n = length(fv, axis);
    const step = stride(fv, axis);
    for (let outer: usize = 0; outer < bytes; outer += n * step) {
      for (let j: usize = 0; j < n; j++) {
        const cell = outer + j * step;
        findLayer(fv, velocities(fv, axis), <f64>n, cell, j == n - 1 ? outer : cell + step, step);
      }
    }
  }
  let largest = 0.0;
  for (let j: usize = 0; j < bytes; j += 8) {
    const rate = load<f64>(fv.outflow + j);
    if (rate > largest) largest = rate; // NaN is passed over: the energy shows it.
  }
  fv.largestOutflow = largest;
}

/** The velocities between the `step` bytes of cells at `cell` and those at `next`. */
// @ts-ignore: decorator
@inline
function findLayer(fv: FiniteVolume, velocity: usize, n: f64, cell: usize, next: usize, step: usize): void {
  for (let j: usize = 0; j < step; j += 8) {
    const v = n * (load<f64>(fv.psi + cell + j) - load<f64>(fv.psi + next + j));
    store<f64>(velocity + cell + j, v);
    const donor = fv.outflow + j + (v > 0 ? cell : next);
    store<f64>(donor, load<f64>(donor) + n * abs(v));
  }
}

/** Adds −n (F_{j+½} − F_{j−½}) along every line of an axis. */
function addFluxes(fv: FiniteVolume, u: usize, axis: i32): void {
  const n = length(fv, axis);
  const step = stride(fv, axis);
  const velocity = velocities(fv, axis);
  for (let outer: usize = 0, end = <usize>fv.cells << 3; outer < end; outer += n * step) {
    for (let first = outer; first < outer + step; first += 8) {
      gather(u + first, step, fv.line, n);
      gather(fv.outflow + first, step, fv.lineOutflow, n);
      findFluxes(fv, velocity + first, step, n);
      let below = load<f64>(fv.fluxes + ((n - 1) << 3));
      for (let j: usize = 0; j < n; j++) {
        const above = load<f64>(fv.fluxes + (j << 3));
        const rate = fv.stageRate + first + j * step;
        store<f64>(rate, load<f64>(rate) - <f64>n * (above - below));
        below = above;
      }
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

/** F = v μ_f at the upper faces of a line, with the face value of the cell that the wind blows from. */
function findFluxes(fv: FiniteVolume, velocity: usize, step: usize, n: usize): void {
  const scale = 2 * fv.largestOutflow;
  const floor = 1 / (<f64>n * <f64>n * <f64>n * <f64>n);
  for (let j: usize = 0; j < n; j++) {
    const v = load<f64>(velocity + j * step);
    // The donor, and the way from it to the face.
    const offset = (j + <usize>GHOSTS + (v > 0 ? 0 : 1)) << 3;
    const donor = fv.line + offset;
    const way: isize = v > 0 ? 8 : -8;
    let face = 0.0;
    if (fv.weno) {
      face = max(0.0, wenoFace(donor, way, floor));
      const most = scale * load<f64>(donor);
      const outflow = load<f64>(fv.lineOutflow + offset);
      if (face * outflow > most) face = most / outflow;
    } else {
      face = musclFace(donor, way);
    }
    const flux = v == 0 ? 0 : v * face;
    if (v != 0 && face > fv.largestFace) fv.largestFace = face;
    fv.dissipation += v * flux;
    store<f64>(fv.fluxes + (j << 3), flux);
  }
}
