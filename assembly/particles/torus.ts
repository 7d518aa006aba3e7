// Points on T^d, d = 1, 2, 3, for real s, by nonuniform Fourier transforms. Three kernels:
//
//   band-limited   Σ_{0<|k_i|≤M} |2πk|^{−2s} e^{2πik·x}
//   mollified      Σ_{k≠0} |2πk|^{−2s} e^{−|2πk|²ε²} e^{2πik·x}: that of measures smoothed by the heat kernel of
//                  standard deviation ε
//   exact          by Ewald's splitting at a time t_0: |2πk|^{−2s} = ∫_0^∞ t^{s−1} e^{−λt} dt/Γ(s), λ = |2πk|². Times
//                  beyond t_0 are smooth, and a few modes; times before it reach only so far, and are pairs (near.ts).
//
// Laying out: layTorus, layTorusNear for the exact kernel; then positions, weights and the target (samples of ν, or
// points) are written, then beginTorus.
import { Moving } from '../flow/moving';
import { laySymbols } from '../flow/setup';
import { measureNorms } from '../flow/observe';
import { allocate } from '../memory';
import { layModes, signed } from '../spectral/modes';
import { dot, innerProduct, powerSpectrum } from '../spectral/operators';
import { layTransform, layWork, toSpectrum } from '../spectral/transform';
import { Near, layNear, nearEnergy, nearVelocity, setNear } from './near';
import { Nufft, gradientToPoints, layNufft, pointOrder, pointsToModes, setPoints } from './nufft';
import { Points, beginPoints, layPoints, measurePoints, permute } from './points';
import { radialAt } from './radial';

/** Errors asked of the transforms: little more than rounding makes of them. */
const TRANSFORM: f64 = 1e-13;
/** What is left of 14 digits after them. */
const ROUNDING: f64 = 1e-12;

@unmanaged
export class TorusPoints extends Points {
  targets: i32;
  nufft: Nufft;
  s: f64;
  /** f64[modes]: the symbol that points act by; e^{−λε²/2}, by which a mollifier damps h (1 without). */
  kernel: usize;
  damping: usize;
  /** complex[modes]: ν̂, damped; −φ̂ of ν; scratch for ĥ and −φ̂. */
  nu: usize;
  nuField: usize;
  difference: usize;
  field: usize;
  /** Samples of ν on a grid, or its points and their weights. */
  gridSamples: usize;
  targetPoints: usize;
  targetWeights: usize;
  /** Of the exact kernel: pairs; f64[modes]: |2πk|^{−2s} − kernel, L's symbol; and what energies have of it always. */
  near: Near;
  rest: usize;
  nearConstant: f64;
  /** Whether the positions last evaluated were finite. */
  sound: bool;
}

/** `epsilon`: 0 without a mollifier; `gridPoints`: of ν, 0 where it is points or uniform. */
export function layTorus(
  count: i32, dimension: i32, s: f64, k0: i32, k1: i32, k2: i32, epsilon: f64, gridPoints: i32, targets: i32,
  tableau: usize, norms: i32, orders: usize, relative: f64, absolute: f64, fixedStep: f64, maxSteps: f64,
): TorusPoints {
  const flow = changetype<TorusPoints>(
    layPoints(offsetof<TorusPoints>(), count, dimension, s, norms, tableau, relative, absolute, fixedStep, maxSteps, 0),
  );
  flow.rounding = ROUNDING;
  flow.s = s;
  flow.targets = targets;
  flow.modes = layModes(k0, k1, k2);
  const modes = <usize>flow.modes.count;
  flow.nufft = layNufft(dimension, k0, k1, k2, max(count, targets), dimension, TRANSFORM);
  flow.kernel = allocate(modes << 3);
  flow.damping = allocate(modes << 3);
  for (let i: usize = 0; i < modes << 3; i += 8) {
    const lambda = load<f64>(flow.modes.lambda + i);
    store<f64>(flow.damping + i, Math.exp(-0.5 * lambda * epsilon * epsilon));
    store<f64>(flow.kernel + i, lambda > 0 ? Math.pow(lambda, -s) : 0);
  }
  flow.nu = allocate(modes << 4);
  flow.nuField = allocate(modes << 4);
  flow.difference = allocate(modes << 4);
  flow.field = allocate(modes << 4);
  flow.power = allocate(modes << 3);
  flow.energySymbol = flow.kernel;
  laySymbols(flow, s, orders, 2 * max(max(k0, k1), k2));
  flow.gridSamples = allocate(<usize>gridPoints << 3);
  flow.targetPoints = allocate(<usize>(targets * dimension) << 3);
  flow.targetWeights = allocate(<usize>targets << 3);
  flow.evaluate = (flow, positions, velocity) => evaluateTorus(changetype<TorusPoints>(flow), positions, velocity);
  flow.energyOf = (flow, _positions) => energyOfTorus(changetype<TorusPoints>(flow));
  flow.measure = (flow, energy) => measureTorus(changetype<TorusPoints>(flow), energy);
  return flow;
}

/**
 * Makes the kernel exact. `smooth`: table over |2πk| of the symbol of times beyond t_0; `force`, `energy`, `atZero`:
 * −L', L and L(0) of those before it; `mean`: ∫ L.
 */
export function layTorusNear(
  flow: TorusPoints, reach: f64, smooth: usize, force: usize, energy: usize, atZero: f64, mean: f64,
): void {
  flow.near = layNear(flow.dimension, flow.count, flow.targets, reach, force, energy, atZero);
  // With points on both sides charges sum to 0, and L has no mean to lose.
  flow.nearConstant = flow.targets > 0 ? 0 : -0.5 * mean;
  flow.kernel = allocate(<usize>flow.modes.count << 3);
  flow.rest = allocate(<usize>flow.modes.count << 3);
  for (let i: usize = 0, end = <usize>flow.modes.count << 3; i < end; i += 8) {
    const lambda = load<f64>(flow.modes.lambda + i);
    const kept = lambda > 0 ? radialAt(smooth, Math.sqrt(lambda)) : 0;
    store<f64>(flow.kernel + i, kept);
    store<f64>(flow.rest + i, load<f64>(flow.energySymbol + i) - kept);
  }
}

/** n0, n1, n2: the grid of the samples of ν, 0 where there are none; the axes that are missing have 1. */
export function beginTorus(flow: TorusPoints, n0: i32, n1: i32, n2: i32): void {
  if (n2 > 0) takeSamples(flow, n0, n1, n2);
  if (flow.targets > 0) takePoints(flow);
  damp(flow, flow.nu);
  const hasNear = changetype<usize>(flow.near) != 0;
  for (let i: usize = 0; i < <usize>flow.modes.count; i++) {
    // A density acts by the whole kernel: it has no pairs.
    const symbol = flow.targets > 0 ? flow.kernel : flow.energySymbol;
    const factor = f64x2.splat(load<f64>(symbol + (i << 3)) * load<f64>(flow.damping + (i << 3)));
    v128.store(flow.nuField + (i << 4), f64x2.mul(factor, v128.load(flow.nu + (i << 4))));
  }
  if (hasNear && flow.targets == 0) {
    powerSpectrum(flow.modes, flow.nu, flow.power);
    flow.nearConstant -= 0.5 * dot(flow.rest, flow.power, flow.modes.count);
  }
  setPoints(flow.nufft, flow.positions, flow.count);
  permute(flow, pointOrder(flow.nufft));
  if (hasNear) {
    memory.copy(flow.near.charges, flow.weights, <usize>flow.count << 3);
    for (let j: usize = 0; j < <usize>flow.targets << 3; j += 8) {
      store<f64>(flow.near.charges + (<usize>flow.count << 3) + j, -load<f64>(flow.targetWeights + j));
    }
    const d = <usize>flow.dimension;
    memory.copy(flow.near.points + ((<usize>flow.count * d) << 3), flow.targetPoints, (<usize>flow.targets * d) << 3);
  }
  // The distance between neighbours: what errors of position are compared with.
  flow.distance = Math.pow(<f64>flow.count, -1 / <f64>flow.dimension);
  beginPoints(flow);
}

/** ν̂ of samples, whose Nyquist modes are left out. */
function takeSamples(flow: TorusPoints, n0: i32, n1: i32, n2: i32): void {
  const t = flow.nufft.transform;
  const k0 = min(t.k0, (n0 - 1) >> 1);
  const k1 = min(t.k1, (n1 - 1) >> 1);
  const k2 = min(t.k2, (n2 - 1) >> 1);
  const grid = layTransform(n0, n1, n2, k0, k1, k2);
  layWork(grid, 1, 1);
  const spectrum = allocate(<usize>((2 * k0 + 1) * (2 * k1 + 1) * (k2 + 1)) << 4);
  toSpectrum(grid, flow.gridSamples, spectrum);
  let from = spectrum;
  for (let a = 0; a <= 2 * k0; a++) {
    for (let b = 0; b <= 2 * k1; b++) {
      const row = index(signed(a, k0), t.k0) * (2 * t.k1 + 1) + index(signed(b, k1), t.k1);
      const bytes = <usize>(k2 + 1) << 4;
      memory.copy(flow.nu + (<usize>(row * (t.k2 + 1)) << 4), from, bytes);
      from += bytes;
    }
  }
}

/** The entry of a wavenumber on an axis: 0 … K, −K … −1. */
function index(k: i32, cutoff: i32): i32 {
  return k < 0 ? k + 2 * cutoff + 1 : k;
}

function takePoints(flow: TorusPoints): void {
  setPoints(flow.nufft, flow.targetPoints, flow.targets);
  pointsToModes(flow.nufft, flow.targetWeights, flow.nu);
}

function damp(flow: TorusPoints, modes: usize): void {
  for (let i: usize = 0; i < <usize>flow.modes.count; i++) {
    const factor = v128.load64_splat(flow.damping + (i << 3));
    v128.store(modes + (i << 4), f64x2.mul(factor, v128.load(modes + (i << 4))));
  }
}

function evaluateTorus(flow: TorusPoints, positions: usize, velocity: usize): void {
  flow.sound = areFinite(flow, positions);
  if (!flow.sound) {
    for (let i: usize = 0; i < flow.vector; i += 8) store<f64>(velocity + i, NaN);
    return;
  }
  setPoints(flow.nufft, positions, flow.count);
  pointsToModes(flow.nufft, flow.weights, flow.difference);
  damp(flow, flow.difference);
  for (let i: usize = 0; i < <usize>flow.modes.count; i++) {
    const mu = v128.load(flow.difference + (i << 4));
    const factor = f64x2.splat(load<f64>(flow.kernel + (i << 3)) * load<f64>(flow.damping + (i << 3)));
    v128.store(flow.field + (i << 4), f64x2.sub(v128.load(flow.nuField + (i << 4)), f64x2.mul(factor, mu)));
    v128.store(flow.difference + (i << 4), f64x2.sub(mu, v128.load(flow.nu + (i << 4))));
  }
  gradientToPoints(flow.nufft, flow.field, 0, velocity);
  if (changetype<usize>(flow.near) == 0) return;
  setNear(flow.near, positions);
  nearVelocity(flow.near, velocity);
}

function areFinite(flow: TorusPoints, positions: usize): bool {
  let sum = 0.0;
  for (let i: usize = 0, end = <usize>flow.unknowns << 3; i < end; i += 8) sum += 0 * load<f64>(positions + i);
  return sum == 0;
}

/**
 * ½ Σ S_k |ĥ_k|², and with the exact kernel ½ Σ (λ^{−s} − S_k) |ĥ_k|² as pairs of points, less what points and
 * f = ν − 1 have of each other, and with what f has of itself: μ̂ = ĥ + f̂.
 */
function energyOfTorus(flow: TorusPoints): f64 {
  if (!flow.sound) return NaN;
  powerSpectrum(flow.modes, flow.difference, flow.power);
  const smooth = 0.5 * dot(flow.kernel, flow.power, flow.modes.count);
  if (changetype<usize>(flow.near) == 0) return smooth;
  const cross = flow.targets > 0 ? 0 : innerProduct(flow.modes.multiplicity, flow.rest, flow.difference, flow.nu, flow.modes.count);
  return smooth + 0.5 * nearEnergy(flow.near) + flow.nearConstant - cross;
}

/** Norms are those of the modes that there are, of smoothed measures where there is a mollifier. */
function measureTorus(flow: TorusPoints, energy: f64): void {
  powerSpectrum(flow.modes, flow.difference, flow.power);
  measureNorms(flow);
  measurePoints(flow, energy);
  // With the exact kernel there are modes beyond; the one order that is recorded is −s.
  if (changetype<usize>(flow.near) == 0) return;
  for (let i: usize = 0; i < <usize>flow.norms; i++) store<f64>(flow.normValues + (i << 3), Math.sqrt(2 * energy));
}

/** f64[grid points]: where samples of ν go. */
export function torusSamples(flow: TorusPoints): usize {
  return flow.gridSamples;
}
/** f64[targets][d] and f64[targets]: where the target's points and weights go. */
export function torusTargets(flow: TorusPoints): usize {
  return flow.targetPoints;
}
export function torusTargetWeights(flow: TorusPoints): usize {
  return flow.targetWeights;
}
