/** Finished runs, one file each, found again by a hash of what was asked and of the build that answered. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildHash, hash } from '../build.ts';
import { openDirectory, writeAtomically } from '../files.ts';

/** What was asked, and what came of it. */
interface Asked {
  id: string;
}
interface Answered {
  key: string;
  case: Asked;
}

export class Store {
  private constructor(
    private readonly directory: string,
    private readonly build: string,
  ) {}

  static async open(directory: string): Promise<Store> {
    await openDirectory(directory);
    return new Store(directory, buildHash());
  }

  /** The key under which the answer to this case is kept. */
  key(of: Asked): string {
    return hash(this.build, JSON.stringify(of));
  }

  /** The kept result, or undefined when there is none or the file cannot be read as one. */
  async find<Result extends Answered>(of: Result['case']): Promise<Result | undefined> {
    try {
      const result = JSON.parse(await readFile(this.path(of), 'utf8')) as Result;
      return result.key === this.key(of) ? result : undefined;
    } catch {
      return undefined;
    }
  }

  async keep(result: Answered): Promise<void> {
    await writeAtomically(this.path(result.case), JSON.stringify(result));
  }

  private path(of: Asked): string {
    return join(this.directory, `${of.id}-${this.key(of)}.json`);
  }
}
