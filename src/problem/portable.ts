/** Problems on their way to another thread: what cannot be cloned is done here first, the rest is left to be done there. */

import { readImage } from './densities/image-file.ts';
import { bytesOf } from './densities/read.ts';
import { sampleFunction } from './densities/sample-function.ts';
import { type Issue, issuesOf, ProblemError } from './error.ts';
import { sizeOf } from './grid.ts';
import { gridOf } from './grid-of.ts';
import { decodesAlone } from './image/decode.ts';
import { LARGE } from './large.ts';
import { readFile } from './read-file.ts';
import { isList, isRecord } from './shapes.ts';
import type { Dealias } from './types.ts';

/** A problem as it crosses: plain data. */
export interface Portable {
  /** A copy, in which functions are their samples. */
  problem: unknown;
  /** The files that its densities name. */
  files: Record<string, Uint8Array>;
  /** What is wrong with functions and files; where they were stands something harmless. */
  issues: Issue[];
  /** What the spectral method takes where the problem leaves it open. */
  dealias?: Dealias;
}

export interface PackOptions {
  dealias?: Dealias;
  readFile?: (path: string) => Promise<Uint8Array>;
  signal?: AbortSignal;
  /** Called before functions are sampled on a grid that is large, while their samples are lacking. */
  check?: (unsampled: Parcel) => Promise<void>;
}

/** What a function or a file at `path` becomes, once there is time for it. */
interface Job {
  path: string;
  do(): Promise<unknown>;
  put(found: unknown): void;
}

/** Makes a problem portable; everything else that is wrong with it is found where it goes. */
export class Parcel {
  readonly content: Portable;
  /** The samples of functions, by their paths. */
  readonly samples = new Map<string, Float64Array>();
  private readonly grid: readonly number[] | undefined;
  private readonly jobs: Job[] = [];
  private functions = 0;
  /** What cannot be cloned, for which a bigint stands, its index: no key of a problem takes either. */
  private readonly left: unknown[] = [];
  private readonly copies = new Map<object, unknown>();

  private constructor(
    problem: unknown,
    private readonly options: PackOptions,
  ) {
    this.grid = isRecord(problem) ? soundGrid(problem.grid) : undefined;
    this.content = { problem: this.copyProblem(problem), files: {}, issues: [], dealias: options.dealias };
  }

  /**
   * Samples the functions of a problem, a few milliseconds at a time, and reads its files.
   * @throws the reason of `signal` once it aborts
   */
  static async pack(problem: unknown, options: PackOptions = {}): Promise<Parcel> {
    const parcel = new Parcel(problem, options);
    await parcel.finish();
    return parcel;
  }

  /** What read its files, for those who need no copy of it. */
  readonly readFile = async (name: string): Promise<Uint8Array> => this.content.files[name];

  /** An error as it would have been thrown here: with the values that could not cross. */
  restored(error: unknown): unknown {
    if (!(error instanceof ProblemError)) return error;
    return new ProblemError(error.issues.map((issue) => ({ ...issue, value: this.original(issue.value) })));
  }

  private async finish(): Promise<void> {
    const { check } = this.options;
    if (check && this.functions > 0 && sizeOf(this.grid!) > LARGE) await check(this);
    for (const { path, do: work, put } of this.jobs) {
      try {
        put(await work());
      } catch (error) {
        this.content.issues.push(...issuesOf(error, path));
        put('uniform');
      }
    }
  }

  private copyProblem(problem: unknown): unknown {
    const copy = this.copy(problem);
    if (!isRecord(problem) || !isRecord(copy)) return copy;
    for (const key of ['initial', 'target']) {
      if (key in problem)
        this.density(problem[key], this.grid, key, (found) => Object.assign(copy, { [key]: found }));
    }
    return copy;
  }

  /** Hands a copy of a density to `put`, and again once what takes time is done. */
  private density(
    value: unknown,
    grid: readonly number[] | undefined,
    path: string,
    put: (copy: unknown) => void,
  ): void {
    if (typeof value === 'function') {
      put(new Float64Array(0));
      if (grid) this.jobs.push({ path, put, do: () => this.sample(value as () => number, grid, path) });
      if (grid) this.functions += 1;
      return;
    }
    const copy = isList(value) ? this.numbers(value) : this.copy(value);
    put(copy);
    if (!isRecord(value) || !isRecord(copy)) return;
    const at = (key: string) => (found: unknown) => Object.assign(copy, { [key]: found });
    const { samples, over, product, file, image } = value;
    if (isList(samples)) copy.samples = this.numbers(samples);
    if ('over' in value) this.density(over, grid, `${path}.over`, at('over'));
    if (Array.isArray(product)) {
      const factors: unknown[] = [...product];
      copy.product = factors;
      product.forEach((factor, axis) => {
        const line = grid?.[axis] === undefined ? undefined : [grid[axis]];
        this.density(factor, line, `${path}.product[${axis}]`, (found) => {
          factors[axis] = found;
        });
      });
    }
    if (typeof file === 'string' && file !== '')
      this.jobs.push({ path, put, do: () => this.read('file', file, copy) });
    if (typeof image === 'string' && image !== '') {
      this.jobs.push({ path, put, do: () => this.picture(image, copy) });
    }
    // Pixels of a class of the platform have them as properties of its prototype.
    if (isRecord(image))
      copy.image = { width: image.width, height: image.height, data: this.copy(image.data) };
  }

  private async sample(
    f: (...x: number[]) => number,
    grid: readonly number[],
    path: string,
  ): Promise<Float64Array> {
    const samples = await sampleFunction(f, grid, this.options.signal);
    this.samples.set(path, samples);
    return samples;
  }

  private async read(key: string, name: string, density: unknown): Promise<unknown> {
    this.content.files[name] ??= await bytesOf(key, name, this.options.readFile ?? readFile);
    return density;
  }

  /** Where the platform does not decode pictures, workers cannot load what does. */
  private async picture(name: string, density: Record<string, unknown>): Promise<unknown> {
    if (decodesAlone()) return this.read('image', name, density);
    const pixels = await readImage(name, this.options.readFile ?? readFile);
    return { ...density, image: { ...pixels, name } };
  }

  /** A list of nothing but numbers as one array, which is cloned at once; the same list otherwise. */
  private numbers(list: ArrayLike<unknown>): unknown {
    for (let i = 0; i < list.length; i++) if (typeof list[i] !== 'number') return this.copy(list);
    return Float64Array.from(list as ArrayLike<number>);
  }

  private copy(value: unknown): unknown {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
      return this.leave(value);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    if (!this.copies.has(value)) {
      // Met again inside itself it is left.
      this.copies.set(value, this.leave(value));
      this.copies.set(
        value,
        Array.isArray(value)
          ? Array.from(value, (entry) => this.copy(entry))
          : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.copy(entry)])),
      );
    }
    return this.copies.get(value);
  }

  private leave(value: unknown): bigint {
    return BigInt(this.left.push(value) - 1);
  }

  private original(value: unknown): unknown {
    if (typeof value === 'bigint') return this.left[Number(value)];
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map((entry) => this.original(entry));
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.original(entry)]));
  }
}

/** The grid, where there is one that can be sampled on. */
function soundGrid(grid: unknown): readonly number[] | undefined {
  try {
    const axes = gridOf(grid as number | ArrayLike<number>);
    return axes.length >= 1 && axes.length <= 3 ? axes : undefined;
  } catch {
    return undefined;
  }
}
