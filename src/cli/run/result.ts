/** A solution as files: result.json, density.npy, and positions.npy and weights.npy where points were moved. */
import { join } from 'node:path';
import { npyBytes } from '../../problem/index.ts';
import type { Solution } from '../../solve/types.ts';
import { writeAtomically } from '../files.ts';

/**
 * The text of result.json: one key a line. Point masses have no minimum and no maximum. JSON has no NaN and no infinity; such numbers become null.
 * @param problem the problem as the file stated it
 */
export function resultText(problem: unknown, solution: Solution): string {
  const { outcome, warnings, rates, solver, norms } = solution;
  const { time, energy, dissipation, mass, minimum, maximum, densityTime } = solution;
  const result = {
    torusflow: 1,
    problem,
    outcome,
    warnings,
    ...lists({ time, energy, dissipation, mass }),
    ...(solver.method === 'particles' ? {} : lists({ minimum, maximum })),
    norms: lists(norms),
    ...(densityTime.length === time.length ? {} : lists({ densityTime })),
    rates,
    solver,
  };
  const lines = Object.entries(result).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

function lists(columns: Record<string, Float64Array>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column)]));
}

/** Writes the files; result.json comes last, so that where it is, the others are. */
export async function writeResult(directory: string, text: string, solution: Solution): Promise<string[]> {
  const { grid } = solution.problem;
  const axes = typeof grid === 'number' ? [grid] : grid;
  const count = solution.time.length;
  const arrays: [name: string, data: Float64Array, shape: number[]][] = [
    ['density.npy', solution.density, [solution.densityTime.length, ...axes]],
  ];
  if (solution.points) {
    const { positions, weights } = solution.points;
    arrays.push(['positions.npy', positions, [count, weights.length, axes.length]]);
    arrays.push(['weights.npy', weights, [weights.length]]);
  }
  for (const [name, data, shape] of arrays)
    await writeAtomically(join(directory, name), npyBytes(data, shape));
  await writeAtomically(join(directory, 'result.json'), text);
  return ['result.json', ...arrays.map(([name]) => name)].map((name) => join(directory, name));
}
