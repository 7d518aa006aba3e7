/** Finished runs, one file each, found again by a hash of what was asked and of the build that answered. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildHash, hash } from '../build.ts';
import { openDirectory, writeAtomically } from '../files.ts';
import type { Case } from './cases.ts';
import type { CaseResult } from './result.ts';

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
  key(of: Case): string {
    return hash(this.build, JSON.stringify(of.problem));
  }

  /** The kept result, or undefined when there is none or the file cannot be read as one. */
  async find(of: Case): Promise<CaseResult | undefined> {
    try {
      const result = JSON.parse(await readFile(this.path(of), 'utf8')) as CaseResult;
      return result.key === this.key(of) ? result : undefined;
    } catch {
      return undefined;
    }
  }

  async keep(result: CaseResult): Promise<void> {
    await writeAtomically(this.path(result.case), JSON.stringify(result));
  }

  private path(of: Case): string {
    return join(this.directory, `${of.id}-${this.key(of)}.json`);
  }
}
