import { refuse } from '../error.ts';
import { list, object } from '../fields.ts';
import { axisPoints, pointAt, sizeOf, visitGrid } from '../grid.ts';
import type { DensityKind } from './kind.ts';

/** An array or a typed array of samples on the grid, row-major. */
export const array: DensityKind<ArrayLike<number>> = {
  schema: list,
  sample: (data, { grid }) => copySamples(data, grid, ''),
  regularity: () => null,
};

/** `{ "samples": [...] }`: the same in an object. */
export const samples: DensityKind<{ samples: ArrayLike<number> }> = {
  schema: object({ samples: list }),
  sample: (data, { grid }) => copySamples(data.samples, grid, 'samples'),
  regularity: () => null,
};

function copySamples(data: ArrayLike<number>, grid: readonly number[], path: string): Float64Array {
  const size = sizeOf(grid);
  if (data.length !== size) {
    const shape = grid.length > 1 ? ` (${grid.join(' × ')}, row-major, in one flat array)` : '';
    refuse(
      path,
      data,
      `must have one number for each of the ${size} grid points${shape}, not ${data.length}`,
    );
  }
  for (let i = 0; i < size; i++)
    if (typeof data[i] !== 'number' || !Number.isFinite(data[i])) {
      refuse(`${path}[${i}]`, data[i] ?? null, 'must be a finite number');
    }
  return Float64Array.from(data);
}

/** Samples f on the grid; a value that is no finite number is refused with the point it belongs to. */
export function sampleChecked(grid: readonly number[], f: (x: number[]) => unknown): Float64Array {
  const out = new Float64Array(sizeOf(grid));
  visitGrid(grid.map(axisPoints), (x, i) => {
    const value = f(x);
    if (typeof value !== 'number' || !Number.isFinite(value)) refuseAt(x, value);
    out[i] = value;
  });
  return out;
}

/** Refuses values that are no finite numbers, with the point that the first of them belongs to. */
export function allFinite(values: Float64Array, grid: readonly number[]): Float64Array {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) refuseAt(pointAt(i, grid), values[i]);
  }
  return values;
}

function refuseAt(x: readonly number[], value: unknown): never {
  return refuse('', undefined, `must have finite values; at ${showPoint(x)} it is ${String(value)}`);
}

/** `x = 0.25` or `(x, y) = (0.25, 0.5)`. */
export function showPoint(x: readonly number[]): string {
  const numbers = x.map((component) => String(Number(component.toPrecision(6))));
  if (x.length === 1) return `x = ${numbers[0]}`;
  return `(${['x', 'y', 'z'].slice(0, x.length).join(', ')}) = (${numbers.join(', ')})`;
}
