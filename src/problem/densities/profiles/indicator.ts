import * as v from 'valibot';
import { refuse } from '../../error.ts';
import { object, perAxis } from '../../fields.ts';
import { outerProduct } from '../../grid.ts';
import type { IntervalProfile, Patch, PerAxis } from '../../types.ts';
import type { DensityKind } from '../kind.ts';
import { expand } from './expand.ts';

const entries = {
  from: perAxis('a number in [0, 1]', (x) => x >= 0 && x <= 1),
  to: perAxis('a number in [0, 1]', (x) => x >= 0 && x <= 1),
};

/**
 * Uniform on the interval [from, to], through 0 when to < from; in higher dimension on a box. The samples are
 * averages over the cells [x_j − 1/2n, x_j + 1/2n], so that the mass is exact wherever the ends lie.
 */
export const indicator: DensityKind<IntervalProfile> = {
  schema: object({ profile: v.literal('indicator'), ...entries }),
  sample(data, { grid }) {
    const { covered, volume } = boxOn(data, grid);
    return covered.map((share) => share / volume);
  },
  patches: ({ from, to }) => patchesOn(scalar(from), scalar(to)),
  regularity: () => 0.5,
};

/** Uniform outside the interval [from, to], a box in higher dimension, and 0 inside; averages over cells. */
export const vacuum: DensityKind<IntervalProfile> = {
  schema: object({ profile: v.literal('vacuum'), ...entries }),
  sample(data, { grid }) {
    const { covered, volume } = boxOn(data, grid);
    if (volume === 1) refuse('to', data.to, 'must leave room for mass outside [from, to]');
    return covered.map((share) => (1 - share) / (1 - volume));
  },
  patches: ({ from, to }) => patchesOn(scalar(to), scalar(from)),
  regularity: () => 0.5,
};

function scalar(value: PerAxis): number {
  return typeof value === 'number' ? value : value[0];
}

/** The uniform density on [from, to], through 0 when to < from. */
function patchesOn(from: number, to: number): Patch[] {
  const density = 1 / (to - from + (to < from ? 1 : 0));
  const intervals =
    to < from
      ? [
          [0, to],
          [from, 1],
        ]
      : [[from, to]];
  return intervals.filter(([a, b]) => a < b).map(([a, b]) => ({ from: a, to: b, density }));
}

/** The share of each cell that the box covers, and the volume of the box. */
function boxOn({ from, to }: IntervalProfile, grid: readonly number[]) {
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

/** The share of each cell of one axis that [start, start + length] covers. */
function coverage(start: number, length: number, n: number): Float64Array {
  // Length of the part of the periodic set that lies in [start, x], growing by `length` with each period.
  const upTo = (x: number) => {
    const turns = Math.floor(x - start);
    return turns * length + Math.min(x - start - turns, length);
  };
  return Float64Array.from({ length: n }, (_, j) => {
    const share = n * (upTo((j + 0.5) / n) - upTo((j - 0.5) / n));
    return Math.min(1, Math.max(0, share));
  });
}
