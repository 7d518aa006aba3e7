// Writes assembly/fft/kernels.ts; with --print, to the standard output instead.
//
//   node assembly/fft/emit/main.mjs
import { writeFileSync } from 'node:fs';
import { fluxFirst, fluxLast, pairFirst, pairLast } from './ends.mjs';
import { batchFirst, batchLast, columnsLast, middle, single } from './passes.mjs';

const header = `/**
 * The passes of the fast Fourier transforms. Made by \`node assembly/fft/emit/main.mjs\`: change the emitter
 * beside this file, not this file.
 *
 * A block is two complex numbers in 32 bytes, the real parts first: [re re | im im]. Its lanes are two
 * neighbours of one sequence ("pair") or two sequences ("batch"). Notation of a pass: see emit/passes.mjs.
 */
`;

export function kernels() {
  return [
    header,
    middle(3, 1),
    middle(4, 2),
    middle(5, 1),
    middle(7, 1),
    ...['blocks', 'product', 'rows', 'columns'].map((source) => batchFirst(4, source)),
    batchLast(2),
    batchLast(8),
    ...[2, 4, 8].map(columnsLast),
    pairFirst(4, false),
    pairFirst(4, true),
    ...[2, 4, 8].map(pairLast),
    fluxFirst(),
    ...[2, 4, 8].map(fluxLast),
    ...[2, 3, 4, 5, 7].map(single),
  ].join('\n');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  if (process.argv.includes('--print')) process.stdout.write(kernels());
  else writeFileSync(new URL('../kernels.ts', import.meta.url), kernels());
}
