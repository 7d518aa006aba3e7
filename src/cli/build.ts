/** Which code is running: what was computed by other code is not reused. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A hash of the program's own bundle, which carries the solver: it changes whenever an answer may. */
export function buildHash(): string {
  return hash(readFileSync(fileURLToPath(import.meta.url)));
}

/** Sixteen hexadecimal digits of SHA-256. */
export function hash(...parts: (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex').slice(0, 16);
}
