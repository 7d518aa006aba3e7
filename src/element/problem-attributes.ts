import type { Problem } from '../index.ts';
import { attributeOf, completed, type ProblemKey, problemKeys, readValue, writeValue } from './attributes.ts';
import { fetchProblem } from './model/problem-file.ts';

/**
 * The problem of an element: its attributes, what was given to its properties that no attribute can say, and beneath
 * them the problem file that `src` names.
 */
export class ProblemAttributes {
  private readonly given = new Map<ProblemKey, unknown>();
  private file: Partial<Problem> = {};
  private reading: Promise<Partial<Problem>> | undefined;

  constructor(private readonly host: Element) {}

  get(key: ProblemKey): unknown {
    if (this.given.has(key)) return this.given.get(key);
    const text = this.host.getAttribute(attributeOf(key));
    return text === null ? this.file[key] : readValue(key, text);
  }

  /** Writes the attribute where it can; true when it was kept aside instead, or has been, and no attribute may tell. */
  set(key: ProblemKey, value: unknown): boolean {
    const name = attributeOf(key);
    const text = value === undefined || value === null ? null : writeValue(key, value);
    if (text === undefined) {
      this.host.removeAttribute(name);
      this.given.set(key, value);
      return true;
    }
    const aside = this.given.delete(key);
    if (text === null) this.host.removeAttribute(name);
    else this.host.setAttribute(name, text);
    return aside;
  }

  /** Whether a value was given that no attribute can say. */
  isAside(key: ProblemKey): boolean {
    return this.given.has(key);
  }

  /** An attribute was written: what had been given in its place is forgotten. */
  forget(key: ProblemKey): void {
    this.given.delete(key);
  }

  /** `src` was written: the file is to be read, or read again. */
  forgetFile(): void {
    this.file = {};
    this.reading = undefined;
  }

  /** @throws ProblemError when there is no problem file where `src` says */
  async load(): Promise<void> {
    const address = this.host.getAttribute('src');
    if (address === null) return;
    this.reading ??= fetchProblem(address, this.host.baseURI);
    const { reading } = this;
    const file = await reading;
    if (reading === this.reading) this.file = file;
  }

  /** @throws ProblemError for an attribute that is not the JSON it seems to be */
  read(): Problem {
    const entries = problemKeys.map((key) => [key, this.get(key)] as const);
    const stated = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    return completed({ ...this.file, ...stated });
  }

  /** In the place of all that was stated, a file too. */
  write(problem: Partial<Problem>): void {
    this.host.removeAttribute('src');
    for (const key of problemKeys) this.set(key, problem[key]);
  }
}
