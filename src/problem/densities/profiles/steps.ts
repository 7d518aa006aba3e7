import * as v from 'valibot';
import { refuse } from '../../error.ts';
import { field, object } from '../../fields.ts';
import { isList } from '../../shapes.ts';
import type { StepsProfile } from '../../types.ts';
import type { DensityKind } from '../kind.ts';
import { coverage, patchesOn } from './coverage.ts';

/**
 * Constant between jumps, d = 1: on [edges[i], edges[i+1]] as values[i], the last one through 0 to the first edge,
 * scaled to mass 1. The samples are averages over the cells [x_j − 1/2n, x_j + 1/2n].
 */
export const steps: DensityKind<StepsProfile> = {
  schema: object({
    profile: v.literal('steps'),
    edges: field<readonly number[]>(
      'a list of numbers in [0, 1), each larger than the one before',
      isAscending,
    ),
    values: field<readonly number[]>('a list of numbers ≥ 0, not all 0', isHeights),
  }),
  sample(data, { grid }) {
    if (grid.length > 1) refuse('profile', data.profile, 'is taken in one dimension only');
    if (data.values.length !== data.edges.length) {
      refuse('values', data.values, `must have one number for each of the ${data.edges.length} edges`);
    }
    const samples = new Float64Array(grid[0]);
    for (const { from, length, density } of pieces(data)) {
      coverage(from, length, grid[0]).forEach((share, j) => {
        samples[j] += share * density;
      });
    }
    return samples;
  },
  patches: (data) =>
    pieces(data)
      .flatMap(({ from, to, density }) => (density > 0 ? patchesOn(from, to, density) : []))
      .sort((a, b) => a.from - b.from),
  regularity: ({ values }) =>
    Array.from(values).every((value) => value === values[0]) ? Number.POSITIVE_INFINITY : 0.5,
};

/** Its pieces, of mass 1 together. */
function pieces({ edges, values }: StepsProfile) {
  const found = Array.from(edges, (from, i) => {
    const to = edges[(i + 1) % edges.length];
    return { from, to, length: to > from ? to - from : to - from + 1, value: values[i] };
  });
  const mass = found.reduce((sum, { length, value }) => sum + length * value, 0);
  return found.map((piece) => ({ ...piece, density: piece.value / mass }));
}

function isAscending(list: unknown): boolean {
  if (!isList(list) || list.length === 0) return false;
  const edges = Array.from(list);
  return edges.every((x, i) => x >= 0 && x < 1 && (i === 0 || x > edges[i - 1]));
}

function isHeights(list: unknown): boolean {
  if (!isList(list)) return false;
  const values = Array.from(list);
  return values.every((value) => Number.isFinite(value) && value >= 0) && values.some((value) => value > 0);
}
