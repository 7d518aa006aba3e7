/** A solution as files: result.json and density.npy. */
import { join } from 'node:path';
import { npyBytes } from '../../problem/index.ts';
import type { Solution } from '../../solve/types.ts';
import { writeAtomically } from '../files.ts';

/**
 * The text of result.json: one key a line. JSON has no NaN and no infinity; such numbers become null.
 * @param problem the problem as the file stated it
 */
export function resultText(problem: unknown, solution: Solution): string {
  const { outcome, warnings, rates, solver, norms } = solution;
  const { time, energy, dissipation, mass, minimum, maximum } = solution;
  const result = {
    torusflow: 1,
    problem,
    outcome,
    warnings,
    ...lists({ time, energy, dissipation, mass, minimum, maximum }),
    norms: lists(norms),
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

/** Writes both files; result.json comes last, so that where it is, the densities are. */
export async function writeResult(directory: string, text: string, solution: Solution): Promise<string[]> {
  const { grid } = solution.problem;
  const axes = typeof grid === 'number' ? [grid] : grid;
  const density = join(directory, 'density.npy');
  const result = join(directory, 'result.json');
  await writeAtomically(density, npyBytes(solution.density, [solution.time.length, ...axes]));
  await writeAtomically(result, text);
  return [result, density];
}
