import type { DiscreteProblem } from '../problem/types.ts';
import type { Solver } from './types.ts';

/** Compiles the solver that this package carries. */
export declare function compileCore(): Promise<WebAssembly.Module>;

/** Lays out a solver for `problem` in an instance of `module` (a used one where one is free). */
export declare function createSolver(module: WebAssembly.Module, problem: DiscreteProblem): Solver;
