/** What the layers above need of problems: their words, their check, and their sampled form. */
export { describe } from './describe.ts';
export { discretize } from './discretize.ts';
export { type Issue, ProblemError } from './error.ts';
export { gibibytes, type MemoryUse, memoryOf } from './memory-use.ts';
export { npyBytes, readNpy } from './npy.ts';
export { parseProblem } from './parse.ts';
export type * from './types.ts';
