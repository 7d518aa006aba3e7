import * as v from 'valibot';
import { refuse } from '../../error.ts';
import { number, object, perAxis } from '../../fields.ts';
import { mean, outerProduct } from '../../grid.ts';
import { isRecord } from '../../shapes.ts';
import type { BoxProfile, Patch, PerAxis, RegionProfile } from '../../types.ts';
import type { DensityKind } from '../kind.ts';
import { ballCoverage } from './ball.ts';
import { coverage, patchesOn } from './coverage.ts';
import { expand } from './expand.ts';

const box = {
  from: perAxis('a number in [0, 1]', (x) => x >= 0 && x <= 1),
  to: perAxis('a number in [0, 1]', (x) => x >= 0 && x <= 1),
};
const ball = {
  center: v.optional(perAxis('a number in [0, 1)', (c) => c >= 0 && c < 1)),
  radius: number('a number between 0 and 0.5', (r) => r > 0 && r < 0.5),
};

const schemaOf = (profile: RegionProfile['profile']) => {
  const name = { profile: v.literal(profile) };
  const asBox = object({ ...name, ...box }) as v.GenericSchema<unknown, RegionProfile>;
  const asBall = object({ ...name, ...ball }) as v.GenericSchema<unknown, RegionProfile>;
  return v.lazy((input) => (isRecord(input) && 'radius' in input ? asBall : asBox));
};

/**
 * Uniform on the interval [from, to], through 0 when to < from; in higher dimension on a box; or on a ball. The
 * samples are averages over the cells [x_j − 1/2n, x_j + 1/2n], so that the mass is exact wherever the ends lie.
 */
export const indicator: DensityKind<RegionProfile> = {
  schema: schemaOf('indicator'),
  sample(data, { grid }) {
    const { covered, volume } = regionOn(data, grid);
    return covered.map((share) => share / volume);
  },
  patches: (data) => uniformOn(...endsOf(data)),
  regularity: () => 0.5,
};

/** Uniform outside the interval, box or ball, and 0 inside; averages over cells. */
export const vacuum: DensityKind<RegionProfile> = {
  schema: schemaOf('vacuum'),
  sample(data, { grid }) {
    const { covered, volume } = regionOn(data, grid);
    if (volume === 1) refuse('to', (data as BoxProfile).to, 'must leave room for mass outside [from, to]');
    return covered.map((share) => (1 - share) / (1 - volume));
  },
  patches: (data) => uniformOn(...(endsOf(data).reverse() as [number, number])),
  regularity: () => 0.5,
};

/** The interval on the circle. */
function endsOf(data: RegionProfile): [from: number, to: number] {
  if (!('radius' in data)) return [scalar(data.from), scalar(data.to)];
  const { center = 0.5, radius } = data;
  return [scalar(center) - radius, scalar(center) + radius].map((x) => x - Math.floor(x)) as [number, number];
}

function scalar(value: PerAxis): number {
  return typeof value === 'number' ? value : value[0];
}

/** The uniform density on [from, to], through 0 when to < from. */
const uniformOn = (from: number, to: number): Patch[] =>
  patchesOn(from, to, 1 / (to - from + (to < from ? 1 : 0)));

/** The share of each cell that the region covers, and its volume, as the cells have it. */
function regionOn(data: RegionProfile, grid: readonly number[]) {
  if (!('radius' in data)) return boxOn(data, grid);
  const covered = ballCoverage(expand(data.center ?? 0.5, grid.length, 'center'), data.radius, grid);
  return { covered, volume: mean(covered) };
}

function boxOn({ from, to }: BoxProfile, grid: readonly number[]) {
  const starts = expand(from, grid.length, 'from');
  const ends = expand(to, grid.length, 'to');
  const lengths = starts.map((start, axis) => {
    if (start === ends[axis]) refuse('to', to, `must differ from "from"`);
    return ends[axis] - start + (ends[axis] < start ? 1 : 0);
  });
  return {
    covered: outerProduct(grid.map((n, axis) => coverage(starts[axis], lengths[axis], n))),
    volume: lengths.reduce((product, length) => product * length, 1),
  };
}
