/** The door to the engine. */
export { compileCore } from './core.ts';
export { createSolver } from './solver.ts';
