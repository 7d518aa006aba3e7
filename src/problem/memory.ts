/** How much memory a run takes, known before anything is laid out. */
import { sizeOf } from './grid.ts';
import { cutoffs, productGrid } from './resolution.ts';
import type { Dealias, IntegratorName, MethodName } from './types.ts';

/** What decides how much a solver lays out. */
export interface Layout {
  grid: readonly number[];
  s: number;
  method: MethodName;
  integrator: IntegratorName | null;
  dealias: Dealias;
  /** Whether the modes are damped by a filter. */
  filter: boolean;
  /** How many norms are recorded. */
  norms: number;
  /** How many points move: labels of the flow map, or particles. */
  moving: number;
}

/** Stages of each scheme, and of the exponential ones the coefficients of a mode and a step size. */
export const SCHEMES: Record<IntegratorName, { stages: number; coefficients: number }> = {
  euler: { stages: 1, coefficients: 0 },
  heun: { stages: 2, coefficients: 0 },
  ssprk3: { stages: 3, coefficients: 0 },
  bosh32: { stages: 3, coefficients: 0 },
  rk4: { stages: 4, coefficients: 0 },
  dopri54: { stages: 6, coefficients: 0 },
  etdrk4: { stages: 4, coefficients: 8 },
  etd43: { stages: 4, coefficients: 9 },
};

/**
 * Bytes of the solver's memory, of which WebAssembly grants 4 GiB: in numbers of 8 bytes a point of the grid, a point
 * of the product grid, a mode and so on, as docs/methods.md has them. What is small beside a megabyte is left out.
 */
export function solverBytes(layout: Layout): number {
  switch (layout.method) {
    case 'spectral':
      return BASE + 8 * spectral(layout);
    case 'finite-volume':
      return BASE + 8 * finiteVolume(layout);
    case 'lagrangian':
      return BASE + 8 * flowMap(layout);
    case 'particles':
      return BASE + 8 * points(layout);
    case 'exact':
      return 0;
  }
}

/** Static data, tables of roots, a history of 2048 rows. */
const BASE = 2 ** 18;

function spectral({ grid, integrator, dealias, filter, norms }: Layout): number {
  const cutoff = cutoffs(grid, dealias);
  const product = productGrid(grid, dealias);
  const { stages, coefficients } = SCHEMES[integrator!];
  const modes = modesWithin(cutoff);
  const radii = radiiWithin(cutoff, modes);
  const steps = coefficients && stepSizes(8 * coefficients * radii);
  // Spectra: ĥ and N(ĥ), the stages but one, y⁺, N(y⁺), the error, that of ν and one for samples.
  const spectra = 7 + Math.max(1, stages - 1);
  // By mode: |2πk|², its multiplicity and shell, three powers of it and one for each norm, a power spectrum.
  const tables = 6.5 + norms + (filter ? 2 : 0);
  const own = modes * (2 * spectra + tables) + radii * (1 + coefficients * steps) + sizeOf(grid);
  if (grid.length === 1) return own + 2 * modes + 16 * sizeOf(product);
  const shared = 0.5 * (modes + squareOf(cutoff)) + radii;
  return own + shared + sizeOf(product) + 3 * workArray(product, cutoff);
}

/** For how many step sizes an exponential scheme keeps its coefficients, of so many bytes each. */
function stepSizes(bytes: number): number {
  return Math.max(2, Math.min(8, Math.floor(2 ** 26 / bytes)));
}

/** |K|², the largest |k|² there is. */
const squareOf = (cutoff: readonly number[]): number => cutoff.reduce((sum, k) => sum + k * k, 0);

/**
 * About how many different |k| the modes have, see assembly/spectral/radii.ts. Of the integers up to x, 5x/6 are sums
 * of three squares, and 0.76 x/√(ln x) of two (Landau 1908).
 */
function radiiWithin(cutoff: readonly number[], modes: number): number {
  const largest = squareOf(cutoff);
  if (cutoff.length === 1 || largest > 2 * modes) return modes;
  return Math.min(modes, largest * (cutoff.length === 3 ? 5 / 6 : 0.76 / Math.sqrt(Math.log(largest + 2))));
}

function finiteVolume({ grid, norms }: Layout): number {
  const d = grid.length;
  const cutoff = grid.map((n) => n >> 1);
  const modes = modesWithin(cutoff);
  // Averages of μ and ν, two stages and two rates, ψ, the outflow, the velocity on each axis; four spectra.
  const transform = d > 1 ? workArray(grid, cutoff) : 6 * sizeOf(grid);
  return sizeOf(grid) * (8 + d) + modes * (8 + 7.5 + norms) + transform;
}

function flowMap(layout: Layout): number {
  return layout.moving * (12 + perPoint(layout)) + sizeOf(layout.grid) * (20 + layout.norms);
}

function points(layout: Layout): number {
  return layout.moving * (11 + perPoint(layout)) + sizeOf(layout.grid);
}

/** The stages of a point's coordinate, and for integer s its prefix sums. */
function perPoint({ integrator, s }: Layout): number {
  return SCHEMES[integrator!].stages + (Number.isInteger(s) && s <= 8 ? Math.max(1, 2 * s - 1) : 1);
}

/** Coefficients of a truncated half spectrum, as assembly/spectral/modes.ts orders them. */
function modesWithin(cutoff: readonly number[]): number {
  const last = cutoff.length - 1;
  return cutoff.reduce((count, k, axis) => count * (axis === last ? k + 1 : 2 * k + 1), 1);
}

/** Complex numbers between the two halves of a transform: rows of modes for each point of the first axis. */
function workArray([outermost, ...others]: readonly number[], [, ...cutoff]: readonly number[]): number {
  return others.length === 0 ? 0 : 2 * outermost * modesWithin(cutoff);
}
