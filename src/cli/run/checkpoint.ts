/**
 * A run that was interrupted, kept whole in one file: everything computed so far and the solver's state, from
 * which it goes on bit for bit. The file belongs to one problem and one build of the program.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Solution } from '../../solve/types.ts';
import { buildHash, hash } from '../build.ts';
import { writeAtomically } from '../files.ts';

export class Checkpoint {
  readonly path: string;
  private readonly key: string;

  /** The checkpoint of `problem` (its text) in `directory`. */
  constructor(directory: string, problem: string) {
    this.path = join(directory, 'checkpoint.bin');
    this.key = hash(buildHash(), problem);
  }

  /** What was computed before; 'other' where the file is of another problem or build, or is no checkpoint. */
  async find(): Promise<Solution | 'other' | undefined> {
    const bytes = await readFile(this.path).catch(() => undefined);
    if (!bytes) return undefined;
    const content = read(bytes);
    return content?.key === this.key ? content.solution : 'other';
  }

  async keep(solution: Solution): Promise<void> {
    await writeAtomically(this.path, serialize({ key: this.key, solution } satisfies Content));
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

interface Content {
  key: string;
  solution: Solution;
}

/** The content of a checkpoint file, or undefined for a file of another kind. */
function read(bytes: Uint8Array): Content | undefined {
  try {
    return deserialize(bytes) as Content;
  } catch {
    return undefined;
  }
}

/** A run and its continuation as one: the rows of both, and the rest from the continuation, which knows all. */
export function joinRuns(before: Solution, after: Solution): Solution {
  if (after.history.time.length === 0) return before;
  const first = firstNew(before.time, after.time);
  const from = rowsFrom(first, after.time.length);
  const firstDensity = firstNew(before.densityTime, after.densityTime);
  const densities = rowsFrom(firstDensity, after.densityTime.length);
  const rows = (a: Float64Array, b: Float64Array) => concatenate(a, b.subarray(first));
  return {
    ...after,
    time: rows(before.time, after.time),
    energy: rows(before.energy, after.energy),
    dissipation: rows(before.dissipation, after.dissipation),
    mass: rows(before.mass, after.mass),
    minimum: rows(before.minimum, after.minimum),
    maximum: rows(before.maximum, after.maximum),
    norms: Object.fromEntries(Object.entries(after.norms).map(([q, b]) => [q, rows(before.norms[q], b)])),
    densityTime: concatenate(before.densityTime, densities(after.densityTime)),
    density: concatenate(before.density, densities(after.density)),
    points: joinPoints(before.points, after.points, from),
    solver: { ...after.solver, seconds: before.solver.seconds + after.solver.seconds },
  };
}

/** Where the times that `before` lacks begin. */
function firstNew(before: Float64Array, after: Float64Array): number {
  const last = before.at(-1) ?? Number.NEGATIVE_INFINITY;
  const first = after.findIndex((time) => time > last);
  return first < 0 ? after.length : first;
}

/** Of a table of so many rows, those from `first` on. */
const rowsFrom =
  (first: number, rows: number) =>
  (table: Float64Array): Float64Array =>
    table.subarray((table.length / Math.max(rows, 1)) * first);

/** Without a row in one of the two, the points are those of the other. */
function joinPoints(
  before: Solution['points'],
  after: Solution['points'],
  from: (table: Float64Array) => Float64Array,
): Solution['points'] {
  if (!before || !after) return before ?? after;
  return { positions: concatenate(before.positions, from(after.positions)), weights: after.weights };
}

function concatenate(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
