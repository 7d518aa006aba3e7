import { refuse } from '../error.ts';
import { field, object } from '../fields.ts';
import { sizeOf } from '../grid.ts';
import { isList, isRecord } from '../shapes.ts';
import type { Atom, Diracs, PointMasses } from '../types.ts';
import type { DensityKind } from './kind.ts';

type Data = { dirac: Diracs };

/**
 * `{ "dirac": [[position, weight], …] }` or `{ "dirac": { "positions": […], "weights": […] } }`: point masses, for
 * methods that take them. The samples are averages over the cells around the grid points.
 */
export const dirac: DensityKind<Data> = {
  schema: object({
    dirac: field<Diracs>(
      'a list of pairs [position, weight], weight > 0; or an object with positions and weights, two flat lists',
      (value) => isPairs(value) || isLists(value),
    ),
  }),
  sample(data, { grid }) {
    const d = grid.length;
    const { positions, weights } = masses(data, d);
    const samples = new Float64Array(sizeOf(grid));
    weights.forEach((weight, i) => {
      const cell = grid.reduce(
        (flat, n, axis) => flat * n + (Math.floor(positions[i * d + axis] * n + 0.5) % n),
        0,
      );
      samples[cell] += weight * samples.length;
    });
    return samples;
  },
  masses(data, d) {
    const { positions, weights } = masses(data, d);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { positions, weights: weights.map((weight) => weight / total) };
  },
  atoms: (data) => gathered(masses(data, 1)),
  // |ĥ_k|² does not decay: r = −d/2.
  regularity: () => -0.5,
  advice: () => 'the weights are the masses',
};

const isCoordinates = (x: unknown) =>
  Number.isFinite(x) || (isList(x) && x.length <= 3 && Array.from(x).every(Number.isFinite));

function isPairs(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && Array.from(value).every(isPair);
}

function isPair(entry: unknown): boolean {
  if (!isList(entry) || entry.length !== 2) return false;
  const [position, weight] = Array.from(entry as ArrayLike<unknown>);
  return isCoordinates(position) && Number.isFinite(weight) && (weight as number) > 0;
}

function isLists(value: unknown): boolean {
  if (!isRecord(value) || !isList(value.positions) || value.positions.length === 0) return false;
  if (Object.keys(value).some((key) => key !== 'positions' && key !== 'weights')) return false;
  return value.weights === undefined || isList(value.weights);
}

/** Positions in [0, 1)^d and weights as they were given, checked against the dimension. */
function masses({ dirac }: Data, d: number): PointMasses {
  const found = 'positions' in dirac ? fromLists(dirac, d) : fromPairs(dirac, d);
  return { ...found, positions: found.positions.map(fraction) };
}

// The fraction of a tiny negative number rounds to 1.
const fraction = (x: number) => (x - Math.floor(x)) % 1;

function fromPairs(pairs: Extract<Diracs, readonly unknown[]>, d: number): PointMasses {
  const positions = new Float64Array(pairs.length * d);
  pairs.forEach(([position], i) => {
    const coordinates = typeof position === 'number' ? [position] : position;
    if (coordinates.length !== d) {
      const wanted = d === 1 ? 'a number' : `an array of ${d} numbers`;
      refuse(
        `dirac[${i}][0]`,
        position,
        `must be ${wanted}, as the grid has ${d} ${d === 1 ? 'axis' : 'axes'}`,
      );
    }
    positions.set(coordinates, i * d);
  });
  return { positions, weights: Float64Array.from(pairs, ([, weight]) => weight) };
}

function fromLists({ positions, weights }: Exclude<Diracs, readonly unknown[]>, d: number): PointMasses {
  const count = positions.length / d;
  if (!Number.isInteger(count)) {
    refuse('dirac.positions', positions, `must hold ${d} numbers for each point, as the grid has ${d} axes`);
  }
  if (weights && weights.length !== count) {
    refuse('dirac.weights', weights, `must hold a number for each of the ${count} points`);
  }
  const bad = Array.prototype.findIndex.call(positions, (x: unknown) => !Number.isFinite(x));
  if (bad >= 0) refuse(`dirac.positions[${bad}]`, positions[bad], 'must be a finite number');
  const light = weights
    ? Array.prototype.findIndex.call(weights, (w: unknown) => !(Number.isFinite(w) && (w as number) > 0))
    : -1;
  if (light >= 0) refuse(`dirac.weights[${light}]`, weights![light], 'must be a number > 0');
  return {
    positions: Float64Array.from(positions),
    weights: weights ? Float64Array.from(weights) : new Float64Array(count).fill(1 / count),
  };
}

/** Points on the circle in ascending order, those at one place gathered. */
function gathered({ positions, weights }: PointMasses): Atom[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found = new Map<number, number>();
  positions.forEach((position, i) => {
    found.set(position, (found.get(position) ?? 0) + weights[i] / total);
  });
  return [...found].sort(([a], [b]) => a - b).map(([position, mass]) => ({ position, mass }));
}
