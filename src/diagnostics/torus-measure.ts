/** Measures on T^d, as the norms of their differences take them: points or densities on a grid. */
import { DiagnosticsError, requireAllFinite, requireSameLength } from './errors.ts';
import { equalMasses, unitMasses } from './masses.ts';
import { type Field, fourierCoefficients, type Grid, type Spectrum } from './spectrum.ts';

/** Point masses: N positions of d coordinates each, row-major, taken modulo 1; equal unless `weights` are given. */
export interface PointMeasure {
  /** Coordinates, point after point. */
  points: ArrayLike<number>;
  /** N numbers ≥ 0 that add up to 1. */
  weights?: ArrayLike<number>;
}

/** Points, a density on a grid (its trigonometric interpolant), or the uniform density 1. */
export type TorusMeasure = 'uniform' | PointMeasure | Field;

/** Where measures live. */
export interface TorusOptions {
  /** d; default: that of the grid, else 1. */
  dimension?: number;
  /** Points per axis of densities that are samples; default: one axis. */
  grid?: Grid;
}

/** A measure that has been checked. */
export type Checked =
  | { kind: 'uniform' }
  | { kind: 'points'; points: Float64Array; weights: Float64Array }
  | { kind: 'field'; spectrum: Spectrum };

/** d, from the options. */
export function dimensionOf({ dimension, grid }: TorusOptions): number {
  const d = dimension ?? (Array.isArray(grid) ? grid.length : 1);
  if (![1, 2, 3].includes(d)) throw new DiagnosticsError('dimension', d, '1, 2 or 3');
  return d;
}

/** @throws DiagnosticsError naming what of `measure` cannot be taken, in words that begin with `argument` */
export function checkMeasure(argument: string, measure: TorusMeasure, options: TorusOptions): Checked {
  if (measure === 'uniform') return { kind: 'uniform' };
  if (typeof measure !== 'object' || measure === null) {
    throw new DiagnosticsError(argument, measure, "'uniform', an array of samples, or an object with points");
  }
  if ('points' in measure) return { kind: 'points', ...checkPoints(argument, measure, dimensionOf(options)) };
  const spectrum = fourierCoefficients(measure, options.grid);
  if (spectrum.grid.length !== dimensionOf(options)) {
    throw new DiagnosticsError(
      `${argument}'s grid`,
      spectrum.grid,
      `one axis for each of ${dimensionOf(options)}`,
    );
  }
  return { kind: 'field', spectrum };
}

/** Positions and masses, copied. Throws as `checkMeasure` does. */
export function checkPoints(argument: string, { points, weights }: PointMeasure, dimension: number) {
  const count = points.length / dimension;
  if (!(count >= 1 && Number.isInteger(count))) {
    const allowed = `a positive multiple of the dimension, ${dimension}`;
    throw new DiagnosticsError(`${argument}.points.length`, points.length, allowed);
  }
  requireAllFinite(`${argument}.points`, points);
  if (weights) requireSameLength(`${argument}.weights`, weights, count);
  return {
    points: Float64Array.from(points),
    weights: weights ? unitMasses(`${argument}.weights`, weights) : equalMasses(count),
  };
}
