/** The method of points in WASM, behind the interface of types.ts. */
import { LARGEST_SUMMED } from '../problem/particles.ts';
import type { DiscreteProblem } from '../problem/types.ts';
import { CircleSolver } from './circle-points.ts';
import { TorusSolver } from './torus-points.ts';
import type { Solver } from './types.ts';

/**
 * N weighted points, ẋ_i = −∇φ(x_i), (−Δ)^s φ = μ_N − ν, see assembly/particles/points.ts. A point exerts no force on
 * itself, and points at one place none on each other; the energy ½‖μ_N − ν‖² counts what each has by itself,
 * ½ Σ w_i² K(0). Densities that come out are averages over the cells around the grid points.
 * `tolerance.relative` is the error of position in a step, against the distance mass has to go: on the circle
 * ‖μ_N − ν‖_{Ḣ^{−1}}, else that between neighbours, N^{−1/d}.
 */
export function createParticleSolver(module: WebAssembly.Module, problem: DiscreteProblem): Solver {
  const { grid, s, particles } = problem;
  const { bandlimit, mollify } = particles!;
  const whole = bandlimit === 0 && mollify === 0;
  const summed = grid.length === 1 && Number.isInteger(s) && s <= LARGEST_SUMMED && whole;
  return new (summed ? CircleSolver : TorusSolver)(module, problem, particles!);
}
