import { refuse } from '../error.ts';
import { compileExpression } from '../expression/compile.ts';
import { ExpressionError } from '../expression/parser.ts';
import { field } from '../fields.ts';
import type { DensityKind } from './kind.ts';
import { sampleChecked } from './samples.ts';

/** "uniform", or an expression in x; x and y; or x, y and z. */
export const expression: DensityKind<string> = {
  schema: field<string>('a string', (value) => typeof value === 'string'),
  sample(text, { grid }) {
    if (text === 'uniform') return sampleChecked(grid, () => 1);
    return sampleChecked(grid, compile(text, ['x', 'y', 'z'].slice(0, grid.length)));
  },
  patches: (text) => (text === 'uniform' ? [{ from: 0, to: 1, density: 1 }] : []),
  regularity: (text) => (text === 'uniform' ? Number.POSITIVE_INFINITY : null),
};

function compile(text: string, variables: string[]) {
  try {
    return compileExpression(text, variables);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return refuse('', text, `is no expression; ${error.message}`);
  }
}
