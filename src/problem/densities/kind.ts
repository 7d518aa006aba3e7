import type { GenericSchema } from 'valibot';
import type { Atom, Patch, PointMasses } from '../types.ts';
import type { ReadFile } from './read.ts';

/** Where a density is sampled. */
export interface Site {
  grid: readonly number[];
  /** Seed for a random profile that states none. */
  seed: number;
  /** Whether any positive mass will do. */
  normalize: boolean;
  readFile: ReadFile;
}

/** One way to state a density: the shape of its data, its samples, and what is known of its regularity. */
export interface DensityKind<T> {
  schema: GenericSchema<unknown, T>;
  /**
   * Samples on the grid, row-major, in an array of their own; not yet checked for sign and mass.
   * Throws a `ProblemError` whose paths begin inside the density.
   */
  sample(data: T, site: Site): Float64Array | Promise<Float64Array>;
  /** Sobolev regularity r: Infinity for analytic, null when it is unknown. */
  regularity(data: T): number | null;
  /** The intervals on which it is constant, for kinds that are constant between jumps; d = 1. */
  patches?(data: T): Patch[];
  /** Its atoms, for kinds that are sums of point masses; d = 1. */
  atoms?(data: T): Atom[];
  /** Its point masses, for kinds that are sums of them, in the order given; any d. */
  masses?(data: T, d: number): PointMasses;
  /** What may help when the samples turn out negative or of the wrong mass, as a clause. */
  advice?(data: T, site: Site): string;
}
