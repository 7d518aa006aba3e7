import { refuse } from '../error.ts';
import { compileExpression } from '../expression/compile.ts';
import { ExpressionError } from '../expression/parser.ts';
import { sampleParts } from '../expression/sample.ts';
import { field } from '../fields.ts';
import { axisPoints, sizeOf } from '../grid.ts';
import type { DensityKind } from './kind.ts';
import { allFinite } from './samples.ts';

/** "uniform", or an expression in x; x and y; or x, y and z. */
export const expression: DensityKind<string> = {
  schema: field<string>('a string', (value) => typeof value === 'string'),
  sample(text, { grid }) {
    if (text === 'uniform') return new Float64Array(sizeOf(grid)).fill(1);
    const parts = compile(text, ['x', 'y', 'z'].slice(0, grid.length));
    return allFinite(sampleParts(parts, grid.map(axisPoints)), grid);
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
