import * as v from 'valibot';
import { choice, field } from '../fields.ts';
import { isList, isRecord } from '../shapes.ts';
import type { Atom, Density, Patch, PointMasses, ProfileName } from '../types.ts';
import { dirac } from './dirac.ts';
import { expression } from './expression.ts';
import { file } from './file.ts';
import { callable } from './function.ts';
import { image } from './image.ts';
import type { DensityKind, Site } from './kind.ts';
import { points } from './points.ts';
import { product } from './product.ts';
import { cosine } from './profiles/cosine.ts';
import { indicator, vacuum } from './profiles/indicator.ts';
import { randomFourier } from './profiles/random-fourier.ts';
import { rough } from './profiles/rough.ts';
import { steps } from './profiles/steps.ts';
import { vonMises } from './profiles/von-mises.ts';
import { array, samples } from './samples.ts';
import { toUnitMass } from './unit-mass.ts';

// The kinds differ in their data; which one takes a value is decided by `kindOf` alone.
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyKind = DensityKind<any>;

const PROFILES: Record<ProfileName, AnyKind> = {
  cosine,
  'von-mises': vonMises,
  indicator,
  vacuum,
  steps,
  'random-fourier': randomFourier,
  rough: rough({
    schema: v.lazy((input) => (isRough(input) ? notRough : schemaOf(input))),
    sample: (density, site) => sampleDensity(density, site, false),
    regularity: (density) => regularityOf(density),
  }),
};

const OBJECTS: Record<string, AnyKind> = {
  samples,
  file,
  image,
  points,
  product: product({
    schema: v.lazy((input) => (isRecord(input) && 'dirac' in input ? notAtoms : schemaOf(input))),
    sample: (density, site) => sampleDensity(density, site, site.normalize),
    regularity: (density) => regularityOf(density),
  }),
  dirac,
};

/** The shape of a density, whichever way it is stated. */
export const densitySchema: v.GenericSchema<unknown, Density> = v.lazy(schemaOf);

/**
 * Samples a density on the grid and scales it to mass 1.
 * @param normalize whether any positive mass will do; otherwise it must be 1 to about six digits.
 * @throws {ProblemError} with paths that begin inside the density.
 */
export async function sampleDensity(
  density: Density,
  place: Omit<Site, 'normalize'>,
  normalize: boolean,
): Promise<Float64Array> {
  const kind = kindOf(density) as AnyKind;
  const site: Site = { ...place, normalize };
  const found = await kind.sample(density, site);
  return toUnitMass(found, site.grid, normalize, kind.advice?.(density, site));
}

/** Sobolev regularity of a density: Infinity for analytic, null when unknown. */
export function regularityOf(density: Density): number | null {
  return (kindOf(density) as AnyKind).regularity(density);
}

/** The intervals on which a density on the circle is constant; empty unless it is so between jumps. */
export function patchesOf(density: Density): Patch[] {
  return (kindOf(density) as AnyKind).patches?.(density) ?? [];
}

/** The atoms of a sum of point masses on the circle; empty for a density. */
export function atomsOf(density: Density): Atom[] {
  return (kindOf(density) as AnyKind).atoms?.(density) ?? [];
}

/** The point masses of a sum of them, in the order given, or null for a density. */
export function massesOf(density: Density, d: number): PointMasses | null {
  return (kindOf(density) as AnyKind).masses?.(density, d) ?? null;
}

function kindOf(density: unknown): AnyKind | undefined {
  if (typeof density === 'string') return expression;
  if (typeof density === 'function') return callable;
  if (isList(density)) return array;
  if (!isRecord(density)) return undefined;
  if ('profile' in density) {
    return Object.hasOwn(PROFILES, String(density.profile))
      ? PROFILES[density.profile as ProfileName]
      : undefined;
  }
  const key = Object.keys(OBJECTS).find((name) => name in density);
  return key === undefined ? undefined : OBJECTS[key];
}

function schemaOf(input: unknown): v.GenericSchema<unknown, Density> {
  const kind = kindOf(input);
  if (kind) return kind.schema;
  return isRecord(input) && 'profile' in input ? unknownProfile : notDensity;
}

function isRough(input: unknown): boolean {
  return isRecord(input) && input.profile === 'rough';
}

const notRough = field<Density>('a smooth density, not another rough one', () => false);

const notAtoms = field<Density>('a density, not a sum of point masses', () => false);

const notDensity = field<Density>(
  '"uniform", an expression, or an object with one of the keys samples, file, image, profile, points, product, ' +
    'dirac; ' +
    'in a program also an array or a function',
  () => false,
);

const unknownProfile = v.looseObject({
  profile: choice(Object.keys(PROFILES)),
}) as unknown as v.GenericSchema<unknown, Density>;
