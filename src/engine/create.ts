/** The door to the engine: compiling the solver, and laying one out for the method that a problem names. */
import type { DiscreteProblem } from '../problem/types.ts';
import { createExactSolver } from './exact.ts';
import { createFiniteVolumeSolver } from './finite-volume.ts';
import { createLagrangianSolver } from './lagrangian.ts';
import { createParticleSolver } from './particles.ts';
import { createSpectralSolver } from './solver.ts';
import type { Tableau } from './tableaux.ts';
import type { Crew } from './threads/team.ts';
import type { Solver } from './types.ts';

export { type Build, carries, compileCore } from './core.ts';
export { Fields } from './fields.ts';

/**
 * Lays out a solver for `problem` in an instance of `module`.
 * @param tableau spectral method alone: takes the place of the named integrator; it is stepped adaptively when
 *   it has an error estimate, else by `problem.step`.
 * @param crew spectral method and finite volumes alone: the threads they may run on.
 * @throws {RangeError} for a method that this version lacks: problems that were validated name none such.
 */
export function createSolver(
  module: WebAssembly.Module,
  problem: DiscreteProblem,
  tableau?: Tableau,
  crew?: Crew,
): Solver {
  switch (problem.method) {
    case 'spectral':
      return createSpectralSolver(module, problem, tableau, crew);
    case 'finite-volume':
      return createFiniteVolumeSolver(module, problem, crew);
    case 'lagrangian':
      return createLagrangianSolver(module, problem);
    case 'particles':
      return createParticleSolver(module, problem);
    case 'exact':
      return createExactSolver(problem);
    default:
      throw new RangeError(`method ${problem.method}: there is no such solver`);
  }
}
