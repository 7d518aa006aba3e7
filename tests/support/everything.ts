/** All that can be seen of a solver on so many points, such that `assert.equal` compares it bit for bit. */
import type { Solver } from '../../src/engine/types.ts';

export function everything(solver: Solver, points: number) {
  const density = new Float64Array(points);
  solver.density(density);
  const { time, steps, rejected, evaluations, negativeSince } = solver;
  const { drift, ...history } = solver.history();
  const seen = { density, time, steps, rejected, evaluations, negativeSince, history };
  // Where the drift is not followed it is no number, which equals itself in lists, but not in typed arrays.
  return { ...seen, ...solver.diagnostics(), drift: [...drift] };
}
