// Densities one point at a time, by their definitions, to judge the samples of whole grids by.
import { BINARY, CONSTANTS, FUNCTIONS, UNARY } from '../../src/problem/expression/functions.ts';
import { type Node, parseExpression } from '../../src/problem/expression/parser.ts';

/** The value of an expression at a point: its syntax tree, walked anew for each. */
export function pointwise(text: string): (x: readonly number[]) => number {
  const tree = parseExpression(text);
  return (x) => walkAt(tree, x);
}

function walkAt(tree: Node, x: readonly number[]): number {
  const walk = (node: unknown): number => {
    const part = node as Node & Record<string, never>;
    switch (part.type) {
      case 'Literal':
        return Number(part.value);
      case 'Identifier':
        return 'xyz'.includes(part.name) ? x['xyz'.indexOf(part.name)] : CONSTANTS.get(part.name)!;
      case 'UnaryExpression':
        return UNARY.get(part.operator)!(walk(part.argument));
      case 'BinaryExpression':
        return BINARY.get(part.operator)!(walk(part.left), walk(part.right));
      case 'ConditionalExpression':
        return walk(walk(part.test) ? part.consequent : part.alternate);
      default:
        return FUNCTIONS.get((part.callee as Node & { name: string }).name)!.call(
          ...(part.arguments as Node[]).map(walk),
        );
    }
  };
  return walk(tree);
}

/** e^{−x²/2b²}/(b√2π) on the circle, summed over the images that matter. */
export function wrappedGaussian(x: number, b: number): number {
  let sum = 0;
  const images = Math.ceil(9 * b) + 1;
  for (let n = -images; n <= images; n++)
    sum += Math.exp(-((x - Math.round(x) + n) ** 2) / (2 * b * b)) / (b * Math.sqrt(2 * Math.PI));
  return sum;
}
