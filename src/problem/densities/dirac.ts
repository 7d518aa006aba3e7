import { refuse } from '../error.ts';
import { field, isList, object } from '../fields.ts';
import type { Atom } from '../types.ts';
import type { DensityKind } from './kind.ts';

type Data = { dirac: readonly (readonly [number, number])[] };

/**
 * `{ "dirac": [[position, weight], …] }`: point masses on the circle, for methods that take them. The samples are
 * averages over the cells around the grid points.
 */
export const dirac: DensityKind<Data> = {
  schema: object({
    dirac: field<Data['dirac']>(
      'a list of pairs [position, weight], weight > 0',
      (value) => Array.isArray(value) && value.length > 0 && Array.from(value).every(isAtom),
    ),
  }),
  sample(data, { grid }) {
    if (grid.length > 1) refuse('dirac', undefined, 'is taken in one dimension only');
    const [n] = grid;
    const samples = new Float64Array(n);
    for (const { position, mass } of atoms(data)) samples[Math.floor(position * n + 0.5) % n] += n * mass;
    return samples;
  },
  atoms(data) {
    const found = atoms(data);
    const total = found.reduce((sum, { mass }) => sum + mass, 0);
    return found.map(({ position, mass }) => ({ position, mass: mass / total }));
  },
  // |ĥ_k|² does not decay: r = −d/2.
  regularity: () => -0.5,
  advice: () => 'the weights are the masses',
};

function isAtom(entry: unknown): boolean {
  if (!isList(entry) || entry.length !== 2) return false;
  const [position, weight] = Array.from(entry as ArrayLike<number>);
  return Number.isFinite(position) && Number.isFinite(weight) && weight > 0;
}

/** Ascending in [0, 1), those at one point gathered. */
function atoms({ dirac }: Data): Atom[] {
  const masses = new Map<number, number>();
  for (const [x, mass] of dirac) {
    // The fraction of a tiny negative number rounds to 1.
    const position = (x - Math.floor(x)) % 1;
    masses.set(position, (masses.get(position) ?? 0) + mass);
  }
  return [...masses].sort(([a], [b]) => a - b).map(([position, mass]) => ({ position, mass }));
}
