import type { Problem } from '../index.ts';
import { attributeOf, completed, type ProblemKey, problemKeys, readValue, writeValue } from './attributes.ts';

/** The problem of an element: its attributes, and what was given to its properties that no attribute can say. */
export class ProblemAttributes {
  private readonly given = new Map<ProblemKey, unknown>();

  constructor(private readonly host: Element) {}

  get(key: ProblemKey): unknown {
    if (this.given.has(key)) return this.given.get(key);
    const text = this.host.getAttribute(attributeOf(key));
    return text === null ? undefined : readValue(key, text);
  }

  /** Writes the attribute where it can; true when it was kept aside instead, and no attribute will tell. */
  set(key: ProblemKey, value: unknown): boolean {
    const name = attributeOf(key);
    const text = value === undefined || value === null ? null : writeValue(key, value);
    if (text === undefined) {
      this.host.removeAttribute(name);
      this.given.set(key, value);
      return true;
    }
    this.given.delete(key);
    if (text === null) this.host.removeAttribute(name);
    else this.host.setAttribute(name, text);
    return false;
  }

  /** Whether a value was given that no attribute can say. */
  isAside(key: ProblemKey): boolean {
    return this.given.has(key);
  }

  /** An attribute was written: what had been given in its place is forgotten. */
  forget(key: ProblemKey): void {
    this.given.delete(key);
  }

  /** @throws ProblemError for an attribute that is not the JSON it seems to be */
  read(): Problem {
    const entries = problemKeys.map((key) => [key, this.get(key)] as const);
    return completed(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
  }

  write(problem: Partial<Problem>): void {
    for (const key of problemKeys) this.set(key, problem[key]);
  }
}
