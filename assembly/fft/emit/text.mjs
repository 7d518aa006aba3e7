// Pieces of source text that the passes share.
import { constants } from './butterflies.mjs';

export const range = (n) => Array.from({ length: n }, (_, k) => k);
export const indent = (lines, by) => lines.map((line) => ' '.repeat(by) + line).join('\n');

/** Pointers x1 … x{r−1}, each `step` bytes behind (or before) the last one. */
export const streams = (name, r, step, sign = '+') =>
  range(r)
    .slice(1)
    .map((k) => `const ${name}${k}: usize = ${name}${k - 1} ${sign} ${step};`);

/** The constants of butterfly r. */
export const splats = (r) =>
  Object.entries(constants[r]).map(([name, value]) => `const ${name} = f64x2.splat(${value});`);
